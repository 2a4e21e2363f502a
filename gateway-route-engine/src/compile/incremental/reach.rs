//! Reach: what changes of objects come to beside routes that change themselves (spec 3.5, 6.1).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::{BackendObjectReference, FromNamespaces, ListenerFilters, NamespacedName};
use k8s_openapi::api::core::v1::ServicePort;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::Memory;
use crate::compile::asked::{Asked, AskedKind};
use crate::compile::context::GATEWAY_GROUP;
use crate::compile::endpoints::{owners, ready_among};
use crate::compile::pem;
use crate::compile::policies::TargetKind;
use crate::compile::resources::Resources;
use crate::compile::services::Declared;
use crate::options::Options;
use crate::rule::{RouteId, RouteKind};

/// Objects that are put in or taken out, as they were before the first change and as they are now;
/// one that is in neither is none.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) before: Resources,
    pub(super) after: Resources,
}

/// What changes come to beside the routes that are changed.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each stands for the statuses of some kinds"
)]
pub(super) struct Reach {
    /// The routes that are to be judged again.
    pub(super) routes: BTreeSet<RouteId>,
    /// Whether statuses are to be computed again, which keep what others wrote into them: those of
    /// GatewayClasses,
    pub(super) classes: bool,
    /// of `XMeshes`,
    pub(super) meshes: bool,
    /// of Gateways and ListenerSets,
    pub(super) gateways: bool,
    /// of policies and XBackends.
    pub(super) policies: bool,
    /// The namespaces whose labels changed, where listeners select by them.
    pub(super) relabelled: Vec<String>,
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

/// Whether objects changed, though in nothing but their status; ends the function with `None` where
/// one changed in what it asks for.
macro_rules! restated {
    ($changes:expr, $($field:ident)*) => {{
        let mut any = false;
        $(for name in changed!($changes, $field) {
            let before = $changes.before.$field.get(name)?;
            let after = $changes.after.$field.get(name)?;
            let metadata = same_metadata(&before.metadata, &after.metadata);
            if !metadata || before.spec != after.spec {
                return None;
            }
            any = true;
        })*
        any
    }};
}

/// Ends the function with `None` where an object that somebody asked for turned from good to bad or
/// back: it is missing, or something is wrong with it.
macro_rules! turned {
    ($changes:expr, $options:expr, $asked:expr, $field:ident, $kind:ident, $name:expr, $wrong:expr) => {
        let missing = $options.assume.missing(stringify!($kind));
        let wrong = |object: Option<&Arc<_>>| match object {
            None => missing.then_some(None),
            Some(object) => $wrong(object).map(Some),
        };
        for name in changed!($changes, $field) {
            let (before, after) = (&$changes.before.$field, &$changes.after.$field);
            let turned = wrong(before.get(name)) != wrong(after.get(name));
            if turned && $asked.contains(AskedKind::$kind, &$name(name)) {
                return None;
            }
        }
    };
}

impl Changes {
    /// The Services that ask for something else than before.
    pub(super) fn services(&self) -> impl Iterator<Item = &NamespacedName> {
        let spec = |all: &Resources, name| all.services.get(name).map(|found| found.spec.clone());
        changed!(self, services)
            .filter(move |name| spec(&self.before, *name) != spec(&self.after, *name))
    }

    /// What the changes reach, and keeps count of EndpointSlices; `None`: more than can be followed.
    /// `resources` are those after the change.
    pub(super) fn reached(
        &self,
        resources: &Resources,
        options: &Options,
        memory: &mut Memory,
    ) -> Option<Reach> {
        let imports = changed!(self, service_imports).next().is_some();
        if imports || changed!(self, custom_resource_definitions).next().is_some() {
            return None;
        }
        self.leaves_material(resources, options, &memory.asked)?;
        let mut reach = Reach {
            classes: restated!(self, gateway_classes),
            meshes: restated!(self, x_meshes),
            gateways: restated!(self, gateways listener_sets),
            policies: restated!(
                self,
                backend_tls_policies x_backends x_backend_traffic_policies x_telemetry_policies
            ),
            ..Reach::default()
        };
        self.add_relabelled(resources, &memory.asked, &mut reach)?;
        let mut services: BTreeSet<_> = self.services().cloned().collect();
        // What policies say of their targets may depend on it.
        let targeted = |name| memory.asked.contains(AskedKind::PolicyTarget, name);
        if services.iter().any(targeted) {
            return None;
        }
        services.extend(self.turned(resources, options, memory));
        for service in &services {
            if is_named_elsewhere(resources, service) {
                return None;
            }
            let routes = memory.references.to_backend(service);
            reach.routes.extend(routes.map(|id| RouteId::clone(id)));
        }
        self.add_granted(memory, &mut reach)?;
        Some(reach)
    }

