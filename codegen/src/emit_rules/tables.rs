//! Rust sources of the validator's schema tables, each distinct node once for all releases and channels.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::docs::RuleDocs;
use super::model::{Node, Resource, ValidatorModel};
use super::{Patterns, field_constant};
use crate::cel::lower::Uses;
use crate::facts::Channel;

/// The text of the file.
pub(super) fn emit_tables(
    model: &ValidatorModel,
    patterns: &Patterns,
    docs: &RuleDocs,
    uses: &Uses,
) -> Result<String> {
    let emitter = Emitter {
        model,
        patterns,
        docs,
        uses,
    };
    let defaults = model.nodes.iter().filter_map(|node| node.default.as_ref());
    let defaults: BTreeSet<String> = defaults.map(Value::to_string).collect();
    let defaults: BTreeMap<String, usize> = defaults.into_iter().zip(0..).collect();
    let mut text = String::from(HEAD);
    text.push_str(&emitter.resources());
    for (json, position) in &defaults {
        let value = constant(&serde_json::from_str(json)?)?;
        let _ = writeln!(text, "static D{position}: Constant = {value};\n");
    }
    for (id, node) in model.nodes.iter().enumerate() {
        text.push_str(&emitter.node(id, node, &defaults)?);
    }
    Ok(text)
}

const HEAD: &str = "//! Schemas of every kind, release and channel; equal ones stand once.\n\n\
    use super::{field, patterns, rules};\nuse crate::property::{Present, Property};\nuse crate::release::{Channel, Release};\n\
    use crate::schema::{Constant, Format, ListType, Resource, RuleSite, Schema, Version};\n\n";

struct Emitter<'m> {
    model: &'m ValidatorModel,
    patterns: &'m Patterns,
    docs: &'m RuleDocs,
    uses: &'m Uses,
}

impl Emitter<'_> {
    /// The kinds of each release and channel; lists that are equal stand once.
    fn resources(&self) -> String {
        let mut distinct: Vec<&[Resource]> = Vec::new();
        let mut arms = String::new();
        for release in &self.model.releases {
            for (channel, resources) in &release.channels {
                let known = distinct.iter().position(|known| known == resources);
                let position = known.unwrap_or(distinct.len());
                if known.is_none() {
                    distinct.push(resources);
                }
                let release = release.name.to_uppercase().replace('.', "_");
                let channel = match channel {
                    Channel::Standard => "Standard",
                    Channel::Experimental => "Experimental",
                };
                let _ = writeln!(
                    arms,
                    "(Release::{release}, Channel::{channel}) => R{position},"
                );
            }
        }
        let mut text = format!(
            "/// The kinds of a release and channel.\npub(crate) fn resources(release: Release, channel: Channel) -> \
             &'static [Resource] {{\n match (release, channel) {{\n{arms}}}\n}}\n\n"
        );
        for (position, resources) in distinct.iter().enumerate() {
            let resources: Vec<String> = resources.iter().map(resource).collect();
            let _ = writeln!(
                text,
                "static R{position}: &[Resource] = &[{}];\n",
                resources.join(", ")
            );
        }
        text
    }

    fn node(&self, id: usize, node: &Node, defaults: &BTreeMap<String, usize>) -> Result<String> {
        let mut parts = Vec::new();
        let base = match node.kind.as_str() {
            "object" => "OBJECT",
            "array" => "ARRAY",
            "string" => "STRING",
            "integer" => "INTEGER",
            "boolean" => "BOOLEAN",
            other => bail!(
                "{}: the type `{other}` is not known to the validator",
                node.place
            ),
        };
        parts.extend(format(node)?);
        if let Some(default) = &node.default {
            let position = defaults
                .get(&default.to_string())
                .context("a default is not collected")?;
            parts.push(format!("default: Some(&D{position})"));
        }
        parts.extend(self.children(node)?);
        if !node.enumeration.is_empty() {
            let values: Result<Vec<String>> = node.enumeration.iter().map(constant).collect();
            parts.push(format!("enumeration: &[{}]", values?.join(", ")));
        }
        if let Some(pattern) = &node.pattern {
            parts.push(format!("pattern: Some(&{})", self.patterns.name(pattern)?));
        }
        for (limit, value) in &node.limits {
            let field = crate::names::field_name(limit)?;
            parts.push(format!("{field}: Some({})", grouped(&value.to_string())));
        }
        parts.extend(list(node)?);
        if node.address {
            parts.push("address: true".to_owned());
        }
        parts.extend(self.rules(node)?);
        if self.model.has(id, &|node| !node.rules.is_empty()) {
            parts.push("has_rules: true".to_owned());
        }
        if self.model.has(id, &Node::has_list_type) {
            parts.push("has_list_types: true".to_owned());
        }
        parts.push(format!("..Schema::{base}"));
        Ok(format!(
            "// {}\nstatic S{id}: Schema = Schema {{ {} }};\n\n",
            node.place,
            parts.join(", ")
        ))
    }

    fn rules(&self, node: &Node) -> Result<Option<String>> {
        if node.rules.is_empty() {
            return Ok(None);
        }
        let mut sites = Vec::new();
        for site in &node.rules {
            let name = super::constant_name(&self.docs.of(&site.rule)?.id);
            sites.push(format!(
                "RuleSite {{ rule: &rules::{name}, message: {:?} }}",
                site.message
            ));
        }
        Ok(Some(format!("rules: &[{}]", sites.join(", "))))
    }

    fn children(&self, node: &Node) -> Result<Vec<String>> {
        let mut parts = Vec::new();
        if !node.properties.is_empty() {
            // The validator notes in 64 bits which of them an object has.
            ensure!(
                node.properties.len() <= 64,
                "{} has more than 64 properties",
                node.place
            );
            let mut properties = Vec::new();
            let mut defaulted = Vec::new();
            for (position, (name, child)) in node.properties.iter().enumerate() {
                let field = field_constant(name, self.uses)?;
                properties.push(format!("Property::new({name:?}, {field}, &S{child})"));
                if self.model.node(*child).default.is_some() {
                    defaulted.push(position);
                }
            }
            parts.push(format!("properties: &[{}]", properties.join(", ")));
            parts.extend((!defaulted.is_empty()).then(|| present("defaulted", &defaulted)));
        }
        if !node.required.is_empty() {
            let position = |name: &String| {
                let found = node.properties.iter().position(|(known, _)| known == name);
                found.with_context(|| {
                    format!("{} requires `{name}`, which it does not have", node.place)
                })
            };
            let required: Result<Vec<usize>> = node.required.iter().map(position).collect();
            // A server names them in this order, and positions go up.
            let required = required?;
            ensure!(
                required.is_sorted(),
                "{} requires properties in another order than the alphabet's",
                node.place
            );
            parts.push(present("required", &required));
        }
        if let Some(child) = node.additional {
            parts.push(format!("additional: Some(&S{child})"));
        }
        if let Some(child) = node.items {
            parts.push(format!("items: Some(&S{child})"));
        }
        Ok(parts)
    }
}

