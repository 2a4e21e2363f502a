//! Diagnostic: what compile has to tell a person, beside the statuses.

use std::fmt;

use gateway_api_types::NamespacedName;

/// A finding on one object. It never stops the others from being compiled.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The object.
    pub object: ObjectRef,
    /// The field, as an API server spells it: `spec.rules[0].matches[1].path.value`.
    pub path: String,
    /// How much it matters.
    pub severity: Severity,
    /// A stable identifier in kebab case.
    pub id: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to write instead, where that is known.
    pub help: Option<String>,
}

/// An object of the input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectRef {
    /// API group, empty for the core group.
    pub group: String,
    /// Kind.
    pub kind: String,
    /// Namespace and name; the namespace of a cluster-scoped object is empty.
    pub name: NamespacedName,
}

impl Diagnostic {
    /// What comes before every diagnostic on this object, and behind those on others before it.
    pub(crate) fn first_of(object: ObjectRef) -> Self {
        Self {
            object,
            path: String::new(),
            severity: Severity::Error,
            id: "",
            message: String::new(),
            help: None,
        }
    }
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Part of the configuration has no effect, or answers requests with errors.
    Error,
    /// It works, most likely not as it is meant.
    Warning,
    /// Worth knowing.
    Info,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        })
    }
}
