//! What is written to a cluster: changes alone, and nothing of others' (spec 11.1 to 11.3).

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use gateway_api_types::{Object, Time};
use gateway_route_engine::{Assumptions, Options, Resources, compile};
use serde_json::{Value, json};

const OURS: &str = "example.com/ours";

fn time(second: u32) -> Value {
    json!(format!("2026-01-01T00:00:{second:02}Z"))
}

fn options(second: u32) -> Options {
    Options {
        controller_name: Some(OURS.to_owned()),
        assume: Assumptions::complete(),
        now: serde_json::from_value::<Time>(time(second)).unwrap(),
        ..Options::default()
    }
}

fn cluster(objects: &[Value]) -> Resources {
    let mut cluster = Resources::default();
    for object in objects {
        assert!(cluster.insert_object(Object::from_value(object.clone()).unwrap()));
    }
    cluster
}

fn class() -> Value {
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "GatewayClass",
        "metadata": {"name": "class"}, "spec": {"controllerName": OURS},
    })
}

fn gateway(generation: i64, status: &Value) -> Value {
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway",
        "metadata": {"namespace": "infra", "name": "edge", "generation": generation},
        "spec": {"gatewayClassName": "class", "listeners": [{"name": "http", "port": 80, "protocol": "HTTP"}]},
        "status": status,
    })
}

fn route(status: &Value) -> Value {
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
        "metadata": {"namespace": "infra", "name": "web", "generation": 4},
        "spec": {"parentRefs": [{"name": "edge"}], "rules": [{}]},
        "status": status,
    })
}

fn condition(kind: &str, status: &str, reason: &str, generation: i64, second: u32) -> Value {
    json!({
        "type": kind, "status": status, "reason": reason, "message": "", "observedGeneration": generation,
        "lastTransitionTime": time(second),
    })
}

/// The objects that are written, as JSON.
fn written(objects: &[Value], second: u32) -> Vec<Value> {
    let cluster = cluster(objects);
    let changed = compile(&cluster, &options(second)).statuses.diff(&cluster);
    changed
        .iter()
        .map(|object| serde_json::to_value(object).unwrap())
        .collect()
}

fn of_kind<'v>(objects: &'v [Value], kind: &str) -> &'v Value {
    objects
        .iter()
        .find(|object| object["kind"] == kind)
        .unwrap()
}

#[test]
fn a_second_run_writes_nothing() {
    let objects = [class(), gateway(1, &Value::Null), route(&Value::Null)];
    let first = written(&objects, 1);
    assert_eq!(first.len(), 3);
    assert_eq!(
        of_kind(&first, "Gateway")["status"]["conditions"][0]["observedGeneration"],
        1
    );
    assert_eq!(written(&first, 2), Vec::<Value>::new());
}

#[test]
fn a_time_changes_with_its_status_alone() {
    let status = json!({"conditions": [
        condition("Programmed", "True", "Programmed", 1, 3),
        condition("Accepted", "False", "Pending", 1, 4),
    ]});
    let objects = written(&[class(), gateway(2, &status)], 9);
    let conditions = &of_kind(&objects, "Gateway")["status"]["conditions"];
    assert_eq!(conditions[0]["type"], "Programmed");
    assert_eq!(conditions[0]["lastTransitionTime"], time(3));
    assert_eq!(conditions[0]["observedGeneration"], 2);
    assert_eq!(conditions[1]["lastTransitionTime"], time(9));
}

#[test]
fn what_others_wrote_stays_where_it_is() {
    let foreign = condition("example.org/Seen", "True", "Yes", 7, 2);
    let stale = condition(
        "InsecureFrontendValidationMode",
        "True",
        "ConfigurationChanged",
        1,
        2,
    );
    let status =
        json!({"conditions": [foreign, stale, condition("Accepted", "True", "Accepted", 1, 2)]});
    let parents = json!({"parents": [
        {"parentRef": {"name": "gone"}, "controllerName": OURS, "conditions": [condition("Accepted", "True", "Accepted", 1, 2)]},
        {"parentRef": {"name": "edge", "namespace": "infra"}, "controllerName": OURS,
         "conditions": [foreign, condition("Accepted", "True", "Accepted", 1, 2)]},
        {"parentRef": {"name": "edge"}, "controllerName": "example.org/other", "conditions": [foreign]},
    ]});
    let objects = written(&[class(), gateway(1, &status), route(&parents)], 9);
    let conditions = of_kind(&objects, "Gateway")["status"]["conditions"]
        .as_array()
        .unwrap();
    assert_eq!(conditions[0], foreign);
    assert!(
        conditions
            .iter()
            .all(|one| one["type"] != "InsecureFrontendValidationMode")
    );
    let parents = of_kind(&objects, "HTTPRoute")["status"]["parents"]
        .as_array()
        .unwrap();
    assert_eq!(parents.len(), 2);
    assert_eq!(parents[0]["parentRef"], json!({"name": "edge"}));
    assert_eq!(parents[0]["conditions"][0], foreign);
    assert_eq!(parents[0]["conditions"][1]["observedGeneration"], 4);
    assert_eq!(parents[1]["controllerName"], "example.org/other");
}

#[test]
fn a_condition_of_a_later_generation_is_left_alone() {
    let later = [
        condition("Accepted", "False", "Invalid", 5, 2),
        condition("DefaultGateway", "True", "DefaultGateway", 5, 2),
    ];
    let objects = written(&[class(), gateway(3, &json!({"conditions": later}))], 9);
    let conditions = &of_kind(&objects, "Gateway")["status"]["conditions"];
    assert_eq!(conditions[0], later[0]);
    assert_eq!(conditions[1], later[1]);
}

#[test]
fn a_newer_snapshot_keeps_what_was_added_and_drops_what_is_gone() {
    let compiled = compile(
        &cluster(&[class(), gateway(1, &Value::Null), route(&Value::Null)]),
        &options(1),
    );
    let foreign = condition("example.org/Seen", "True", "Yes", 1, 2);
    let now = cluster(&[class(), gateway(1, &json!({"conditions": [foreign]}))]);
    let changed = compiled.statuses.diff(&now);
    let objects: Vec<_> = changed
        .iter()
        .map(|object| serde_json::to_value(object).unwrap())
        .collect();
    assert_eq!(objects.len(), 2, "{objects:?}");
    let conditions = of_kind(&objects, "Gateway")["status"]["conditions"]
        .as_array()
        .unwrap();
    assert_eq!(conditions[0], foreign);
    assert_eq!(conditions[1]["type"], "Accepted");
}
