//! Backends: what the references of a rule find, and what stands in their place (spec 3.6, 6.1,
//! 12.63).

use gateway_api_types::{
    BackendObjectReference, HttpBackendRef, HttpRouteFilterType, HttpRouteRule,
};
use k8s_openapi::api::core::v1::Service;
use k8s_openapi::api::discovery::v1::{Endpoint, EndpointSlice};
use serde_json::{Value, json};

use super::cluster::{Cluster, Found, Reference};

/// A reference of an HTTPRoute to a backend, defaults filled in (spec 6.1.1).
#[derive(Clone, Debug)]
pub(super) struct Backend {
    pub(super) group: String,
    pub(super) kind: String,
    pub(super) namespace: String,
    pub(super) name: String,
    pub(super) port: Option<i32>,
    /// Reason why it cannot be used, `NoReadyEndpoints` included.
    pub(super) error: Option<&'static str>,
    /// What the Service port says it speaks, where that means anything (spec 6.3.1, 12.62).
    pub(super) app_protocol: Option<String>,
}

impl Backend {
    /// The status that requests to it get instead of it (spec 6.1.5, 12.28).
    pub(super) fn status(&self) -> Option<u16> {
        self.error.map(|reason| {
            if reason == "NoReadyEndpoints" {
                503
            } else {
                500
            }
        })
    }

    /// As a decision shows it.
    pub(super) fn to_value(&self) -> Value {
        json!({
            "group": self.group, "kind": self.kind, "namespace": self.namespace, "name": self.name, "port": self.port,
        })
    }
}

/// The backend that an entry of `backendRefs` names.
pub(super) fn of_rule(
    cluster: Cluster<'_>,
    route_namespace: &str,
    found: &HttpBackendRef,
) -> Backend {
    let object = BackendObjectReference {
        group: found.group.clone(),
        kind: found.kind.clone(),
        name: found.name.clone(),
        namespace: found.namespace.clone(),
        port: found.port,
    };
    resolve(cluster, route_namespace, &object)
}

/// The backend that an HTTPRoute in this namespace names.
pub(super) fn resolve(
    cluster: Cluster<'_>,
    route_namespace: &str,
    found: &BackendObjectReference,
) -> Backend {
    let mut backend = Backend {
        group: found.group.clone().unwrap_or_default(),
        kind: found.kind.clone().unwrap_or_else(|| "Service".to_owned()),
        namespace: found
            .namespace
            .clone()
            .unwrap_or_else(|| route_namespace.to_owned()),
        name: found.name.clone(),
        // A number that is no port is none (spec 12.27).
        port: found.port.filter(|port| (1..=65535).contains(port)),
        error: None,
        app_protocol: None,
    };
    let service = match service_of(cluster, route_namespace, &backend) {
        Err(reason) => {
            return Backend {
                error: Some(reason),
                ..backend
            };
        }
        Ok(service) => service,
    };
    let mut ports = service
        .iter()
        .filter_map(|service| service.spec.as_ref()?.ports.as_ref())
        .flatten();
    let port = ports.find(|port| Some(port.port) == backend.port);
    if service.is_some() && port.is_none() {
        return Backend {
            error: Some("BackendNotFound"),
            ..backend
        };
    }
    let known = ["kubernetes.io/h2c", "kubernetes.io/ws", "kubernetes.io/wss"];
    let protocol = port.and_then(|port| port.app_protocol.clone());
    backend.app_protocol = protocol.filter(|protocol| known.contains(&protocol.as_str()));
    // An HTTPRoute can use wss with a BackendTLSPolicy only (spec 6.3.2).
    if backend.app_protocol.as_deref() == Some("kubernetes.io/wss") {
        backend.error = Some("UnsupportedProtocol");
    } else if !has_endpoints(cluster, &backend) {
        backend.error = Some("NoReadyEndpoints");
    }
    backend
}

/// The Service of a reference: its kind is checked first, then the grant, then its existence (spec
/// 12.63). A reference without a port names none that a Service could have (spec 6.1.1, 12.27).
fn service_of<'w>(
    cluster: Cluster<'w>,
    from: &str,
    backend: &Backend,
) -> Result<Option<&'w Service>, &'static str> {
    if (backend.group.as_str(), backend.kind.as_str()) != ("", "Service") {
        return Err("InvalidKind");
    }
    let reference = Reference {
        from_kind: "HTTPRoute",
        from_namespace: from,
        group: &backend.group,
        kind: &backend.kind,
        namespace: &backend.namespace,
        name: &backend.name,
    };
    if !cluster.permits(reference) {
        return Err("RefNotPermitted");
    }
    match cluster.service(&backend.namespace, &backend.name) {
        Found::Missing => Err("BackendNotFound"),
        Found::Assumed if backend.port.is_none() => Err("BackendNotFound"),
        Found::Assumed => Ok(None),
        Found::Object(service) => Ok(Some(service)),
    }
}

/// Whether a Service has a ready endpoint. One without EndpointSlices counts as ready, unless the
/// options say that they are missing (spec 12.28).
fn has_endpoints(cluster: Cluster<'_>, backend: &Backend) -> bool {
    let belongs = |slice: &&EndpointSlice| {
        let labels = slice.metadata.labels.as_ref();
        let service = labels.and_then(|labels| labels.get("kubernetes.io/service-name"));
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
    slices.any(|slice| slice.endpoints.iter().flatten().any(ready))
}

/// Reason of a route's `ResolvedRefs=False`: the first reference in document order that fails, the
/// backends of a rule and their filters before the rule's own filters (spec 12.63). A Service
/// without endpoints is no failure (spec 3.6.5).
pub(super) fn unresolved(
    cluster: Cluster<'_>,
    namespace: &str,
    rules: &[HttpRouteRule],
) -> Option<&'static str> {
    rules.iter().find_map(|rule| {
        let backends = rule.backend_refs.iter().flatten().find_map(|backend| {
            let own = of_rule(cluster, namespace, backend)
                .error
                .filter(|reason| *reason != "NoReadyEndpoints");
            own.or_else(|| filter_reference(cluster, namespace, backend.filters.as_deref()))
        });
        backends.or_else(|| filter_reference(cluster, namespace, rule.filters.as_deref()))
    })
}

/// The first reference of a filter list that fails. There is no kind of extension that we know
/// (spec 12.80).
fn filter_reference(
    cluster: Cluster<'_>,
    namespace: &str,
    filters: Option<&[gateway_api_types::HttpRouteFilter]>,
) -> Option<&'static str> {
    filters
        .into_iter()
        .flatten()
        .find_map(|filter| match filter.r#type {
            HttpRouteFilterType::ExtensionRef => Some("InvalidKind"),
            HttpRouteFilterType::RequestMirror => {
                let mirror = filter.request_mirror.as_ref()?;
                resolve(cluster, namespace, &mirror.backend_ref)
                    .error
                    .filter(|reason| *reason != "NoReadyEndpoints")
            }
            _ => None,
        })
}
