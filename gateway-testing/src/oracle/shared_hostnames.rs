//! Hostnames that GRPCRoutes and HTTPRoutes share on a listener, where one of them alone may have them
//! (spec 3.4.1, 12.14).

use super::attachment::is_attached;
use super::cluster::Cluster;
use super::hostname::intersects;
use super::listeners::{Listener, Parent};
use super::route::Route;
use crate::choices::SharedHostnames;

/// A listener that a route does not get.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loss<'w> {
    pub(super) kind: &'static str,
    pub(super) namespace: &'w str,
    pub(super) name: &'w str,
    pub(super) parent: Parent<'w>,
    pub(super) listener: &'w str,
}

/// What routes lose on all listeners: the oldest one has what it asks for, a GRPCRoute before an
/// HTTPRoute of its age and name.
pub(super) fn losses(cluster: Cluster<'_>) -> Vec<Loss<'_>> {
    if cluster.options.shared_hostnames == SharedHostnames::Coexist {
        return Vec::new();
    }
    let routes = cluster.routes.iter();
    let mut routes: Vec<_> = routes
        .filter(|route| matches!(route.kind, "GRPCRoute" | "HTTPRoute"))
        .collect();
    routes.sort_by_key(|route| (route.seniority.clone(), route.kind));
    let mut losses = Vec::new();
    for listener in cluster.listeners.iter().flatten() {
        let mut holders: Vec<&Route<'_>> = Vec::new();
        for route in &routes {
            if !is_attached(cluster, route, listener) {
                continue;
            }
            let mut others = holders.iter().filter(|holder| holder.kind != route.kind);
            if others.any(|other| share(other, route, listener)) {
                losses.push(Loss {
                    kind: route.kind,
                    namespace: route.namespace,
                    name: route.name,
                    parent: listener.parent,
                    listener: listener.name,
                });
            } else {
                holders.push(route);
            }
        }
    }
    losses
}

/// Whether some hostname of one route and some of another mean the same host on a listener.
fn share(one: &Route<'_>, other: &Route<'_>, listener: &Listener<'_>) -> bool {
    let served = |route: &Route<'_>| {
        let mut names: Vec<_> = route
            .hostnames
            .iter()
            .copied()
            .map(str::to_owned)
            .map(Some)
            .collect();
        if names.is_empty() {
            names.push(None);
        }
        names.retain(|name| intersects(listener.hostname, name.as_deref()));
        names
    };
    let others = served(other);
    served(one).iter().any(|one| {
        others
            .iter()
            .any(|other| intersects(one.as_deref(), other.as_deref()))
    })
}
