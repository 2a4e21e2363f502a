//! What compile tells people of attachment, beside the statuses (issue 6 point 8).

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use gateway_api_types::Object;
use gateway_route_engine::{Assumptions, Options, Resources, compile};
use k8s_openapi::api::core::v1::Service;
use serde_json::{Value, json};

fn service(namespace: &str, name: &str) -> Service {
    serde_json::from_value(json!({
        "metadata": {"namespace": namespace, "name": name},
        "spec": {"clusterIP": "10.0.0.1", "ports": [{"name": "http", "port": 80}]},
    }))
    .unwrap()
}

fn object(kind: &str, namespace: &str, name: &str, spec: &Value) -> Value {
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": kind,
        "metadata": {"namespace": namespace, "name": name}, "spec": spec,
    })
}

/// Each diagnostic as `Kind name path: id`.
fn told(objects: &[Value]) -> Vec<String> {
    let mut resources = Resources::default();
    resources.insert(service("shop", "web"));
    let class = json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "GatewayClass",
        "metadata": {"name": "class"}, "spec": {"controllerName": "example.com/gateway"},
    });
    let edge = object(
        "Gateway",
        "shop",
        "edge",
        &json!({"gatewayClassName": "class", "listeners": [
            {"name": "http", "hostname": "*.example.com", "port": 80, "protocol": "HTTP"},
        ]}),
    );
    for object in [class, edge].iter().chain(objects) {
        resources.insert_object(Object::from_value(object.clone()).unwrap());
    }
    let options = Options {
        assume: Assumptions::complete(),
        ..Options::default()
    };
    let told = compile(&resources, &options).diagnostics;
    told.iter()
        .map(|one| {
            assert!(
                one.help.is_some() || one.id == "invalid-value-length",
                "{one:?}"
            );
            format!(
                "{} {} {}: {}",
                one.object.kind, one.object.name.name, one.path, one.id
            )
        })
        .collect()
}

fn route(
    kind: &str,
    namespace: &str,
    parents: &Value,
    hostnames: &[&str],
    backend: &Value,
) -> Value {
    let spec = json!({"parentRefs": parents, "hostnames": hostnames, "rules": [{"backendRefs": [backend]}]});
    object(kind, namespace, "route", &spec)
}

#[track_caller]
fn check(objects: &[Value], expected: &[&str]) {
    assert_eq!(told(objects), expected);
}

#[test]
fn parents_that_do_not_take_the_route() {
    let web = json!({"name": "web", "namespace": "shop", "port": 80});
    let http = |parents: Value, hostnames: &[&str]| {
        [route("HTTPRoute", "shop", &parents, hostnames, &web)]
    };
    check(&http(json!([{"name": "edge"}]), &[]), &[]);
    check(
        &http(json!([{"name": "egde"}]), &[]),
        &["HTTPRoute route spec.parentRefs[0]: parent-not-found"],
    );
    check(
        &http(
            json!([{"group": "", "kind": "Service", "name": "wbe"}]),
            &[],
        ),
        &["HTTPRoute route spec.parentRefs[0]: parent-not-found"],
    );
    check(
        &http(
            json!([{"name": "edge"}, {"name": "edge", "sectionName": "htps"}]),
            &[],
        ),
        &["HTTPRoute route spec.parentRefs[1]: no-matching-parent"],
    );
    check(
        &http(json!([{"name": "edge", "port": 81}]), &[]),
        &["HTTPRoute route spec.parentRefs[0]: no-matching-parent"],
    );
    check(
        &http(json!([{"name": "edge"}]), &["shop.example.org"]),
        &["HTTPRoute route spec.parentRefs[0]: no-matching-listener-hostname"],
    );
    check(
        &[route(
            "TCPRoute",
            "shop",
            &json!([{"name": "edge"}]),
            &[],
            &web,
        )],
        &["TCPRoute route spec.parentRefs[0]: not-allowed-by-listeners"],
    );
}

