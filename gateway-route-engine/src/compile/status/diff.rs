//! Diff: what has to be written so that a cluster shows the statuses that were computed (spec 11).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::x_backend::BackendStatus;
use gateway_api_types::x_telemetry_policy::TelemetryPolicyStatus;
use gateway_api_types::{
    Condition, GatewayClassStatus, GatewayStatus, GrpcRouteStatus, HttpRouteStatus,
    ListenerSetStatus, MeshStatus, NamespacedName, Object, ParentReference, PolicyStatus,
    RouteParentStatus, TcpRouteStatus, TlsRouteStatus, UdpRouteStatus,
};

use super::conditions::is_later;
use super::policy::Ancestor;
use super::{Statuses, gateway, gateway_class, listener, policy, route, x_mesh};
use crate::compile::resources::Resources;
use crate::rule::RouteKind;

impl Statuses {
    /// The objects whose status has to be written, each as it is in `current` but for its new
    /// status, sorted by kind and name; none if everything is as it should be.
    ///
    /// `current` may be newer than what was compiled: what others wrote since is kept in its place,
    /// an object that is gone is left out, and a condition of a later generation stays as it is.
    /// `lastTransitionTime` is that of `current` where a condition's status did not change (spec
    /// 11.1 to 11.3).
    #[must_use]
    pub fn diff(&self, current: &Resources) -> Vec<Object> {
        let mut changed = Vec::new();
        let controllers = &self.controllers;
        macro_rules! diff {
            ($kind:ident, $objects:ident, $computed:expr) => {
                for (name, computed) in $computed {
                    let Some(object) = current.$objects.get(name) else {
                        continue;
                    };
                    let merge = Merge {
                        controllers,
                        namespace: object.metadata.namespace.as_deref().unwrap_or("default"),
                    };
                    let before = object.status.clone().unwrap_or_else(Status::unset);
                    let after = before.merged(computed, &merge);
                    if before.bare() != after.clone().bare() {
                        let mut object = (**object).clone();
                        object.status = Some(after);
                        changed.push(Object::$kind(Box::new(object)));
                    }
                }
            };
        }
        macro_rules! routes {
            ($kind:ident, $status:ident, $objects:ident, $route:ident) => {
                let computed: BTreeMap<&NamespacedName, $status> = self
                    .routes
                    .iter()
                    .filter(|(id, _)| id.kind == RouteKind::$route)
                    .map(|(id, parents)| {
                        let parents = parents.clone();
                        (&id.name, $status { parents })
                    })
                    .collect();
                diff!($kind, $objects, &computed);
            };
        }
        diff!(GatewayClass, gateway_classes, &self.gateway_classes);
        diff!(Gateway, gateways, &self.gateways);
        diff!(ListenerSet, listener_sets, &self.listener_sets);
        routes!(HttpRoute, HttpRouteStatus, http_routes, Http);
        routes!(GrpcRoute, GrpcRouteStatus, grpc_routes, Grpc);
        routes!(TlsRoute, TlsRouteStatus, tls_routes, Tls);
        routes!(TcpRoute, TcpRouteStatus, tcp_routes, Tcp);
        routes!(UdpRoute, UdpRouteStatus, udp_routes, Udp);
        diff!(
            BackendTlsPolicy,
            backend_tls_policies,
            &self.backend_tls_policies
        );
        diff!(XBackend, x_backends, &self.x_backends);
        let traffic = &self.x_backend_traffic_policies;
        diff!(XBackendTrafficPolicy, x_backend_traffic_policies, traffic);
        diff!(
            XTelemetryPolicy,
            x_telemetry_policies,
            &self.x_telemetry_policies
        );
        diff!(XMesh, x_meshes, &self.x_meshes);
        changed
    }
}

/// What tells our part of a status from others'.
struct Merge<'m> {
    controllers: &'m BTreeSet<Arc<str>>,
    /// The namespace of the object, which references to parents leave out.
    namespace: &'m str,
}

/// A `.status` of some kind.
trait Status: Sized {
    /// The status of an object that has none.
    fn unset() -> Self;

