//! Decision: the JSON of design.md section 7, every key there.

use gateway_api_types::ProtocolType;
use serde_json::{Value, json};

use super::listeners::Listener;

/// A decision with these members, and all others null or empty.
pub(super) fn decision(members: Value) -> Value {
    let empty = json!({
        "outcome": null, "status": null, "grpcStatus": null,
        "listener": null, "route": null, "rule": null, "ruleName": null, "match": null,
        "backend": null, "backends": [],
        "request": null, "responseHeaders": { "set": [], "add": [], "remove": [] },
        "headers": [], "location": null, "mirrors": [],
        "timeouts": { "request": null, "backendRequest": null },
        "retry": null, "retryBudget": null, "sessionPersistence": null, "externalAuth": null,
        "listenerFilters": [], "appProtocol": null, "backendTls": null, "tlsMode": null,
        "error": null,
    });
    let objects = [empty, members]
        .into_iter()
        .filter_map(|value| match value {
            Value::Object(object) => Some(object),
            _ => None,
        });
    Value::Object(objects.flatten().collect())
}

/// A decision of a listener, or in a mesh of none.
pub(super) fn on_listener(listener: Option<&Listener<'_>>, members: Value) -> Value {
    let mut value = decision(members);
    let Some(listener) = listener else {
        return value;
    };
    let parent = listener.parent;
    value["listener"] = json!({
        "kind": parent.kind, "namespace": parent.namespace, "name": parent.name,
        "section": listener.name,
    });
    if matches!(listener.protocol, ProtocolType::Https | ProtocolType::Tls) {
        value["tlsMode"] = json!(if listener.terminates() {
            "Terminate"
        } else {
            "Passthrough"
        });
    }
    value
}

/// The line for a Gateway that is not in the input.
pub(super) fn unknown_gateway() -> Value {
    json!({ "error": "there is no such Gateway" })
}

/// No HTTP answer is possible.
pub(super) fn reject(listener: Option<&Listener<'_>>, error: &str) -> Value {
    on_listener(listener, json!({ "outcome": "reject", "error": error }))
}

/// Nothing matches: 404, for gRPC UNIMPLEMENTED in trailers (spec 2.4.4, 7.1.9).
pub(super) fn not_found(listener: Option<&Listener<'_>>, grpc: bool) -> Value {
    let (status, grpc_status) = if grpc { (200, Some(12)) } else { (404, None) };
    let error = "nothing matches the request";
    on_listener(
        listener,
        json!({ "outcome": "respond", "status": status, "grpcStatus": grpc_status, "error": error }),
    )
}

/// The host belongs to another listener than the handshake (spec 2.5.2).
pub(super) fn misdirected(listener: &Listener<'_>, grpc: bool) -> Value {
    let (status, grpc_status) = if grpc { (200, Some(12)) } else { (421, None) };
    let error = "the host belongs to another listener";
    on_listener(
        Some(listener),
        json!({ "outcome": "respond", "status": status, "grpcStatus": grpc_status, "error": error }),
    )
}

/// What stands before the routes of a listener lets nothing pass (spec 12.88).
pub(super) fn blocked(listener: &Listener<'_>, grpc: bool) -> Value {
    let (status, grpc_status) = if grpc { (200, Some(14)) } else { (500, None) };
    let error = "a filter of the listener lets nothing pass";
    on_listener(
        Some(listener),
        json!({ "outcome": "respond", "status": status, "grpcStatus": grpc_status, "error": error }),
    )
}
