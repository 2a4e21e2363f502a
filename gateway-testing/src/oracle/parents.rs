//! Parents: the parentRefs of routes, and those that default Gateways add (spec 2.13, 3.1).

use gateway_api_types::{GatewayApiObject, GatewayDefaultScope, ParentReference};

use super::cluster::{Cluster, GROUP};
use super::listeners::Parent;

/// The fields of a parentRef with their defaults (spec 3.1.1).
type Identity<'a> = (
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    Option<&'a str>,
    Option<i32>,
);

pub(super) fn identity<'a>(namespace: &'a str, parent: &'a ParentReference) -> Identity<'a> {
    (
        parent.group.as_deref().unwrap_or(GROUP),
        parent.kind.as_deref().unwrap_or("Gateway"),
        parent.namespace.as_deref().unwrap_or(namespace),
        &parent.name,
        parent.section_name.as_deref(),
        parent.port,
    )
}

/// The parentRefs of a route in this namespace, those that repeat an earlier one left out (spec
/// 12.40).
pub(super) fn distinct(namespace: &str, parents: Vec<ParentReference>) -> Vec<ParentReference> {
    let mut kept: Vec<ParentReference> = Vec::new();
    for parent in parents {
        let same =
            |other: &ParentReference| identity(namespace, other) == identity(namespace, &parent);
        if !kept.iter().any(same) {
            kept.push(parent);
        }
    }
    kept
}

/// The Gateways of ours that claim every route which asks for it, as if it named them (spec
/// 2.13.2).
pub(super) fn claims(cluster: Cluster<'_>) -> Vec<ParentReference> {
    let gateways = cluster.world.gateways.iter().filter(|gateway| {
        gateway.spec.default_scope == Some(GatewayDefaultScope::All)
            && cluster.controller_of(gateway).is_some()
    });
    let claim = |gateway: &gateway_api_types::Gateway| ParentReference {
        group: Some(GROUP.to_owned()),
        kind: Some("Gateway".to_owned()),
        namespace: Some(gateway.namespace().to_owned()),
        name: gateway.name().to_owned(),
        section_name: None,
        port: None,
    };
    gateways.map(claim).collect()
}

/// Whether a parentRef of a route in this namespace names an object.
pub(super) fn names(namespace: &str, parent: &ParentReference, object: Parent<'_>) -> bool {
    let (group, kind, parent_namespace, name, ..) = identity(namespace, parent);
    (group, kind, parent_namespace, name) == (GROUP, object.kind, object.namespace, object.name)
}
