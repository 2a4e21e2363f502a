//! Frontend: what a Gateway asks of clients' certificates, and the certificate that it presents to
//! backends itself (spec 2.7, 2.8).

use gateway_api_types::{
    FrontendTlsValidation, FrontendValidationModeType, Gateway, GatewayApiObject, ProtocolType,
    TlsConfig,
};
use serde_json::{Value, json};

use super::certificates::secret_fault;
use super::cluster::{Cluster, GROUP};
use super::listeners::Listener;
use super::trust::{self, Authorities, Fault};
use crate::request::ClientCert;

/// The validation of a listener: that of its port, else the default one, on HTTPS alone, entries
/// of ListenerSets included (spec 2.7.1, 12.50, 12.55).
pub(super) fn validation<'w>(
    gateway: &'w Gateway,
    listener: &Listener<'_>,
) -> Option<&'w FrontendTlsValidation> {
    let frontend = gateway.spec.tls.as_ref()?.frontend.as_ref()?;
    if *listener.protocol != ProtocolType::Https {
        return None;
    }
    let mut ports = frontend.per_port.iter().flatten();
    let port = ports.find(|entry| entry.port == listener.port);
    port.map_or(&frontend.default, |entry| &entry.tls)
        .validation
        .as_ref()
}

/// The first invalid reference to authorities, and whether any of them is valid (spec 2.7.4).
pub(super) fn faults(
    cluster: Cluster<'_>,
    gateway: &Gateway,
    validation: Option<&FrontendTlsValidation>,
) -> (Option<&'static str>, bool) {
    let Some(validation) = validation else {
        return (None, true);
    };
    let faults: Vec<_> = validation
        .ca_certificate_refs
        .iter()
        .map(|found| {
            let authorities = Authorities {
                from_kind: "Gateway",
                from_namespace: gateway.namespace(),
                group: &found.group,
                kind: &found.kind,
                namespace: found.namespace.as_deref(),
                name: &found.name,
            };
            trust::fault(cluster, authorities).map(|fault| match fault {
                Fault::Kind => "InvalidCACertificateKind",
                Fault::NotPermitted => "RefNotPermitted",
                Fault::Content => "InvalidCACertificateRef",
            })
        })
        .collect();
    let usable = faults.iter().any(Option::is_none);
    (faults.into_iter().flatten().next(), usable)
}

/// Whether any listener's clients may go unverified (spec 2.7.5).
pub(super) fn is_insecure(gateway: &Gateway) -> bool {
    let frontend = gateway
        .spec
        .tls
        .as_ref()
        .and_then(|tls| tls.frontend.as_ref());
    let insecure = |config: &TlsConfig| {
        let validation = config.validation.as_ref();
        validation.is_some_and(|validation| {
            validation.mode == Some(FrontendValidationModeType::AllowInsecureFallback)
        })
    };
    frontend.is_some_and(|frontend| {
        let mut ports = frontend.per_port.iter().flatten();
        insecure(&frontend.default) || ports.any(|entry| insecure(&entry.tls))
    })
}

/// Whether a listener shakes hands with a client that presents this (spec 2.7.2).
pub(super) fn admits(listener: &Listener<'_>, certificate: Option<ClientCert>) -> bool {
    listener.validation.is_none_or(|validation| {
        validation.mode == Some(FrontendValidationModeType::AllowInsecureFallback)
            || certificate == Some(ClientCert::Valid)
    })
}

/// Why the Gateway's own certificate cannot be presented (spec 2.8.2).
pub(super) fn client_certificate_fault(
    cluster: Cluster<'_>,
    gateway: &Gateway,
) -> Option<&'static str> {
    let found = gateway.spec.tls.as_ref()?.backend.as_ref()?;
    let found = found.client_certificate_ref.as_ref()?;
    if !cluster.options.has("GatewayBackendClientCertificate") {
        return Some("InvalidClientCertificateRef");
    }
    secret_fault(cluster, (GROUP, "Gateway", gateway.namespace()), found)
        .map(|fault| fault.reason("InvalidClientCertificateRef"))
}

/// The Gateway's own certificate, as a decision shows it; null if there is none to present.
pub(super) fn client_certificate(cluster: Cluster<'_>, gateway: &Gateway) -> Value {
    let backend = gateway
        .spec
        .tls
        .as_ref()
        .and_then(|tls| tls.backend.as_ref());
    let found = backend.and_then(|backend| backend.client_certificate_ref.as_ref());
    match found {
        Some(found) if client_certificate_fault(cluster, gateway).is_none() => {
            secret_value(gateway.namespace(), found)
        }
        _ => Value::Null,
    }
}

/// A reference to a Secret with its defaults.
pub(super) fn secret_value(
    namespace: &str,
    found: &gateway_api_types::SecretObjectReference,
) -> Value {
    json!({
        "group": found.group.as_deref().unwrap_or(""),
        "kind": found.kind.as_deref().unwrap_or("Secret"),
        "namespace": found.namespace.as_deref().unwrap_or(namespace),
        "name": found.name,
    })
}
