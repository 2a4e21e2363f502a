//! Statuses of ListenerSets (spec 2.12.2, 2.12.7, 12.10, 12.64).

use gateway_api_types::{Gateway, GatewayApiObject, ListenerSet};
use serde_json::{Value, json};

use super::cluster::Cluster;
use super::conditions::{OF_LISTENER, OF_SET, condition, kept_conditions, plain};
use super::gateway_status::{not_accepted, not_programmed};
use super::listener_status::listener_status;
use super::listeners::{Listener, allows_set};

/// The entries of a set in the list of its Gateway, where it is allowed.
fn entries<'w>(
    cluster: Cluster<'w>,
    gateway: &Gateway,
    set: &ListenerSet,
) -> Vec<&'w Listener<'w>> {
    let own = |listener: &&Listener<'_>| {
        let parent = listener.parent;
        (parent.kind, parent.namespace, parent.name) == ("ListenerSet", set.namespace(), set.name())
    };
    cluster.listeners(gateway).iter().filter(own).collect()
}

/// An entry is valid if it can be programmed (spec 2.12.7).
fn is_valid(listener: &Listener<'_>) -> bool {
    listener.not_accepted().is_none() && listener.not_programmed().is_none()
}

/// The first reason that holds: the handshake, the parent, the entries.
fn failure(
    cluster: Cluster<'_>,
    gateway: &Gateway,
    set: &ListenerSet,
    parent: Option<&'static str>,
) -> Option<&'static str> {
    if !allows_set(cluster, gateway, set.namespace()) {
        return Some("NotAllowed");
    }
    let none = !entries(cluster, gateway, set).into_iter().any(is_valid);
    parent.or(none.then_some("ListenersNotValid"))
}

/// Reason of a set's `Accepted=False`.
pub(super) fn set_not_accepted(
    cluster: Cluster<'_>,
    gateway: &Gateway,
    set: &ListenerSet,
) -> Option<&'static str> {
    let parent = not_accepted(cluster, gateway).map(|_| "ParentNotAccepted");
    failure(cluster, gateway, set, parent)
}

/// Status of a ListenerSet of a Gateway of ours.
pub(super) fn listener_set_status(
    cluster: Cluster<'_>,
    gateway: &Gateway,
    set: &ListenerSet,
) -> Value {
    let generation = set.generation();
    let own = entries(cluster, gateway, set);
    let parent = not_programmed(cluster, gateway).map(|_| "ParentNotProgrammed");
    let programmed = failure(cluster, gateway, set, parent);
    let all = own.iter().all(|listener| is_valid(listener));
    let success = if all { "Accepted" } else { "ListenersNotValid" };
    let accepted = set_not_accepted(cluster, gateway, set);
    let current = set.status.as_ref();
    let mut conditions = kept_conditions(
        current.and_then(|status| status.conditions.as_deref()),
        OF_SET,
    );
    conditions.push(condition("Accepted", accepted, success, generation));
    conditions.push(plain("Programmed", programmed, generation));
    let current = current.and_then(|status| status.listeners.as_deref());
    let listeners = own.into_iter().map(|listener| {
        let mut entries = current.into_iter().flatten();
        let entry = entries.find(|entry| entry.name == listener.name);
        let kept = kept_conditions(entry.map(|entry| entry.conditions.as_slice()), OF_LISTENER);
        let all = cluster.listeners(gateway);
        listener_status(cluster, listener, all, generation, kept)
    });
    json!({ "conditions": conditions, "listeners": listeners.collect::<Vec<_>>() })
}
