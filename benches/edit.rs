//! Edit: objects beside a workload that change while it is followed, and the route that they reach.

use gateway_api_types::{HttpRoute, NamespacedName, ReferenceGrant};
use k8s_openapi::api::discovery::v1::EndpointSlice;
use serde_json::json;

use crate::{Shape, Workload};

/// The namespace of the backend, which is not that of the route.
const NAMESPACE: &str = "edited";

/// A route on a host of its own, to a backend of another namespace.
pub fn route() -> HttpRoute {
    let mut route = Workload::new("edit", 1, 1, Shape::Prefix).route(0, 0);
    route.metadata.name = Some("edited".to_owned());
    route.spec.hostnames = Some(vec!["edited.example.com".to_owned()]);
    let rules = route.spec.rules.iter_mut().flatten();
    for reference in rules.flat_map(|rule| rule.backend_refs.iter_mut().flatten()) {
        reference.namespace = Some(NAMESPACE.to_owned());
    }
    route
}

/// The endpoints of that backend, one that is ready or none.
pub fn slice(ready: bool) -> EndpointSlice {
    let endpoints = if ready {
        json!([{"addresses": ["10.0.0.1"]}])
    } else {
        json!([])
    };
    let slice = json!({
        "metadata": {
            "namespace": NAMESPACE, "name": "web",
            "labels": {"kubernetes.io/service-name": "web"},
        },
        "addressType": "IPv4", "ports": [{"name": "", "port": 8080}], "endpoints": endpoints,
    });
    serde_json::from_value(slice).unwrap_or_default()
}

/// A grant for that route.
pub fn grant() -> Option<ReferenceGrant> {
    let grant = json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "ReferenceGrant",
        "metadata": {"namespace": NAMESPACE, "name": "web"},
        "spec": {
            "from": [{"group": "gateway.networking.k8s.io", "kind": "HTTPRoute", "namespace": "default"}],
            "to": [{"group": "", "kind": "Service"}],
        },
    });
    serde_json::from_value(grant).ok()
}

/// The name of that grant.
pub fn grant_name() -> NamespacedName {
    NamespacedName::new(NAMESPACE, "web")
}
