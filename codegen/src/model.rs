//! The Rust types that follow from the facts: one for each Go type.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::facts::{Channel, Facts};
use crate::fixups;
use crate::names;
use crate::schema::{GO, REF};

/// Types, constants and kinds, ready to be written.
pub(crate) struct Model {
    /// Structs by Go name, those that share a type under the name they share.
    pub(crate) structs: BTreeMap<String, Struct>,
    /// Go string types with constants, by Go name.
    pub(crate) enums: BTreeMap<String, Enum>,
    pub(crate) kinds: Vec<Kind>,
    /// Named strings and integers without constants, by Go name.
    pub(crate) scalars: BTreeSet<String>,
    /// Go structs that were met, in the standard channel and in any.
    pub(crate) go_structs: (usize, usize),
}

pub(crate) struct Struct {
    pub(crate) go: String,
    pub(crate) rust: String,
    pub(crate) home: Home,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    pub(crate) wire: String,
    pub(crate) rust: String,
    pub(crate) ty: Type,
    pub(crate) required: bool,
    pub(crate) boxed: bool,
    pub(crate) default: Option<Value>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    Bool,
    String,
    I32,
    I64,
    /// Hand-written type over an integer.
    Code(&'static str),
    Struct(String),
    Enum(String),
    ObjectMeta,
    Condition,
    LabelSelector,
    List(Box<Type>),
    Map(Box<Type>),
}

pub(crate) struct Enum {
    pub(crate) go: String,
    pub(crate) rust: String,
    pub(crate) home: Home,
    /// Name of the variant and its value; equal values are one variant.
    pub(crate) variants: Vec<(String, String)>,
}

/// Where a type is written, and for which builds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Home {
    pub(crate) module: String,
    /// Only kinds of the experimental channel have it.
    pub(crate) experimental: bool,
}

/// A kind with what its CRDs say in the experimental channel, which has them all.
pub(crate) struct Kind {
    pub(crate) name: String,
    pub(crate) go: String,
    pub(crate) module: String,
    pub(crate) group: String,
    pub(crate) plural: String,
    pub(crate) singular: String,
    pub(crate) short_names: Vec<String>,
    pub(crate) namespaced: bool,
    pub(crate) experimental: bool,
    /// Versions, the preferred one first.
    pub(crate) versions: Vec<String>,
}

impl Model {
    pub(crate) fn build(facts: &Facts) -> Result<Self> {
        let kinds = kinds(facts)?;
        let users = users(facts, &kinds)?;
        let mut model = Self {
            structs: BTreeMap::new(),
            enums: BTreeMap::new(),
            kinds,
            scalars: scalars(facts),
            go_structs: go_structs(facts),
        };
        for go in users.keys().filter(|go| is_struct(facts, go)) {
            let found = model.build_struct(go, facts, &users)?;
            model.structs.insert(go.clone(), found);
        }
        model.build_enums(facts, &users)?;
        model.check_names()?;
        Ok(model)
    }

    /// Whether a struct holds a type of k8s-openapi, which have neither `Eq` nor `Hash`.
    pub(crate) fn holds_foreign(&self, found: &Struct) -> bool {
        found.fields.iter().any(|field| self.is_foreign(&field.ty))
    }

    fn is_foreign(&self, ty: &Type) -> bool {
        match ty {
            Type::ObjectMeta | Type::Condition | Type::LabelSelector => true,
            Type::List(item) | Type::Map(item) => self.is_foreign(item),
            Type::Struct(go) => self
                .structs
                .get(go)
                .is_some_and(|found| self.holds_foreign(found)),
            _ => false,
        }
    }

    /// Whether a struct can be left empty without inventing anything.
    pub(crate) fn is_default(&self, found: &Struct) -> bool {
        found.fields.iter().all(|field| match &field.ty {
            _ if !field.required => true,
            // A kind whose required spec may be empty.
            Type::Struct(go) if field.wire == "spec" => self
                .structs
                .get(go)
                .is_some_and(|spec| self.is_default(spec)),
            _ => false,
        })
    }

    fn build_struct(&self, go: &str, facts: &Facts, users: &Users) -> Result<Struct> {
        let nodes = nodes(go, facts)?;
        let declared = facts.types.get(go).and_then(|found| found.fields.as_ref());
        let declared = declared.with_context(|| format!("Go struct `{go}` has no fields"))?;
        let mut fields = Vec::new();
        let is_kind = self.kinds.iter().any(|kind| kind.go == go);
        for (wire, _) in &declared.0 {
            if is_kind && matches!(wire.as_str(), "apiVersion" | "kind" | "metadata") {
                continue;
            }
            let is_required = |node: &&Value| {
                let required = node["required"].as_array();
                required.is_some_and(|names| names.iter().any(|name| name == wire.as_str()))
            };
            let field_nodes: Vec<_> = nodes
                .iter()
                .filter_map(|node| node["properties"].get(wire))
                .collect();
            let mut types = Vec::new();
            for node in &field_nodes {
                types.push(self.field_type(go, wire, node, facts)?);
            }
            let ty = types
                .pop()
                .with_context(|| format!("no schema has `{wire}` of `{go}`"))?;
            ensure!(
                types.iter().all(|other| *other == ty),
                "`{wire}` of `{go}` has two types"
            );
            let mut defaults = field_nodes.iter().map(|node| default(node, facts));
            let default = defaults.next().flatten();
            ensure!(
                defaults.all(|other| other == default),
                "`{wire}` of `{go}` has two defaults"
            );
            let members = fixups::BOXED_MEMBERS.contains(&go);
            fields.push(Field {
                rust: names::field_name(wire)?,
                required: nodes.iter().all(is_required),
                boxed: members && matches!(ty, Type::Struct(_)),
                wire: wire.clone(),
                ty,
                default,
            });
        }
        let known = |name: &String| declared.0.iter().any(|(wire, _)| wire == name);
        for node in &nodes {
            let properties = node["properties"].as_object().into_iter().flatten();
            if let Some((name, _)) = properties.into_iter().find(|(name, _)| !known(name)) {
                bail!("`{go}` has a property `{name}` that Go does not declare");
            }
        }
        let home = home(go, users)?;
        Ok(Struct {
            go: go.to_owned(),
            rust: names::type_name(go)?,
            home,
            fields,
        })
    }

