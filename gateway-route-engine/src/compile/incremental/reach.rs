//! Reach: the routes that changes of other objects come to (spec 3.5, 6.1).

use std::collections::BTreeSet;
use std::sync::Arc;

use gateway_api_types::{BackendObjectReference, ListenerFilters, NamespacedName};
use k8s_openapi::api::core::v1::ServicePort;

use super::Memory;
use crate::compile::context::GATEWAY_GROUP;
use crate::compile::endpoints::{owners, ready_among};
use crate::compile::policies::TargetKind;
use crate::compile::resources::Resources;
use crate::compile::services::Declared;
use crate::options::Options;
use crate::rule::RouteId;

/// Objects that are put in or taken out, as they were before the first change and as they are now;
/// one that is in neither is none.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) before: Resources,
    pub(super) after: Resources,
}

/// What a Service's endpoints come to: for nobody knows which port, and for each that it declares.
type Readiness = Vec<Option<bool>>;

macro_rules! changed {
    ($changes:expr, $field:ident) => {{
        let (before, after) = (&$changes.before.$field, &$changes.after.$field);
        let names: BTreeSet<_> = before.keys().chain(after.keys()).collect();
        let names = names.into_iter();
        names.filter(|name| before.get(*name) != after.get(*name))
    }};
}

impl Changes {
    /// The Services that differ from what they were.
    pub(super) fn services(&self) -> impl Iterator<Item = &NamespacedName> {
        changed!(self, services)
    }

    /// The routes that changes of Services, EndpointSlices and ReferenceGrants reach, and keeps count
    /// of the slices; `None` where they reach something else. `resources` are those after the change.
    pub(super) fn reached(
        &self,
        resources: &Resources,
        options: &Options,
        memory: &mut Memory,
    ) -> Option<BTreeSet<Arc<RouteId>>> {
        let mut services: BTreeSet<_> = self.services().cloned().collect();
        // What is said of a Service by policies may depend on it.
        if !services.is_empty() && has_policies(resources) {
            return None;
        }
        services.extend(self.turned(resources, options, memory));
        let mut routes = BTreeSet::new();
        for service in &services {
            if memory.references.is_parent(service) || is_named_elsewhere(resources, service) {
                return None;
            }
            routes.extend(memory.references.to_backend(service).cloned());
        }
        for name in changed!(self, reference_grants) {
            let grants = [&self.before, &self.after];
            let grants = grants
                .iter()
                .filter_map(|all| all.reference_grants.get(name));
            for from in grants.flat_map(|grant| &grant.spec.from) {
                let of_routes = from.kind.ends_with("Route") && from.group == GATEWAY_GROUP;
                if !of_routes {
                    return None;
                }
                let reached = memory.references.to_namespace(&name.namespace);
                let reached = reached.filter(|route| {
                    route.kind.as_str() == from.kind && route.name.namespace == from.namespace
                });
                routes.extend(reached.cloned());
            }
        }
        Some(routes)
    }

    /// The Services whose endpoints are ready, or cease to be, by changes of their EndpointSlices.
    fn turned(
        &self,
        resources: &Resources,
        options: &Options,
        memory: &mut Memory,
    ) -> Vec<NamespacedName> {
        let names: Vec<_> = changed!(self, endpoint_slices).collect();
        let (before, after) = (&self.before.endpoint_slices, &self.after.endpoint_slices);
        let touched: BTreeSet<_> = names
            .iter()
            .flat_map(|name| [before.get(*name), after.get(*name)].map(|slice| (*name, slice)))
            .filter_map(|(name, slice)| Some(owners(name, slice?)))
            .flatten()
            .collect();
        let readiness =
            |memory: &Memory, owner: &(TargetKind, NamespacedName), old: bool| -> Readiness {
                let (kind, service) = owner;
                let names = memory.slices.slices_of(*kind, service);
                let slices = names.filter_map(|name| match (before.get(name), after.get(name)) {
                    (Some(slice), _) if old => Some(&**slice),
                    (None, Some(_)) if old => None,
                    _ => resources.endpoint_slices.get(name).map(|slice| &**slice),
                });
                let declared = Declared::of(resources, *kind, service);
                let ports = declared.into_iter().flat_map(|found| found.ports).map(Some);
                let known = [None::<&ServicePort>].into_iter().chain(ports);
                known
                    .map(|port| ready_among(options, slices.clone(), port))
                    .collect()
            };
        let old: Vec<_> = touched
            .iter()
            .map(|service| readiness(memory, service, true))
            .collect();
        for name in names {
            let (old, new) = (before.get(name), after.get(name));
            memory
                .slices
                .replace(name, old.map(|slice| &**slice), new.map(|slice| &**slice));
        }
        let turned = touched.into_iter().zip(old);
        let turned = turned.filter(|(service, old)| readiness(memory, service, false) != *old);
        turned.map(|((_, service), _)| service).collect()
    }
}

/// Whether there are policies, or XBackends, which say the same things of themselves.
fn has_policies(resources: &Resources) -> bool {
    !(resources.backend_tls_policies.is_empty()
        && resources.x_backends.is_empty()
        && resources.x_backend_traffic_policies.is_empty()
        && resources.x_telemetry_policies.is_empty())
}

/// Whether a listener or a policy has this backend.
fn is_named_elsewhere(resources: &Resources, name: &NamespacedName) -> bool {
    let is = |namespace: &str, reference: &BackendObjectReference| {
        let namespace = reference.namespace.as_deref().unwrap_or(namespace);
        reference.name == name.name && namespace == name.namespace
    };
    let asks = |namespace: &str, filters: Option<&ListenerFilters>| {
        let filters = filters.into_iter().flat_map(ListenerFilters::requests);
        let mut auths = filters.filter_map(|filter| filter.external_auth.as_ref());
        auths.any(|auth| is(namespace, &auth.backend_ref))
    };
    let mut gateways = resources.gateways.iter();
    let mut sets = resources.listener_sets.iter();
    gateways.any(|(own, gateway)| {
        let mut listeners = gateway.spec.listeners.iter();
        listeners.any(|listener| asks(&own.namespace, listener.filters.as_ref()))
    }) || sets.any(|(own, set)| {
        let mut listeners = set.spec.listeners.iter();
        listeners.any(|listener| asks(&own.namespace, listener.filters.as_ref()))
    }) || resources.x_telemetry_policies.iter().any(|(own, policy)| {
        let tracing = policy.spec.tracing.as_ref();
        let provider = tracing.and_then(|tracing| tracing.provider.as_ref());
        provider.is_some_and(|provider| is(&own.namespace, &provider.backend_ref))
    })
}
