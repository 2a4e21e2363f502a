//! Statuses of policies and backends: an entry for each ancestor (spec 6.8.11, 6.9.5, 8.3.8, 12.35,
//! 12.94).

use gateway_api_types::{
    BackendTlsPolicy, Gateway, GatewayApiObject, PolicyAncestorStatus, PolicyStatus, XBackend,
    XBackendTrafficPolicy,
};
use serde_json::{Value, json};

use super::attachment::is_attached;
use super::cluster::{Cluster, GROUP, X_GROUP};
use super::conditions::{OF_POLICY, kept_conditions, plain};
use super::references::targets;
use super::{backend_tls, traffic_policy, x_backend};

/// Group, kind, namespace and name.
type Target<'a> = (&'a str, &'a str, &'a str, &'a str);

/// The Gateways of ours with an accepted route, their ListenerSets' routes included, whose rule or
/// filter names a target.
fn ancestors<'w>(cluster: Cluster<'w>, wanted: &[Target<'_>]) -> Vec<(&'w Gateway, String)> {
    let routes: Vec<_> = cluster
        .routes
        .iter()
        .filter(|route| {
            let named = targets(route);
            let mut named = named.iter();
            named.any(|(group, kind, namespace, name)| {
                wanted.contains(&(group.as_str(), kind, namespace, name))
            })
        })
        .collect();
    let gateways = cluster.world.gateways.iter().filter(|gateway| {
        let mut listeners = cluster.listeners(gateway).iter();
        listeners.any(|listener| {
            let mut routes = routes.iter();
            routes.any(|route| is_attached(cluster, route, listener))
        })
    });
    gateways
        .filter_map(|gateway| Some((gateway, cluster.controller_of(gateway)?)))
        .collect()
}

/// How many ancestors a policy may have, and how many an XBackend (spec 1.4).
pub(super) const OF_POLICY_AT_MOST: usize = 16;
const OF_X_BACKEND_AT_MOST: usize = 32;

/// An entry of ours: the reference to the Gateway, our controller and the conditions.
type Own = (Value, String, Vec<Value>);

/// The entry that stands for a Gateway now.
fn standing<'a>(
    current: &'a [PolicyAncestorStatus],
    (reference, controller, _): &Own,
) -> Option<&'a PolicyAncestorStatus> {
    current.iter().find(|entry| {
        let ancestor = &entry.ancestor_ref;
        entry.controller_name == *controller
            && json!(ancestor.name) == reference["name"]
            && json!(ancestor.namespace) == reference["namespace"]
    })
}

/// The entries of ours that there is room for, and those that there is none for. Those that are there
/// stay, then they go by name: which ones is free (spec 8.3.8).
fn room(
    cluster: Cluster<'_>,
    current: &[PolicyAncestorStatus],
    mut own: Vec<Own>,
    most: usize,
) -> (Vec<Own>, Vec<Own>) {
    let foreign = current
        .iter()
        .filter(|entry| !cluster.is_our_controller(&entry.controller_name));
    let room = most.saturating_sub(foreign.count());
    own.sort_by_key(|entry| {
        let name = |member: &str| entry.0[member].as_str().unwrap_or_default().to_owned();
        let new = standing(current, entry).is_none();
        (new, format!("{}/{}", name("namespace"), name("name")))
    });
    let left_out = own.split_off(room.min(own.len()));
    (own, left_out)
}

/// Whether the list of ancestors of a policy has no room for the Gateway that backends are reached
/// from, so that it is not to be implemented for it (spec 6.8.11, 8.3.8).
fn lacks_room(cluster: Cluster<'_>, status: Option<&PolicyStatus>, wanted: &[Target<'_>]) -> bool {
    let current = status.map_or(&[][..], |status| &status.ancestors);
    let Some(gateway) = cluster.gateway else {
        return false;
    };
    // Where all Gateways have room beside what stands there is nothing to count.
    if current.len() + cluster.world.gateways.len() <= OF_POLICY_AT_MOST {
        return false;
    }
    let wanted = entries_of(cluster, wanted, &[]);
    let own = reference(gateway.namespace(), gateway.name());
    let (_, left_out) = room(cluster, current, wanted, OF_POLICY_AT_MOST);
    left_out.iter().any(|(reference, ..)| *reference == own)
}

/// Whether a BackendTLSPolicy is not implemented for the Gateway that backends are reached from.
pub(super) fn tls_lacks_room(cluster: Cluster<'_>, policy: &BackendTlsPolicy) -> bool {
    lacks_room(cluster, policy.status.as_ref(), &tls_targets(policy))
}

