//! Cluster: the world as a controller sees it: what is ours, what exists, what a grant permits.

use gateway_api_types::{
    Gateway, GatewayApiObject, GatewayClass, ListenerSet, ServiceImport, Time, XBackend,
};
use k8s_openapi::api::certificates::v1beta1::ClusterTrustBundle;
use k8s_openapi::api::core::v1::{ConfigMap, Secret, Service};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{
    LabelSelector, LabelSelectorRequirement, ObjectMeta,
};
use std::collections::BTreeMap;

use super::listeners::Listener;
use super::mesh;
use super::route::Route;
use super::shared_hostnames::Loss;
use crate::options::Options;
use crate::world::World;

/// Group of the Gateway API's kinds.
pub(super) const GROUP: &str = "gateway.networking.k8s.io";
/// Group of its experimental kinds.
pub(super) const X_GROUP: &str = "gateway.networking.x-k8s.io";
/// Controller name where neither options nor classes give one.
const DEFAULT_CONTROLLER: &str = "gateway.example.com/controller";

/// A world with its options, and what is asked of it so often that it is worked out once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster<'w> {
    pub(super) world: &'w World,
    pub(super) options: &'w Options,
    /// Every route.
    pub(super) routes: &'w [Route<'w>],
    /// The same routes as a mesh sees them, which calls some features by other names.
    pub(super) mesh_routes: &'w [Route<'w>],
    /// The listeners of every Gateway, in the order of the Gateways.
    pub(super) listeners: &'w [Vec<Listener<'w>>],
    /// What routes lost to routes of the other kind (spec 12.14).
    pub(super) lost: &'w [Loss<'w>],
    /// The Gateway that backends are reached from, where it matters: a policy may have no room for it
    /// (spec 8.3.8).
    pub(super) gateway: Option<&'w Gateway>,
}

/// What a reference finds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found<'w, T> {
    /// The object.
    Object(&'w T),
    /// Nothing, but it is taken to exist somewhere.
    Assumed,
    /// Nothing.
    Missing,
}

/// Who refers to what: the fields that a ReferenceGrant compares (spec 3.5.2).
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference<'a> {
    pub(super) from_group: &'a str,
    pub(super) from_kind: &'a str,
    pub(super) from_namespace: &'a str,
    pub(super) group: &'a str,
    pub(super) kind: &'a str,
    pub(super) namespace: &'a str,
    pub(super) name: &'a str,
}

impl<'w> Cluster<'w> {
    /// The same from a Gateway.
    pub(super) fn seen_from(self, gateway: &'w Gateway) -> Self {
        Self {
            gateway: Some(gateway),
            ..self
        }
    }

    /// Whether a route of the other kind has the hostname of a route on a listener.
    pub(super) fn has_lost(&self, route: &Route<'_>, listener: &Listener<'_>) -> bool {
        let mut lost = self.lost.iter();
        lost.any(|loss| {
            (loss.kind, loss.namespace, loss.name) == (route.kind, route.namespace, route.name)
                && (loss.parent, loss.listener) == (listener.parent, listener.name)
        })
    }

    /// The controller name in whose name a Gateway is served; `None` if it is not ours, or its
    /// class is not accepted (spec 2.1.1, 2.1.8).
    pub(super) fn controller_of(&self, gateway: &Gateway) -> Option<String> {
        let mut classes = self.world.gateway_classes.iter();
        match classes.find(|class| class.name() == gateway.spec.gateway_class_name) {
            None => (!self.options.is_missing("GatewayClass")).then(|| self.controller()),
            Some(class) => (self.is_ours(class) && is_accepted(class))
                .then(|| class.spec.controller_name.clone()),
        }
    }

    /// Whether a class is of our controller; without a name of it every class is (spec 2.1.1).
    pub(super) fn is_ours(&self, class: &GatewayClass) -> bool {
        let wanted = self.options.controller.as_deref();
        wanted.is_none_or(|wanted| wanted == class.spec.controller_name)
    }

    /// Our controller name where no class says it: that of the options, else of the first class by
    /// name.
    pub(super) fn controller(&self) -> String {
        let first = self
            .world
            .gateway_classes
            .iter()
            .min_by_key(|class| class.name().to_owned());
        let of_class = first.map(|class: &GatewayClass| class.spec.controller_name.clone());
        self.options
            .controller
            .clone()
            .or(of_class)
            .unwrap_or_else(|| DEFAULT_CONTROLLER.to_owned())
    }

    /// Whether status entries under a controller name are ours to keep or to remove.
    pub(super) fn is_our_controller(self, name: &str) -> bool {
        let mut classes = self.world.gateway_classes.iter();
        match &self.options.controller {
            Some(controller) => controller == name,
            None => {
                self.controller() == name
                    || classes.any(|class| class.spec.controller_name == name)
                    || mesh::controller(self) == name
            }
        }
    }

