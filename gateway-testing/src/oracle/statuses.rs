//! Statuses of Gateways, `ListenerSets` and `HTTPRoutes` (spec 2.11, 2.12, 2.14, 11, 12.8 to
//! 12.11).

use gateway_api_types::{Condition, Gateway, GatewayApiObject, GatewayClass, ListenerSet};
use serde_json::{Map, Value, json};

use super::attachment::{is_attached, route_status};
use super::cluster::{Cluster, GROUP, is_accepted};
use super::listeners::{Listener, allows_set, listener_sets_of, listeners_of, overlaps, refers_to};
use crate::engine::Statuses;
use crate::options::Channel;

/// Condition types that are ours to write; others in an object's status stay as they are (spec
/// 11.1).
const OURS: [&str; 13] = [
    "Accepted",
    "Programmed",
    "ResolvedRefs",
    "PartiallyInvalid",
    "SupportedVersion",
    "Conflicted",
    "OverlappingTLSConfig",
    "InsecureFrontendValidationMode",
    "AddressesAssigned",
    "DefaultGateway",
    "Ready",
    "Scheduled",
    "Detached",
];

/// The statuses of every Gateway, ListenerSet and HTTPRoute that is ours.
pub(super) fn statuses(cluster: Cluster<'_>) -> Statuses {
    let mut statuses = Statuses::new();
    for class in cluster
        .world
        .gateway_classes
        .iter()
        .filter(|class| cluster.is_ours(class))
    {
        statuses.insert(
            format!("GatewayClass {}", class.name()),
            class_status(class),
        );
    }
    for gateway in &cluster.world.gateways {
        if cluster.controller_of(gateway).is_none() {
            continue;
        }
        statuses.insert(key("Gateway", gateway), gateway_status(cluster, gateway));
        for set in cluster
            .world
            .listener_sets
            .iter()
            .filter(|set| refers_to(set, gateway))
        {
            statuses.insert(
                key("ListenerSet", set),
                listener_set_status(cluster, gateway, set),
            );
        }
    }
    for route in &cluster.world.http_routes {
        let status = route_status(cluster, route);
        // A route that has no entry and needs none is not touched (spec 11.6).
        if route.status.is_some() || status["parents"] != json!([]) {
            statuses.insert(key("HTTPRoute", route), status);
        }
    }
    statuses
}

fn key<K: GatewayApiObject>(kind: &str, object: &K) -> String {
    format!("{kind} {}/{}", object.namespace(), object.name())
}

/// A condition: False with the reason of a failure, else True.
pub(super) fn condition(
    kind: &str,
    failure: Option<&str>,
    success: &str,
    generation: Option<i64>,
) -> Value {
    let mut condition = Map::new();
    condition.insert("type".to_owned(), json!(kind));
    condition.insert(
        "status".to_owned(),
        json!(if failure.is_some() { "False" } else { "True" }),
    );
    condition.insert("reason".to_owned(), json!(failure.unwrap_or(success)));
    condition.insert("message".to_owned(), json!(""));
    condition.insert(
        "lastTransitionTime".to_owned(),
        json!("1970-01-01T00:00:00Z"),
    );
    if let Some(generation) = generation {
        condition.insert("observedGeneration".to_owned(), json!(generation));
    }
    Value::Object(condition)
}

/// Conditions of an object's current status that are not ours (spec 11.1).
pub(super) fn kept_conditions(current: Option<&[Condition]>) -> Vec<Value> {
    let foreign = current
        .into_iter()
        .flatten()
        .filter(|condition| !OURS.contains(&condition.type_.as_str()));
    foreign
        .filter_map(|condition| serde_json::to_value(condition).ok())
        .collect()
}

/// Our classes are accepted, unless they refer to parameters: there is no kind of them that we know
/// (spec 2.1.2 to 2.1.4).
fn class_status(class: &GatewayClass) -> Value {
    let generation = class.generation();
    let current = class.status.as_ref();
    let mut conditions = kept_conditions(current.and_then(|status| status.conditions.as_deref()));
    let refused = (!is_accepted(class)).then_some("InvalidParameters");
    conditions.extend([
        condition("Accepted", refused, "Accepted", generation),
        condition("SupportedVersion", None, "SupportedVersion", generation),
    ]);
    json!({ "conditions": conditions })
}

