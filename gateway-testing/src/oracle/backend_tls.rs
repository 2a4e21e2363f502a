//! TLS to backends: BackendTLSPolicy and what it makes of connections to a Service (spec 6.8,
//! 12.35, 12.36, 12.65).

use gateway_api_types::{
    BackendTlsPolicy, BackendTlsPolicyValidation, GatewayApiObject,
    LocalPolicyTargetReferenceWithSectionName as Target, SubjectAltName, SubjectAltNameType,
    WellKnownCaCertificatesType,
};
use k8s_openapi::api::core::v1::ServicePort;
use serde_json::{Value, json};

use super::backends::{Backend, MULTICLUSTER};
use super::cluster::{Cluster, Found, seniority};
use super::grammar;
use super::policy_status::tls_lacks_room;
use super::trust::{self, Authorities, Fault};

/// What the policy of a Service's port asks for: the policy of the port itself beats that of the
/// whole Service, the older one a younger one (spec 6.8.3, 6.8.4). An error: it cannot be met.
pub(super) fn of_service(
    cluster: Cluster<'_>,
    backend: &Backend,
    port: Option<&ServicePort>,
) -> Option<Result<Value, ()>> {
    let name = port.and_then(|port| port.name.as_deref());
    if backend.kind == "ServiceImport" {
        return is_claimed(cluster, backend, name).then_some(Err(()));
    }
    let own = name.and_then(|name| winner(cluster, &backend.namespace, &backend.name, Some(name)));
    let section = own.and(name);
    let policy = own.or_else(|| winner(cluster, &backend.namespace, &backend.name, None))?;
    let validation = &policy.spec.validation;
    let target = policy.spec.target_refs.iter().find(|target| {
        is_service(target)
            && target.name == backend.name
            && target.section_name.as_deref() == section
    });
    // A target that TLS cannot be for is as bad as authorities that are none (spec 6.8.9, 6.8.10).
    let met = fault(cluster, policy).is_none()
        && !tls_lacks_room(cluster, policy)
        && target.is_some_and(|target| lost(cluster, policy, target) != Some("Invalid"));
    Some(
        met.then(|| to_value(cluster, policy.namespace(), validation))
            .ok_or(()),
    )
}

/// Whether a policy speaks of an import, to which it cannot be applied (spec 6.8.1, 6.8.9).
fn is_claimed(cluster: Cluster<'_>, backend: &Backend, port: Option<&str>) -> bool {
    let mut policies = cluster.world.backend_tls_policies.iter();
    policies.any(|policy| {
        let mut targets = policy.spec.target_refs.iter();
        policy.namespace() == backend.namespace
            && targets.any(|target| {
                (&*target.group, &*target.kind) == (MULTICLUSTER, "ServiceImport")
                    && target.name == backend.name
                    && (target.section_name.is_none() || target.section_name.as_deref() == port)
            })
    })
}

/// The oldest policy with a target.
fn winner<'w>(
    cluster: Cluster<'w>,
    namespace: &str,
    service: &str,
    section: Option<&str>,
) -> Option<&'w BackendTlsPolicy> {
    let policies = cluster.world.backend_tls_policies.iter();
    let targeting = policies.filter(|policy| {
        let mut targets = policy.spec.target_refs.iter();
        policy.namespace() == namespace
            && targets.any(|target| {
                is_service(target)
                    && target.name == service
                    && target.section_name.as_deref() == section
            })
    });
    targeting.min_by_key(|policy| age(policy))
}

fn age(policy: &BackendTlsPolicy) -> (i64, String) {
    seniority(
        policy.creation_timestamp(),
        policy.namespace(),
        policy.name(),
    )
}

fn is_service(target: &Target) -> bool {
    (target.group.as_str(), target.kind.as_str()) == ("", "Service")
}

/// What keeps a target from being won.
fn lost(cluster: Cluster<'_>, policy: &BackendTlsPolicy, target: &Target) -> Option<&'static str> {
    if !is_service(target) {
        return Some("Invalid");
    }
    let section = target.section_name.as_deref();
    let service = match cluster.service(policy.namespace(), &target.name) {
        Found::Missing => return Some("TargetNotFound"),
        Found::Assumed => None,
        Found::Object(service) => Some(service),
    };
    let spec = service.and_then(|service| service.spec.as_ref());
    let ports: Vec<_> = spec
        .iter()
        .flat_map(|spec| spec.ports.iter().flatten())
        .collect();
    let named: Vec<_> = ports
        .into_iter()
        .filter(|port| section.is_none_or(|section| port.name.as_deref() == Some(section)))
        .collect();
    if service.is_some() && section.is_some() && named.is_empty() {
        return Some("TargetNotFound");
    }
    let winner = winner(cluster, policy.namespace(), &target.name, section);
    let won = winner.is_some_and(|winner| winner.name() == policy.name());
    if !won {
        return Some("Conflicted");
    }
    // TLS is for TCP alone (spec 6.8.10).
    let udp = |port: &&ServicePort| port.protocol.as_deref() == Some("UDP");
    (!named.is_empty() && named.iter().all(udp)).then_some("Invalid")
}

/// Reason of `Accepted=False`: no target is won, or what the policy says cannot be met (spec 6.8.7,
/// 6.8.8, 12.35).
pub(super) fn not_accepted(
    cluster: Cluster<'_>,
    policy: &BackendTlsPolicy,
) -> Option<&'static str> {
    let targets = policy.spec.target_refs.iter();
    let lost: Vec<_> = targets
        .map(|target| lost(cluster, policy, target))
        .collect();
    // Of several reasons the first in document order is told, as of references (spec 12.63).
    if lost.iter().all(Option::is_some) {
        return lost.into_iter().flatten().next().or(Some("Invalid"));
    }
    fault(cluster, policy)
}

