//! Schema nodes: taking them apart by Go type and putting them together again.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use crate::facts::{Channel, Definition};

/// Key under which a node names its Go type where that is not a struct.
pub(crate) const GO: &str = "$go";
/// Key of a node that stands for the definition of a Go struct.
pub(crate) const REF: &str = "$ref";

/// Keys of a node whose value is a node, and keys whose value is a list of nodes.
const NODE_KEYS: [&str; 3] = ["items", "additionalProperties", "not"];
const NODE_LIST_KEYS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// The node without any `description` of a schema. A property of that name stays.
pub(crate) fn without_prose(node: &Value) -> Value {
    let Value::Object(members) = node else {
        return node.clone();
    };
    let members = members
        .iter()
        .filter(|(key, _)| key.as_str() != "description");
    let members = members.map(|(key, value)| {
        let value = match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => Value::Object(
                properties
                    .iter()
                    .map(|(name, node)| (name.clone(), without_prose(node)))
                    .collect(),
            ),
            (key, Value::Array(nodes)) if NODE_LIST_KEYS.contains(&key) => {
                nodes.iter().map(without_prose).collect()
            }
            (key, node) if NODE_KEYS.contains(&key) => without_prose(node),
            _ => value.clone(),
        };
        (key.clone(), value)
    });
    Value::Object(members.collect())
}

/// The schema that a CRD has: every `$ref` replaced by its definition, every `$go` dropped.
pub(crate) fn expand(
    node: &Value,
    definitions: &BTreeMap<String, Definition>,
    channel: Channel,
) -> Result<Value> {
    let Value::Object(members) = node else {
        return Ok(node.clone());
    };
    if let Some(name) = members.get(REF).and_then(Value::as_str) {
        let definition = definitions
            .get(name)
            .and_then(|found| found.in_channel(channel));
        let definition = definition
            .with_context(|| format!("no definition of `{name}` in channel {}", channel.name()))?;
        return expand(definition, definitions, channel);
    }
    let mut expanded = Map::new();
    for (key, value) in members {
        let value = match (key.as_str(), value) {
            (GO, _) => continue,
            ("properties", Value::Object(properties)) => {
                let mut nodes = Map::new();
                for (name, node) in properties {
                    nodes.insert(name.clone(), expand(node, definitions, channel)?);
                }
                Value::Object(nodes)
            }
            ("items" | "additionalProperties", node) => expand(node, definitions, channel)?,
            _ => value.clone(),
        };
        expanded.insert(key.clone(), value);
    }
    Ok(Value::Object(expanded))
}

/// Takes schemas of one channel apart into definitions.
pub(crate) struct Splitter<'a> {
    channel: Channel,
    /// Go type by schema path of the kind and version at hand.
    paths: &'a BTreeMap<String, String>,
    is_struct: &'a dyn Fn(&str) -> bool,
    definitions: &'a mut BTreeMap<String, BTreeMap<Channel, Value>>,
    /// Paths that were met, so that the ones that were not can be named.
    met: Vec<String>,
}

impl<'a> Splitter<'a> {
    pub(crate) fn new(
        channel: Channel,
        paths: &'a BTreeMap<String, String>,
        is_struct: &'a dyn Fn(&str) -> bool,
        definitions: &'a mut BTreeMap<String, BTreeMap<Channel, Value>>,
    ) -> Self {
        Self {
            channel,
            paths,
            is_struct,
            definitions,
            met: Vec::new(),
        }
    }

    /// Takes the schema of a kind's version apart and returns the node that stands for it.
    pub(crate) fn split(mut self, schema: &Value) -> Result<Value> {
        let root = self.node(&without_prose(schema), "")?;
        match self.paths.keys().find(|path| !self.met.contains(path)) {
            Some(path) => bail!("the type names give `{path}`, which the schema does not have"),
            None => Ok(root),
        }
    }

    fn node(&mut self, node: &Value, path: &str) -> Result<Value> {
        let key = if path.is_empty() { "." } else { path };
        let kind = node.get("type").and_then(Value::as_str).unwrap_or_default();
        let container = kind == "array" || node.get("additionalProperties").is_some();
        let Some(go) = self.paths.get(key) else {
            if container {
                return self.children(node, path);
            }
            bail!("schema path `{key}` has no Go type in the type names");
        };
        self.met.push(key.to_owned());
        let go = go_name(go);
        // Nodes of apimachinery's types are theirs as a whole; no paths lead into them.
        if go.starts_with("k8s.io/") {
            return self.define(go, node, path);
        }
        if (self.is_struct)(go) {
            let children = self.children(node, path)?;
            return self.define(go, &children, path);
        }
        if node.get("properties").is_some() {
            bail!("schema path `{key}` is an object, and its Go type `{go}` is not a struct");
        }
        let mut leaf = node.clone();
        if let Value::Object(members) = &mut leaf {
            members.insert(GO.to_owned(), go.into());
        }
        Ok(leaf)
    }