fn gateway_status(cluster: Cluster<'_>, gateway: &Gateway) -> Value {
    let generation = gateway.generation();
    let all = listeners_of(cluster, gateway);
    let own: Vec<_> = all
        .iter()
        .filter(|listener| listener.parent.kind == "Gateway")
        .collect();
    let accepted = own
        .iter()
        .filter(|listener| listener.not_accepted().is_none())
        .count();
    // Of some bad listeners the Gateway tells in the reason, of bad ones alone in the status too
    // (spec 2.3.9, 12.10).
    let reason = if accepted == own.len() {
        "Accepted"
    } else {
        "ListenersNotValid"
    };
    let programmed = own
        .iter()
        .any(|listener| listener.not_programmed().is_none());
    let unresolved = own.iter().any(|listener| listener.unresolved.is_some());
    let current = gateway.status.as_ref();
    let mut conditions = kept_conditions(current.and_then(|status| status.conditions.as_deref()));
    conditions.extend([
        condition(
            "Accepted",
            (accepted == 0).then_some("ListenersNotValid"),
            reason,
            generation,
        ),
        condition(
            "Programmed",
            (!programmed).then_some("Invalid"),
            "Programmed",
            generation,
        ),
        condition(
            "ResolvedRefs",
            unresolved.then_some("ListenersNotResolved"),
            "ResolvedRefs",
            generation,
        ),
    ]);
    if cluster.options.channel == Channel::Experimental {
        // None is asked for, so that the choice is the implementation's (spec 2.9.11, 12.79,
        // 12.86).
        conditions.push(condition(
            "AddressesAssigned",
            None,
            "AddressesAssigned",
            generation,
        ));
    }
    let entry = |listener: &Listener<'_>| {
        let mut entries = current
            .iter()
            .flat_map(|status| status.listeners.iter().flatten());
        let entry = entries.find(|entry| entry.name == listener.name);
        listener_status(
            cluster,
            listener,
            &all,
            generation,
            entry.map(|entry| entry.conditions.as_slice()),
        )
    };
    let listeners: Vec<_> = own.iter().map(|listener| entry(listener)).collect();
    // Sets that refer to the Gateway, may, and are accepted (spec 2.12.10).
    let sets = listener_sets_of(cluster, gateway).into_iter();
    let attached = sets
        .filter(|set| {
            let status = listener_set_status(cluster, gateway, set);
            let mut conditions = status["conditions"].as_array().into_iter().flatten();
            conditions.any(|found| found["type"] == "Accepted" && found["status"] == "True")
        })
        .count();
    json!({ "conditions": conditions, "listeners": listeners, "attachedListenerSets": attached })
}

/// Status of a ListenerSet of a Gateway of ours (spec 2.12.2, 2.12.7, 12.10, 12.64).
fn listener_set_status(cluster: Cluster<'_>, gateway: &Gateway, set: &ListenerSet) -> Value {
    let generation = set.generation();
    let all = listeners_of(cluster, gateway);
    let own: Vec<_> = entries_of(set, &all).collect();
    let mut gateway_own = all
        .iter()
        .filter(|listener| listener.parent.kind == "Gateway");
    let parent_accepted = gateway_own
        .clone()
        .any(|listener| listener.not_accepted().is_none());
    let parent_programmed = gateway_own.any(|listener| listener.not_programmed().is_none());
    let valid = own.iter().filter(|listener| is_valid(listener)).count();
    let common = |parent, reason| match (
        allows_set(cluster, gateway, set_namespace(set)),
        parent,
        valid,
    ) {
        (false, ..) => Some("NotAllowed"),
        (true, false, _) => Some(reason),
        (true, true, 0) => Some("ListenersNotValid"),
        _ => None,
    };
    let accepted = common(parent_accepted, "ParentNotAccepted");
    let programmed = common(parent_programmed, "ParentNotProgrammed");
    let success = if valid == own.len() {
        "Accepted"
    } else {
        "ListenersNotValid"
    };
    let current = set.status.as_ref();
    let mut conditions = kept_conditions(current.and_then(|status| status.conditions.as_deref()));
    conditions.push(condition("Accepted", accepted, success, generation));
    conditions.push(condition(
        "Programmed",
        programmed,
        "Programmed",
        generation,
    ));
    let entry = |listener: &&Listener<'_>| {
        let mut entries = current
            .iter()
            .flat_map(|status| status.listeners.iter().flatten());
        let entry = entries.find(|entry| entry.name == listener.name);
        listener_status(
            cluster,
            listener,
            &all,
            generation,
            entry.map(|entry| entry.conditions.as_slice()),
        )
    };
    let listeners: Vec<_> = own.iter().map(entry).collect();
    json!({ "conditions": conditions, "listeners": listeners })
}

fn set_namespace(set: &ListenerSet) -> &str {
    set.namespace()
}

fn entries_of<'a, 'w>(
    set: &'a ListenerSet,
    all: &'a [Listener<'w>],
) -> impl Iterator<Item = &'a Listener<'w>> {
    let holds = |listener: &&Listener<'_>| {
        let parent = listener.parent;
        (parent.kind, parent.namespace, parent.name) == ("ListenerSet", set.namespace(), set.name())
    };
    all.iter().filter(holds)
}

/// An entry is valid if it can be programmed (spec 2.12.7).
fn is_valid(listener: &Listener<'_>) -> bool {
    listener.not_accepted().is_none() && listener.not_programmed().is_none()
}

fn listener_status(
    cluster: Cluster<'_>,
    listener: &Listener<'_>,
    all: &[Listener<'_>],
    generation: Option<i64>,
    current: Option<&[Condition]>,
) -> Value {
    let routes = &cluster.world.http_routes;
    let attached = routes
        .iter()
        .filter(|route| is_attached(cluster, route, listener))
        .count();
    let kinds: Vec<_> = listener
        .kinds
        .iter()
        .map(|kind| json!({ "group": GROUP, "kind": kind }))
        .collect();
    let mut conditions = kept_conditions(current);
    conditions.extend([
        condition("Accepted", listener.not_accepted(), "Accepted", generation),
        condition(
            "Programmed",
            listener.not_programmed(),
            "Programmed",
            generation,
        ),
        condition(
            "ResolvedRefs",
            listener.unresolved,
            "ResolvedRefs",
            generation,
        ),
    ]);
    if let Some(reason) = listener.conflict {
        conditions.push(condition("Conflicted", None, reason, generation));
    }
    if overlaps(listener, all) {
        conditions.push(condition(
            "OverlappingTLSConfig",
            None,
            "OverlappingHostnames",
            generation,
        ));
    }
    json!({ "name": listener.name, "supportedKinds": kinds, "attachedRoutes": attached, "conditions": conditions })
}