fn format(node: &Node) -> Result<Option<String>> {
    let format = match node.format.as_deref() {
        None => return Ok(None),
        Some("int32") => "Int32",
        Some("int64") => "Int64",
        Some("date-time") => "DateTime",
        Some(other) => bail!(
            "{}: the format `{other}` is not known to the validator",
            node.place
        ),
    };
    Ok(Some(format!("format: Format::{format}")))
}

fn list(node: &Node) -> Result<Option<String>> {
    Ok(match node.list_type.as_deref() {
        None | Some("atomic") => None,
        Some("set") => Some("list_type: ListType::Set".to_owned()),
        Some("map") => Some(format!("list_type: ListType::Map(&{:?})", node.list_keys)),
        Some(other) => bail!(
            "{}: the list type `{other}` is not known to the validator",
            node.place
        ),
    })
}

fn resource(resource: &Resource) -> String {
    let Resource {
        group,
        kind,
        plural,
        namespaced,
        versions,
    } = resource;
    let versions: Vec<String> = versions
        .iter()
        .map(|version| {
            format!(
                "Version {{ name: {:?}, served: {}, storage: {}, status: {}, deprecation: {:?}, schema: &S{} }}",
                version.name, version.served, version.storage, version.status, version.deprecation, version.schema
            )
        })
        .collect();
    format!(
        "Resource {{ group: {group:?}, kind: {kind:?}, plural: {plural:?}, namespaced: {namespaced}, versions: &[{}] }}",
        versions.join(", ")
    )
}

/// A number with its digits in groups, as clippy wants long ones.
fn grouped(number: &str) -> String {
    if number.len() <= 5 {
        return number.to_owned();
    }
    let mut grouped = String::new();
    for (position, digit) in number.chars().enumerate() {
        if position > 0 && digit != '-' && (number.len() - position).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

/// A default as a constant.
fn constant(value: &Value) -> Result<String> {
    Ok(match value {
        Value::Bool(_) => bail!("a boolean is not known as a default"),
        Value::String(text) => format!("Constant::Text({text:?})"),
        Value::Number(number) => {
            let value = number
                .as_i64()
                .with_context(|| format!("the default {number} is not an integer"))?;
            format!("Constant::Int({value})")
        }
        Value::Array(items) => {
            let items: Result<Vec<String>> = items.iter().map(constant).collect();
            format!("Constant::List(&[{}])", items?.join(", "))
        }
        Value::Object(members) => {
            let member = |(key, value)| Ok(format!("({key:?}, {})", constant(value)?));
            let members: Result<Vec<String>> = members.iter().map(member).collect();
            format!("Constant::Map(&[{}])", members?.join(", "))
        }
        Value::Null => bail!("null is not known as a default"),
    })
}

/// A set of properties by their positions.
fn present(name: &str, positions: &[usize]) -> String {
    format!("{name}: Present::of(&{positions:?})")
}