    fn field_type(&self, go: &str, wire: &str, node: &Value, facts: &Facts) -> Result<Type> {
        let retyped = fixups::RETYPED
            .iter()
            .find(|fix| fix.go == go && fix.field == wire);
        if let Some(fix) = retyped {
            ensure!(
                node["enum"].is_array(),
                "`{wire}` of `{go}` is no enum; drop its fix-up"
            );
            return Ok(Type::Code(fix.rust));
        }
        type_of(node, facts).with_context(|| format!("field `{wire}` of `{go}`"))
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
                home(go, users)?
            } else {
                Home {
                    module: "constants".to_owned(),
                    experimental: false,
                }
            };
            let rust = names::type_name(go)?;
            self.enums.insert(
                go.clone(),
                Enum {
                    go: go.clone(),
                    rust,
                    home,
                    variants,
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
        for go in fixups::BOXED_MEMBERS {
            ensure!(
                self.structs.contains_key(go),
                "there is no `{go}`; drop its fix-up"
            );
        }
        for fix in &fixups::RETYPED {
            ensure!(
                self.structs.contains_key(fix.go),
                "there is no `{}`; drop its fix-up",
                fix.go
            );
        }
        Ok(())
    }
}

/// Kinds that use a type, by Go name of the type.
type Users = BTreeMap<String, BTreeSet<String>>;

fn is_struct(facts: &Facts, go: &str) -> bool {
    facts
        .types
        .get(go)
        .is_some_and(|found| found.kind == "struct")
}

fn scalars(facts: &Facts) -> BTreeSet<String> {
    let enums: Vec<_> = facts.constants.0.iter().map(|(go, _)| go).collect();
    let scalars = facts.types.iter().filter(|(go, found)| {
        // An alias names its target with the package.
        found.kind != "struct" && !found.kind.contains('.') && !enums.contains(go)
    });
    scalars.map(|(go, _)| go.clone()).collect()
}

/// Name under which a Go type is known here.
fn shared_name(go: &str) -> &str {
    fixups::SHARED
        .iter()
        .find(|shared| shared.go == go)
        .map_or(go, |shared| shared.with)
}

/// Go structs reached in the standard channel, and in any.
fn go_structs(facts: &Facts) -> (usize, usize) {
    let count = |channels: &[Channel]| {
        let structs = facts
            .definitions
            .iter()
            .filter(|(go, _)| is_struct(facts, go));
        let reached = structs.filter(|(_, definition)| {
            channels
                .iter()
                .any(|channel| definition.in_channel(*channel).is_some())
        });
        reached.count()
    };
    (count(&[Channel::Standard]), count(&Channel::ALL))
}

/// Every node that a struct's Rust type has to hold: of both channels and of shared twins.
fn nodes<'a>(go: &str, facts: &'a Facts) -> Result<Vec<&'a Value>> {
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
            None => Ok(Type::Struct(shared_name(go).to_owned())),
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

/// Every Go type that stands in a schema, with the kinds that reach it.
fn users(facts: &Facts, kinds: &[Kind]) -> Result<Users> {
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

fn home(go: &str, users: &Users) -> Result<Home> {
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

fn kinds(facts: &Facts) -> Result<Vec<Kind>> {
    let crds = |channel| facts.crds.get(&channel).into_iter().flatten();
    let mut kinds = Vec::new();
    for crd in crds(Channel::Experimental) {
        let names = &crd["spec"]["names"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let name = text(&names["kind"]);
        let mut standard = crds(Channel::Standard);
        let versions = crd["spec"]["versions"]
            .as_array()
            .context("a CRD without versions")?;
        let preferred = versions
            .first()
            .with_context(|| format!("{name} has no versions"))?;
        let go = preferred
            .pointer("/schema/openAPIV3Schema")
            .map(|root| text(&root[REF]));
        kinds.push(Kind {
            module: names::module_name(&name)?,
            go: go.with_context(|| format!("{name} has no schema"))?,
            group: text(&crd["spec"]["group"]),
            plural: text(&names["plural"]),
            singular: text(&names["singular"]),
            short_names: names["shortNames"]
                .as_array()
                .into_iter()
                .flatten()
                .map(text)
                .collect(),
            namespaced: crd["spec"]["scope"] == "Namespaced",
            experimental: !standard
                .any(|other| other["metadata"]["name"] == crd["metadata"]["name"]),
            versions: versions
                .iter()
                .map(|version| text(&version["name"]))
                .collect(),
            name,
        });
    }
    Ok(kinds)
}