    /// The node with the nodes below it taken apart.
    fn children(&mut self, node: &Value, path: &str) -> Result<Value> {
        let mut node = node.clone();
        if let Some(Value::Object(properties)) = node.get_mut("properties") {
            for (name, property) in properties {
                let path = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                *property = self.node(property, &path)?;
            }
        }
        for (key, suffix) in [("items", "[]"), ("additionalProperties", "{}")] {
            if let Some(child) = node.get_mut(key) {
                *child = self.node(child, &format!("{path}{suffix}"))?;
            }
        }
        Ok(node)
    }

    fn define(&mut self, go: &str, node: &Value, path: &str) -> Result<Value> {
        let nodes = self.definitions.entry(go.to_owned()).or_default();
        let known = nodes.entry(self.channel).or_insert_with(|| node.clone());
        if known != node {
            bail!("Go type `{go}` has another shape at `{path}` than before: {node}, not {known}");
        }
        Ok(serde_json::json!({ REF: go }))
    }
}

/// Name of a Go type; the type names qualify what the language itself has.
fn go_name(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((_, builtin @ ("int" | "int32"))) => builtin,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Splits a schema of one struct `v1.Top` that holds `v1.Part` twice.
    fn check(schema: &Value, paths: &[(&str, &str)], expected: Result<Value, &str>) {
        let paths = paths
            .iter()
            .map(|(path, go)| ((*path).to_owned(), (*go).to_owned()))
            .collect();
        let mut definitions = BTreeMap::new();
        let is_struct = |go: &str| matches!(go, "v1.Top" | "v1.Part");
        let splitter = Splitter::new(Channel::Standard, &paths, &is_struct, &mut definitions);
        match (splitter.split(schema), expected) {
            (Ok(_), Ok(definition)) => {
                assert_eq!(definitions["v1.Top"][&Channel::Standard], definition);
            }
            (Err(error), Err(text)) => assert!(format!("{error:#}").contains(text), "{error:#}"),
            (found, expected) => panic!("{found:?}, not {expected:?}"),
        }
    }

    fn schema(second: &Value) -> Value {
        let part = json!({"type": "object", "properties": {"x": {"type": "string"}}});
        let list = json!({"type": "array", "items": second, "description": "prose"});
        json!({"type": "object", "properties": {"one": part, "more": list}})
    }

    const PATHS: [(&str, &str); 5] = [
        (".", "v1.Top"),
        ("one", "v1.Part"),
        ("one.x", "v1.Name"),
        ("more[]", "v1.Part"),
        ("more[].x", "v1.Name"),
    ];

    #[test]
    fn a_go_type_is_defined_once_and_prose_is_left_out() {
        let part = json!({"type": "object", "properties": {"x": {"type": "string", "description": "prose"}}});
        let top = json!({"type": "object", "properties": {
            "one": {"$ref": "v1.Part"},
            "more": {"type": "array", "items": {"$ref": "v1.Part"}},
        }});
        check(&schema(&part), &PATHS, Ok(top));
    }

    #[test]
    fn a_go_type_with_two_shapes_is_an_error() {
        let other =
            json!({"type": "object", "properties": {"x": {"type": "string", "maxLength": 1}}});
        check(
            &schema(&other),
            &PATHS,
            Err("`v1.Part` has another shape at `one` than before"),
        );
    }

    #[test]
    fn a_path_without_a_go_type_is_an_error() {
        let part = json!({"type": "object", "properties": {"x": {"type": "string"}}});
        check(
            &schema(&part),
            &PATHS[..4],
            Err("schema path `more[].x` has no Go type"),
        );
    }

    #[test]
    fn a_path_that_the_schema_lacks_is_an_error() {
        let part = json!({"type": "object", "properties": {"x": {"type": "string"}}});
        let mut paths = PATHS.to_vec();
        paths.push(("two", "v1.Name"));
        check(
            &schema(&part),
            &paths,
            Err("give `two`, which the schema does not have"),
        );
    }
}
