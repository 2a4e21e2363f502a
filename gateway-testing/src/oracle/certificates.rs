//! Certificates: what the references of a TLS listener find (spec 2.6).

use gateway_api_types::SecretObjectReference;
use k8s_openapi::api::core::v1::Secret;

use super::cluster::{Cluster, Found, Reference};
use super::listeners::Parent;

/// Why a reference to a certificate is invalid: its kind, then the grant, then the object (spec
/// 2.6.4, 12.63).
pub(super) fn fault(
    cluster: Cluster<'_>,
    parent: Parent<'_>,
    found: &SecretObjectReference,
) -> Option<&'static str> {
    let group = found.group.as_deref().unwrap_or("");
    let kind = found.kind.as_deref().unwrap_or("Secret");
    if (group, kind) != ("", "Secret") {
        return Some("InvalidCertificateRef");
    }
    let namespace = found.namespace.as_deref().unwrap_or(parent.namespace);
    let reference = Reference {
        from_kind: parent.kind,
        from_namespace: parent.namespace,
        group,
        kind,
        namespace,
        name: &found.name,
    };
    if !cluster.permits(reference) {
        return Some("RefNotPermitted");
    }
    let usable = match cluster.secret(namespace, &found.name) {
        Found::Object(secret) => is_certificate(secret),
        Found::Assumed => true,
        Found::Missing => false,
    };
    (!usable).then_some("InvalidCertificateRef")
}

/// A Secret with a certificate and a key in PEM (spec 2.6.3).
fn is_certificate(secret: &Secret) -> bool {
    let holds = |key: &str, block: &str| {
        let bytes = secret
            .data
            .as_ref()
            .and_then(|data| data.get(key))
            .map(|bytes| bytes.0.as_slice());
        let text = secret
            .string_data
            .as_ref()
            .and_then(|data| data.get(key))
            .map(String::as_bytes);
        let value = text.or(bytes).unwrap_or_default();
        String::from_utf8_lossy(value)
            .lines()
            .any(|line| line.starts_with("-----BEGIN ") && line.ends_with(block))
    };
    holds("tls.crt", "CERTIFICATE-----") && holds("tls.key", "PRIVATE KEY-----")
}
