//! Schemas of the types and CRDs of the kinds, as data that codegen wrote.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::channel::Channel;

/// A node with this key stands for the definition of a Go type.
const REF: &str = "$ref";

/// The data; a test takes every part of it, so that it cannot be missing.
static FACTS: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("generated/schemas.json")).unwrap_or_default()
});

/// Schema of a Go struct in a channel, if it is reached there.
pub(crate) fn of_struct(go: &str, channel: Channel) -> Option<Value> {
    let definition = FACTS["definitions"].get(go)?;
    let node = definition
        .get("both")
        .or_else(|| definition.get(channel.as_str()))?;
    Some(expand(node, channel))
}

/// Schema of a Go string type or of a hand-written integer type.
#[cfg(any(feature = "schemars", feature = "proptest"))]
pub(crate) fn of_scalar(name: &str) -> Option<Value> {
    FACTS["scalars"].get(name).cloned()
}

/// CRDs of a channel, sorted by name.
#[cfg(feature = "crds")]
pub(crate) fn crds(channel: Channel) -> impl Iterator<Item = Value> {
    let crds = FACTS[channel.as_str()].as_object().into_iter().flatten();
    crds.map(move |(_, crd)| with_schemas(crd.clone(), channel))
}

#[cfg(feature = "crds")]
fn with_schemas(mut crd: Value, channel: Channel) -> Value {
    let versions = crd
        .pointer_mut("/spec/versions")
        .and_then(Value::as_array_mut);
    for version in versions.into_iter().flatten() {
        if let Some(root) = version.pointer_mut("/schema/openAPIV3Schema") {
            *root = expand(root, channel);
        }
    }
    crd
}

/// The node with every reference replaced by its definition.
fn expand(node: &Value, channel: Channel) -> Value {
    let Value::Object(members) = node else {
        return node.clone();
    };
    if let Some(go) = members.get(REF).and_then(Value::as_str) {
        return of_struct(go, channel).unwrap_or_default();
    }
    let expanded = members.iter().map(|(key, value)| {
        let value = match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                let nodes = properties.iter();
                nodes
                    .map(|(name, node)| (name.clone(), expand(node, channel)))
                    .collect()
            }
            ("items" | "additionalProperties", node) => expand(node, channel),
            _ => value.clone(),
        };
        (key.clone(), value)
    });
    Value::Object(expanded.collect::<Map<_, _>>())
}
