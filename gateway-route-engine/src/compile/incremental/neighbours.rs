//! Neighbours: the routes that have a Service as their parent together with others, which may win or lose
//! its ports with them (spec 8.1.9).

use std::collections::BTreeSet;

use gateway_api_types::{NamespacedName, ParentReference};

use super::references::References;
use crate::compile::mesh::ServiceId;
use crate::compile::resources::Resources;
use crate::rule::{RouteId, RouteKind};

/// Adds the neighbours of some routes and of some Services, and theirs in turn, to `routes`, and to
/// `services` all the Services that are parents of any. `before` are the routes as they were.
pub(super) fn add(
    references: &References,
    resources: &Resources,
    before: &mut Resources,
    routes: &mut BTreeSet<RouteId>,
    services: &mut BTreeSet<NamespacedName>,
) {
    let mut new: Vec<_> = routes.iter().cloned().collect();
    let mut open: Vec<_> = services.iter().cloned().collect();
    loop {
        for id in std::mem::take(&mut new) {
            for objects in [&*before, resources] {
                let parents = objects.service_parents(&id).into_iter();
                open.extend(parents.filter(|service| services.insert(service.clone())));
            }
        }
        let Some(service) = open.pop() else {
            return;
        };
        for id in references.to_parent(&service) {
            if !routes.contains(&**id) {
                resources.copy_route(id, before);
                routes.insert(RouteId::clone(id));
                new.push(RouteId::clone(id));
            }
        }
    }
}

impl Resources {
    /// The Services that a route has as its parents.
    fn service_parents(&self, id: &RouteId) -> Vec<NamespacedName> {
        macro_rules! parent_refs {
            ($field:ident) => {
                self.$field
                    .get(&id.name)
                    .and_then(|route| route.spec.parent_refs.as_deref())
            };
        }
        let references = match id.kind {
            RouteKind::Http => parent_refs!(http_routes),
            RouteKind::Grpc => parent_refs!(grpc_routes),
            RouteKind::Tls => parent_refs!(tls_routes),
            RouteKind::Tcp => parent_refs!(tcp_routes),
            RouteKind::Udp => parent_refs!(udp_routes),
        };
        let service = |reference: &ParentReference| {
            let namespace = reference.namespace.as_deref();
            let namespace = namespace.unwrap_or(&id.name.namespace);
            let name = NamespacedName::new(namespace, &*reference.name);
            ServiceId::of(reference, &name).map(|service| service.name)
        };
        let references = references.unwrap_or_default().iter();
        references.filter_map(service).collect()
    }
}
