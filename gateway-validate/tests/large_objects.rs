//! Time grows with the size of an object, and not with its square.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::time::{Duration, Instant};

use gateway_validate::{Channel, Release, Validator};
use serde_json::{Value, json};

const VALIDATOR: Validator = Validator::new(Release::V1_7_0, Channel::Experimental);

/// The shortest of a few runs: the others were waiting.
fn time(run: impl Fn()) -> Duration {
    let times = (0..5).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap()
}

/// Four times the size must not take nine times as long; a square would be sixteen.
fn check(what: &str, make: impl Fn(usize) -> Value, size: usize, run: impl Fn(&Value)) {
    let (small, large) = (make(size), make(size * 4));
    let (short, long) = (time(|| run(&small)), time(|| run(&large)));
    assert!(
        long < short * 9 + Duration::from_millis(5),
        "{what}: {short:?}, then {long:?}"
    );
}

fn route(rules: usize) -> Value {
    let headers: Vec<Value> = (0..16)
        .map(|index| json!({ "name": format!("h{index}"), "value": "v" }))
        .collect();
    let matches: Vec<Value> = (0..64)
        .map(|index| json!({ "path": { "value": format!("/{index}") }, "headers": headers }))
        .collect();
    let rules = (0..rules).map(|index| json!({ "name": format!("r{index}"), "matches": matches }));
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": { "name": "a" },
        "spec": { "rules": rules.collect::<Vec<_>>() },
    })
}

fn gateway(listeners: usize) -> Value {
    let listener = |index: usize| json!({ "name": format!("l{index}"), "port": index % 60_000 + 1, "protocol": "HTTP", "hostname": "a.example.com" });
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway", "metadata": { "name": "a" },
        "spec": { "gatewayClassName": "c", "listeners": (0..listeners).map(listener).collect::<Vec<_>>() },
    })
}

fn labelled(labels: usize) -> Value {
    let labels = (0..labels).map(|index| (format!("l{index}"), Value::from("v")));
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
        "metadata": { "name": "a", "labels": labels.collect::<serde_json::Map<_, _>>() },
        "spec": { "unknown": 1 },
    })
}

#[test]
fn no_size_costs_its_square() {
    let create = |object: &Value| drop(VALIDATOR.validate(object));
    check("rules of a route", route, 8, create);
    check("listeners", gateway, 300, create);
    check("labels", labelled, 500, create);
}