#[test]
fn references_without_grants_and_grants_without_references() {
    let far = route(
        "HTTPRoute",
        "client",
        &json!([{"name": "edge", "namespace": "shop"}]),
        &[],
        &json!({"name": "web", "namespace": "shop", "port": 80}),
    );
    let grant = |kind: &str| {
        let from =
            json!([{"group": "gateway.networking.k8s.io", "kind": kind, "namespace": "client"}]);
        object(
            "ReferenceGrant",
            "shop",
            "grant",
            &json!({"from": from, "to": [{"group": "", "kind": "Service"}]}),
        )
    };
    let closed = "HTTPRoute route spec.parentRefs[0]: not-allowed-by-listeners";
    check(&[far.clone(), grant("HTTPRoute")], &[closed]);
    check(
        &[far, grant("HttpRoute")],
        &[
            closed,
            "HTTPRoute route spec.rules[0].backendRefs[0]: reference-not-permitted",
            "ReferenceGrant grant spec: unused-grant",
        ],
    );
    let gone = json!({"name": "gone", "port": 80});
    let port = json!({"name": "web", "port": 81});
    for backend in [gone, port] {
        let route = route(
            "HTTPRoute",
            "shop",
            &json!([{"name": "edge"}]),
            &[],
            &backend,
        );
        check(
            &[route],
            &["HTTPRoute route spec.rules[0].backendRefs[0]: backend-not-found"],
        );
    }
}

#[test]
fn listeners_that_cannot_be_served() {
    let spec = json!({"gatewayClassName": "class", "listeners": [
        {"name": "a", "port": 80, "protocol": "HTTP", "allowedRoutes": {"namespaces": {"from": "Selector"}}},
        {"name": "b", "port": 80, "protocol": "TCP"},
        {"name": "b", "port": 81, "protocol": "TCP"},
        {"name": "c", "port": 443, "protocol": "HTTPS"},
        {"name": "d", "port": 444, "protocol": "HTTPS", "tls": {"certificateRefs": [{"name": "gone"}]}},
    ]});
    check(
        &[object("Gateway", "shop", "other", &spec)],
        &[
            "Gateway other spec.listeners[0]: listener-conflict",
            "Gateway other spec.listeners[0].allowedRoutes.namespaces: selector-missing",
            "Gateway other spec.listeners[1]: listener-conflict",
            "Gateway other spec.listeners[2]: duplicate-listener",
            "Gateway other spec.listeners[3].tls: insufficient-tls",
            "Gateway other spec.listeners[4].tls.certificateRefs[0]: invalid-certificate-ref",
        ],
    );
}

#[test]
fn two_kinds_on_one_hostname_or_on_one_port_of_a_service() {
    let web = json!({"name": "web", "port": 80});
    let pair = |parents: Value, hosts: [&[&str]; 2]| {
        ["HTTPRoute", "GRPCRoute"]
            .iter()
            .zip(hosts)
            .map(|(kind, hosts)| route(kind, "shop", &parents, hosts, &web))
            .collect::<Vec<_>>()
    };
    let edge = json!([{"name": "edge"}]);
    check(
        &pair(
            edge.clone(),
            [&["a.example.com"], &["b.example.com", "a.example.com"]],
        ),
        &["GRPCRoute route spec.hostnames: shared-hostname"],
    );
    check(&pair(edge, [&["a.example.com"], &["b.example.com"]]), &[]);
    check(
        &pair(
            json!([{"group": "", "kind": "Service", "name": "web"}]),
            [&[], &[]],
        ),
        &["HTTPRoute route spec.parentRefs[0]: route-conflict"],
    );
}

#[test]
fn a_status_with_no_room_for_a_parent() {
    let backend = json!({"name": "web", "port": 80});
    let parents = json!([{"name": "edge", "sectionName": "http"}, {"name": "edge", "port": 80}]);
    let mut route = route("HTTPRoute", "shop", &parents, &["a.example.com"], &backend);
    let entry = |index: usize| json!({"controllerName": "example.com/other", "parentRef": {"name": format!("other-{index}")}, "conditions": []});
    let left_out =
        |index: usize| format!("HTTPRoute route spec.parentRefs[{index}]: too-many-parents");
    for (taken, without) in [(30, 2), (31, 1), (32, 0)] {
        route["status"]["parents"] = (0..taken).map(entry).collect();
        let expected: Vec<_> = (without..2).map(left_out).collect();
        assert_eq!(told(&[route.clone()]), expected, "{taken}");
    }
}
