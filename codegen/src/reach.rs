//! Which types stand in schemas, and which kinds have them.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::facts::{Channel, Facts};
use crate::fixups;
use crate::model::{Home, Kind};
use crate::names;
use crate::schema::{GO, REF};

/// Kinds that use a type, by Go name of the type.
pub(crate) type Users = BTreeMap<String, BTreeSet<String>>;

/// Every Go type that stands in a schema, with the kinds that reach it.
pub(crate) fn users(facts: &Facts, kinds: &[Kind]) -> Result<Users> {
    let mut users = Users::new();
    for shared in &fixups::SHARED {
        let known = |go: &str| facts.definitions.contains_key(go);
        ensure!(
            known(shared.go),
            "no schema has `{}`; drop its fix-up",
            shared.go
        );
        ensure!(
            known(shared.with),
            "no schema has `{}`; drop its fix-up",
            shared.with
        );
    }
    for kind in kinds {
        let mut open = vec![kind.go.clone()];
        while let Some(go) = open.pop() {
            if users
                .entry(go.clone())
                .or_default()
                .insert(kind.name.clone())
                && is_struct(facts, &go)
            {
                for node in nodes(&go, facts)? {
                    mentions(node, &mut open);
                }
            }
        }
    }
    Ok(users)
}

/// Go types that a node names, itself or below.
fn mentions(node: &Value, found: &mut Vec<String>) {
    match node {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(go) if key == REF || key == GO => {
                        found.push(shared_name(go).to_owned());
                    }
                    _ => mentions(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| mentions(item, found)),
        _ => {}
    }
}

/// Every node that a struct's Rust type has to hold: of both channels and of shared twins.
pub(crate) fn nodes<'a>(go: &str, facts: &'a Facts) -> Result<Vec<&'a Value>> {
    let twins = fixups::SHARED
        .iter()
        .filter(|shared| shared.with == go)
        .map(|shared| shared.go);
    let mut nodes = Vec::new();
    for name in std::iter::once(go).chain(twins) {
        let definition = facts.definitions.get(name);
        let definition = definition.with_context(|| format!("no schema has Go type `{name}`"))?;
        // The experimental channel has every field, and comes last for its order of preference.
        nodes.extend(
            Channel::ALL
                .iter()
                .filter_map(|channel| definition.in_channel(*channel)),
        );
    }
    Ok(nodes)
}

pub(crate) fn home(go: &str, users: &Users) -> Result<Home> {
    let kinds = users
        .get(go)
        .with_context(|| format!("nothing uses `{go}`"))?;
    let module = match kinds.iter().next() {
        Some(kind) if kinds.len() == 1 => names::module_name(kind)?,
        _ => "shared".to_owned(),
    };
    Ok(Home {
        module,
        experimental: kinds.iter().all(|kind| kind.starts_with('X')),
    })
}

pub(crate) fn is_struct(facts: &Facts, go: &str) -> bool {
    facts
        .types
        .get(go)
        .is_some_and(|found| found.kind == "struct")
}

/// Name under which a Go type is known here.
pub(crate) fn shared_name(go: &str) -> &str {
    fixups::SHARED
        .iter()
        .find(|shared| shared.go == go)
        .map_or(go, |shared| shared.with)
}

/// Whether the schema of a Go string type lists its values wherever it stands.
pub(crate) fn is_closed(facts: &Facts, go: &str) -> bool {
    fn lists(node: &Value, go: &str) -> bool {
        match node {
            Value::Object(members) => {
                let here = members.get(GO).is_some_and(|found| found == go);
                (here && members.contains_key("enum"))
                    || members.values().any(|value| lists(value, go))
            }
            Value::Array(items) => items.iter().any(|item| lists(item, go)),
            _ => false,
        }
    }
    let nodes = facts
        .definitions
        .values()
        .filter_map(|found| found.in_channel(Channel::Experimental));
    nodes.into_iter().any(|node| lists(node, go))
}