    pub(super) fn gateway(&self, namespace: &str, name: &str) -> Option<&'w Gateway> {
        self.world
            .gateways
            .iter()
            .find(|gateway| gateway.namespace() == namespace && gateway.name() == name)
    }

    pub(super) fn listener_set(&self, namespace: &str, name: &str) -> Option<&'w ListenerSet> {
        self.world
            .listener_sets
            .iter()
            .find(|set| set.namespace() == namespace && set.name() == name)
    }

    pub(super) fn service(&self, namespace: &str, name: &str) -> Found<'w, Service> {
        let found = self
            .world
            .services
            .iter()
            .find(|service| is_named(&service.metadata, namespace, name));
        self.found(found, "Service")
    }

    pub(super) fn service_import(&self, namespace: &str, name: &str) -> Found<'w, ServiceImport> {
        let mut objects = self.world.service_imports.iter();
        let found = objects.find(|object| is_named(&object.metadata, namespace, name));
        self.found(found, "ServiceImport")
    }

    pub(super) fn secret(&self, namespace: &str, name: &str) -> Found<'w, Secret> {
        let found = self
            .world
            .secrets
            .iter()
            .find(|secret| is_named(&secret.metadata, namespace, name));
        self.found(found, "Secret")
    }

    pub(super) fn config_map(&self, namespace: &str, name: &str) -> Found<'w, ConfigMap> {
        let mut objects = self.world.config_maps.iter();
        let found = objects.find(|object| is_named(&object.metadata, namespace, name));
        self.found(found, "ConfigMap")
    }

    pub(super) fn bundle(&self, name: &str) -> Found<'w, ClusterTrustBundle> {
        let mut objects = self.world.cluster_trust_bundles.iter();
        let found = objects.find(|object| object.metadata.name.as_deref() == Some(name));
        self.found(found, "ClusterTrustBundle")
    }

    pub(super) fn x_backend(&self, namespace: &str, name: &str) -> Found<'w, XBackend> {
        let mut objects = self.world.x_backends.iter();
        let found = objects.find(|object| object.namespace() == namespace && object.name() == name);
        self.found(found, "XBackend")
    }

    /// The listeners of a Gateway and of its ListenerSets.
    pub(super) fn listeners(&self, gateway: &Gateway) -> &'w [Listener<'w>] {
        let same = |other: &Gateway| {
            other.namespace() == gateway.namespace() && other.name() == gateway.name()
        };
        let place = self.world.gateways.iter().position(same);
        place
            .and_then(|place| self.listeners.get(place))
            .map_or(&[], Vec::as_slice)
    }

    fn found<T>(&self, object: Option<&'w T>, kind: &str) -> Found<'w, T> {
        match object {
            Some(object) => Found::Object(object),
            None if self.options.is_missing(kind) => Found::Missing,
            None => Found::Assumed,
        }
    }

    /// Whether a reference may be made: within a namespace always, across namespaces if a
    /// ReferenceGrant in the target's says so (spec 3.5).
    pub(super) fn permits(&self, reference: Reference<'_>) -> bool {
        let grants = self
            .world
            .reference_grants
            .iter()
            .filter(|grant| grant.namespace() == reference.namespace);
        reference.from_namespace == reference.namespace
            || grants.into_iter().any(|grant| {
                let from = grant.spec.from.iter().any(|from| {
                    from.group == reference.from_group
                        && from.kind == reference.from_kind
                        && from.namespace == reference.from_namespace
                });
                let to = grant.spec.to.iter().any(|to| {
                    to.group == reference.group
                        && to.kind == reference.kind
                        && to
                            .name
                            .as_deref()
                            .is_none_or(|name| name.is_empty() || name == reference.name)
                });
                from && to
            })
    }

    /// Whether a selector selects a namespace. Without a Namespace object only the label that every
    /// namespace has is known (spec 12.53); an absent selector selects none, an empty one all (spec
    /// 2.10.5, 12.56).
    pub(super) fn selects(&self, selector: Option<&LabelSelector>, namespace: &str) -> bool {
        let Some(selector) = selector else {
            return false;
        };
        let object = self
            .world
            .namespaces
            .iter()
            .find(|object| object.metadata.name.as_deref() == Some(namespace));
        let mut labels = object
            .and_then(|object| object.metadata.labels.clone())
            .unwrap_or_default();
        labels
            .entry("kubernetes.io/metadata.name".to_owned())
            .or_insert_with(|| namespace.to_owned());
        let all = selector
            .match_labels
            .iter()
            .flatten()
            .all(|(key, value)| labels.get(key) == Some(value));
        all && selector
            .match_expressions
            .iter()
            .flatten()
            .all(|expression| holds(expression, &labels))
    }
}

/// Whether a class is one that we can serve: of parameters there is no kind that we know (spec
/// 2.1.3).
pub(super) fn is_accepted(class: &GatewayClass) -> bool {
    class.spec.parameters_ref.is_none()
}

fn holds(expression: &LabelSelectorRequirement, labels: &BTreeMap<String, String>) -> bool {
    let value = labels.get(&expression.key);
    let among = value.is_some_and(|value| {
        expression
            .values
            .iter()
            .flatten()
            .any(|other| other == value)
    });
    match expression.operator.as_str() {
        "In" => among,
        "NotIn" => !among,
        "Exists" => value.is_some(),
        "DoesNotExist" => value.is_none(),
        _ => false,
    }
}

/// Whether an object of a namespaced core kind has this name; without a namespace it is in
/// `default`.
fn is_named(metadata: &ObjectMeta, namespace: &str, name: &str) -> bool {
    metadata.name.as_deref() == Some(name)
        && metadata.namespace.as_deref().unwrap_or("default") == namespace
}

/// Place of an object by age, then by the bytes of `namespace/name` (spec 3.8.1, 12.51). What was
/// never created, because it comes from a file, counts as newest (spec 12.52).
pub(super) fn seniority(created: Option<&Time>, namespace: &str, name: &str) -> (i64, String) {
    (
        created.map_or(i64::MAX, |time| time.0.as_second()),
        format!("{namespace}/{name}"),
    )
}