    /// `None` where something that TLS or an XBackend needs turns from good to bad or back.
    fn leaves_material(
        &self,
        resources: &Resources,
        options: &Options,
        asked: &Asked,
    ) -> Option<()> {
        let own = NamespacedName::clone;
        turned!(
            self,
            options,
            asked,
            secrets,
            Secret,
            own,
            pem::secret_malformation
        );
        turned!(
            self,
            options,
            asked,
            config_maps,
            ConfigMap,
            own,
            pem::bundle_malformation
        );
        let cluster = |name: &String| NamespacedName::cluster(&**name);
        turned!(
            self,
            options,
            asked,
            cluster_trust_bundles,
            ClusterTrustBundle,
            cluster,
            pem::trust_bundle_malformation
        );
        let mut pods = changed!(self, pods);
        let selected = pods.any(|pod| {
            let mut x_backends = resources.x_backends.keys();
            x_backends.any(|name| name.namespace == pod.namespace)
        });
        (!selected).then_some(())
    }

    /// Adds the routes of namespaces that listeners select by labels which changed.
    fn add_relabelled(
        &self,
        resources: &Resources,
        asked: &Asked,
        reach: &mut Reach,
    ) -> Option<()> {
        fn labels<'r>(all: &'r Resources, name: &str) -> Option<&'r BTreeMap<String, String>> {
            let labels = all.namespaces.get(name)?.metadata.labels.as_ref();
            labels.filter(|labels| !labels.is_empty())
        }
        for name in changed!(self, namespaces) {
            let is_asked =
                || asked.contains(AskedKind::Namespace, &NamespacedName::cluster(&**name));
            if labels(&self.before, name) == labels(&self.after, name) || !is_asked() {
                continue;
            }
            let mut gateways = resources.gateways.values();
            let of_sets = gateways.any(|gateway| {
                let allowed = gateway.spec.allowed_listeners.as_ref();
                let namespaces = allowed.and_then(|allowed| allowed.namespaces.as_ref());
                namespaces
                    .is_some_and(|namespaces| namespaces.from == Some(FromNamespaces::Selector))
            });
            if of_sets {
                return None;
            }
            reach.relabelled.push(name.clone());
            reach.routes.extend(resources.routes_in(name));
        }
        Some(())
    }

    /// Adds the routes that ReferenceGrants are for.
    fn add_granted(&self, memory: &Memory, reach: &mut Reach) -> Option<()> {
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
                reach.routes.extend(reached.map(|id| RouteId::clone(id)));
            }
        }
        Some(())
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

impl Reach {
    /// Whether anything has to be judged or written.
    pub(super) fn is_empty(&self) -> bool {
        self.routes.is_empty() && !(self.classes || self.meshes || self.gateways || self.policies)
    }
}

impl Resources {
    /// The routes of a namespace.
    fn routes_in(&self, namespace: &str) -> Vec<RouteId> {
        let first = NamespacedName::new(namespace, "");
        let mut found = Vec::new();
        macro_rules! add {
            ($($field:ident $kind:ident),*) => {
                $(let own = self.$field.range(first.clone()..).map(|(name, _)| name);
                let own = own.take_while(|name| name.namespace == namespace).cloned();
                found.extend(own.map(|name| RouteId { kind: RouteKind::$kind, name }));)*
            };
        }
        add!(http_routes Http, grpc_routes Grpc, tls_routes Tls, tcp_routes Tcp, udp_routes Udp);
        found
    }
}

/// Whether the metadata of an object is the same but for what every write of its status changes.
fn same_metadata(one: &ObjectMeta, other: &ObjectMeta) -> bool {
    let bare = |metadata: &ObjectMeta| ObjectMeta {
        resource_version: None,
        managed_fields: None,
        ..metadata.clone()
    };
    bare(one) == bare(other)
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
