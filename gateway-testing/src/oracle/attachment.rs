//! Attachment: which listeners a route gets at, and its status (spec 3.1, 3.2, 3.6, 3.7).

use gateway_api_types::{
    FromNamespaces, GatewayApiObject, HttpRoute, HttpRouteRule, ParentReference,
};
use serde_json::{Value, json};

use super::backends;
use super::cluster::{Cluster, GROUP};
use super::hostname;
use super::listeners::{Listener, Parent, allows_set, listeners_of};
use super::statuses::{condition, kept_conditions};
use super::validity::fault;

/// How far a route got at a listener; the furthest stage gives the reason (spec 12.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    NoMatchingParent,
    NotAllowedByListeners,
    NoMatchingListenerHostname,
    Attached,
}

/// The rules of a route, by default one that matches everything (spec 4.1.1, 12.19).
pub(super) fn rules_of(route: &HttpRoute) -> Vec<HttpRouteRule> {
    match &route.spec.rules {
        Some(rules) if !rules.is_empty() => rules.clone(),
        _ => vec![HttpRouteRule::default()],
    }
}

/// A route's parentRefs, those that repeat an earlier one left out (spec 12.40).
pub(super) fn parent_refs(route: &HttpRoute) -> Vec<&ParentReference> {
    let mut kept: Vec<&ParentReference> = Vec::new();
    for parent in route.spec.parent_refs.iter().flatten() {
        if !kept
            .iter()
            .any(|other| identity(route, other) == identity(route, parent))
        {
            kept.push(parent);
        }
    }
    kept
}

/// The fields of a parentRef with their defaults (spec 3.1.1).
fn identity<'a>(
    route: &'a HttpRoute,
    parent: &'a ParentReference,
) -> (
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    Option<&'a str>,
    Option<i32>,
) {
    (
        parent.group.as_deref().unwrap_or(GROUP),
        parent.kind.as_deref().unwrap_or("Gateway"),
        parent.namespace.as_deref().unwrap_or(route.namespace()),
        &parent.name,
        parent.section_name.as_deref(),
        parent.port,
    )
}

/// Whether a parentRef names an object.
fn names(route: &HttpRoute, parent: &ParentReference, object: Parent<'_>) -> bool {
    let (group, kind, namespace, name, ..) = identity(route, parent);
    (group, kind, namespace, name) == (GROUP, object.kind, object.namespace, object.name)
}

/// How far a parentRef of a route gets at a listener.
fn stage(
    cluster: Cluster<'_>,
    route: &HttpRoute,
    parent: &ParentReference,
    listener: &Listener<'_>,
) -> Stage {
    let selected = names(route, parent, listener.parent)
        && parent
            .section_name
            .as_deref()
            .is_none_or(|section| section == listener.name)
        && parent.port.is_none_or(|port| port == listener.port);
    if !selected {
        return Stage::NoMatchingParent;
    }
    if !listener.kinds.contains(&"HTTPRoute")
        || !allows_namespace(cluster, listener, route.namespace())
    {
        return Stage::NotAllowedByListeners;
    }
    let mut hostnames = route.spec.hostnames.iter().flatten().peekable();
    let intersects = hostnames.peek().is_none()
        || hostnames.any(|name| hostname::intersects(listener.hostname, Some(name)));
    if intersects {
        Stage::Attached
    } else {
        Stage::NoMatchingListenerHostname
    }
}

/// Whether routes of a namespace may attach; by default those of the listener's own (spec 2.10.1).
fn allows_namespace(cluster: Cluster<'_>, listener: &Listener<'_>, namespace: &str) -> bool {
    let namespaces = listener
        .allowed
        .and_then(|allowed| allowed.namespaces.as_ref());
    match namespaces.and_then(|namespaces| namespaces.from.as_ref()) {
        None | Some(FromNamespaces::Same) => namespace == listener.parent.namespace,
        Some(FromNamespaces::All) => true,
        Some(FromNamespaces::Selector) => cluster.selects(
            namespaces.and_then(|namespaces| namespaces.selector.as_ref()),
            namespace,
        ),
        Some(_) => false,
    }
}

/// Whether a route is attached to a listener and has a rule left to serve there, so that it counts
/// (spec 2.11).
pub(super) fn is_attached(
    cluster: Cluster<'_>,
    route: &HttpRoute,
    listener: &Listener<'_>,
) -> bool {
    let reached = parent_refs(route)
        .into_iter()
        .any(|parent| stage(cluster, route, parent, listener) == Stage::Attached);
    reached && rules_of(route).iter().any(|rule| fault(rule).is_none())
}

