//! From facts to the model: what a field's type is, what is required, what is a default.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::checked::CHECKED;
use crate::facts::{Channel, Facts};
use crate::fixups;
use crate::kinds::kinds;
use crate::model::{Enum, Field, Home, Model, Struct, Type};
use crate::names;
use crate::reach::{self, Users};
use crate::schema::{GO, REF};

impl Model {
    /// Every type that the schemas and the constants of a release need.
    pub(crate) fn build(facts: &Facts) -> Result<Self> {
        let kinds = kinds(facts)?;
        let users = reach::users(facts, &kinds)?;
        let mut model = Self {
            structs: BTreeMap::new(),
            enums: BTreeMap::new(),
            order: Vec::new(),
            kinds,
        };
        for go in users.keys().filter(|go| reach::is_struct(facts, go)) {
            let found = model.build_struct(go, facts, &users)?;
            model.structs.insert(go.clone(), found);
        }
        model.build_enums(facts, &users)?;
        model.check_names()?;
        for (go, _) in CHECKED {
            ensure!(
                facts.types.contains_key(go),
                "there is no `{go}` to check values of"
            );
        }
        let kinds: Vec<_> = model.kinds.iter().map(|kind| kind.go.clone()).collect();
        let constants = facts.constants.0.iter().map(|(go, _)| go);
        for go in kinds.iter().chain(constants) {
            model.put_in_order(go);
        }
        Ok(model)
    }

    /// Appends a type and, after it, what its fields hold.
    fn put_in_order(&mut self, go: &str) {
        if self.order.iter().any(|known| known == go) {
            return;
        }
        self.order.push(go.to_owned());
        let fields = self.structs.get(go).map_or(&[][..], |found| &found.fields);
        let held = fields
            .iter()
            .filter_map(|field| field.ty.named().map(str::to_owned));
        for go in held.collect::<Vec<_>>() {
            self.put_in_order(&go);
        }
    }

    fn build_struct(&self, go: &str, facts: &Facts, users: &Users) -> Result<Struct> {
        let nodes = reach::nodes(go, facts)?;
        let declared = facts.types.get(go).and_then(|found| found.fields.as_ref());
        let declared = declared.with_context(|| format!("Go struct `{go}` has no fields"))?;
        let known = |name: &String| declared.0.iter().any(|(wire, _)| wire == name);
        for node in &nodes {
            let properties = node["properties"].as_object().into_iter().flatten();
            if let Some((name, _)) = properties.into_iter().find(|(name, _)| !known(name)) {
                bail!("`{go}` has a property `{name}` that Go does not declare");
            }
        }
        let is_kind = self.kinds.iter().any(|kind| kind.go == go);
        // What stands in every kind is not described by a field.
        let common = |wire: &str| is_kind && matches!(wire, "apiVersion" | "kind" | "metadata");
        let wires = declared
            .0
            .iter()
            .map(|(wire, _)| wire.as_str())
            .filter(|wire| !common(wire));
        let fields = wires.map(|wire| {
            build_field(go, wire, &nodes, facts)
                .with_context(|| format!("field `{wire}` of `{go}`"))
        });
        Ok(Struct {
            go: go.to_owned(),
            rust: names::type_name(go)?,
            home: reach::home(go, users)?,
            fields: fields.collect::<Result<_>>()?,
        })
    }

    fn build_enums(&mut self, facts: &Facts, users: &Users) -> Result<()> {
        for (go, constants) in &facts.constants.0 {
            let mut variants: Vec<(String, String)> = Vec::new();
            for (constant, value) in &constants.0 {
                if variants.iter().all(|(_, other)| other != value) {
                    let name = names::variant_name(go, constant, value)?;
                    variants.push((name, value.clone()));
                }
            }
            // A type that stands in no schema names values of conditions.
            let home = if users.contains_key(go) {
                reach::home(go, users)?
            } else {
                Home {
                    module: "constants".to_owned(),
                    experimental: false,
                }
            };
            let rust = names::type_name(go)?;
            let closed = reach::is_closed(facts, go);
            self.enums.insert(
                go.clone(),
                Enum {
                    go: go.clone(),
                    rust,
                    home,
                    variants,
                    closed,
                },
            );
        }
        Ok(())
    }

    fn check_names(&self) -> Result<()> {
        let mut seen = BTreeSet::new();
        let structs = self.structs.values().map(|found| (&found.go, &found.rust));
        let enums = self.enums.values().map(|found| (&found.go, &found.rust));
        for (go, rust) in structs.chain(enums) {
            ensure!(
                seen.insert(rust),
                "Go type `{go}` would be a second `{rust}`"
            );
        }
        let retyped = fixups::RETYPED.iter().map(|fix| fix.go);
        for go in fixups::BOXED_MEMBERS.into_iter().chain(retyped) {
            ensure!(
                self.structs.contains_key(go),
                "there is no `{go}`; drop its fix-up"
            );
        }
        Ok(())
    }
}

fn build_field(go: &str, wire: &str, nodes: &[&Value], facts: &Facts) -> Result<Field> {
    let is_required = |node: &&Value| {
        let required = node["required"].as_array();
        required.is_some_and(|names| names.iter().any(|name| name == wire))
    };
    let mut types = Vec::new();
    let mut defaults = Vec::new();
    let mut scalar = String::new();
    for node in nodes.iter().filter_map(|node| node["properties"].get(wire)) {
        types.push(field_type(go, wire, node, facts)?);
        defaults.push(default(node, facts));
        let leaf = [node.get("items"), node.get("additionalProperties")];
        let leaf = leaf.into_iter().flatten().next().unwrap_or(node);
        leaf[GO]
            .as_str()
            .unwrap_or_default()
            .clone_into(&mut scalar);
    }
    let ty = types.pop().context("it stands in no schema")?;
    let default = defaults.pop().flatten();
    ensure!(types.iter().all(|other| *other == ty), "it has two types");
    ensure!(
        defaults.iter().all(|other| *other == default),
        "it has two defaults"
    );
    Ok(Field {
        rust: names::field_name(wire)?,
        required: nodes.iter().all(is_required),
        boxed: fixups::BOXED_MEMBERS.contains(&go) && matches!(ty, Type::Struct(_)),
        wire: wire.to_owned(),
        ty,
        default,
        scalar,
    })
}

