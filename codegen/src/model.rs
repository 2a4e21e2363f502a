//! The Rust types that follow from the facts: one for each Go type.

use std::collections::BTreeMap;

use serde_json::Value;

/// Types, constants and kinds, ready to be written.
pub(crate) struct Model {
    /// Structs by Go name, those that share a type under the name they share.
    pub(crate) structs: BTreeMap<String, Struct>,
    /// Go string types with constants, by Go name.
    pub(crate) enums: BTreeMap<String, Enum>,
    /// Go names of structs and enums as a reader meets them: a kind, its spec, what stands in it.
    pub(crate) order: Vec<String>,
    pub(crate) kinds: Vec<Kind>,
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
    /// Go type of the value or of its items, if that is no struct.
    pub(crate) scalar: String,
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

impl Type {
    /// Go name of the struct or enum that a value or its items are of.
    pub(crate) fn named(&self) -> Option<&str> {
        match self {
            Self::Struct(go) | Self::Enum(go) => Some(go),
            Self::List(item) | Self::Map(item) => item.named(),
            _ => None,
        }
    }
}

pub(crate) struct Enum {
    pub(crate) go: String,
    pub(crate) rust: String,
    pub(crate) home: Home,
    /// Name of the variant and its value; equal values are one variant.
    pub(crate) variants: Vec<(String, String)>,
    /// Whether the schema takes no other values.
    pub(crate) closed: bool,
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
    /// Where the struct or enum of a Go type is written, and its name in Rust.
    pub(crate) fn home_of(&self, go: &str) -> Option<(&Home, &str)> {
        let structs = self
            .structs
            .get(go)
            .map(|found| (&found.home, found.rust.as_str()));
        structs.or_else(|| {
            self.enums
                .get(go)
                .map(|found| (&found.home, found.rust.as_str()))
        })
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

    /// Whether a struct, or one that it holds, has a field with a default.
    pub(crate) fn has_defaults(&self, found: &Struct) -> bool {
        found
            .fields
            .iter()
            .any(|field| field.default.is_some() || self.holds_defaults(&field.ty))
    }

    /// Whether a value of a type may hold a field with a default.
    pub(crate) fn holds_defaults(&self, ty: &Type) -> bool {
        match ty {
            Type::Struct(go) => self
                .structs
                .get(go)
                .is_some_and(|found| self.has_defaults(found)),
            Type::List(item) | Type::Map(item) => self.holds_defaults(item),
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
}
