//! Status of policies and XBackends: one entry for each ancestor (spec 6.8.11, 6.9.5, 8.3.8, 11.3).

use std::collections::BTreeSet;
use std::sync::Arc;

use gateway_api_types::x_backend::{BackendAncestorStatus, BackendStatus};
use gateway_api_types::x_telemetry_policy::TelemetryPolicyStatus;
use gateway_api_types::{
    Condition, NamespacedName, ParentReference, PolicyAncestorStatus, PolicyStatus,
};

use super::Statuses;
use super::conditions::{Stamp, Verdict, merge};
use crate::compile::context::{Context, Finding, Findings, GATEWAY_GROUP};
use crate::compile::diagnostics::ObjectRef;
use crate::compile::field::Field;
use crate::compile::gateways::GatewayState;
use crate::compile::policies::left_out::LeftOut;
use crate::compile::policies::x_telemetry_policy::Telemetry;
use crate::compile::policies::{Ancestors, PolicyState, TargetKind};
use crate::compile::x_backend::XBackendState;

/// The condition types that this engine removes from an entry of its own when they no longer hold.
pub(super) const OWNED: [&str; 2] = ["Accepted", "ResolvedRefs"];
/// The most entries of a policy.
const MAX_POLICY_ANCESTORS: usize = 16;
/// The kinds that make a Gateway an ancestor of a policy: where they may be outside the input, so may
/// ancestors.
const LEAD_TO_TARGETS: [&str; 7] = [
    "Gateway",
    "ListenerSet",
    "HTTPRoute",
    "GRPCRoute",
    "TLSRoute",
    "TCPRoute",
    "UDPRoute",
];
/// The most entries of an XBackend.
const MAX_X_BACKEND_ANCESTORS: usize = 32;

/// An entry of `status.ancestors`, whichever type holds it.
pub(crate) trait Ancestor: Clone {
    fn controller_name(&self) -> &str;
    fn ancestor_ref(&self) -> &ParentReference;
    fn conditions(&self) -> &[Condition];
    fn new(controller: &str, ancestor: ParentReference, conditions: Vec<Condition>) -> Self;
}

/// An entry of ours, before it is known whether there is room for it.
#[derive(Clone)]
pub(crate) struct OwnEntry {
    pub(crate) controller: String,
    /// The Gateway.
    pub(crate) ancestor: NamespacedName,
    pub(crate) verdicts: Vec<Verdict>,
}

/// The object that has ancestors.
pub(crate) struct Subject<'s, A> {
    pub(crate) object: &'s ObjectRef,
    pub(crate) generation: Option<i64>,
    /// The entries that it has now.
    pub(crate) current: &'s [A],
    /// How many it may have.
    pub(crate) most: usize,
}

/// What statuses of policies are made from.
pub(crate) struct Writer<'w, 'a> {
    pub(crate) context: &'w Context<'a>,
    pub(crate) gateways: &'w [GatewayState<'a>],
    /// The names under which statuses are ours.
    pub(crate) controllers: &'w BTreeSet<Arc<str>>,
}

impl Writer<'_, '_> {
    /// The statuses of all policies and XBackends. Returns which Gateways there was no room for.
    pub(crate) fn policies(
        &self,
        findings: &mut Findings,
        ancestors: &Ancestors,
        telemetry: &Telemetry<'_>,
        statuses: &mut Statuses,
    ) -> LeftOut {
        let mut left_out = LeftOut::default();
        let policies = &self.context.policies;
        for policy in &policies.backend_tls {
            let status = self.policy(findings, &mut left_out, ancestors, policy);
            let status = status.map(|status| (policy.name.clone(), status));
            statuses.backend_tls_policies.extend(status);
        }
        for policy in &policies.backend_traffic {
            let status = self.policy(findings, &mut left_out, ancestors, policy);
            let status = status.map(|status| (policy.name.clone(), status));
            statuses.x_backend_traffic_policies.extend(status);
        }
        for policy in &telemetry.policies {
            let subject = Subject {
                object: &policy.object,
                generation: policy.metadata.generation,
                current: policy.current,
                most: MAX_POLICY_ANCESTORS,
            };
            let own = policy.entries.clone();
            let entries = self.ancestors(findings, &mut left_out, &subject, own);
            let status = entries.map(|ancestors| TelemetryPolicyStatus { ancestors });
            let status = status.map(|status| (policy.name.clone(), status));
            statuses.x_telemetry_policies.extend(status);
        }
        for (name, x_backend) in &policies.x_backends {
            let status = self.x_backend(findings, ancestors, name, x_backend);
            let status = status.map(|status| ((*name).clone(), status));
            statuses.x_backends.extend(status);
        }
        left_out
    }

