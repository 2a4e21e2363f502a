//! Attachment: which listeners a route gets at (spec 3.1, 3.2).

use gateway_api_types::{FromNamespaces, Gateway, ParentReference};

use super::cluster::{Cluster, GROUP};
use super::hostname;
use super::listeners::{Listener, allows_set, refers_to};
use super::parents::{identity, names};
use super::route::Route;

/// How far a route got at a listener; the furthest stage gives the reason (spec 12.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    NoMatchingParent,
    NotAllowedByListeners,
    NoMatchingListenerHostname,
    /// A route of the other kind has the hostname (spec 12.14).
    Conflicted,
    Attached,
    /// The parentRef cannot be followed (spec 3.1.2).
    Unsupported,
}

/// How far a parentRef of a route gets at a listener.
pub(super) fn stage(
    cluster: Cluster<'_>,
    route: &Route<'_>,
    parent: &ParentReference,
    listener: &Listener<'_>,
) -> Stage {
    if !is_supported(cluster, route, parent) {
        return Stage::Unsupported;
    }
    let section = parent.section_name.as_deref();
    let selected = names(route.namespace, parent, listener.parent)
        && section.is_none_or(|section| section == listener.name)
        && parent.port.is_none_or(|port| port == listener.port);
    if !selected {
        return Stage::NoMatchingParent;
    }
    if !listener.kinds.contains(&route.kind)
        || !allows_namespace(cluster, listener, route.namespace)
    {
        return Stage::NotAllowedByListeners;
    }
    let mut hostnames = route.hostnames.iter();
    let intersects = route.hostnames.is_empty()
        || hostnames.any(|name| hostname::intersects(listener.hostname, Some(name)));
    if intersects && cluster.has_lost(route, listener) {
        Stage::Conflicted
    } else if intersects {
        Stage::Attached
    } else {
        Stage::NoMatchingListenerHostname
    }
}

/// Whether a parentRef can be followed (spec 3.1.2).
fn is_supported(cluster: Cluster<'_>, route: &Route<'_>, parent: &ParentReference) -> bool {
    let by_port = route.kind == "HTTPRoute" && parent.port.is_some();
    !by_port || cluster.options.has("HTTPRouteParentRefPort")
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
    route: &Route<'_>,
    listener: &Listener<'_>,
) -> bool {
    route.is_valid()
        && route
            .parents
            .iter()
            .any(|parent| stage(cluster, route, parent, listener) == Stage::Attached)
}

/// The routes of a kind that are attached to a listener.
pub(super) fn attached<'w>(
    cluster: Cluster<'w>,
    kind: &str,
    listener: &Listener<'_>,
) -> Vec<&'w Route<'w>> {
    let routes = cluster.routes.iter().filter(|route| route.kind == kind);
    routes
        .filter(|route| is_attached(cluster, route, listener))
        .collect()
}

/// The Gateway that a parent is or belongs to.
pub(super) fn gateway_of<'w>(
    cluster: Cluster<'w>,
    route: &Route<'_>,
    parent: &ParentReference,
) -> Option<&'w Gateway> {
    let (group, kind, namespace, name, ..) = identity(route.namespace, parent);
    if group != GROUP {
        return None;
    }
    match kind {
        "Gateway" => cluster.gateway(namespace, name),
        "ListenerSet" => {
            let set = cluster.listener_set(namespace, name)?;
            let gateways = &cluster.world.gateways;
            gateways.iter().find(|gateway| refers_to(set, gateway))
        }
        _ => None,
    }
}

/// Whose parent it is and how far the route gets there; `None` if it is not ours (spec 3.2.1, 12.41,
/// 12.64).
pub(super) fn judge(
    cluster: Cluster<'_>,
    route: &Route<'_>,
    parent: &ParentReference,
) -> Option<(String, Stage)> {
    let gateway = gateway_of(cluster, route, parent)?;
    let (_, kind, namespace, ..) = identity(route.namespace, parent);
    let controller = cluster.controller_of(gateway)?;
    if !is_supported(cluster, route, parent) {
        return Some((controller, Stage::Unsupported));
    }
    if kind == "ListenerSet" && !allows_set(cluster, gateway, namespace) {
        return Some((controller, Stage::NoMatchingParent));
    }
    let listeners = cluster.listeners(gateway).iter();
    let stages = listeners.map(|listener| stage(cluster, route, parent, listener));
    Some((controller, stages.max().unwrap_or(Stage::NoMatchingParent)))
}
