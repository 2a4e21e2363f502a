//! Diagnostic: what compile has to tell a person, beside the statuses; and [`all`] that it can tell.

mod attachment;
mod filters;
mod listeners;
mod matches;
mod policies;
mod rules;

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

/// What a diagnostic of one id tells, whatever object it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiagnosticRule {
    /// The id that diagnostics carry: stable, in kebab case.
    pub id: &'static str,
    /// How much most of them matter.
    pub severity: Severity,
    /// What is found, in a sentence.
    pub what: &'static str,
    /// What comes of it, with the statements of the specification.
    pub why: &'static str,
    /// YAML that is told of.
    pub example: &'static str,
}

/// Every diagnostic that [`compile`](crate::compile()) can give, sorted by id.
pub fn all() -> Vec<DiagnosticRule> {
    let groups = [
        attachment::RULES,
        filters::RULES,
        listeners::RULES,
        matches::RULES,
        policies::RULES,
        rules::RULES,
    ];
    let mut all = groups.concat();
    all.sort_unstable_by_key(|rule| rule.id);
    all
}

const fn rule(
    id: &'static str,
    severity: Severity,
    what: &'static str,
    why: &'static str,
    example: &'static str,
) -> DiagnosticRule {
    DiagnosticRule {
        id,
        severity,
        what,
        why,
        example,
    }
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
