//! Statuses of everything that is ours (spec 11).

use gateway_api_types::GatewayApiObject;
use serde_json::{Value, json};

use super::classes::{class_status, mesh_status};
use super::cluster::Cluster;
use super::gateway_status::gateway_status;
use super::listener_set_status::listener_set_status;
use super::listeners::refers_to;
use super::route_status::route_status;
use super::{policy_status, telemetry};
use crate::engine::Statuses;

/// The statuses by the keys of their objects.
pub(super) fn statuses(cluster: Cluster<'_>) -> Statuses {
    let mut statuses = Statuses::new();
    of_controllers(cluster, &mut statuses);
    let ours = |gateway: &&gateway_api_types::Gateway| cluster.controller_of(gateway).is_some();
    for gateway in cluster.world.gateways.iter().filter(ours) {
        statuses.insert(key("Gateway", gateway), gateway_status(cluster, gateway));
        let sets = cluster.world.listener_sets.iter();
        for set in sets.filter(|set| refers_to(set, gateway)) {
            let status = listener_set_status(cluster, gateway, set);
            statuses.insert(key("ListenerSet", set), status);
        }
    }
    for route in cluster.routes {
        let key = format!("{} {}/{}", route.kind, route.namespace, route.name);
        let status = route_status(cluster, route);
        insert(
            &mut statuses,
            key,
            status,
            "parents",
            route.status.is_some(),
        );
    }
    of_policies(cluster, &mut statuses);
    statuses
}

/// What is not of ours and has no entry is not touched (spec 11.6).
fn insert(statuses: &mut Statuses, key: String, status: Value, entries: &str, had: bool) {
    if had || status[entries] != json!([]) {
        statuses.insert(key, status);
    }
}

fn of_controllers(cluster: Cluster<'_>, statuses: &mut Statuses) {
    let classes = cluster.world.gateway_classes.iter();
    for class in classes.filter(|class| cluster.is_ours(class)) {
        let key = format!("GatewayClass {}", class.name());
        statuses.insert(key, class_status(cluster, class));
    }
    for mesh in &cluster.world.x_meshes {
        let wanted = cluster.options.controller.as_deref();
        if wanted.is_none_or(|wanted| wanted == mesh.spec.controller_name) {
            statuses.insert(format!("XMesh {}", mesh.name()), mesh_status(mesh));
        }
    }
}

fn of_policies(cluster: Cluster<'_>, statuses: &mut Statuses) {
    let world = cluster.world;
    for policy in &world.backend_tls_policies {
        let key = key("BackendTLSPolicy", policy);
        let status = policy_status::backend_tls_policy(cluster, policy);
        insert(statuses, key, status, "ancestors", policy.status.is_some());
    }
    for policy in &world.x_backend_traffic_policies {
        let key = key("XBackendTrafficPolicy", policy);
        let status = policy_status::traffic_policy(cluster, policy);
        insert(statuses, key, status, "ancestors", policy.status.is_some());
    }
    for policy in &world.x_telemetry_policies {
        let key = key("XTelemetryPolicy", policy);
        let status = telemetry::status(cluster, policy);
        insert(statuses, key, status, "ancestors", policy.status.is_some());
    }
    for backend in &world.x_backends {
        let key = key("XBackend", backend);
        let status = policy_status::x_backend(cluster, backend);
        insert(statuses, key, status, "ancestors", backend.status.is_some());
    }
}

fn key<K: GatewayApiObject>(kind: &str, object: &K) -> String {
    format!("{kind} {}/{}", object.namespace(), object.name())
}
