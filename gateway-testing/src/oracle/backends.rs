//! Backends: what references find, and what stands in their place (spec 3.6, 6.1, 12.63).

use gateway_api_types::{BackendObjectReference, HttpBackendRef};
use k8s_openapi::api::core::v1::ServicePort;
use k8s_openapi::api::discovery::v1::{Endpoint, EndpointSlice};
use serde_json::{Value, json};

use super::cluster::{Cluster, Found, GROUP, Reference, X_GROUP};
use super::{backend_tls, x_backend};
use crate::options::Channel;

/// Why a backend is not there to be reached, though the reference is in order (spec 6.1.6).
pub(super) const NO_ENDPOINTS: &str = "NoReadyEndpoints";

/// The group of `ServiceImports`.
pub(super) const MULTICLUSTER: &str = "multicluster.x-k8s.io";

/// Who refers to a backend.
#[derive(Clone, Copy, Debug)]
pub(super) struct User<'a> {
    pub(super) group: &'a str,
    pub(super) kind: &'a str,
    pub(super) namespace: &'a str,
    /// The kind of route whose requests its own are like.
    pub(super) like: &'a str,
    /// For a mesh, which needs no ReferenceGrant (spec 8.1.10).
    pub(super) mesh: bool,
    /// Whether a BackendTLSPolicy has a say: not where bytes are relayed as they come (spec 6.8.1).
    pub(super) tls: bool,
}

impl<'a> User<'a> {
    /// A route at a Gateway.
    pub(super) fn route(kind: &'a str, namespace: &'a str) -> Self {
        Self {
            group: GROUP,
            kind,
            namespace,
            like: kind,
            mesh: false,
            tls: matches!(kind, "HTTPRoute" | "GRPCRoute"),
        }
    }

    /// A listener's parent.
    pub(super) fn listener(kind: &'a str, namespace: &'a str) -> Self {
        Self {
            tls: true,
            like: "HTTPRoute",
            ..Self::route(kind, namespace)
        }
    }
}

/// A reference to a backend, defaults filled in (spec 6.1.1).
#[derive(Clone, Debug)]
pub(super) struct Backend {
    pub(super) group: String,
    pub(super) kind: String,
    pub(super) namespace: String,
    pub(super) name: String,
    pub(super) port: Option<i32>,
    /// Reason why it cannot be used, [`NO_ENDPOINTS`] included.
    pub(super) error: Option<&'static str>,
    /// The answer where it has no endpoints.
    unready_status: u16,
    /// What the backend says it speaks, where that means anything (spec 6.3.1, 12.62).
    pub(super) app_protocol: Option<String>,
    /// How TLS to it is set up; null in cleartext.
    pub(super) tls: Value,
}

impl Backend {
    /// The status that requests to it get instead of it (spec 6.1.5, 12.28).
    pub(super) fn status(&self) -> Option<u16> {
        let unready = self.unready_status;
        self.error
            .map(|reason| if reason == NO_ENDPOINTS { unready } else { 500 })
    }

    /// What is wrong about the reference. A Service without endpoints is no failure (spec 3.6.5).
    pub(super) fn fault(&self) -> Option<&'static str> {
        self.error.filter(|reason| *reason != NO_ENDPOINTS)
    }

    /// As a decision shows it.
    pub(super) fn to_value(&self) -> Value {
        json!({
            "group": self.group, "kind": self.kind, "namespace": self.namespace, "name": self.name, "port": self.port,
        })
    }
}

/// The backend that an entry of `backendRefs` names.
pub(super) fn of_rule(cluster: Cluster<'_>, user: User<'_>, found: &HttpBackendRef) -> Backend {
    let object = BackendObjectReference {
        group: found.group.clone(),
        kind: found.kind.clone(),
        name: found.name.clone(),
        namespace: found.namespace.clone(),
        port: found.port,
    };
    resolve(cluster, user, &object)
}

/// The backend that a reference names.
pub(super) fn resolve(
    cluster: Cluster<'_>,
    user: User<'_>,
    found: &BackendObjectReference,
) -> Backend {
    let mut backend = Backend {
        group: found.group.clone().unwrap_or_default(),
        kind: found.kind.clone().unwrap_or_else(|| "Service".to_owned()),
        namespace: found
            .namespace
            .clone()
            .unwrap_or_else(|| user.namespace.to_owned()),
        name: found.name.clone(),
        // A number that is no port is none (spec 12.27).
        port: found.port.filter(|port| (1..=65535).contains(port)),
        error: None,
        unready_status: cluster.options.no_endpoints_status.unwrap_or(503),
        app_protocol: None,
        tls: Value::Null,
    };
    let experimental = cluster.options.channel == Channel::Experimental;
    match (backend.group.as_str(), backend.kind.as_str()) {
        ("", "Service") | (MULTICLUSTER, "ServiceImport") => service(cluster, user, &mut backend),
        (X_GROUP, "XBackend") if experimental => x_backend::resolve(cluster, user, &mut backend),
        _ => backend.error = Some("InvalidKind"),
    }
    backend
}

