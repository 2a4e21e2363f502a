//! BackendTLSPolicy: which Services are reached over TLS, and how (spec 6.8, 12.35, 12.36).

use std::collections::BTreeMap;
use std::sync::Arc;

use gateway_api_types::{
    BackendTlsPolicy, LocalPolicyTargetReferenceWithSectionName as TargetReference, NamespacedName,
};
use k8s_openapi::api::core::v1::{Service, ServicePort};

use super::{Claim, Policies, PolicyState, TargetKind, TlsVerdict, by_age};
use crate::backend_tls::ClientCertificate;
use crate::compile::asked::AskedKind;
use crate::compile::context::{Context, Finding, Findings};
use crate::compile::diagnostics::ObjectRef;
use crate::compile::field::Field;
use crate::compile::status::conditions::Verdict;
use crate::compile::tls_validation;

/// Which policy has a target: a Service, or one of its ports by name.
type Claims<'a> = BTreeMap<(NamespacedName, Option<&'a str>), &'a NamespacedName>;

/// Judges all policies, the oldest first, and notes what they say of their targets.
pub(super) fn judge<'a>(
    context: &Context<'a>,
    findings: &mut Findings,
    policies: &mut Policies<'a>,
) {
    let mut claims = Claims::new();
    for (name, policy) in by_age(&context.resources.backend_tls_policies, |policy| {
        &policy.metadata
    }) {
        let state = judge_one(context, findings, policies, &mut claims, name, policy);
        policies.backend_tls.push(state);
    }
}

fn judge_one<'a>(
    context: &Context<'a>,
    findings: &mut Findings,
    policies: &mut Policies<'a>,
    claims: &mut Claims<'a>,
    name: &'a NamespacedName,
    policy: &'a BackendTlsPolicy,
) -> PolicyState<'a> {
    let object = ObjectRef::gateway_api("BackendTLSPolicy", name);
    let validation = tls_validation::judge(
        context,
        findings,
        &object,
        Field::Root("spec.validation"),
        &policy.spec.validation,
        ClientCertificate::OfGateway,
    );
    let unresolved = validation.unresolved();
    let rejection = validation.rejection();
    let tls: TlsVerdict = match validation.tls {
        Ok(tls) => Ok(Arc::new(tls)),
        Err((_, message)) => Err(message),
    };
    let list = Field::Root("spec.targetRefs");
    let mut judged = Vec::new();
    let mut targets = Vec::new();
    for (index, reference) in policy.spec.target_refs.iter().enumerate() {
        let field = list.item(index);
        let claim = claim(context, findings, claims, name, &object, field, reference);
        if let Some(finding) = claim.finding(field) {
            findings.push(&object, finding);
        }
        let kind = TargetKind::of(&reference.group, &reference.kind);
        if let Some(kind) = kind {
            let target = NamespacedName::new(&*name.namespace, &*reference.name);
            let target = policies.target_mut(kind, &target);
            targets.push(target.id);
            let verdict = match &claim {
                Claim::Won => Some(tls.clone()),
                // What a policy cannot be applied to is not reached without it (spec 6.8.9); an
                // XBackend speaks for itself (spec 6.9.8).
                Claim::Invalid(message) if kind != TargetKind::XBackend => {
                    Some(Err(message.clone()))
                }
                _ => None,
            };
            if let Some(verdict) = verdict {
                let entry = target.tls.entry(section(reference));
                entry.or_insert((name, verdict));
            }
        }
        judged.push(claim);
    }
    let rejection = Claim::rejection(&judged).or(rejection);
    PolicyState {
        name,
        object,
        metadata: &policy.metadata,
        current: policy
            .status
            .as_ref()
            .map_or(&[], |status| &status.ancestors),
        targets,
        verdicts: vec![
            Verdict::unless("Accepted", rejection, "the policy applies"),
            Verdict::unless("ResolvedRefs", unresolved, "all references resolve"),
        ],
    }
}

/// What becomes of a target: whether it is there, whose it is, whether TLS can be spoken with it.
fn claim<'a>(
    context: &Context<'a>,
    findings: &mut Findings,
    claims: &mut Claims<'a>,
    policy: &'a NamespacedName,
    object: &ObjectRef,
    field: Field<'_>,
    reference: &'a TargetReference,
) -> Claim {
    let kind = TargetKind::of(&reference.group, &reference.kind);
    if kind != Some(TargetKind::Service) {
        return Claim::Invalid(format!(
            "a BackendTLSPolicy cannot target `{}` of group `{}`, only a Service",
            reference.kind, reference.group
        ));
    }
    let name = NamespacedName::new(&*policy.namespace, &*reference.name);
    context.ask(AskedKind::PolicyTarget, &name);
    let service = context.resources.services.get(&name);
    if service.is_none() && context.options.assume.missing("Service") {
        return Claim::NotFound(format!("Service `{name}` does not exist"));
    }
    let section = section(reference);
    if let (Some(service), Some(section)) = (service, section)
        && !ports(service).any(|port| port.name.as_deref() == Some(section))
    {
        return Claim::NotFound(format!("Service `{name}` has no port named `{section}`"));
    }
    // A policy may name a target twice, and then does not conflict with itself.
    let winner = *claims.entry((name.clone(), section)).or_insert(policy);
    if winner != policy {
        let what = section.map_or_else(String::new, |section| format!("port `{section}` of "));
        return Claim::Conflicted(format!(
            "{what}Service `{name}` is the target of BackendTLSPolicy `{winner}` already"
        ));
    }
    let Some(service) = service else {
        return Claim::Won;
    };
    let targeted =
        || ports(service).filter(|port| section.is_none() || port.name.as_deref() == section);
    let udp = targeted().filter(|port| is_udp(port)).count();
    if udp > 0 && udp == targeted().count() {
        return Claim::Invalid(format!(
            "Service `{name}` has only UDP there, and TLS takes TCP"
        ));
    }
    if udp > 0 {
        let message = format!("the policy does not apply to the UDP ports of Service `{name}`");
        let finding = Finding::warning(field, "policy-on-udp-port", message);
        findings.push(
            object,
            finding.help("name a TCP port of the Service in `sectionName`"),
        );
    }
    Claim::Won
}

fn ports(service: &Service) -> impl Iterator<Item = &ServicePort> {
    service
        .spec
        .iter()
        .flat_map(|spec| spec.ports.iter().flatten())
}

fn is_udp(port: &ServicePort) -> bool {
    port.protocol.as_deref() == Some("UDP")
}

/// The port name that a reference singles out; an empty one is none.
fn section(reference: &TargetReference) -> Option<&str> {
    reference
        .section_name
        .as_deref()
        .filter(|section| !section.is_empty())
}