/// The same of an `XBackendTrafficPolicy`.
pub(super) fn traffic_lacks_room(cluster: Cluster<'_>, policy: &XBackendTrafficPolicy) -> bool {
    lacks_room(cluster, policy.status.as_ref(), &traffic_targets(policy))
}

fn tls_targets(policy: &BackendTlsPolicy) -> Vec<Target<'_>> {
    let namespace = policy.namespace();
    let targets = policy.spec.target_refs.iter();
    targets
        .map(|found| (&*found.group, &*found.kind, namespace, &*found.name))
        .collect()
}

fn traffic_targets(policy: &XBackendTrafficPolicy) -> Vec<Target<'_>> {
    let namespace = policy.namespace();
    let targets = policy.spec.target_refs.iter();
    targets
        .map(|found| (&*found.group, &*found.kind, namespace, &*found.name))
        .collect()
}

/// An entry for each ancestor with these conditions, beside those of other controllers, as far as
/// there is room. `current` are the entries as they stand.
pub(super) fn with_entries(
    cluster: Cluster<'_>,
    current: &[PolicyAncestorStatus],
    own: Vec<Own>,
    most: usize,
) -> Value {
    let foreign = current
        .iter()
        .filter(|entry| !cluster.is_our_controller(&entry.controller_name));
    let mut entries: Vec<Value> = foreign
        .filter_map(|entry| serde_json::to_value(entry).ok())
        .collect();
    for own in room(cluster, current, own, most).0 {
        let same = standing(current, &own);
        let (reference, controller, conditions) = own;
        let mut all = kept_conditions(same.map(|entry| entry.conditions.as_slice()), OF_POLICY);
        all.extend(conditions);
        entries.push(
            json!({ "ancestorRef": reference, "controllerName": controller, "conditions": all }),
        );
    }
    json!({ "ancestors": entries })
}

/// A reference to a Gateway as the ancestor of a policy.
pub(super) fn reference(namespace: &str, name: &str) -> Value {
    json!({ "group": GROUP, "kind": "Gateway", "namespace": namespace, "name": name })
}

fn entries_of(cluster: Cluster<'_>, wanted: &[Target<'_>], conditions: &[Value]) -> Vec<Own> {
    let ancestors = ancestors(cluster, wanted).into_iter();
    ancestors
        .map(|(gateway, controller)| {
            let reference = reference(gateway.namespace(), gateway.name());
            (reference, controller, conditions.to_vec())
        })
        .collect()
}

/// The status of a BackendTLSPolicy.
pub(super) fn backend_tls_policy(cluster: Cluster<'_>, policy: &BackendTlsPolicy) -> Value {
    let generation = policy.generation();
    let wanted = tls_targets(policy);
    let conditions = [
        plain(
            "Accepted",
            backend_tls::not_accepted(cluster, policy),
            generation,
        ),
        plain(
            "ResolvedRefs",
            backend_tls::unresolved(cluster, policy),
            generation,
        ),
    ];
    let current = policy
        .status
        .as_ref()
        .map(|status| status.ancestors.as_slice());
    let entries = entries_of(cluster, &wanted, &conditions);
    with_entries(
        cluster,
        current.unwrap_or_default(),
        entries,
        OF_POLICY_AT_MOST,
    )
}

/// The status of an `XBackendTrafficPolicy`.
pub(super) fn traffic_policy(cluster: Cluster<'_>, policy: &XBackendTrafficPolicy) -> Value {
    let wanted = traffic_targets(policy);
    let refused = traffic_policy::not_accepted(cluster, policy);
    let conditions = [plain("Accepted", refused, policy.generation())];
    let current = policy
        .status
        .as_ref()
        .map(|status| status.ancestors.as_slice());
    let entries = entries_of(cluster, &wanted, &conditions);
    with_entries(
        cluster,
        current.unwrap_or_default(),
        entries,
        OF_POLICY_AT_MOST,
    )
}

/// The status of an `XBackend` (spec 12.94).
pub(super) fn x_backend(cluster: Cluster<'_>, backend: &XBackend) -> Value {
    let key = (X_GROUP, "XBackend", backend.namespace(), backend.name());
    let invalid = (!x_backend::is_valid(cluster, backend)).then_some("Invalid");
    let conditions = [plain("Accepted", invalid, backend.generation())];
    let current = backend
        .status
        .iter()
        .flat_map(|status| status.ancestors.iter().flatten());
    let current: Vec<_> = current
        .map(|entry| PolicyAncestorStatus {
            ancestor_ref: entry.ancestor_ref.clone(),
            controller_name: entry.controller_name.clone(),
            conditions: entry.conditions.clone().unwrap_or_default(),
        })
        .collect();
    let entries = entries_of(cluster, &[key], &conditions);
    with_entries(cluster, &current, entries, OF_X_BACKEND_AT_MOST)
}
