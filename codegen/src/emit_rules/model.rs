//! What the validator needs of the releases: schema nodes, each distinct one once, and their rules.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value};

use crate::facts::{Channel, Facts};
use crate::schema;

/// Schemas of all releases and channels.
#[derive(Debug, Default)]
pub(crate) struct ValidatorModel {
    /// Distinct nodes; children come before their parents.
    pub(crate) nodes: Vec<Node>,
    pub(crate) releases: Vec<Release>,
    known: BTreeMap<String, usize>,
}

/// A release with the kinds of its channels.
#[derive(Debug)]
pub(crate) struct Release {
    pub(crate) name: String,
    pub(crate) channels: BTreeMap<Channel, Vec<Resource>>,
}

/// A kind in one release and channel.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resource {
    pub(crate) group: String,
    pub(crate) kind: String,
    pub(crate) plural: String,
    pub(crate) namespaced: bool,
    pub(crate) versions: Vec<Version>,
}

/// A version of a kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Version {
    pub(crate) name: String,
    pub(crate) served: bool,
    pub(crate) storage: bool,
    /// Whether it has a status of its own.
    pub(crate) status: bool,
    pub(crate) deprecation: Option<String>,
    pub(crate) schema: usize,
}

/// A schema node, its children by position.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Node {
    /// Where it was met first, for people.
    pub(crate) place: String,
    pub(crate) kind: String,
    pub(crate) format: Option<String>,
    pub(crate) default: Option<Value>,
    pub(crate) properties: Vec<(String, usize)>,
    pub(crate) required: Vec<String>,
    pub(crate) additional: Option<usize>,
    pub(crate) items: Option<usize>,
    pub(crate) enumeration: Vec<Value>,
    pub(crate) pattern: Option<String>,
    /// Numeric constraints by keyword.
    pub(crate) limits: BTreeMap<&'static str, i64>,
    pub(crate) list_type: Option<String>,
    pub(crate) list_keys: Vec<String>,
    pub(crate) address: bool,
    pub(crate) rules: Vec<RuleSite>,
}

/// A rule at a node: its text, and what a server says when it fails.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RuleSite {
    pub(crate) rule: String,
    pub(crate) message: String,
}

const LIMITS: [&str; 8] = [
    "maximum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "minimum",
    "minItems",
    "minLength",
    "minProperties",
];

/// Whether a `oneOf` is the one that the CRDs have: an address of type `IPAddress` is an IP address.
fn is_address(one_of: &Value) -> bool {
    let known = serde_json::from_str(ADDRESS);
    known.is_ok_and(|known: Value| known == *one_of)
}

const ADDRESS: &str = r#"[{"properties":{"type":{"enum":["IPAddress"]},"value":{"anyOf":[{"format":"ipv4"},{"format":"ipv6"}]}}},{"properties":{"type":{"not":{"enum":["IPAddress"]}}}}]"#;

impl ValidatorModel {
    /// Collects the schemas of the releases.
    pub(crate) fn build(releases: &[Facts]) -> Result<Self> {
        let mut model = Self::default();
        for facts in releases {
            let mut channels = BTreeMap::new();
            for (channel, crds) in &facts.crds {
                let resources: Result<Vec<_>> = crds
                    .iter()
                    .map(|crd| model.resource(facts, *channel, crd))
                    .collect();
                channels.insert(*channel, resources?);
            }
            model.releases.push(Release {
                name: facts.release.clone(),
                channels,
            });
        }
        Ok(model)
    }

    pub(crate) fn node(&self, id: usize) -> &Node {
        &self.nodes[id]
    }

    /// Whether something holds of a node or of one below it.
    pub(crate) fn has(&self, id: usize, test: &impl Fn(&Node) -> bool) -> bool {
        let node = self.node(id);
        let children = node.properties.iter().map(|(_, child)| child);
        let mut children = children.chain(&node.additional).chain(&node.items);
        test(node) || children.any(|child| self.has(*child, test))
    }

