//! Conditions, ours and those of others (spec 2.14, 11.1).

use gateway_api_types::Condition;
use serde_json::{Map, Value, json};

/// Condition types of Gateways that are ours to write; others in an object's status stay as they are
/// (spec 11.1).
pub(super) const OF_GATEWAY: &[&str] = &[
    "Accepted",
    "Programmed",
    "ResolvedRefs",
    "InsecureFrontendValidationMode",
    "AddressesAssigned",
    "DefaultGateway",
];
/// Those of `ListenerSets`.
pub(super) const OF_SET: &[&str] = &["Accepted", "Programmed"];
/// Those of listeners.
pub(super) const OF_LISTENER: &[&str] = &[
    "Accepted",
    "Programmed",
    "ResolvedRefs",
    "Conflicted",
    "OverlappingTLSConfig",
];
/// Those of routes.
pub(super) const OF_ROUTE: &[&str] = &["Accepted", "ResolvedRefs", "PartiallyInvalid"];
/// Those of policies and backends.
pub(super) const OF_POLICY: &[&str] = &["Accepted", "ResolvedRefs"];
/// Those of classes and meshes.
pub(super) const OF_CLASS: &[&str] = &["Accepted", "SupportedVersion"];

/// A condition: False with the reason of a failure, else True.
pub(super) fn condition(
    kind: &str,
    failure: Option<&str>,
    success: &str,
    generation: Option<i64>,
) -> Value {
    let mut condition = Map::new();
    condition.insert("type".to_owned(), json!(kind));
    condition.insert(
        "status".to_owned(),
        json!(if failure.is_some() { "False" } else { "True" }),
    );
    condition.insert("reason".to_owned(), json!(failure.unwrap_or(success)));
    condition.insert("message".to_owned(), json!(""));
    condition.insert(
        "lastTransitionTime".to_owned(),
        json!("1970-01-01T00:00:00Z"),
    );
    if let Some(generation) = generation {
        condition.insert("observedGeneration".to_owned(), json!(generation));
    }
    Value::Object(condition)
}

/// A condition that repeats its type where it is true.
pub(super) fn plain(kind: &str, failure: Option<&str>, generation: Option<i64>) -> Value {
    condition(kind, failure, kind, generation)
}

/// Conditions of an object's current status that are not ours (spec 11.1).
pub(super) fn kept_conditions(current: Option<&[Condition]>, ours: &[&str]) -> Vec<Value> {
    let foreign = current
        .into_iter()
        .flatten()
        .filter(|condition| !ours.contains(&condition.type_.as_str()));
    foreign
        .filter_map(|condition| serde_json::to_value(condition).ok())
        .collect()
}
