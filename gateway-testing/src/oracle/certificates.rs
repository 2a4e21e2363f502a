//! Certificates: what the references of a TLS listener find (spec 2.6).

use gateway_api_types::SecretObjectReference;
use k8s_openapi::api::core::v1::Secret;

use super::cluster::{Cluster, Found, GROUP, Reference, X_GROUP};
use super::listeners::Parent;

/// What is wrong about a reference to a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// No ReferenceGrant permits it.
    NotPermitted,
    /// There is no certificate.
    Unusable,
}

impl Fault {
    /// The reason of a condition, `unusable` where there is no certificate.
    pub(super) fn reason(self, unusable: &'static str) -> &'static str {
        match self {
            Self::NotPermitted => "RefNotPermitted",
            Self::Unusable => unusable,
        }
    }
}

/// Why a listener's reference to a certificate is invalid (spec 2.6.4).
pub(super) fn fault(
    cluster: Cluster<'_>,
    parent: Parent<'_>,
    found: &SecretObjectReference,
) -> Option<&'static str> {
    secret_fault(cluster, (GROUP, parent.kind, parent.namespace), found)
        .map(|fault| fault.reason("InvalidCertificateRef"))
}

/// Why an XBackend's reference to a client certificate is invalid (spec 12.94).
pub(super) fn x_backend_fault(
    cluster: Cluster<'_>,
    namespace: &str,
    found: &SecretObjectReference,
) -> bool {
    secret_fault(cluster, (X_GROUP, "XBackend", namespace), found).is_some()
}

/// What is wrong about a reference to a certificate: its kind, then the grant, then the object
/// (spec 2.6.4, 12.63).
pub(super) fn secret_fault(
    cluster: Cluster<'_>,
    from: (&str, &str, &str),
    found: &SecretObjectReference,
) -> Option<Fault> {
    let (from_group, from_kind, from_namespace) = from;
    let group = found.group.as_deref().unwrap_or("");
    let kind = found.kind.as_deref().unwrap_or("Secret");
    if (group, kind) != ("", "Secret") {
        return Some(Fault::Unusable);
    }
    let namespace = found.namespace.as_deref().unwrap_or(from_namespace);
    let reference = Reference {
        from_group,
        from_kind,
        from_namespace,
        group,
        kind,
        namespace,
        name: &found.name,
    };
    if !cluster.permits(reference) {
        return Some(Fault::NotPermitted);
    }
    let usable = match cluster.secret(namespace, &found.name) {
        Found::Object(secret) => is_certificate(secret),
        Found::Assumed => true,
        Found::Missing => false,
    };
    (!usable).then_some(Fault::Unusable)
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
        is_pem(&String::from_utf8_lossy(value), block)
    };
    holds("tls.crt", "CERTIFICATE-----") && holds("tls.key", "PRIVATE KEY-----")
}

/// Whether a text holds a block of PEM whose label ends like this.
pub(super) fn is_pem(text: &str, block: &str) -> bool {
    let mut lines = text.lines();
    lines.any(|line| line.starts_with("-----BEGIN ") && line.ends_with(block))
}
