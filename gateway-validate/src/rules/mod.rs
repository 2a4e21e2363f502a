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
//!      \x20 parentRefs: [{name: edge}]\n\
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
use crate::violation::Violation;

mod closest;
mod durations;
mod findings;
mod legacy;
mod list;
mod reference;
mod regular_expression;
mod site;
mod snippet;
mod subject;
mod values;
mod walk;

mod absolute;
mod absolute_type;
mod address_routability;
mod allowed_gateway_namespaces;
mod allowed_routes_none;
mod alpha_version;
mod attach_to;
mod attribute_type;
mod auth_path;
mod backend_external_auth;
mod backend_port;
mod backend_status_parents;
mod beta_version;
mod ca_cert_refs;
mod certificate_ref;
mod controller;
mod cookie_config;
mod core_group;
mod cors_credentials;
mod cors_expose_wildcard;
mod cors_origin;
mod cors_preflight;
mod cors_without_origin;
mod duplicate_match;
mod duplicate_parent;
mod duration_form;
mod empty_list;
mod empty_method;
mod endpoint_selector;
mod ext_auth;
mod field_of_another_channel;
mod filter_member;
mod former_condition;
mod former_feature;
mod former_filter_type;
mod former_group;
mod former_kind;
mod former_match_type;
mod former_version;
mod forward_to;
mod frontend_validation;
mod gateway_backend_tls;
mod gateway_name;
mod grant_field;
mod grant_own_namespace;
mod grpc_name;
mod grpc_path;
mod grpc_without_rules;
mod header_map;
mod header_name;
mod header_value;
mod hostname_list;
mod https_without_tls;
mod idle_timeout;
mod infrastructure_routability;
mod invalid_regex;
mod ip_hostname;
mod layer_four_matches;
mod listener_conflict;
mod listener_filter_protocol;
mod listener_hostnames;
mod listener_protocol;
mod listener_route_kind;
mod listener_routes;
mod match_extension_ref;
mod match_map;
mod mesh_hostnames;
mod mirror_nothing;
mod mirror_service;
mod missing_port;
mod missing_selector;
mod misspelled_value;
mod named_address;
mod nested_backend_ref;
mod no_backends;
mod options_key;
mod passthrough_certificates;
mod path_replacement;
mod path_type;
mod pattern_in_path;
mod policy_tls;
mod port_number;
mod port_on_xbackend;
mod prefix_replacement;
mod redirect_and_backends;
mod redirect_and_rewrite;
mod redirect_loop;
mod redirect_protocol;
mod reference_kind;
mod reference_scope;
mod repeated_filter;
mod repeated_header_edit;
mod repeated_header_match;
mod retry_attempts;
mod retry_beyond_timeout;
mod retry_without_effect;
mod route_gateways;
mod route_kind;
mod route_override;
mod route_selector;
mod route_tls;
mod route_without_parents;
mod scalar_path;
mod service_name;
mod service_port;
mod session_member;
mod session_name;
mod session_persistence_place;
mod star_hostname;
mod status_gateways;
mod surplus_rule;
mod target_namespace;
mod target_ref;
mod telemetry_target;
mod tls_mode;
mod tls_policy_target;
mod trust_bundle_refs;
mod unknown_field;
mod unknown_kind;
mod unmatchable_regex;
mod unnamed_listener;
mod unreachable_match;
mod unused_selector;
mod use_default_gateway;
mod versioned_group;
mod well_known_ca_certs;
mod wildcard_redirect;
mod xbackend_tls;
mod zero_weights;

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
    /// Checks of a server that fail for the same cause: the id, and where its field is from the finding's.
    explains: &'static [(&'static str, &'static str)],
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
enum Check {
    /// Each object of a kind of the Gateway API.
    Object(fn(&Subject<'_>, &mut Findings)),
    /// Each field of one of these names, lists as a whole. Names are today's.
    Field(&'static [&'static str], fn(Site<'_, '_>, &mut Findings)),
    /// Each item of the lists of these names, and the value itself where one stands in a list's place.
    Each(&'static [&'static str], fn(Site<'_, '_>, &mut Findings)),
    /// Each reference: objects that have a group, a kind and a name by their schema.
    Reference(fn(Site<'_, '_>, &mut Findings)),
    /// Each value where one of a few is due.
    Value(fn(Site<'_, '_>, &mut Findings)),
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

/// Which violations have the same cause as a finding, which then says more about it.
#[derive(Clone, Debug, Default)]
pub struct Explained(BTreeSet<(&'static str, FieldPath)>);

impl Explained {
    /// What some findings on an object explain.
    pub fn by(findings: &[Finding]) -> Self {
        // A warning must not take the place of a refusal.
        let errors = findings
            .iter()
            .filter(|finding| finding.rule.level == Level::Error);
        let explained = errors.flat_map(|finding| {
            finding.rule.explains.iter().flat_map(|(id, relation)| {
                related(relation, &finding.path)
                    .into_iter()
                    .map(|path| (*id, path))
            })
        });
        Self(explained.collect())
    }

    /// Whether a violation on the same object is among them.
    pub fn has(&self, violation: &Violation) -> bool {
        !self.0.is_empty() && self.0.contains(&(violation.rule, violation.path.clone()))
    }
}

/// The fields where a relation leads from another: the same (empty), the object or list around it (`..`), any
/// around it (`^`), a member of it (`./name`), or a member beside it (`name`).
fn related(relation: &str, from: &FieldPath) -> Vec<FieldPath> {
    match relation {
        "" => vec![from.clone()],
        ".." => from.parent().into_iter().collect(),
        "^" => std::iter::successors(Some(from.clone()), FieldPath::parent).collect(),
        _ => {
            let (around, name) = match relation.strip_prefix("./") {
                Some(name) => (Some(from.clone()), name),
                None => (from.parent(), relation),
            };
            around
                .into_iter()
                .map(|around| around.field(name))
                .collect()
        }
    }
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
            Self::Value(_) => "Value",
            Self::Unknown(_) => "Unknown",
        })
    }
}
