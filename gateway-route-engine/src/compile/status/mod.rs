//! Statuses: complete `status` objects, ready to be written (spec 11).

pub(crate) mod conditions;
mod diff;
pub(crate) mod gateway;
pub(crate) mod gateway_class;
pub(crate) mod listener;
pub(crate) mod policy;
pub(crate) mod route;
pub(crate) mod x_mesh;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::x_backend::BackendStatus;
use gateway_api_types::x_telemetry_policy::TelemetryPolicyStatus;
use gateway_api_types::{
    GatewayClassStatus, GatewayStatus, ListenerSetStatus, MeshStatus, NamespacedName, PolicyStatus,
    RouteParentStatus,
};

use crate::rule::RouteId;

/// The status of every object that is ours or refers to something that is. An object that is
/// missing here is not to be touched.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statuses {
    /// Of GatewayClasses, by name.
    pub gateway_classes: BTreeMap<String, GatewayClassStatus>,
    /// Of `XMeshes`, by name.
    pub x_meshes: BTreeMap<String, MeshStatus>,
    /// Of Gateways.
    pub gateways: BTreeMap<NamespacedName, GatewayStatus>,
    /// Of ListenerSets.
    pub listener_sets: BTreeMap<NamespacedName, ListenerSetStatus>,
    /// `status.parents` of routes of all kinds, other controllers' entries included.
    pub routes: BTreeMap<RouteId, Vec<RouteParentStatus>>,
    /// Of BackendTLSPolicies, other controllers' entries included, as in all that follow.
    pub backend_tls_policies: BTreeMap<NamespacedName, PolicyStatus>,
    /// Of XBackends.
    pub x_backends: BTreeMap<NamespacedName, BackendStatus>,
    /// Of XBackendTrafficPolicies.
    pub x_backend_traffic_policies: BTreeMap<NamespacedName, PolicyStatus>,
    /// Of XTelemetryPolicies.
    pub x_telemetry_policies: BTreeMap<NamespacedName, TelemetryPolicyStatus>,
    /// The names under which entries are ours.
    pub(crate) controllers: BTreeSet<Arc<str>>,
}

macro_rules! each_map {
    ($macro:ident) => {
        $macro!(gateway_classes);
        $macro!(x_meshes);
        $macro!(gateways);
        $macro!(listener_sets);
        $macro!(routes);
        $macro!(backend_tls_policies);
        $macro!(x_backends);
        $macro!(x_backend_traffic_policies);
        $macro!(x_telemetry_policies);
    };
}

impl Statuses {
    /// Those that `before` lacks or has otherwise.
    pub(crate) fn different_from(&self, before: &Self) -> Self {
        let mut different = Self {
            controllers: self.controllers.clone(),
            ..Self::default()
        };
        macro_rules! differ {
            ($field:ident) => {
                let new = self.$field.iter();
                let new = new.filter(|(name, status)| before.$field.get(*name) != Some(*status));
                let new = new.map(|(name, status)| (name.clone(), status.clone()));
                different.$field = new.collect();
            };
        }
        each_map!(differ);
        different
    }

    /// Puts others in, in the place of those of the same objects.
    pub(crate) fn extend(&mut self, others: Self) {
        macro_rules! extend {
            ($field:ident) => {
                self.$field.extend(others.$field);
            };
        }
        each_map!(extend);
    }
}
