//! XBackend: a backend that says itself where it is and how it is spoken to (spec 6.9, 12.71, 12.92
//! to 12.95, 12.98).

use gateway_api_types::{BackendProtocol, BackendTlsMode, BackendType, GatewayApiObject, XBackend};
use k8s_openapi::api::core::v1::Pod;
use serde_json::{Value, json};

use super::backend_tls;
use super::backends::{Backend, NO_ENDPOINTS, User};
use super::certificates::x_backend_fault;
use super::cluster::{Cluster, Found};
use super::frontend::secret_value;
use super::grammar;

/// Finds an XBackend, in the namespace of who refers to it alone (spec 12.92).
pub(super) fn resolve(cluster: Cluster<'_>, user: User<'_>, backend: &mut Backend) {
    backend.port = None;
    if backend.namespace != user.namespace {
        backend.error = Some("RefNotPermitted");
        return;
    }
    let found = match cluster.x_backend(&backend.namespace, &backend.name) {
        Found::Missing => {
            backend.error = Some("BackendNotFound");
            return;
        }
        Found::Assumed => return,
        Found::Object(found) => found,
    };
    backend.port = found
        .spec
        .port
        .number
        .filter(|port| (1..=65535).contains(port));
    let protocol = found.spec.protocol.as_ref();
    backend.app_protocol = protocol.map(|protocol| protocol.as_str().to_owned());
    backend.error = if !is_whole(found) {
        Some("BackendNotFound")
    } else if !is_speakable(user.like, found) {
        Some("UnsupportedProtocol")
    } else if !has_tls_material(cluster, found) {
        Some("InvalidBackendTLSPolicy")
    } else if !has_endpoints(cluster, found) {
        Some(NO_ENDPOINTS)
    } else {
        None
    };
    // Datagrams and bytes that are passed through have no use for it.
    if user.tls || user.kind == "TCPRoute" {
        backend.tls = tls(cluster, found);
    }
}

/// Whether it can be dialled: a port and what its type needs (spec 6.9.1, 12.98).
fn is_whole(backend: &XBackend) -> bool {
    let spec = &backend.spec;
    let port = spec
        .port
        .number
        .is_some_and(|port| (1..=65535).contains(&port));
    let host = spec
        .external_hostname
        .as_ref()
        .map(|found| found.hostname.as_str());
    let labels = spec
        .endpoint_selector
        .as_ref()
        .map(|found| &found.match_labels);
    let place = match spec.r#type {
        BackendType::ExternalHostname => host.is_some_and(|host| {
            grammar::is_precise_hostname(host)
                && host.parse::<std::net::IpAddr>().is_err()
                && !host.ends_with(".cluster.local")
        }),
        BackendType::EndpointSelector => labels.is_some_and(|labels| !labels.is_empty()),
        _ => false,
    };
    port && place
}

fn mode(backend: &XBackend) -> Option<&BackendTlsMode> {
    let mode = backend.spec.tls.as_ref().map(|tls| &tls.mode);
    mode.filter(|mode| **mode != BackendTlsMode::None)
}

/// Spec 12.93.
fn is_speakable(kind: &str, backend: &XBackend) -> bool {
    use BackendProtocol as P;
    let Some(protocol) = &backend.spec.protocol else {
        return true;
    };
    let foreign = match kind {
        "GRPCRoute" => matches!(protocol, P::Http11 | P::Tcp | P::Wss),
        "HTTPRoute" => matches!(protocol, P::Tcp),
        _ => false,
    };
    !contradicts(backend) && !foreign
}

/// Whether the protocol is none that is known, or one that does not go with its TLS.
fn contradicts(backend: &XBackend) -> bool {
    use BackendProtocol as P;
    let tls = mode(backend).is_some();
    match &backend.spec.protocol {
        Some(P::Http2 | P::Wss) => !tls,
        Some(P::H2c) => tls,
        Some(protocol) => !protocol.is_known(),
        None => false,
    }
}

/// Whether TLS can be set up as the XBackend wants it (spec 12.71, 12.94).
fn has_tls_material(cluster: Cluster<'_>, backend: &XBackend) -> bool {
    let Some(mode) = mode(backend) else {
        return true;
    };
    let tls = backend.spec.tls.as_ref();
    let validation = tls.and_then(|tls| tls.validation.as_ref());
    let verified = match validation {
        Some(validation) => backend_tls::is_usable(cluster, backend.namespace(), validation),
        None => backend.spec.r#type == BackendType::ExternalHostname,
    };
    let certificate = tls.and_then(|tls| tls.client_certificate_ref.as_ref());
    let presented = match (mode, certificate) {
        (BackendTlsMode::ServerOnly, _) => true,
        (BackendTlsMode::ClientAndServer, Some(found)) => {
            !x_backend_fault(cluster, backend.namespace(), found)
        }
        _ => false,
    };
    verified && presented
}

/// How TLS is set up; null in cleartext.
fn tls(cluster: Cluster<'_>, backend: &XBackend) -> Value {
    let Some(mode) = mode(backend) else {
        return Value::Null;
    };
    let tls = backend.spec.tls.as_ref();
    let host = backend
        .spec
        .external_hostname
        .as_ref()
        .map(|found| &found.hostname);
    let mut value = match tls.and_then(|tls| tls.validation.as_ref()) {
        Some(validation) => backend_tls::to_value(cluster, backend.namespace(), validation),
        None => json!({
            "hostname": host, "subjectAltNames": [], "caCertificateRefs": [],
            "wellKnownCACertificates": "System", "clientCertificateRef": null,
        }),
    };
    let certificate = tls.and_then(|tls| tls.client_certificate_ref.as_ref());
    let certificate = certificate.filter(|_| *mode == BackendTlsMode::ClientAndServer);
    if let Some(found) = certificate {
        value["clientCertificateRef"] = secret_value(backend.namespace(), found);
    }
    value
}

/// Pods that it selects and that are ready. Where no Pod of its namespace is in the input, they are
/// assumed (spec 12.95).
fn has_endpoints(cluster: Cluster<'_>, backend: &XBackend) -> bool {
    let Some(selector) = &backend.spec.endpoint_selector else {
        return true;
    };
    let inside =
        |pod: &&Pod| pod.metadata.namespace.as_deref().unwrap_or("default") == backend.namespace();
    let mut pods = cluster.world.pods.iter().filter(inside).peekable();
    if pods.peek().is_none() {
        return !cluster.options.is_missing("Pod");
    }
    let selected = |pod: &Pod| {
        let labels = pod.metadata.labels.as_ref();
        let mut wanted = selector.match_labels.iter();
        wanted.all(|(key, value)| labels.and_then(|labels| labels.get(key)) == Some(value))
    };
    pods.any(|pod| selected(pod) && is_ready(pod))
}

/// A Pod that says nothing of its readiness is taken for ready.
fn is_ready(pod: &Pod) -> bool {
    let conditions = pod
        .status
        .as_ref()
        .and_then(|status| status.conditions.as_ref());
    let mut conditions = conditions.into_iter().flatten();
    let ready = conditions.find(|condition| condition.type_ == "Ready");
    ready.is_none_or(|condition| condition.status == "True")
}

/// Why it cannot be used by anybody, for its own status (spec 12.94, 12.98).
pub(super) fn is_valid(cluster: Cluster<'_>, backend: &XBackend) -> bool {
    is_whole(backend) && has_tls_material(cluster, backend)
}