    /// An XBackend is accepted unless it lacks something. A protocol that contradicts its TLS is told
    /// to the routes alone (spec 12.93, 12.94, 12.98).
    fn x_backend(
        &self,
        findings: &mut Findings,
        ancestors: &Ancestors,
        name: &NamespacedName,
        state: &XBackendState<'_>,
    ) -> Option<BackendStatus> {
        let target = self.context.policies.target(TargetKind::XBackend, name)?;
        let invalid = state.invalid.clone();
        let rejection = invalid.map(|message| ("Invalid", message));
        let verdict = Verdict::unless("Accepted", rejection, "the XBackend can be used");
        let status = state.x_backend.status.as_ref();
        let subject = Subject {
            object: &state.object,
            generation: state.x_backend.metadata.generation,
            current: status.map_or(&[][..], |status| status.ancestors()),
            most: MAX_X_BACKEND_ANCESTORS,
        };
        let own = self.entries(ancestors.of(&[target.id]), &[verdict]);
        // An XBackend is no policy: it can be used from everywhere.
        let ancestors = self.ancestors(findings, &mut LeftOut::default(), &subject, own)?;
        Some(BackendStatus {
            ancestors: Some(ancestors),
        })
    }

    /// The status of a policy that says the same of all its ancestors; `None`: not to be touched.
    pub(crate) fn policy(
        &self,
        findings: &mut Findings,
        left_out: &mut LeftOut,
        ancestors: &Ancestors,
        policy: &PolicyState<'_>,
    ) -> Option<PolicyStatus> {
        let gateways = ancestors.of(&policy.targets);
        // What a policy that is refused leads to is no matter.
        let refused = |verdict: &Verdict| verdict.kind == "Accepted" && !verdict.status;
        let assume = &self.context.options.assume;
        let known = LEAD_TO_TARGETS.iter().all(|kind| assume.missing(kind));
        if known && gateways.is_empty() && !policy.verdicts.iter().any(refused) {
            let message = "no accepted route leads to a target of the policy";
            let finding = Finding::info(
                Field::Root("spec.targetRefs"),
                "policy-without-route",
                message,
            );
            let help = "name a target that an accepted route leads to; until then the policy has no effect and no status";
            findings.push(&policy.object, finding.help(help));
        }
        let subject = Subject {
            object: &policy.object,
            generation: policy.metadata.generation,
            current: policy.current,
            most: MAX_POLICY_ANCESTORS,
        };
        let own = self.entries(gateways, &policy.verdicts);
        self.ancestors(findings, left_out, &subject, own)
            .map(|ancestors| PolicyStatus { ancestors })
    }

    /// Entries for Gateways that say the same.
    pub(crate) fn entries(&self, gateways: BTreeSet<usize>, verdicts: &[Verdict]) -> Vec<OwnEntry> {
        let gateways = gateways
            .into_iter()
            .filter_map(|index| self.gateways.get(index));
        gateways
            .map(|gateway| OwnEntry {
                controller: gateway.own.controller.to_string(),
                ancestor: gateway.own.name.clone(),
                verdicts: verdicts.to_vec(),
            })
            .collect()
    }

