//! Statuses of Gateways (spec 2.9, 2.14, 11.5, 12.10).

use gateway_api_types::{Gateway, GatewayApiObject, GatewayDefaultScope};
use serde_json::{Value, json};

use super::addresses::assignment;
use super::cluster::Cluster;
use super::conditions::{OF_GATEWAY, OF_LISTENER, condition, kept_conditions, plain};
use super::frontend::{client_certificate_fault, is_insecure};
use super::listener_set_status::set_not_accepted;
use super::listener_status::listener_status;
use super::listeners::{Listener, listener_sets_of};
use crate::options::Channel;

/// The listeners of a Gateway's own.
fn own<'w>(cluster: Cluster<'w>, gateway: &Gateway) -> Vec<&'w Listener<'w>> {
    let listeners = cluster.listeners(gateway).iter();
    listeners
        .filter(|listener| listener.parent.kind == "Gateway")
        .collect()
}

/// Reason of `Accepted=False`, the first that holds (spec 12.10). There is no kind of parameters
/// that we know (spec 2.9.6).
pub(super) fn not_accepted(cluster: Cluster<'_>, gateway: &Gateway) -> Option<&'static str> {
    let infrastructure = gateway.spec.infrastructure.as_ref();
    let own = own(cluster, gateway);
    if infrastructure.is_some_and(|found| found.parameters_ref.is_some()) {
        Some("InvalidParameters")
    } else if assignment(cluster, gateway).unsupported {
        Some("UnsupportedAddress")
    } else if own.iter().all(|listener| listener.not_accepted().is_some()) {
        Some("ListenersNotValid")
    } else {
        None
    }
}

/// Reason of `Programmed=False` (spec 12.10).
pub(super) fn not_programmed(cluster: Cluster<'_>, gateway: &Gateway) -> Option<&'static str> {
    if not_accepted(cluster, gateway).is_some() {
        return Some("Invalid");
    }
    let own = own(cluster, gateway);
    let none = own
        .iter()
        .all(|listener| listener.not_programmed().is_some());
    let addresses = assignment(cluster, gateway).not_programmed();
    addresses.or(none.then_some("Invalid"))
}

/// The status of a Gateway of ours.
pub(super) fn gateway_status(cluster: Cluster<'_>, gateway: &Gateway) -> Value {
    let current = gateway.status.as_ref();
    let mut conditions = kept_conditions(
        current.and_then(|status| status.conditions.as_deref()),
        OF_GATEWAY,
    );
    conditions.extend(conditions_of(cluster, gateway));
    let entries = current.and_then(|status| status.listeners.as_deref());
    let listeners = own(cluster, gateway).into_iter().map(|listener| {
        let mut entries = entries.into_iter().flatten();
        let entry = entries.find(|entry| entry.name == listener.name);
        let kept = kept_conditions(entry.map(|entry| entry.conditions.as_slice()), OF_LISTENER);
        let all = cluster.listeners(gateway);
        listener_status(cluster, listener, all, gateway.generation(), kept)
    });
    // Sets that refer to the Gateway, may, and are accepted (spec 2.12.10).
    let sets = listener_sets_of(cluster, gateway).into_iter();
    let attached = sets.filter(|set| set_not_accepted(cluster, gateway, set).is_none());
    json!({
        "addresses": assignment(cluster, gateway).known,
        "conditions": conditions,
        "listeners": listeners.collect::<Vec<_>>(),
        "attachedListenerSets": attached.count(),
    })
}

fn conditions_of(cluster: Cluster<'_>, gateway: &Gateway) -> Vec<Value> {
    let generation = gateway.generation();
    let own = own(cluster, gateway);
    // Of some bad listeners the Gateway tells in the reason (spec 2.3.9).
    let all = own.iter().all(|listener| listener.not_accepted().is_none());
    let success = if all { "Accepted" } else { "ListenersNotValid" };
    let unresolved = own.iter().any(|listener| listener.unresolved.is_some());
    let unresolved =
        client_certificate_fault(cluster, gateway).or(unresolved.then_some("ListenersNotResolved"));
    let refused = not_accepted(cluster, gateway);
    let mut conditions = vec![
        condition("Accepted", refused, success, generation),
        plain("Programmed", not_programmed(cluster, gateway), generation),
        plain("ResolvedRefs", unresolved, generation),
    ];
    if cluster.options.channel == Channel::Experimental {
        let missing = assignment(cluster, gateway).not_assigned();
        conditions.push(plain("AddressesAssigned", missing, generation));
    }
    if is_insecure(gateway) {
        let reason = "ConfigurationChanged";
        let kind = "InsecureFrontendValidationMode";
        conditions.push(condition(kind, None, reason, generation));
    }
    if gateway.spec.default_scope == Some(GatewayDefaultScope::All) {
        conditions.push(plain("DefaultGateway", None, generation));
    }
    conditions
}
