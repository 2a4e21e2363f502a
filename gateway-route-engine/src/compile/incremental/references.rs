//! References: which routes refer to what, so that a change is followed to those it reaches.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::NamespacedName;

use crate::rule::RouteId;

/// Routes by the names of what they refer to, of whatever kind it is: a route that is reached for
/// nothing comes to what it was before.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// Backends in the route's own namespace.
    backends: ByName,
    /// Backends in other namespaces, which take a grant.
    crossing: ByName,
    /// Services as parents.
    parents: ByName,
}

type ByName = BTreeMap<NamespacedName, BTreeSet<Arc<RouteId>>>;

impl References {
    /// Notes a backend of a route.
    pub(crate) fn add_backend(&mut self, route: &Arc<RouteId>, name: NamespacedName) {
        let own = route.name.namespace == name.namespace;
        let backends = if own {
            &mut self.backends
        } else {
            &mut self.crossing
        };
        backends.entry(name).or_default().insert(Arc::clone(route));
    }

    /// Notes a Service that a route has as its parent.
    pub(crate) fn add_parent(&mut self, route: &Arc<RouteId>, name: NamespacedName) {
        let routes = self.parents.entry(name).or_default();
        routes.insert(Arc::clone(route));
    }

    /// Takes away the references of some routes, and adds those of others.
    pub(super) fn replace(&mut self, old: &Self, new: Self) {
        let (own, gone) = (&mut self.backends, &old.backends);
        replace(own, gone, new.backends);
        replace(&mut self.crossing, &old.crossing, new.crossing);
        replace(&mut self.parents, &old.parents, new.parents);
    }

    /// The routes that have a Service of this name as their parent.
    pub(super) fn to_parent(
        &self,
        service: &NamespacedName,
    ) -> impl Iterator<Item = &Arc<RouteId>> {
        self.parents.get(service).into_iter().flatten()
    }

    /// The routes with a backend of this name.
    pub(super) fn to_backend(&self, name: &NamespacedName) -> impl Iterator<Item = &Arc<RouteId>> {
        let all = [&self.backends, &self.crossing];
        all.into_iter()
            .filter_map(|by_name| by_name.get(name))
            .flatten()
    }

    /// The routes of other namespaces with a backend in this one.
    pub(super) fn to_namespace(&self, namespace: &str) -> impl Iterator<Item = &Arc<RouteId>> {
        let first = NamespacedName::new(namespace, "");
        let all = self.crossing.range(first..);
        all.take_while(move |(name, _)| name.namespace == namespace)
            .flat_map(|(_, routes)| routes)
    }
}

fn replace(all: &mut ByName, old: &ByName, new: ByName) {
    for (name, routes) in old {
        if let Some(known) = all.get_mut(name) {
            for route in routes {
                known.remove(route);
            }
            if known.is_empty() {
                all.remove(name);
            }
        }
    }
    for (name, routes) in new {
        all.entry(name).or_default().extend(routes);
    }
}