    /// The status with our part of it as computed.
    fn merged(&self, computed: &Self, merge: &Merge<'_>) -> Self;

    /// The status without members that say nothing, since a server may or may not keep them.
    fn bare(self) -> Self;
}

/// The conditions that an object has, those of `owned` types as computed.
fn conditions(current: &[Condition], computed: &[Condition], owned: &[&str]) -> Vec<Condition> {
    let ours = |condition: &Condition| owned.contains(&condition.type_.as_str());
    let judged = computed.iter().filter(|after| ours(after));
    let generation = judged.filter_map(|after| after.observed_generation).min();
    let mut merged = Vec::with_capacity(computed.len());
    for before in current {
        let found = computed.iter().find(|after| after.type_ == before.type_);
        match found.filter(|_| ours(before)) {
            Some(after) if is_later(before.observed_generation, after.observed_generation) => {
                merged.push(before.clone());
            }
            Some(after) => merged.push(Condition {
                last_transition_time: if before.status == after.status {
                    before.last_transition_time.clone()
                } else {
                    after.last_transition_time.clone()
                },
                ..after.clone()
            }),
            None if ours(before) && !is_later(before.observed_generation, generation) => {}
            None => merged.push(before.clone()),
        }
    }
    let fresh = computed
        .iter()
        .filter(|after| ours(after) && current.iter().all(|before| before.type_ != after.type_));
    merged.extend(fresh.cloned());
    merged
}

/// The entries that an object has, those of our controllers as computed.
fn entries<A: Ancestor>(
    current: &[A],
    computed: &[A],
    owned: &[&str],
    merge: &Merge<'_>,
) -> Vec<A> {
    let ours = |entry: &A| merge.controllers.contains(entry.controller_name());
    let same = |one: &A, other: &A| {
        one.controller_name() == other.controller_name()
            && route::same(merge.namespace, one.ancestor_ref(), other.ancestor_ref())
    };
    let written = |before: &[Condition], after: &A| {
        A::new(
            after.controller_name(),
            after.ancestor_ref().clone(),
            conditions(before, after.conditions(), owned),
        )
    };
    let mut merged = Vec::with_capacity(computed.len());
    for before in current {
        if !ours(before) {
            merged.push(before.clone());
        } else if let Some(after) = computed.iter().find(|after| same(before, after)) {
            merged.push(written(before.conditions(), after));
        }
    }
    let fresh = computed
        .iter()
        .filter(|after| ours(after) && !current.iter().any(|before| same(before, after)));
    merged.extend(fresh.map(|after| written(&[], after)));
    merged
}

fn filled<T>(list: Option<Vec<T>>) -> Option<Vec<T>> {
    list.filter(|list| !list.is_empty())
}

/// Statuses with conditions and members that are ours alone.
macro_rules! conditions_status {
    ($($status:ident owns $owned:expr, lists [$($list:ident),*];)*) => {$(
        impl Status for $status {
            fn unset() -> Self {
                Self::default()
            }

            fn merged(&self, computed: &Self, _merge: &Merge<'_>) -> Self {
                let current = self.conditions.as_deref().unwrap_or_default();
                let after = computed.conditions.as_deref().unwrap_or_default();
                Self {
                    conditions: Some(conditions(current, after, $owned)),
                    ..computed.clone()
                }
            }

            fn bare(mut self) -> Self {
                self.conditions = filled(self.conditions);
                $(self.$list = filled(self.$list);)*
                self
            }
        }
    )*};
}

conditions_status! {
    GatewayClassStatus owns &gateway_class::OWNED, lists [supported_features];
    MeshStatus owns &x_mesh::OWNED, lists [supported_features];
}

/// Statuses that have listeners, too.
macro_rules! listeners_status {
    ($($status:ident owns $owned:expr, bare $bare:expr;)*) => {$(
        impl Status for $status {
            fn unset() -> Self {
                Self::default()
            }

            fn merged(&self, computed: &Self, _merge: &Merge<'_>) -> Self {
                let current = self.conditions.as_deref().unwrap_or_default();
                let after = computed.conditions.as_deref().unwrap_or_default();
                let mut merged = computed.clone();
                merged.conditions = Some(conditions(current, after, $owned));
                let listeners = self.listeners.as_deref().unwrap_or_default();
                for listener in merged.listeners.iter_mut().flatten() {
                    let before = listeners.iter().find(|before| before.name == listener.name);
                    let before = before.map_or(&[][..], |before| &before.conditions);
                    listener.conditions =
                        conditions(before, &listener.conditions, &listener::OWNED);
                }
                merged
            }

            fn bare(mut self) -> Self {
                self.conditions = filled(self.conditions);
                self.listeners = filled(self.listeners);
                $bare(&mut self);
                self
            }
        }
    )*};
}

listeners_status! {
    GatewayStatus owns &gateway::OWNED, bare |status: &mut GatewayStatus| {
        status.addresses = filled(status.addresses.take());
        status.attached_listener_sets = status.attached_listener_sets.filter(|count| *count > 0);
    };
    ListenerSetStatus owns &gateway::SET_OWNED, bare |_: &mut ListenerSetStatus| {};
}

/// Statuses that are a list of entries.
macro_rules! entries_status {
    ($($status:ident { $list:ident } owns $owned:expr;)*) => {$(
        impl Status for $status {
            fn unset() -> Self {
                Self { $list: Vec::new() }
            }

            fn merged(&self, computed: &Self, merge: &Merge<'_>) -> Self {
                Self {
                    $list: entries(&self.$list, &computed.$list, $owned, merge),
                }
            }

            fn bare(self) -> Self {
                self
            }
        }
    )*};
}

entries_status! {
    HttpRouteStatus { parents } owns &route::OWNED;
    GrpcRouteStatus { parents } owns &route::OWNED;
    TlsRouteStatus { parents } owns &route::OWNED;
    TcpRouteStatus { parents } owns &route::OWNED;
    UdpRouteStatus { parents } owns &route::OWNED;
    PolicyStatus { ancestors } owns &policy::OWNED;
    TelemetryPolicyStatus { ancestors } owns &policy::OWNED;
}

impl Status for BackendStatus {
    fn unset() -> Self {
        Self { ancestors: None }
    }

    fn merged(&self, computed: &Self, merge: &Merge<'_>) -> Self {
        let current = self.ancestors.as_deref().unwrap_or_default();
        let after = computed.ancestors.as_deref().unwrap_or_default();
        Self {
            ancestors: Some(entries(current, after, &policy::OWNED, merge)),
        }
    }

    fn bare(self) -> Self {
        Self {
            ancestors: filled(self.ancestors),
        }
    }
}

/// An entry of a route names a parent where one of a policy names an ancestor.
impl Ancestor for RouteParentStatus {
    fn controller_name(&self) -> &str {
        &self.controller_name
    }

    fn ancestor_ref(&self) -> &ParentReference {
        &self.parent_ref
    }

    fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    fn new(controller: &str, parent: ParentReference, conditions: Vec<Condition>) -> Self {
        Self {
            parent_ref: parent,
            controller_name: controller.to_owned(),
            conditions,
        }
    }
}