/// The grant, then existence, then the port, then the protocol, then TLS (spec 12.63), at last the
/// endpoints. A reference without a port names none that a Service could have (spec 6.1.1, 12.27).
fn service(cluster: Cluster<'_>, user: User<'_>, backend: &mut Backend) {
    let reference = Reference {
        from_group: user.group,
        from_kind: user.kind,
        from_namespace: user.namespace,
        group: &backend.group,
        kind: &backend.kind,
        namespace: &backend.namespace,
        name: &backend.name,
    };
    if !user.mesh && !cluster.permits(reference) {
        backend.error = Some("RefNotPermitted");
        return;
    }
    let is_import = backend.kind == "ServiceImport";
    let ports = ports_of(cluster, backend);
    let only = match &ports {
        // No port has the number 0.
        Ok(Some([only])) if is_import && (1..=65535).contains(&only.port) => Some(only.port),
        _ => None,
    };
    let number = backend.port.or(only);
    let port = match (&ports, number) {
        (Ok(Some(ports)), number) => port_of(ports, user, number).map(Some),
        // Of an import nobody knows whether it has one port alone.
        (Ok(None), number) => (number.is_some() || is_import).then_some(None),
        (Err(()), _) => None,
    };
    let Some(port) = port else {
        backend.error = Some("BackendNotFound");
        return;
    };
    let known = ["kubernetes.io/h2c", "kubernetes.io/ws", "kubernetes.io/wss"];
    let protocol = port.and_then(|port| port.app_protocol.as_deref());
    let protocol = protocol.filter(|protocol| known.contains(protocol));
    backend.app_protocol = protocol.map(str::to_owned);
    let policy = user
        .tls
        .then(|| backend_tls::of_service(cluster, backend, port))
        .flatten();
    let has = |feature| cluster.options.has(feature);
    let usable = match (user.like, protocol) {
        ("HTTPRoute", Some("kubernetes.io/h2c")) => has("HTTPRouteBackendProtocolH2C"),
        ("HTTPRoute", Some(protocol)) => {
            let secure = protocol == "kubernetes.io/ws" || policy.is_some();
            secure && has("HTTPRouteBackendProtocolWebSocket")
        }
        ("GRPCRoute", Some(protocol)) => protocol == "kubernetes.io/h2c",
        _ => true,
    };
    backend.error = if !usable {
        Some("UnsupportedProtocol")
    } else if policy.as_ref().is_some_and(Result::is_err) {
        // Never in cleartext (spec 6.8.9, 12.65).
        Some("InvalidBackendTLSPolicy")
    } else if !has_endpoints(cluster, backend, port) {
        Some(NO_ENDPOINTS)
    } else {
        None
    };
    // What cannot be used is told as it was written.
    if backend.error.is_none_or(|error| error == NO_ENDPOINTS) {
        backend.port = number;
    }
    backend.tls = policy.and_then(Result::ok).unwrap_or_default();
}

/// The ports of what a reference names, `None` where nobody knows them; an error where there is
/// nothing. An alias leads out of what grants and policies see (spec 6.1.2).
fn ports_of<'w>(cluster: Cluster<'w>, backend: &Backend) -> Result<Option<&'w [ServicePort]>, ()> {
    let (namespace, name) = (&backend.namespace, &backend.name);
    if backend.kind == "ServiceImport" {
        return match cluster.service_import(namespace, name) {
            Found::Missing => Err(()),
            Found::Assumed => Ok(None),
            Found::Object(import) => Ok(Some(&import.spec.ports)),
        };
    }
    match cluster.service(namespace, name) {
        Found::Missing => Err(()),
        Found::Assumed => Ok(None),
        Found::Object(service) => {
            let spec = service.spec.as_ref();
            if spec.and_then(|spec| spec.type_.as_deref()) == Some("ExternalName") {
                return Err(());
            }
            let ports = spec.and_then(|spec| spec.ports.as_deref());
            Ok(Some(ports.unwrap_or_default()))
        }
    }
}

/// The port of this number: of TCP or of UDP, as the route goes (spec 12.48).
fn port_of<'w>(
    ports: &'w [ServicePort],
    user: User<'_>,
    number: Option<i32>,
) -> Option<&'w ServicePort> {
    let mut ports = ports.iter().filter(|port| Some(port.port) == number);
    let wanted = if user.kind == "UDPRoute" {
        "UDP"
    } else {
        "TCP"
    };
    let protocol = |port: &&ServicePort| port.protocol.as_deref().unwrap_or("TCP") == wanted;
    ports.clone().find(protocol).or_else(|| ports.next())
}

/// Whether a Service or ServiceImport has a ready endpoint. One without EndpointSlices counts as ready, unless the
/// options say that they are missing (spec 12.28).
fn has_endpoints(cluster: Cluster<'_>, backend: &Backend, port: Option<&ServicePort>) -> bool {
    let belongs = |slice: &&EndpointSlice| {
        let labels = slice.metadata.labels.as_ref();
        let label = match &*backend.kind {
            "ServiceImport" => "multicluster.kubernetes.io/service-name",
            _ => "kubernetes.io/service-name",
        };
        let service = labels.and_then(|labels| labels.get(label));
        let namespace = slice.metadata.namespace.as_deref().unwrap_or("default");
        namespace == backend.namespace && service == Some(&backend.name)
    };
    let mut slices = cluster
        .world
        .endpoint_slices
        .iter()
        .filter(belongs)
        .peekable();
    if slices.peek().is_none() {
        return !cluster.options.is_missing("EndpointSlice");
    }
    let ready = |endpoint: &Endpoint| {
        let conditions = endpoint.conditions.as_ref();
        conditions
            .and_then(|conditions| conditions.ready)
            .unwrap_or(true)
    };
    slices.any(|slice| {
        port.is_none_or(|port| serves(slice, port)) && slice.endpoints.iter().flatten().any(ready)
    })
}

/// Whether the endpoints of a slice stand behind a port: by its name; one that is alone and unnamed, on either
/// side, is meant whatever the other is called.
fn serves(slice: &EndpointSlice, port: &ServicePort) -> bool {
    let wanted = port.name.as_deref().unwrap_or("");
    let ports = slice.ports.iter().flatten();
    let names: Vec<_> = ports
        .map(|port| port.name.as_deref().unwrap_or(""))
        .collect();
    match names[..] {
        [] => true,
        [only] if only.is_empty() || wanted.is_empty() => true,
        _ => names.contains(&wanted),
    }
}
