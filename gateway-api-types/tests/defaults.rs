//! `with_defaults` writes in what an API server writes in.
#![cfg(feature = "experimental")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails loudly, and says what it leaves out"
)]

mod common;

use common::{difference, shared, verdicts};
use gateway_api_types::Object;
use serde_json::{Value, json};

/// Writes defaults into an object of our kinds.
fn with_defaults(object: Object) -> Option<Value> {
    let value = object.with_defaults();
    value.kind().map(|_| serde_json::to_value(&value).unwrap())
}

#[test]
fn objects_have_the_defaults_that_an_api_server_stored() {
    let Some(shared) = shared() else { return };
    let mut compared = 0;
    let mut failures = Vec::new();
    for line in verdicts(&shared.join("validation/v1.7.0")) {
        let created = line["accepted"] == true && line["op"] == "create";
        // Unknown fields of one channel may be known fields of the other.
        if !created
            || line
                .get("unknownFields")
                .is_some_and(|fields| fields != &json!([]))
        {
            continue;
        }
        let (Some(object), id) = (line.get("object"), &line["id"]) else {
            continue;
        };
        let mut object = object.clone();
        let stored = line
            .get("stored")
            .filter(|stored| !stored.is_null())
            .unwrap_or(&object)
            .clone();
        // A server starts a new object with a status of its own.
        object.as_object_mut().unwrap().remove("status");
        let Some(ours) = with_defaults(Object::from_value(object).unwrap()) else {
            continue;
        };
        compared += 1;
        // Metadata is the server's own affair.
        let parts = |object: &Value| json!([object["spec"], object["status"]]);
        let (stored, ours) = (parts(&stored), parts(&ours));
        failures.extend(difference("", &stored, &ours).map(|text| format!("{id}: {text}")));
    }
    println!("{compared} objects");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(compared > 2_500, "only {compared} objects were compared");
}

#[track_caller]
fn check(object: &Value, path: &str, expected: &Value) {
    let written = with_defaults(Object::from_value(object.clone()).unwrap()).unwrap();
    assert_eq!(written.pointer(path), Some(expected));
    let again = with_defaults(Object::from_value(written.clone()).unwrap()).unwrap();
    assert_eq!(again, written, "defaults are written once");
}

fn object(kind: &str, spec: &Value) -> Value {
    let api_version = "gateway.networking.k8s.io/v1";
    json!({"apiVersion": api_version, "kind": kind, "metadata": {"name": "x"}, "spec": spec})
}

#[test]
fn what_is_absent_is_written_at_any_depth() {
    let slash = json!({"type": "PathPrefix", "value": "/"});
    let route = object("HTTPRoute", &json!({}));
    check(
        &route,
        "/spec/rules",
        &json!([{"matches": [{"path": slash}]}]),
    );

    let route = object(
        "HTTPRoute",
        &json!({"rules": [{"backendRefs": [{"name": "a", "weight": 0}]}]}),
    );
    let backend = json!({"group": "", "kind": "Service", "name": "a", "weight": 0});
    check(&route, "/spec/rules/0/backendRefs/0", &backend);

    let redirect = json!({"type": "RequestRedirect", "requestRedirect": {}});
    let route = object("HTTPRoute", &json!({"rules": [{"filters": [redirect]}]}));
    check(
        &route,
        "/spec/rules/0/filters/0/requestRedirect",
        &json!({"statusCode": 302}),
    );

    let listener = json!({"name": "a", "port": 80, "protocol": "HTTP"});
    let gateway = object(
        "Gateway",
        &json!({"gatewayClassName": "c", "listeners": [listener]}),
    );
    let routes = json!({"namespaces": {"from": "Same"}});
    check(&gateway, "/spec/listeners/0/allowedRoutes", &routes);
    check(&gateway, "/status/conditions/1/type", &json!("Programmed"));
}

#[test]
fn what_is_there_is_left_alone() {
    let spec = json!({"rules": [{"matches": [], "filters": [], "retry": {"attempts": 0}}]});
    check(&object("HTTPRoute", &spec), "/spec", &spec);
}
