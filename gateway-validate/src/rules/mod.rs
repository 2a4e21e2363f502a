//! Rules beyond the server: what no API server says of an object, and its author would want to know.
//!
//! A rule looks at one object as it is written, before anything is pruned, so that a field of a former
//! release is still there to be named. Objects of kinds and versions that no server knows any more are read
//! as what took their place. What takes several objects to see is not known here.
//!
//! ```
//! use gateway_validate::document::{self, SourceText};
//! use gateway_validate::rules::{self, Context, Level};
//!
//! let source = SourceText::new(
//!     "apiVersion: gateway.networking.k8s.io/v1\n\
//!      kind: TCPRoute\n\
//!      metadata: {name: db}\n\
//!      spec:\n\
//!      \x20 rules:\n\
//!      \x20 - forwardTo: [{name: db, port: 5432}]\n",
//! )?;
//! let parsed = document::parse(&source);
//! let findings = rules::check(parsed.documents[0].root(), &Context::default());
//! assert_eq!(findings[0].rule.id, "forward-to");
//! assert_eq!(findings[0].rule.level, Level::Error);
//! assert_eq!(findings[0].path.to_string(), "spec.rules[0].forwardTo");
//! assert_eq!(findings[0].help.as_deref(), Some("write `backendRefs: [{name: db, port: 5432}]`"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt;

use crate::document::{Node, Span};
use crate::field_path::FieldPath;
use crate::release::{Channel, Release};

mod closest;
mod findings;
mod list;
mod site;
mod snippet;
mod subject;
mod walk;

mod certificate_ref;
mod former_group;
mod former_kind;
mod former_version;
mod forward_to;
mod service_name;
mod unknown_field;
mod unknown_kind;

use findings::Findings;
use site::Site;
use subject::Subject;

/// A rule, with everything there is to say about it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// The stable name, in kebab case.
    pub id: &'static str,
    /// How bad it is.
    pub level: Level,
    /// One line: what is found.
    pub title: &'static str,
    /// What the rule looks for.
    pub what_it_does: &'static str,
    /// Why that is bad.
    pub why: &'static str,
    /// An object that the rule speaks up about, in YAML.
    pub example: &'static str,
    /// The object without the mistake.
    pub use_instead: &'static str,
    /// Where the knowledge comes from: sections of the specification.
    pub source: &'static str,
    check: Check,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Style, or something that still works and is on its way out.
    Info,
    /// It works, and most likely not as it is meant.
    Warning,
    /// Part of the object is refused, ignored or answers errors.
    Error,
}

/// Something that a rule found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The field, as it is written.
    pub path: FieldPath,
    /// What is wrong.
    pub message: String,
    /// What to write instead, where that is known.
    pub help: Option<String>,
    /// The place of the key or the value that is at fault.
    pub span: Option<Span>,
}

/// What an object is held against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The release whose fields are known.
    pub release: Release,
    /// The channel whose fields are known.
    pub channel: Channel,
    /// Ids of rules that stay silent.
    pub disabled: BTreeSet<String>,
}

/// What a rule is asked about.
#[allow(dead_code, reason = "rules at all of these places are to come")]
enum Check {
    /// Each object of a kind of the Gateway API.
    Object(fn(&Subject<'_>, &mut Findings)),
    /// Each field of one of these names, lists as a whole. Names are today's.
    Field(&'static [&'static str], fn(Site<'_, '_>, &mut Findings)),
    /// Each item of the lists of these names, and the value itself where one stands in a list's place.
    Each(&'static [&'static str], fn(Site<'_, '_>, &mut Findings)),
    /// Each reference: objects that have a group, a kind and a name by their schema.
    Reference(fn(Site<'_, '_>, &mut Findings)),
    /// Each field that the schema does not have. The first rule that knows it is the only one to speak.
    Unknown(fn(Site<'_, '_>, &mut Findings) -> Option<Claim>),
}

/// That a rule knows an unknown field.
enum Claim {
    /// What stands in the field needs no further look.
    Alone,
    /// The field is to be read as a field of this name beside it.
    As(&'static str),
}

/// Every rule, sorted by id.
pub fn all() -> &'static [&'static Rule] {
    list::ALL
}

/// The rule of an id.
pub fn find(id: &str) -> Option<&'static Rule> {
    let place = list::ALL.binary_search_by(|rule| rule.id.cmp(id));
    place.ok().and_then(|place| list::ALL.get(place).copied())
}

/// What the rules find in an object, sorted by place. Objects of other APIs give nothing.
pub fn check(node: Node<'_>, context: &Context) -> Vec<Finding> {
    let text = |key| node.get(key).and_then(Node::as_str).unwrap_or_default();
    check_as(node, text("apiVersion"), text("kind"), context)
}

/// As [`check`], for an object whose `apiVersion` and `kind` a list around it says.
pub fn check_as(node: Node<'_>, api_version: &str, kind: &str, context: &Context) -> Vec<Finding> {
    let Some(subject) = Subject::new(node, api_version, kind, context) else {
        return Vec::new();
    };
    let mut findings = Findings::default();
    walk::walk(&subject, &mut findings);
    let mut found = findings.into_found();
    found.retain(|finding| !context.disabled.contains(finding.rule.id));
    found.sort_by_key(|finding| (finding.span, Reverse(finding.rule.level), finding.rule.id));
    found
}

impl Level {
    /// The level as `gapi lint` spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Object(_) => "Object",
            Self::Field(..) => "Field",
            Self::Each(..) => "Each",
            Self::Reference(_) => "Reference",
            Self::Unknown(_) => "Unknown",
        })
    }
}
