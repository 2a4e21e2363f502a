//! Foreign: what other controllers wrote into statuses, and what is left of ours.

use gateway_api_types::{
    Condition, GatewayStatus, HttpRouteStatus, ListenerStatus, ParentReference,
    PolicyAncestorStatus, PolicyStatus, RouteParentStatus, Time,
};
use k8s_openapi::jiff::Timestamp;

use crate::world::World;

const OURS: &str = "example.com/ours";
const OTHER: &str = "other.example.com/controller";

/// Writes a status into the first objects of some kinds: conditions and entries of others, which
/// have to stay, and old ones of ours, which have not (spec 11.1, 11.3).
pub(super) fn write(world: &mut World) {
    for gateway in world.gateways.iter_mut().take(2) {
        let listeners = gateway
            .spec
            .listeners
            .iter()
            .take(1)
            .map(|listener| ListenerStatus {
                name: listener.name.clone(),
                supported_kinds: None,
                attached_routes: 7,
                conditions: conditions(),
            });
        gateway.status = Some(GatewayStatus {
            conditions: Some(conditions()),
            listeners: Some(listeners.collect()),
            ..GatewayStatus::default()
        });
    }
    for route in world.http_routes.iter_mut().take(2) {
        let parents = route.spec.parent_refs.iter().flatten().take(1);
        let parents = parents.flat_map(|parent| [entry(parent, OURS), entry(parent, OTHER)]);
        route.status = Some(HttpRouteStatus {
            parents: parents.chain([entry(&gateway("gone"), OURS)]).collect(),
        });
    }
    for policy in world.backend_tls_policies.iter_mut().take(1) {
        policy.status = Some(PolicyStatus {
            ancestors: vec![
                ancestor(&gateway("gw"), OURS),
                ancestor(&gateway("gw"), OTHER),
                ancestor(&gateway("gone"), OURS),
            ],
        });
    }
    // Lists that are full, or have room for one more (spec 8.3.8).
    for policy in world.backend_tls_policies.iter_mut().skip(1).take(1) {
        policy.status = Some(full(15));
    }
    for policy in world.x_backend_traffic_policies.iter_mut().take(1) {
        policy.status = Some(full(16));
    }
}

fn full(count: usize) -> PolicyStatus {
    let others = (0..count).map(|number| gateway(&format!("other-{number}")));
    PolicyStatus {
        ancestors: others.map(|other| ancestor(&other, OTHER)).collect(),
    }
}

fn conditions() -> Vec<Condition> {
    let condition = |kind: &str| Condition {
        type_: kind.to_owned(),
        status: "True".to_owned(),
        reason: "Old".to_owned(),
        message: String::new(),
        last_transition_time: Time(Timestamp::UNIX_EPOCH),
        observed_generation: Some(1),
    };
    vec![
        condition("other.example.com/Seen"),
        condition("Accepted"),
        condition("PartiallyInvalid"),
        condition("Conflicted"),
    ]
}

fn entry(parent: &ParentReference, controller: &str) -> RouteParentStatus {
    RouteParentStatus {
        parent_ref: parent.clone(),
        controller_name: controller.to_owned(),
        conditions: conditions(),
    }
}

fn ancestor(gateway: &ParentReference, controller: &str) -> PolicyAncestorStatus {
    PolicyAncestorStatus {
        ancestor_ref: gateway.clone(),
        controller_name: controller.to_owned(),
        conditions: conditions(),
    }
}

fn gateway(name: &str) -> ParentReference {
    ParentReference {
        group: Some("gateway.networking.k8s.io".to_owned()),
        kind: Some("Gateway".to_owned()),
        namespace: Some("a".to_owned()),
        name: name.to_owned(),
        section_name: None,
        port: None,
    }
}
