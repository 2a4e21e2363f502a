//! Statuses: complete `status` objects, ready to be written (spec 11).

pub(crate) mod conditions;
pub(crate) mod gateway;
pub(crate) mod gateway_class;
pub(crate) mod listener;
pub(crate) mod route;
pub(crate) mod x_mesh;

use std::collections::BTreeMap;

use gateway_api_types::{
    GatewayClassStatus, GatewayStatus, ListenerSetStatus, MeshStatus, NamespacedName,
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
}