/// The status of a route: an entry for each parentRef that names something of ours, and the entries
/// of others as they are (spec 3.2, 11.3).
pub(super) fn route_status(cluster: Cluster<'_>, route: &HttpRoute) -> Value {
    let current = route.status.iter().flat_map(|status| &status.parents);
    let foreign = |entry: &&gateway_api_types::RouteParentStatus| {
        !is_our_controller(cluster, &entry.controller_name)
    };
    let mut parents: Vec<Value> = current
        .filter(foreign)
        .filter_map(|entry| serde_json::to_value(entry).ok())
        .collect();
    for parent in parent_refs(route) {
        let Some((controller, stage)) = judge(cluster, route, parent) else {
            continue;
        };
        let entry = route
            .status
            .iter()
            .flat_map(|status| &status.parents)
            .find(|entry| {
                entry.controller_name == controller
                    && identity(route, &entry.parent_ref) == identity(route, parent)
            });
        let mut conditions = kept_conditions(entry.map(|entry| entry.conditions.as_slice()));
        conditions.extend(conditions_of(cluster, route, stage));
        parents.push(
            json!({ "parentRef": parent, "controllerName": controller, "conditions": conditions }),
        );
    }
    json!({ "parents": parents })
}

/// Whether status entries under a controller name are ours to keep or to remove.
fn is_our_controller(cluster: Cluster<'_>, name: &str) -> bool {
    let classes = &cluster.world.gateway_classes;
    match &cluster.options.controller {
        Some(controller) => controller == name,
        None => {
            cluster.controller() == name
                || classes
                    .iter()
                    .any(|class| class.spec.controller_name == name)
        }
    }
}

/// Whose parent it is and how far the route gets there; `None` if it is not ours (spec 3.2.1,
/// 12.41, 12.64).
fn judge(
    cluster: Cluster<'_>,
    route: &HttpRoute,
    parent: &ParentReference,
) -> Option<(String, Stage)> {
    let (group, kind, namespace, name, ..) = identity(route, parent);
    if group != GROUP {
        return None;
    }
    let gateway = match kind {
        "Gateway" => cluster.gateway(namespace, name)?,
        "ListenerSet" => {
            let set = cluster.listener_set(namespace, name)?;
            let gateways = &cluster.world.gateways;
            gateways
                .iter()
                .find(|gateway| super::listeners::refers_to(set, gateway))?
        }
        _ => return None,
    };
    let controller = cluster.controller_of(gateway)?;
    if kind == "ListenerSet" && !allows_set(cluster, gateway, namespace) {
        return Some((controller, Stage::NoMatchingParent));
    }
    let listeners = listeners_of(cluster, gateway);
    let stages = listeners
        .iter()
        .map(|listener| stage(cluster, route, parent, listener));
    Some((controller, stages.max().unwrap_or(Stage::NoMatchingParent)))
}

/// Conditions of an entry of ours (spec 3.2, 3.6, 3.7, 11.4).
fn conditions_of(cluster: Cluster<'_>, route: &HttpRoute, stage: Stage) -> Vec<Value> {
    let generation = route.generation();
    let rules = rules_of(route);
    let faults: Vec<_> = rules.iter().filter_map(fault).collect();
    let refused = match stage {
        Stage::NoMatchingParent => Some("NoMatchingParent"),
        Stage::NotAllowedByListeners => Some("NotAllowedByListeners"),
        Stage::NoMatchingListenerHostname => Some("NoMatchingListenerHostname"),
        // Dropped rules leave the route standing as long as one is left (spec 12.61).
        Stage::Attached if faults.len() == rules.len() => {
            faults.iter().max().map(|fault| fault.reason())
        }
        Stage::Attached => None,
    };
    let mut conditions = vec![condition("Accepted", refused, "Accepted", generation)];
    let unresolved = backends::unresolved(cluster, route.namespace(), &rules);
    conditions.push(condition(
        "ResolvedRefs",
        unresolved,
        "ResolvedRefs",
        generation,
    ));
    if refused.is_none() && !faults.is_empty() {
        conditions.push(condition(
            "PartiallyInvalid",
            None,
            "UnsupportedValue",
            generation,
        ));
    }
    conditions
}