fn field_type(go: &str, wire: &str, node: &Value, facts: &Facts) -> Result<Type> {
    let Some(fix) = fixups::RETYPED
        .iter()
        .find(|fix| fix.go == go && fix.field == wire)
    else {
        return type_of(node, facts);
    };
    ensure!(
        node["enum"].is_array(),
        "it is no enum any more; drop its fix-up"
    );
    Ok(Type::Code(fix.rust))
}

/// Default of a field: its own, or that of the struct that stands there.
fn default(node: &Value, facts: &Facts) -> Option<Value> {
    let definition = node[REF].as_str().and_then(|go| facts.definitions.get(go));
    let referred = definition.and_then(|found| found.in_channel(Channel::Experimental));
    referred.unwrap_or(node).get("default").cloned()
}

fn type_of(node: &Value, facts: &Facts) -> Result<Type> {
    if let Some(go) = node[REF].as_str() {
        return match go.strip_prefix("k8s.io/apimachinery/pkg/apis/meta/v1.") {
            Some("ObjectMeta") => Ok(Type::ObjectMeta),
            Some("Condition") => Ok(Type::Condition),
            Some("LabelSelector") => Ok(Type::LabelSelector),
            Some(_) => bail!("`{go}` has no counterpart in k8s-openapi here"),
            None => Ok(Type::Struct(reach::shared_name(go).to_owned())),
        };
    }
    let go = node[GO].as_str().unwrap_or_default();
    let kind = node["type"].as_str().unwrap_or_default();
    Ok(match (kind, go) {
        ("array", _) => Type::List(Box::new(type_of(&node["items"], facts)?)),
        ("object", _) => Type::Map(Box::new(type_of(&node["additionalProperties"], facts)?)),
        ("boolean", _) => Type::Bool,
        ("string", go) if facts.constants.0.iter().any(|(name, _)| name == go) => {
            Type::Enum(go.to_owned())
        }
        ("string", _) => Type::String,
        ("integer", go) => match underlying(go, facts) {
            "int32" => Type::I32,
            "int" => Type::I64,
            other => bail!("an integer of Go type `{other}`"),
        },
        _ => bail!("a node of type `{kind}` with Go type `{go}`"),
    })
}

/// Builtin type below a named one.
fn underlying<'a>(go: &'a str, facts: &'a Facts) -> &'a str {
    facts.types.get(go).map_or(go, |found| &found.kind)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn facts(release: &str) -> Facts {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("api")
            .join(release);
        Facts::load(&dir).unwrap()
    }

    #[test]
    fn every_go_struct_is_one_rust_type_and_v1alpha2_twins_share() {
        let facts = facts("v1.7.0");
        let in_channel = |channel| {
            let reached = |go: &&String| facts.definitions[*go].in_channel(channel).is_some();
            let structs = facts.types.keys().filter(|go| reach::is_struct(&facts, go));
            structs
                .filter(|go| facts.definitions.contains_key(*go))
                .filter(reached)
                .count()
        };
        assert_eq!(in_channel(Channel::Standard), 97);
        assert_eq!(in_channel(Channel::Experimental), 130);
        let model = Model::build(&facts).unwrap();
        assert_eq!(model.structs.len() + fixups::SHARED.len(), 130);
        assert_eq!(model.enums.len(), 46);
        assert_eq!(model.kinds.len(), 14);
        let constants = facts
            .constants
            .0
            .iter()
            .map(|(_, constants)| constants.0.len());
        assert_eq!(constants.sum::<usize>(), 218);
    }

    #[test]
    fn a_field_that_go_does_not_declare_is_an_error() {
        let mut facts = facts("v1.7.0");
        let go = facts.types.get_mut("v1.BackendRef").unwrap();
        go.fields
            .as_mut()
            .unwrap()
            .0
            .retain(|(wire, _)| wire != "weight");
        let error = format!("{:#}", Model::build(&facts).err().unwrap());
        assert!(
            error.contains("`v1.BackendRef` has a property `weight`"),
            "{error}"
        );
    }

    #[test]
    fn a_field_of_two_types_is_an_error() {
        let mut facts = facts("v1.7.0");
        let node = facts.definitions["v1.BackendRef"]
            .in_channel(Channel::Experimental)
            .cloned();
        let (mut one, two) = (node.clone().unwrap(), node.unwrap());
        one["properties"]["weight"] = serde_json::json!({"type": "string"});
        let each = [(Channel::Standard, one), (Channel::Experimental, two)];
        let definition = crate::facts::Definition::Each(each.into_iter().collect());
        facts
            .definitions
            .insert("v1.BackendRef".to_owned(), definition);
        let error = format!("{:#}", Model::build(&facts).err().unwrap());
        assert_eq!(error, "field `weight` of `v1.BackendRef`: it has two types");
    }

    #[test]
    fn a_fixup_that_does_not_apply_is_an_error() {
        let mut facts = facts("v1.7.0");
        facts.definitions.remove("v1alpha2.TLSRouteSpec");
        let error = format!("{:#}", Model::build(&facts).err().unwrap());
        assert!(
            error.contains("`v1alpha2.TLSRouteSpec`; drop its fix-up"),
            "{error}"
        );
    }
}
