//! Statuses of routes (spec 3.2, 3.6, 3.7, 11.3, 11.4).

use gateway_api_types::ParentReference;
use serde_json::{Value, json};

use super::attachment::{Stage, gateway_of, judge, stage};
use super::backends::User;
use super::cluster::Cluster;
use super::conditions::{OF_ROUTE, condition, kept_conditions, plain};
use super::mesh;
use super::parents::identity;
use super::references::unresolved;
use super::route::Route;

/// The most entries of a status (spec 1.4).
const MOST: usize = 32;

/// The status of a route: an entry for each parentRef that names something of ours, and the entries
/// of others as they are. Those that are there already have their place before new ones (spec 11.3).
pub(super) fn route_status(cluster: Cluster<'_>, route: &Route<'_>) -> Value {
    let current = route.status.unwrap_or_default();
    let foreign = current
        .iter()
        .filter(|entry| !cluster.is_our_controller(&entry.controller_name));
    let mut parents: Vec<Value> = foreign
        .filter_map(|entry| serde_json::to_value(entry).ok())
        .collect();
    let mut fresh = Vec::new();
    for parent in &route.parents {
        let Some((controller, own)) = entry(cluster, route, parent) else {
            continue;
        };
        let entry = current.iter().find(|entry| {
            entry.controller_name == controller
                && identity(route.namespace, &entry.parent_ref) == identity(route.namespace, parent)
        });
        let mut conditions =
            kept_conditions(entry.map(|entry| entry.conditions.as_slice()), OF_ROUTE);
        conditions.extend(own);
        let list = if entry.is_some() {
            &mut parents
        } else {
            &mut fresh
        };
        list.push(
            json!({ "parentRef": parent, "controllerName": controller, "conditions": conditions }),
        );
    }
    parents.extend(fresh);
    parents.truncate(MOST);
    json!({ "parents": parents })
}

/// The controller and the conditions of an entry, where the parent is ours.
fn entry(
    cluster: Cluster<'_>,
    route: &Route<'_>,
    parent: &ParentReference,
) -> Option<(String, Vec<Value>)> {
    let own = |other: &&Route<'_>| {
        (other.kind, other.namespace, other.name) == (route.kind, route.namespace, route.name)
    };
    let in_mesh = cluster.mesh_routes.iter().find(own).unwrap_or(route);
    if let Some((controller, refused)) = mesh::judge(cluster, in_mesh, parent) {
        let user = mesh::user(in_mesh);
        return Some((controller, conditions(cluster, user, in_mesh, refused)));
    }
    let (controller, stage) = judge(cluster, route, parent)?;
    let refused = match stage {
        Stage::NoMatchingParent => Some("NoMatchingParent"),
        Stage::NotAllowedByListeners => Some("NotAllowedByListeners"),
        Stage::NoMatchingListenerHostname => Some("NoMatchingListenerHostname"),
        Stage::Conflicted => Some("Conflicted"),
        Stage::Unsupported => Some("UnsupportedValue"),
        Stage::Attached => None,
    };
    let user = user(cluster, route);
    // Who is refused sends nothing.
    let gateway = gateway_of(cluster, route, parent).filter(|_| refused.is_none());
    let cluster = gateway.map_or(cluster, |gateway| cluster.seen_from(gateway));
    Some((controller, conditions(cluster, user, route, refused)))
}

/// A route as it refers to backends: a TLSRoute may turn to TLS again if some listener that takes it
/// terminates (spec 6.8.1), and tells of its references once for all parents.
fn user<'a>(cluster: Cluster<'_>, route: &Route<'a>) -> User<'a> {
    let user = User::route(route.kind, route.namespace);
    let mut listeners = cluster.listeners.iter().flatten();
    let mut terminated = || {
        listeners.any(|listener| {
            let mut parents = route.parents.iter();
            listener.terminates()
                && parents.any(|parent| stage(cluster, route, parent, listener) == Stage::Attached)
        })
    };
    User {
        tls: user.tls || (route.kind == "TLSRoute" && terminated()),
        ..user
    }
}

/// Conditions of an entry of ours, refused for this reason by the parent.
fn conditions(
    cluster: Cluster<'_>,
    user: User<'_>,
    route: &Route<'_>,
    refused: Option<&'static str>,
) -> Vec<Value> {
    let faults: Vec<_> = route.rules.iter().filter_map(|rule| rule.fault).collect();
    // Dropped rules leave the route standing as long as one is left (spec 12.61).
    let dropped = faults.iter().max().filter(|_| !route.is_valid());
    let refused = refused.or(dropped.map(|fault| fault.reason()));
    let unresolved = unresolved(cluster, user, route);
    let mut conditions = vec![
        plain("Accepted", refused, route.generation),
        plain("ResolvedRefs", unresolved, route.generation),
    ];
    if refused.is_none() && !faults.is_empty() {
        let reason = "UnsupportedValue";
        conditions.push(condition(
            "PartiallyInvalid",
            None,
            reason,
            route.generation,
        ));
    }
    conditions
}