    /// `status.ancestors`: entries of other controllers as they are, ours judged anew, stale ones of
    /// ours gone. `None` where there is nothing to say and nothing was said.
    pub(crate) fn ancestors<A: Ancestor>(
        &self,
        findings: &mut Findings,
        left_out: &mut LeftOut,
        subject: &Subject<'_, A>,
        mut own: Vec<OwnEntry>,
    ) -> Option<Vec<A>> {
        let current = subject.current;
        if own.is_empty() && current.is_empty() {
            return None;
        }
        let known = |entry: &OwnEntry| {
            current.iter().find(|found| {
                found.controller_name() == entry.controller
                    && is_gateway(subject, found.ancestor_ref(), &entry.ancestor)
            })
        };
        let foreign: Vec<_> = current
            .iter()
            .filter(|entry| !self.controllers.contains(entry.controller_name()))
            .cloned()
            .collect();
        let room = subject.most.saturating_sub(foreign.len());
        // Where there is not room for all, those that are there stay (spec 8.3.8).
        own.sort_by_cached_key(|entry| (known(entry).is_none(), entry.ancestor.clone()));
        for OwnEntry { ancestor, .. } in own.drain(room.min(own.len())..) {
            left_out.note(subject.object, &ancestor);
            let message = format!("there is no room for Gateway `{ancestor}` among the ancestors");
            let finding = Finding::error(
                Field::Root("status.ancestors"),
                "too-many-ancestors",
                message,
            );
            let help = "use a policy of its own for the routes of some Gateways";
            findings.push(subject.object, finding.help(help));
        }
        own.sort_by(|one, other| one.ancestor.cmp(&other.ancestor));
        let stamp = Stamp {
            generation: subject.generation,
            now: &self.context.options.now,
        };
        let own = own.into_iter().map(|entry| {
            let conditions = known(&entry).map_or(&[][..], Ancestor::conditions);
            let conditions = merge(conditions, entry.verdicts, &OWNED, stamp);
            A::new(&entry.controller, gateway_ref(&entry.ancestor), conditions)
        });
        Some(foreign.into_iter().chain(own).collect())
    }
}

/// Whether a reference means a Gateway.
fn is_gateway<A>(
    subject: &Subject<'_, A>,
    reference: &ParentReference,
    gateway: &NamespacedName,
) -> bool {
    let own = &subject.object.name.namespace;
    (reference.group(), reference.kind()) == (GATEWAY_GROUP, "Gateway")
        && reference.namespace.as_ref().unwrap_or(own) == &gateway.namespace
        && reference.name == gateway.name
}

/// A Gateway as an ancestor.
fn gateway_ref(gateway: &NamespacedName) -> ParentReference {
    ParentReference {
        group: Some(GATEWAY_GROUP.to_owned()),
        kind: Some("Gateway".to_owned()),
        namespace: Some(gateway.namespace.clone()),
        name: gateway.name.clone(),
        section_name: None,
        port: None,
    }
}

impl Ancestor for PolicyAncestorStatus {
    fn controller_name(&self) -> &str {
        &self.controller_name
    }

    fn ancestor_ref(&self) -> &ParentReference {
        &self.ancestor_ref
    }

    fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    fn new(controller: &str, ancestor_ref: ParentReference, conditions: Vec<Condition>) -> Self {
        Self {
            ancestor_ref,
            controller_name: controller.to_owned(),
            conditions,
        }
    }
}

impl Ancestor for BackendAncestorStatus {
    fn controller_name(&self) -> &str {
        &self.controller_name
    }

    fn ancestor_ref(&self) -> &ParentReference {
        &self.ancestor_ref
    }

    fn conditions(&self) -> &[Condition] {
        self.conditions.as_deref().unwrap_or_default()
    }

    fn new(controller: &str, ancestor_ref: ParentReference, conditions: Vec<Condition>) -> Self {
        Self {
            controller_name: controller.to_owned(),
            ancestor_ref,
            conditions: Some(conditions),
        }
    }
}
