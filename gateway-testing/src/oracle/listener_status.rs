//! Statuses of listeners, of Gateways and of ListenerSets alike (spec 2.10.3, 2.11, 2.14).

use serde_json::{Value, json};

use super::attachment::is_attached;
use super::cluster::{Cluster, GROUP};
use super::conditions::{condition, plain};
use super::listeners::{Listener, overlaps};

/// The entry of a listener; `conditions` are those that others wrote.
pub(super) fn listener_status(
    cluster: Cluster<'_>,
    listener: &Listener<'_>,
    all: &[Listener<'_>],
    generation: Option<i64>,
    mut conditions: Vec<Value>,
) -> Value {
    let routes = cluster.routes.iter();
    let attached = routes.filter(|route| is_attached(cluster, route, listener));
    let kinds = listener.kinds.iter();
    let kinds: Vec<_> = kinds
        .map(|kind| json!({ "group": GROUP, "kind": kind }))
        .collect();
    conditions.extend([
        plain("Accepted", listener.not_accepted(), generation),
        plain("Programmed", listener.not_programmed(), generation),
        plain("ResolvedRefs", listener.unresolved, generation),
    ]);
    if let Some(reason) = listener.conflict {
        conditions.push(condition("Conflicted", None, reason, generation));
    }
    if overlaps(listener, all) {
        let reason = "OverlappingHostnames";
        conditions.push(condition("OverlappingTLSConfig", None, reason, generation));
    }
    json!({
        "name": listener.name,
        "supportedKinds": kinds,
        "attachedRoutes": attached.count(),
        "conditions": conditions,
    })
}
