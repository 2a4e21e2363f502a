//! Policies: what is said of backends elsewhere than at the references to them, judged once and
//! found by target (spec 6.7, 6.8, 8.3).

pub(crate) mod backend_tls_policy;
pub(crate) mod left_out;
pub(crate) mod x_backend_traffic_policy;
pub(crate) mod x_telemetry_policy;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::{Feature, NamespacedName, PolicyAncestorStatus};
use k8s_openapi::api::core::v1::ServicePort;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::asked::AskedKind;
use super::context::{Context, Finding, Findings, X_GROUP};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::routes::age;
use super::session_persistence::Stanza;
use super::status::conditions::Verdict;
use super::x_backend::{self, XBackendState};
use crate::backend_tls::BackendTls;
use crate::retry_budget::RetryBudget;
use left_out::LeftOut;

/// The policies of the input by what they target, and the XBackends, which say the same things of
/// themselves.
#[derive(Default)]
pub(crate) struct Policies<'a> {
    pub(crate) backend_tls: Vec<PolicyState<'a>>,
    pub(crate) backend_traffic: Vec<PolicyState<'a>>,
    pub(crate) x_backends: BTreeMap<&'a NamespacedName, XBackendState<'a>>,
    /// The Gateways that policies are not implemented for.
    pub(crate) left_out: LeftOut,
    targets: BTreeMap<TargetKey, Target<'a>>,
}

/// A policy that was judged. Its conditions are the same for every ancestor.
pub(crate) struct PolicyState<'a> {
    pub(crate) name: &'a NamespacedName,
    pub(crate) object: ObjectRef,
    pub(crate) metadata: &'a ObjectMeta,
    /// The `status.ancestors` that it has now.
    pub(crate) current: &'a [PolicyAncestorStatus],
    pub(crate) targets: Vec<TargetId>,
    pub(crate) verdicts: Vec<Verdict>,
}

/// A target as [`Ancestors`] counts them.
pub(crate) type TargetId = usize;

/// A backend that some policy targets, or an XBackend.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct TargetKey {
    kind: TargetKind,
    name: NamespacedName,
}

/// A kind of backend that can be a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TargetKind {
    Service,
    ServiceImport,
    XBackend,
}

/// What holds for connections to a target.
#[derive(Default)]
pub(crate) struct Target<'a> {
    pub(crate) id: TargetId,
    /// What the policies say that won it, by section.
    tls: BTreeMap<Option<&'a str>, (&'a NamespacedName, TlsVerdict)>,
    traffic: Option<TrafficSettings<'a>>,
}

/// What an `XBackendTrafficPolicy` says of its targets.
#[derive(Clone)]
pub(crate) struct TrafficSettings<'a> {
    policy: &'a NamespacedName,
    pub(crate) retry_budget: Option<Arc<RetryBudget>>,
    pub(crate) session_persistence: Option<Stanza>,
}

/// How a target is reached over TLS, or why that cannot be met.
pub(crate) type TlsVerdict = Result<Arc<BackendTls>, String>;

/// What became of one of a policy's `targetRefs`.
pub(crate) enum Claim {
    Won,
    /// Another policy has it.
    Conflicted(String),
    NotFound(String),
    Invalid(String),
}

/// The Gateways behind which each target stands: those with an accepted route that names it (spec
/// 12.35), with the number of times that routes do.
#[derive(Debug)]
pub(crate) struct Ancestors {
    by_target: Vec<BTreeMap<usize, usize>>,
}

impl<'a> Policies<'a> {
    pub(crate) fn new(context: &Context<'a>, findings: &mut Findings) -> Self {
        let mut policies = Self::default();
        if context.experimental() {
            for (name, state) in x_backend::judge(context, findings) {
                policies.target_mut(TargetKind::XBackend, name);
                policies.x_backends.insert(name, state);
            }
        }
        if context.options.has(&Feature::BackendTlsPolicy) {
            backend_tls_policy::judge(context, findings, &mut policies);
        }
        if context.experimental() {
            x_backend_traffic_policy::judge(context, findings, &mut policies);
        }
        policies
    }

    /// What is said of a backend, if anything is.
    pub(crate) fn target(&self, kind: TargetKind, name: &NamespacedName) -> Option<&Target<'a>> {
        // Most inputs have no policies at all, and then no key has to be made.
        if self.targets.is_empty() {
            return None;
        }
        self.targets.get(&TargetKey {
            kind,
            name: name.clone(),
        })
    }

    /// How many targets there are.
    pub(crate) fn target_count(&self) -> usize {
        self.targets.len()
    }

    fn target_mut(&mut self, kind: TargetKind, name: &NamespacedName) -> &mut Target<'a> {
        let id = self.targets.len();
        let key = TargetKey {
            kind,
            name: name.clone(),
        };
        self.targets.entry(key).or_insert_with(|| Target {
            id,
            ..Target::default()
        })
    }
}

impl TargetKind {
    /// The kind of backend that a reference names.
    pub(crate) fn of(group: &str, kind: &str) -> Option<Self> {
        match (group, kind) {
            ("", "Service") => Some(Self::Service),
            ("multicluster.x-k8s.io", "ServiceImport") => Some(Self::ServiceImport),
            (X_GROUP, "XBackend") => Some(Self::XBackend),
            _ => None,
        }
    }

