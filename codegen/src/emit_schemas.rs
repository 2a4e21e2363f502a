//! Schemas of the types and CRDs of the kinds, for the features that carry them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use crate::facts::{Channel, Definition, Facts};
use crate::fixups;
use crate::model::Model;
use crate::module::header;
use crate::schema::GO;

/// Names and texts of the files: data, and a table that says which type has which schema.
pub(crate) fn emit_schemas(model: &Model, facts: &Facts) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    files.insert("schemas.json".to_owned(), data(model, facts)?);
    files.insert("schemas.rs".to_owned(), table(model, &facts.release));
    Ok(files)
}

/// Definitions, nodes of enums and CRDs, each on a line of its own.
fn data(model: &Model, facts: &Facts) -> Result<String> {
    let mut text = String::from("{\n");
    let definitions = facts.definitions.iter().map(|(go, definition)| {
        let definition = match definition {
            Definition::Both(node) => json!({"both": without_go(node)}),
            Definition::Each(nodes) => {
                let nodes = nodes
                    .iter()
                    .map(|(channel, node)| (channel.name(), without_go(node)));
                json!(nodes.collect::<BTreeMap<_, _>>())
            }
        };
        format!("{}: {definition}", json!(go))
    });
    section("definitions", &definitions.collect::<Vec<_>>(), &mut text);
    let mut scalars = Vec::new();
    for go in model.enums.keys() {
        scalars.push(format!("{}: {}", json!(go), scalar(go, facts)?));
    }
    for fix in &fixups::RETYPED {
        scalars.push(format!("{}: {}", json!(fix.rust), retyped(fix, facts)?));
    }
    text.push_str(",\n");
    section("scalars", &scalars, &mut text);
    for (channel, crds) in &facts.crds {
        let crds = crds
            .iter()
            .map(|crd| format!("{}: {crd}", crd["metadata"]["name"]));
        text.push_str(",\n");
        section(channel.name(), &crds.collect::<Vec<_>>(), &mut text);
    }
    text.push_str("\n}\n");
    Ok(text)
}

fn section(name: &str, lines: &[String], text: &mut String) {
    let _ = write!(text, "\"{name}\": {{\n{}\n}}", lines.join(",\n"));
}

/// The node without the names of Go types, which only code generation needs.
fn without_go(node: &Value) -> Value {
    match node {
        Value::Object(members) => {
            let members = members.iter().filter(|(key, _)| key.as_str() != GO);
            members
                .map(|(key, value)| (key.clone(), without_go(value)))
                .collect()
        }
        Value::Array(items) => items.iter().map(without_go).collect(),
        _ => node.clone(),
    }
}

/// What the nodes of a Go string type have in common wherever it stands; of lists of values, the
/// longest one. A type that stands nowhere is a string.
fn scalar(go: &str, facts: &Facts) -> Result<Value> {
    let mut sites = Vec::new();
    for definition in facts.definitions.values() {
        if let Some(node) = definition.in_channel(Channel::Experimental) {
            collect(node, go, &mut sites);
        }
    }
    let Some(first) = sites.first().and_then(|site| site.as_object()) else {
        return Ok(json!({"type": "string"}));
    };
    let same = |key: &String| sites.iter().all(|site| site.get(key) == first.get(key));
    let common = first
        .iter()
        .filter(|(key, _)| *key != GO && *key != "default" && same(key));
    let mut common: Map<_, _> = common
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let lists: Vec<_> = sites
        .iter()
        .filter_map(|site| site["enum"].as_array())
        .collect();
    if let Some(longest) = lists.iter().max_by_key(|values| values.len()) {
        let all: BTreeSet<_> = longest.iter().map(Value::to_string).collect();
        let within =
            |values: &&Vec<Value>| values.iter().all(|value| all.contains(&value.to_string()));
        ensure!(
            lists.iter().all(within),
            "the lists of values of `{go}` do not nest"
        );
        common.insert("enum".to_owned(), Value::Array((*longest).clone()));
    }
    Ok(Value::Object(common))
}

fn collect<'a>(node: &'a Value, go: &str, sites: &mut Vec<&'a Value>) {
    if node.get(GO).is_some_and(|found| found == go) {
        sites.push(node);
    }
    match node {
        Value::Object(members) => members.values().for_each(|value| collect(value, go, sites)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, go, sites)),
        _ => {}
    }
}

fn retyped(fix: &fixups::Retyped, facts: &Facts) -> Result<Value> {
    let definition = facts.definitions.get(fix.go);
    let owner = definition.and_then(|found| found.in_channel(Channel::Experimental));
    let node = owner.and_then(|owner| owner["properties"].get(fix.field));
    let mut node = without_go(node.with_context(|| format!("no `{}` in `{}`", fix.field, fix.go))?);
    if let Value::Object(members) = &mut node {
        members.remove("default");
    }
    Ok(node)
}

/// Rust types with the names of their schemas.
fn table(model: &Model, release: &str) -> String {
    let mut text = header(release);
    text.push_str("//! Types with the Go names of their schemas.\n\n");
    text.push_str("/// Applies a macro to the table of types.\nmacro_rules! for_each_schema {\n");
    text.push_str("    ($apply:ident) => {\n        $apply! {\n            structs {\n");
    for go in &model.order {
        if let Some(found) = model.structs.get(go) {
            let _ = writeln!(
                text,
                "                {}{} = {go:?},",
                gate(found.home.experimental),
                found.rust
            );
        }
    }
    text.push_str("            }\n            scalars {\n");
    for go in &model.order {
        if let Some(found) = model.enums.get(go) {
            let _ = writeln!(
                text,
                "                {}{} = {go:?},",
                gate(found.home.experimental),
                found.rust
            );
        }
    }
    for fix in &fixups::RETYPED {
        let _ = writeln!(text, "                {} = {:?},", fix.rust, fix.rust);
    }
    text.push_str("            }\n        }\n    };\n}\n\npub(crate) use for_each_schema;\n");
    text
}

fn gate(experimental: bool) -> &'static str {
    if experimental {
        "#[cfg(feature = \"experimental\")] "
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::REF;

    #[test]
    fn data_is_whole_and_without_names_of_go_types_in_nodes() {
        let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("api/v1.7.0");
        let facts = Facts::load(&dir).unwrap();
        let model = Model::build(&facts).unwrap();
        let text = data(&model, &facts).unwrap();
        let data: Value = serde_json::from_str(&text).unwrap();
        assert!(!text.contains(GO) && text.contains(REF));
        assert_eq!(
            data["definitions"].as_object().unwrap().len(),
            facts.definitions.len()
        );
        assert_eq!(data["experimental"].as_object().unwrap().len(), 14);
        let from = json!({"type": "string", "enum": ["All", "Selector", "Same", "None"]});
        assert_eq!(data["scalars"]["v1.FromNamespaces"], from);
        let code = json!({"type": "integer", "enum": [301, 302, 303, 307, 308]});
        assert_eq!(data["scalars"]["RedirectStatusCode"], code);
    }
}
