//! Channel: what the standard channel does not have is unknown there, as a server with its CRDs
//! would have pruned it (spec 1.3, design.md section 7).

use std::borrow::Cow;

use gateway_api_types::{HttpRouteFilter, ListenerFilters};

use crate::options::Channel;
use crate::world::World;

/// The world as a controller of this channel sees it.
pub(super) fn visible(world: &World, channel: Channel) -> Cow<'_, World> {
    if channel == Channel::Experimental {
        return Cow::Borrowed(world);
    }
    let mut world = world.clone();
    for gateway in &mut world.gateways {
        let spec = &mut gateway.spec;
        spec.default_scope = None;
        for address in spec.addresses.iter_mut().flatten() {
            address.routability = None;
        }
        prune_listeners(spec.listeners.iter_mut().map(|found| &mut found.filters));
    }
    for set in &mut world.listener_sets {
        prune_listeners(
            set.spec
                .listeners
                .iter_mut()
                .map(|found| &mut found.filters),
        );
    }
    prune_routes(&mut world);
    world.x_backends.clear();
    world.x_backend_traffic_policies.clear();
    world.x_telemetry_policies.clear();
    world.x_meshes.clear();
    world.cluster_trust_bundles.clear();
    Cow::Owned(world)
}

fn prune_listeners<'a>(filters: impl Iterator<Item = &'a mut Option<ListenerFilters>>) {
    for filters in filters {
        *filters = None;
    }
}

fn prune_routes(world: &mut World) {
    for route in &mut world.http_routes {
        route.spec.use_default_gateways = None;
        for rule in route.spec.rules.iter_mut().flatten() {
            rule.session_persistence = None;
            prune_filters(rule.filters.as_mut());
            for backend in rule.backend_refs.iter_mut().flatten() {
                prune_filters(backend.filters.as_mut());
            }
        }
    }
    for route in &mut world.grpc_routes {
        route.spec.use_default_gateways = None;
        for rule in route.spec.rules.iter_mut().flatten() {
            rule.session_persistence = None;
        }
    }
    for route in &mut world.tls_routes {
        route.spec.use_default_gateways = None;
    }
    for route in &mut world.tcp_routes {
        route.spec.use_default_gateways = None;
    }
    for route in &mut world.udp_routes {
        route.spec.use_default_gateways = None;
    }
}

/// The type of an `ExternalAuth` filter stays behind, as a value that is not known.
fn prune_filters(filters: Option<&mut Vec<HttpRouteFilter>>) {
    for filter in filters.into_iter().flatten() {
        filter.external_auth = None;
    }
}
