//! Status: the objects of the input with the status that was computed for them.

use gateway_api_types::{Kind, NamespacedName, Scope};
use gateway_manifests::{LoadedObject, Manifests, ObjectKey};
use gateway_route_engine::{RouteId, RouteKind, Statuses};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// An object as it was read, with the `status` that was computed for it and the namespace that it
/// is in. One that is not ours keeps the status that it had.
pub fn with_status(
    mut object: Value,
    kind: Kind,
    name: &NamespacedName,
    statuses: &Statuses,
) -> serde_json::Result<Value> {
    if let Some(metadata) = object.get_mut("metadata").and_then(Value::as_object_mut)
        && kind.scope() == Scope::Namespaced
    {
        metadata.insert("namespace".to_owned(), name.namespace.as_str().into());
    }
    if let (Some(status), Some(object)) = (computed(kind, name, statuses)?, object.as_object_mut())
    {
        object.insert("status".to_owned(), status);
    }
    Ok(object)
}

/// A `List` of these objects of the manifests with their statuses, as `gapi status` prints it.
pub fn statuses(
    manifests: &Manifests,
    objects: &[ObjectKey],
    statuses: &Statuses,
) -> serde_json::Result<Value> {
    let item = |key: &ObjectKey| {
        let kind = Kind::find(&key.group, &key.kind)?;
        let object = manifests.object(key).map(LoadedObject::to_json)?;
        let name = NamespacedName::new(key.namespace.as_str(), key.name.as_str());
        Some(with_status(object, kind, &name, statuses))
    };
    let items: serde_json::Result<_> = objects.iter().filter_map(item).collect();
    Ok(list(items?))
}

/// A `List` of objects, as `kubectl get` prints it.
pub fn list(items: Vec<Value>) -> Value {
    let mut list = Map::new();
    list.insert("apiVersion".to_owned(), "v1".into());
    list.insert("kind".to_owned(), "List".into());
    list.insert("items".to_owned(), items.into());
    list.into()
}

fn computed(
    kind: Kind,
    name: &NamespacedName,
    statuses: &Statuses,
) -> serde_json::Result<Option<Value>> {
    let route = |kind| {
        let id = RouteId {
            kind,
            name: name.clone(),
        };
        statuses
            .routes
            .get(&id)
            .map(|parents| Ok(json!({ "parents": parents })))
    };
    match kind {
        Kind::GatewayClass => statuses.gateway_classes.get(&name.name).map(value),
        Kind::XMesh => statuses.x_meshes.get(&name.name).map(value),
        Kind::Gateway => statuses.gateways.get(name).map(value),
        Kind::ListenerSet => statuses.listener_sets.get(name).map(value),
        Kind::BackendTlsPolicy => statuses.backend_tls_policies.get(name).map(value),
        Kind::XBackend => statuses.x_backends.get(name).map(value),
        Kind::XBackendTrafficPolicy => statuses.x_backend_traffic_policies.get(name).map(value),
        Kind::XTelemetryPolicy => statuses.x_telemetry_policies.get(name).map(value),
        Kind::HttpRoute => route(RouteKind::Http),
        Kind::GrpcRoute => route(RouteKind::Grpc),
        Kind::TlsRoute => route(RouteKind::Tls),
        Kind::TcpRoute => route(RouteKind::Tcp),
        Kind::UdpRoute => route(RouteKind::Udp),
        _ => None,
    }
    .transpose()
}

fn value(status: &impl Serialize) -> serde_json::Result<Value> {
    serde_json::to_value(status)
}
