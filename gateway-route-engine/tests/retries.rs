//! What a data plane asks the engine once a request is to be forwarded: whether its head is edited at all, and for a retry another
//! backend, and its filters in place of those of the one that has failed (spec 5.9.3, 6.5, 12.59).

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

use gateway_api_types::{NamespacedName, Object};
use gateway_route_engine::decision::{Decision, Forward};
use gateway_route_engine::{
    Backend, Frontend, Options, Protocol, RequestHead, RequestView, Resources, RoutingTable,
    compile,
};
use http::HeaderMap;
use serde_json::{Value, json};

/// The table of a Gateway with one route, whose rule has these filters and backends.
fn table(filters: &Value, backends: &Value) -> RoutingTable {
    let mut objects = vec![
        json!({
            "apiVersion": "gateway.networking.k8s.io/v1", "kind": "GatewayClass",
            "metadata": {"name": "class"}, "spec": {"controllerName": "example.com/gateway"},
        }),
        json!({
            "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway",
            "metadata": {"namespace": "shop", "name": "edge"},
            "spec": {
                "gatewayClassName": "class", "listeners": [{"name": "http", "port": 80, "protocol": "HTTP"}],
            },
        }),
        json!({
            "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
            "metadata": {"namespace": "shop", "name": "route"},
            "spec": {"parentRefs": [{"name": "edge"}], "rules": [{"filters": filters, "backendRefs": backends}]},
        }),
    ];
    for name in ["a", "b", "c"] {
        objects.push(json!({
            "apiVersion": "v1", "kind": "Service", "metadata": {"namespace": "shop", "name": name},
            "spec": {"ports": [{"port": 80}]},
        }));
        objects.push(json!({
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
            "metadata": {"namespace": "shop", "name": name, "labels": {"kubernetes.io/service-name": name}},
            "endpoints": [{"addresses": ["192.0.2.1"]}], "ports": [{"port": 80}],
        }));
    }
    let mut resources = Resources::default();
    for object in objects {
        resources.insert_object(Object::from_value(object).unwrap());
    }
    compile(&resources, &Options::default()).table
}

fn forward(table: &RoutingTable, entropy: u64) -> Forward<'_> {
    let gateway = NamespacedName::new("shop", "edge");
    let request = RequestView {
        method: "GET",
        target: "/x?y",
        ..RequestView::connection(Frontend::Gateway(&gateway), 80, Protocol::Http, None)
    };
    match table.route(&request, entropy) {
        Decision::Forward(forward) => forward,
        other => panic!("{other:?}"),
    }
}

fn name(backend: &Backend) -> &str {
    &backend.target.name
}

#[test]
fn another_backend_is_one_that_has_not_failed_and_takes_requests() {
    let redirect = json!([{"type": "RequestRedirect", "requestRedirect": {"port": 1}}]);
    let backend = |name: &str, weight: u32| json!({"name": name, "port": 80, "weight": weight});
    for (backends, expected) in [
        (json!([backend("a", 1)]), &["a"][..]),
        (json!([backend("a", 9), backend("b", 1)]), &["a", "b"]),
        (json!([backend("a", 9), backend("b", 0)]), &["a"]),
        (
            json!([backend("a", 9), {"group": "example.com", "kind": "Other", "name": "b"}]),
            &["a"],
        ),
        (
            json!([backend("a", 9), {"name": "b", "port": 80, "filters": redirect}]),
            &["a"],
        ),
        (
            json!([backend("a", 9), backend("b", 1), backend("c", 1)]),
            &["a", "b", "c"],
        ),
    ] {
        let table = table(&json!([]), &backends);
        let mut now = forward(&table, 0);
        let mut met = vec![now.backend];
        while let Some(next) = now.again(7, &met) {
            assert_eq!(next.matched.rule, now.matched.rule);
            met.push(next.backend);
            now = next;
        }
        let mut names: Vec<_> = met.into_iter().map(name).collect();
        names.sort_unstable();
        assert_eq!(names, expected, "{backends}");
    }
}

#[test]
fn a_head_that_is_kept_is_one_that_nothing_edits() {
    let filter =
        json!([{"type": "RequestHeaderModifier", "requestHeaderModifier": {"remove": ["x-a"]}}]);
    let backend = |filters: &Value| json!([{"name": "a", "port": 80, "filters": filters}]);
    let none = json!([]);
    for (of_rule, of_backend, plain) in [
        (&none, &none, true),
        (&filter, &none, false),
        (&none, &filter, false),
    ] {
        let table = table(of_rule, &backend(of_backend));
        let forward = forward(&table, 0);
        for (target, normal) in [
            ("/", true),
            ("/x?y", true),
            ("/x.y?../z", true),
            ("", false),
            ("?y", false),
            ("/x/../y", false),
            ("/x/%2e%2e/y", false),
            ("/x/..", false),
            ("/x/./y", false),
        ] {
            assert_eq!(forward.keeps_head(target), plain && normal, "{target}");
            let head = RequestHead {
                method: "GET".to_owned(),
                authority: None,
                target: target.to_owned(),
                headers: HeaderMap::new(),
            };
            let mut edited = head.clone();
            forward.apply_request(&mut edited, 0, |_mirror| {});
            assert!(edited == head || !forward.keeps_head(target), "{target}");
        }
    }
}

#[test]
fn each_backend_gets_the_head_behind_the_rule_and_its_own_filters() {
    let add = |value: &str| json!({"type": "RequestHeaderModifier", "requestHeaderModifier": {"add": [{"name": "x-a", "value": value}]}});
    let rewrite = |path: &str, host: Option<&str>| {
        json!({"type": "URLRewrite", "urlRewrite": {
            "hostname": host, "path": {"type": "ReplacePrefixMatch", "replacePrefixMatch": path},
        }})
    };
    let table = table(
        &json!([add("rule"), rewrite("/rule", Some("rule.example"))]),
        &json!([
            {"name": "a", "port": 80, "weight": 9, "filters": [add("a"), rewrite("/a", None)]},
            {"name": "b", "port": 80, "filters": [add("b")]},
            {"name": "c", "port": 80, "filters": [rewrite("/c", Some("c.example"))]},
        ]),
    );
    let first = forward(&table, 0);
    let mut head = RequestHead {
        method: "GET".to_owned(),
        authority: Some("asked.example".to_owned()),
        target: "/x?y".to_owned(),
        headers: HeaderMap::new(),
    };
    let mut rule = first.matched.request_filters(&mut head, 0);
    assert!(rule.next(&mut head).is_none());
    for (backend, target, authority, values) in [
        ("a", "/a/x?y", "asked.example", &["rule", "a"][..]),
        ("b", "/rule/x?y", "rule.example", &["rule", "b"]),
        ("c", "/c/x?y", "c.example", &["rule"]),
    ] {
        let all = first.matched.rule.backends.as_slice();
        let backend = all.iter().find(|found| name(found) == backend).unwrap();
        let mut sent = head.clone();
        assert!(rule.toward(backend).next(&mut sent).is_none());
        assert_eq!(
            (&*sent.target, sent.authority.as_deref()),
            (target, Some(authority))
        );
        let found: Vec<_> = sent.headers.get_all("x-a").iter().collect();
        assert_eq!(found, values, "{target}");
    }
}