    /// As `kind` spells it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Service => "Service",
            Self::ServiceImport => "ServiceImport",
            Self::XBackend => "XBackend",
        }
    }

    /// Whether an object is there, or taken to be somewhere else.
    fn exists(self, context: &Context<'_>, name: &NamespacedName) -> bool {
        let found = match self {
            Self::Service => {
                context.ask(AskedKind::PolicyTarget, name);
                context.resources.services.contains_key(name)
            }
            Self::ServiceImport => context.resources.service_imports.contains_key(name),
            Self::XBackend => context.resources.x_backends.contains_key(name),
        };
        found || !context.options.assume.missing(self.as_str())
    }
}

impl<'a> Target<'a> {
    /// How one of its ports is reached over TLS: what is said of the port goes before what is said
    /// of the whole Service (spec 6.8.3). Of a Service that is not in the input, no port is known
    /// by its name. From a Gateway that the policy has no room for, it is not reached (spec 8.3.8).
    pub(crate) fn tls(
        &self,
        port: Option<&ServicePort>,
        left_out: &LeftOut,
        gateway: Option<&NamespacedName>,
    ) -> Option<TlsVerdict> {
        let of = |section| {
            let mut all = self.tls.iter();
            all.find(|(own, _)| **own == section)
                .map(|(_, verdict)| verdict)
        };
        let found = match port {
            Some(port) => {
                let name = port.name.as_deref().filter(|name| !name.is_empty());
                name.and_then(|name| of(Some(name))).or_else(|| of(None))
            }
            None => of(None),
        };
        let (policy, verdict) = found?;
        if verdict.is_ok() && left_out.has("BackendTLSPolicy", policy, gateway) {
            let message =
                format!("the list of ancestors of `{policy}` has no room for the Gateway");
            return Some(Err(message));
        }
        Some(verdict.clone())
    }

    /// What holds for its traffic from a Gateway.
    pub(crate) fn traffic(
        &self,
        left_out: &LeftOut,
        gateway: Option<&NamespacedName>,
    ) -> Option<&TrafficSettings<'a>> {
        let settings = self.traffic.as_ref();
        settings.filter(|found| !left_out.has("XBackendTrafficPolicy", found.policy, gateway))
    }
}

impl Claim {
    /// The reason and message of `Accepted=False`: no target is won, and this is what became of the
    /// first one (spec 12.35).
    fn rejection(claims: &[Self]) -> Option<(&'static str, String)> {
        let won = claims.iter().any(|claim| matches!(claim, Self::Won));
        let first = claims.first().filter(|_| !won)?;
        Some(match first {
            Self::Conflicted(message) => ("Conflicted", message.clone()),
            Self::NotFound(message) => ("TargetNotFound", message.clone()),
            Self::Invalid(message) => ("Invalid", message.clone()),
            Self::Won => return None,
        })
    }

    /// The finding that tells of a target that is not won.
    fn finding(&self, field: Field<'_>) -> Option<Finding> {
        let (id, message, help) = match self {
            Self::Won => return None,
            Self::Conflicted(message) => (
                "policy-conflict",
                message,
                "merge the policies; of several on one target the oldest wins, then the first by `namespace/name`",
            ),
            Self::NotFound(message) => (
                "policy-target-not-found",
                message,
                "name an object of the policy's namespace, and one of its sections or none",
            ),
            Self::Invalid(message) => (
                "invalid-policy-target",
                message,
                "target something that the policy can apply to",
            ),
        };
        Some(Finding::error(field, id, message.clone()).help(help))
    }
}

impl Ancestors {
    pub(crate) fn new(policies: &Policies<'_>) -> Self {
        Self {
            by_target: vec![BTreeMap::new(); policies.target_count()],
        }
    }

    /// Counts a Gateway behind which a route names these targets.
    pub(crate) fn add(&mut self, targets: &[TargetId], gateway: usize) {
        for target in targets {
            if let Some(gateways) = self.by_target.get_mut(*target) {
                *gateways.entry(gateway).or_default() += 1;
            }
        }
    }

    /// Takes away what some routes name, adds what others do, and returns whether a target stands
    /// behind other Gateways than before.
    pub(crate) fn replace(&mut self, old: &Self, new: &Self) -> bool {
        let mut moved = false;
        let changes = old.by_target.iter().zip(&new.by_target);
        for (gateways, (old, new)) in self.by_target.iter_mut().zip(changes) {
            let before: Vec<_> = gateways.keys().copied().collect();
            for (gateway, count) in new {
                *gateways.entry(*gateway).or_default() += count;
            }
            for (gateway, count) in old {
                if let Some(known) = gateways.get_mut(gateway) {
                    *known = known.saturating_sub(*count);
                }
            }
            gateways.retain(|_, count| *count > 0);
            moved |= !before.iter().eq(gateways.keys());
        }
        moved
    }

    /// The Gateways of all of these targets, by name.
    pub(crate) fn of(&self, targets: &[TargetId]) -> BTreeSet<usize> {
        let found = targets
            .iter()
            .filter_map(|target| self.by_target.get(*target));
        found.flat_map(BTreeMap::keys).copied().collect()
    }
}

/// Policies in the order in which they win: the oldest first, then by `namespace/name` (spec 8.3.3).
fn by_age<P>(
    policies: &BTreeMap<NamespacedName, Arc<P>>,
    metadata: impl Fn(&P) -> &ObjectMeta,
) -> Vec<(&NamespacedName, &P)> {
    let mut sorted: Vec<_> = policies
        .iter()
        .map(|(name, policy)| (name, &**policy))
        .collect();
    sorted.sort_by_cached_key(|(name, policy)| age(metadata(policy), name));
    sorted
}