    fn resource(&mut self, facts: &Facts, channel: Channel, crd: &Value) -> Result<Resource> {
        let text = |pointer: &str| {
            crd.pointer(pointer)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let kind = text("/spec/names/kind");
        let versions = crd.pointer("/spec/versions").and_then(Value::as_array);
        let versions: Result<Vec<_>> = versions
            .with_context(|| format!("{kind} has no versions"))?
            .iter()
            .map(|version| self.version(facts, channel, &kind, version))
            .collect();
        Ok(Resource {
            group: text("/spec/group"),
            plural: text("/spec/names/plural"),
            namespaced: text("/spec/scope") == "Namespaced",
            versions: versions?,
            kind,
        })
    }

    fn version(
        &mut self,
        facts: &Facts,
        channel: Channel,
        kind: &str,
        version: &Value,
    ) -> Result<Version> {
        let name = version["name"].as_str().unwrap_or_default().to_owned();
        let reference = &version["schema"]["openAPIV3Schema"];
        let expanded = schema::expand(reference, &facts.definitions, channel)?;
        let place = format!("{kind}/{name}");
        let deprecation = version["deprecationWarning"].as_str().map(str::to_owned);
        Ok(Version {
            served: version["served"] == true,
            storage: version["storage"] == true,
            status: version.pointer("/subresources/status").is_some(),
            schema: self
                .intern(&expanded, &place)
                .with_context(|| format!("reading the schema of {place}"))?,
            deprecation,
            name,
        })
    }

    fn intern(&mut self, schema: &Value, place: &str) -> Result<usize> {
        let key = schema.to_string();
        if let Some(id) = self.known.get(&key) {
            return Ok(*id);
        }
        let Value::Object(members) = schema else {
            bail!("{place}: a schema is an object")
        };
        let mut node = Node {
            place: place.to_owned(),
            ..Node::default()
        };
        for (key, value) in members {
            self.keyword(&mut node, key, value)
                .with_context(|| format!("at {place}"))?;
        }
        ensure!(
            !node.kind.is_empty(),
            "{place}: a schema without a type is not known"
        );
        let id = self.nodes.len();
        self.nodes.push(node);
        self.known.insert(key, id);
        Ok(id)
    }

    fn keyword(&mut self, node: &mut Node, key: &str, value: &Value) -> Result<()> {
        let place = node.place.clone();
        if let Some(limit) = LIMITS.into_iter().find(|limit| *limit == key) {
            let value = value
                .as_i64()
                .with_context(|| format!("`{key}` is not an integer"))?;
            node.limits.insert(limit, value);
            return Ok(());
        }
        match key {
            "type" => node.kind = text(value)?,
            "format" => node.format = Some(text(value)?),
            "default" => node.default = Some(value.clone()),
            "pattern" => node.pattern = Some(text(value)?),
            "enum" => {
                let values = value.as_array().context("`enum` is not a list")?;
                node.enumeration.clone_from(values);
            }
            "required" => node.required = texts(value)?,
            "x-kubernetes-list-type" => node.list_type = Some(text(value)?),
            "x-kubernetes-list-map-keys" => node.list_keys = texts(value)?,
            // Says only that the map is replaced as a whole when applied.
            "x-kubernetes-map-type" => {
                ensure!(value == "atomic", "the map type {value} is not known");
            }
            "x-kubernetes-validations" => node.rules = rules(value)?,
            "oneOf" => {
                ensure!(is_address(value), "this `oneOf` is not known: {value}");
                node.address = true;
            }
            "items" => node.items = Some(self.intern(value, &format!("{place}[]"))?),
            "additionalProperties" => {
                node.additional = Some(self.intern(value, &format!("{place}{{}}"))?);
            }
            "properties" => {
                let Value::Object(properties) = value else {
                    bail!("`properties` is not an object")
                };
                node.properties = self.properties(properties, &place)?;
            }
            _ => bail!("the keyword `{key}` is not known to the validator"),
        }
        Ok(())
    }

    fn properties(
        &mut self,
        properties: &Map<String, Value>,
        place: &str,
    ) -> Result<Vec<(String, usize)>> {
        let mut found = Vec::new();
        for (name, property) in properties {
            found.push((
                name.clone(),
                self.intern(property, &format!("{place}.{name}"))?,
            ));
        }
        found.sort();
        Ok(found)
    }
}

impl Node {
    /// Whether items of a list are compared.
    pub(crate) fn has_list_type(&self) -> bool {
        self.list_type
            .as_deref()
            .is_some_and(|kind| kind != "atomic")
    }
}

fn text(value: &Value) -> Result<String> {
    Ok(value
        .as_str()
        .with_context(|| format!("not a text: {value}"))?
        .to_owned())
}

fn texts(value: &Value) -> Result<Vec<String>> {
    value
        .as_array()
        .with_context(|| format!("not a list: {value}"))?
        .iter()
        .map(text)
        .collect()
}

fn rules(value: &Value) -> Result<Vec<RuleSite>> {
    let rules = value
        .as_array()
        .context("`x-kubernetes-validations` is not a list")?;
    let rule = |rule: &Value| {
        let members = rule.as_object().context("a rule is not an object")?;
        if let Some(key) = members
            .keys()
            .find(|key| !["rule", "message"].contains(&key.as_str()))
        {
            bail!("the keyword `{key}` of a rule is not known to the validator");
        }
        let message = text(&rule["message"])?.trim().to_owned();
        Ok(RuleSite {
            rule: text(&rule["rule"])?,
            message,
        })
    };
    rules.iter().map(rule).collect()
}
