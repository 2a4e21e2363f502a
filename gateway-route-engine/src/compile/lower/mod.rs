//! Lowering: from the rules of a route to rules that cannot be wrong (spec 12.61, 12.76).
//!
//! A value that cannot be used makes its rule invalid, and only that rule: it is dropped, a finding
//! says where and why. References that do not resolve leave their rule alone and take the share of
//! their backend.

pub(crate) mod cors;
pub(crate) mod external_auth;
pub(crate) mod features;
pub(crate) mod filters;
pub(crate) mod grpc_route;
pub(crate) mod header_modifier;
pub(crate) mod http_route;
pub(crate) mod layer4;
pub(crate) mod matches;
pub(crate) mod redirect;
pub(crate) mod sessions;
pub(crate) mod timeouts;

use std::sync::Arc;

use gateway_api_types::NamespacedName;

use super::backends::{self, Asker, BackendReference, RefProblem, Traffic};
use super::context::{Context, Finding, Findings, GATEWAY_GROUP};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::grants::Referrer;
use super::policies::TargetId;
use super::routes::Route;
use crate::backend::Backend;
use crate::choices::InvalidRules;
use crate::grpc_match::GrpcMatch;
use crate::http_match::HttpMatch;
use crate::rule::{Actions, Rule};

/// The rules of a route, lowered.
#[derive(Default)]
pub(crate) struct LoweredRoute {
    /// In list order; `Err` for a rule that is invalid.
    pub(crate) rules: Vec<Result<LoweredRule, Fault>>,
    /// References that do not resolve, in document order (spec 12.63).
    pub(crate) unresolved: Vec<RefProblem>,
    /// The targets of policies that its rules and filters name.
    pub(crate) named: Vec<TargetId>,
    /// The namespace and name of every backend that they refer to.
    pub(crate) backends: Vec<(Arc<str>, Arc<str>)>,
}

/// A valid rule with its matches.
pub(crate) struct LoweredRule {
    pub(crate) matches: Matches,
    pub(crate) rule: Rule,
    /// The rule for listeners that pass TLS through, where it is another one: what is encrypted
    /// already takes no TLS of ours (spec 6.8.1).
    pub(crate) passthrough: Option<Rule>,
}

/// The matches of a rule, in list order.
pub(crate) enum Matches {
    Http(Vec<Arc<HttpMatch>>),
    Grpc(Vec<Arc<GrpcMatch>>),
    /// Of a kind of route that has none: everything.
    All,
}

/// Why a rule is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A value that is unknown or out of its bounds.
    UnsupportedValue,
    /// Filters that cannot stand in one list.
    IncompatibleFilters,
}

/// The state of lowering one route.
pub(crate) struct Lowering<'c, 'a> {
    pub(crate) context: &'c Context<'a>,
    pub(crate) findings: &'c mut Findings,
    pub(crate) route: &'c Route<'a>,
    pub(crate) object: ObjectRef,
    pub(crate) unresolved: Vec<RefProblem>,
    named: Vec<TargetId>,
    backends: Vec<(Arc<str>, Arc<str>)>,
    /// What the route sends to its backends.
    pub(crate) traffic: Traffic,
    /// Whether the rules are those of a Service's routes, whose backends need no grant.
    in_mesh: bool,
    /// The Gateway that the rules are for, where policies do not hold for every one.
    pub(crate) gateway: Option<&'c NamespacedName>,
    /// The worst that the rule at hand is guilty of.
    fault: Option<Fault>,
}

impl<'c, 'a> Lowering<'c, 'a> {
    pub(crate) fn new(
        context: &'c Context<'a>,
        findings: &'c mut Findings,
        route: &'c Route<'a>,
        in_mesh: bool,
    ) -> Self {
        Self {
            context,
            findings,
            object: route.object(),
            traffic: Traffic::of(route.id.kind),
            route,
            unresolved: Vec::new(),
            named: Vec::new(),
            backends: Vec::new(),
            in_mesh,
            gateway: None,
            fault: None,
        }
    }

    /// Reports what makes the rule at hand invalid.
    fn invalid(&mut self, finding: Finding) {
        self.findings.push(&self.object, finding);
        self.fault = Some(Fault::UnsupportedValue);
    }

    /// Reports filters that make the rule at hand invalid by standing together.
    fn incompatible(&mut self, finding: Finding) {
        self.findings.push(&self.object, finding);
        self.fault.get_or_insert(Fault::IncompatibleFilters);
    }

    /// Reports what is worth knowing and harms nothing.
    fn note(&mut self, finding: Finding) {
        self.findings.push(&self.object, finding);
    }

    /// Lowers one rule; whatever was reported while it ran makes the rule invalid.
    fn rule<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> Result<T, Fault> {
        self.fault = None;
        let lowered = lower(self);
        self.fault.take().map_or(Ok(lowered), Err)
    }

    /// The rule at this place of the route.
    fn lowered_rule(&self, index: usize, actions: Actions) -> Rule {
        Rule::new(&self.route.named, index, Arc::new(actions))
    }

    /// Resolves a reference to a backend.
    fn backend(&mut self, field: Field<'_>, reference: BackendReference<'_>) -> Backend {
        let asker = Asker {
            from: Referrer {
                group: GATEWAY_GROUP,
                kind: self.route.id.kind.as_str(),
                namespace: &self.route.id.name.namespace,
            },
            traffic: self.traffic,
            in_mesh: self.in_mesh,
            gateway: self.gateway,
        };
        let resolved = backends::resolve(self.context, &asker, field, reference);
        self.named.extend(resolved.named);
        let target = &resolved.backend.target;
        self.backends
            .push((Arc::clone(&target.namespace), Arc::clone(&target.name)));
        self.unresolved.extend(resolved.problem);
        for finding in resolved.findings {
            self.note(finding);
        }
        resolved.backend
    }

    /// The route with its rules lowered. One that is invalid takes the others with it where the
    /// options say so (spec 12.61).
    fn finish(self, mut rules: Vec<Result<LoweredRule, Fault>>) -> LoweredRoute {
        let first = rules.iter().find_map(|rule| rule.as_ref().err().copied());
        if self.context.options.choices.invalid_rules == InvalidRules::RejectRoute
            && let Some(fault) = first
        {
            for rule in &mut rules {
                *rule = Err(rule.as_ref().err().copied().unwrap_or(fault));
            }
        }
        LoweredRoute {
            rules,
            unresolved: self.unresolved,
            named: self.named,
            backends: self.backends,
        }
    }
}