/// Why a policy cannot be met.
fn fault(cluster: Cluster<'_>, policy: &BackendTlsPolicy) -> Option<&'static str> {
    let validation = &policy.spec.validation;
    if !is_valid(cluster, validation) {
        return Some("Invalid");
    }
    let faults = faults(cluster, policy.namespace(), validation);
    let none = !faults.is_empty() && faults.iter().all(Option::is_some);
    none.then_some("NoValidCACertificate")
}

/// Reason of `ResolvedRefs=False` (spec 6.8.8, 6.8.14).
pub(super) fn unresolved(cluster: Cluster<'_>, policy: &BackendTlsPolicy) -> Option<&'static str> {
    let faults = faults(cluster, policy.namespace(), &policy.spec.validation);
    faults.into_iter().flatten().next()
}

/// Whether TLS can be had by this block, which an `XBackend` has too.
pub(super) fn is_usable(
    cluster: Cluster<'_>,
    namespace: &str,
    validation: &BackendTlsPolicyValidation,
) -> bool {
    let faults = faults(cluster, namespace, validation);
    is_valid(cluster, validation) && (faults.is_empty() || faults.iter().any(Option::is_none))
}

/// One source of trust, and names that can be verified (spec 6.8.5 to 6.8.7).
fn is_valid(cluster: Cluster<'_>, validation: &BackendTlsPolicyValidation) -> bool {
    let refs = validation
        .ca_certificate_refs
        .as_ref()
        .is_some_and(|refs| !refs.is_empty());
    let system = validation.well_known_ca_certificates.as_ref();
    let source = matches!(
        (refs, system),
        (true, None) | (false, Some(WellKnownCaCertificatesType::System))
    );
    let mut names = validation.subject_alt_names.iter().flatten();
    let checked = cluster.options.has("BackendTLSPolicySANValidation");
    source
        && (checked || names.clone().next().is_none())
        && grammar::is_precise_hostname(&validation.hostname)
        && names.all(is_alt_name)
}

fn is_alt_name(name: &SubjectAltName) -> bool {
    let filled = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
    match name.r#type {
        SubjectAltNameType::Hostname => filled(&name.hostname) && !filled(&name.uri),
        SubjectAltNameType::Uri => filled(&name.uri) && !filled(&name.hostname),
        _ => false,
    }
}

/// What is wrong about each reference to authorities.
fn faults(
    cluster: Cluster<'_>,
    namespace: &str,
    validation: &BackendTlsPolicyValidation,
) -> Vec<Option<&'static str>> {
    let refs = validation.ca_certificate_refs.iter().flatten();
    let faults = refs.map(|found| {
        let authorities = Authorities {
            from_kind: "BackendTLSPolicy",
            from_namespace: namespace,
            group: &found.group,
            kind: &found.kind,
            namespace: None,
            name: &found.name,
        };
        trust::fault(cluster, authorities).map(|fault| match fault {
            Fault::Kind => "InvalidKind",
            _ => "InvalidCACertificateRef",
        })
    });
    faults.collect()
}

/// As a decision shows it, without the certificate that the gateway presents: authorities that are
/// valid alone count.
pub(super) fn to_value(
    cluster: Cluster<'_>,
    namespace: &str,
    validation: &BackendTlsPolicyValidation,
) -> Value {
    let faults = faults(cluster, namespace, validation);
    let refs = validation.ca_certificate_refs.iter().flatten().zip(faults);
    let refs: Vec<_> = refs
        .filter(|(_, fault)| fault.is_none())
        .map(|(found, _)| json!(found))
        .collect();
    json!({
        "hostname": validation.hostname,
        "subjectAltNames": validation.subject_alt_names.clone().unwrap_or_default(),
        "caCertificateRefs": refs,
        "wellKnownCACertificates": validation.well_known_ca_certificates,
        "clientCertificateRef": null,
    })
}
