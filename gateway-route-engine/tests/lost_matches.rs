//! Matches that get no request, because another route goes before them (issue 6 point 8).

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

mod common;

use common::object;
use gateway_route_engine::{Options, RegexRank};
use serde_json::{Value, json};

/// A route of the edge with rules of these matches.
fn route(kind: &str, name: &str, hostnames: &[&str], rules: &[Value]) -> Value {
    let rules: Vec<_> = rules
        .iter()
        .map(|matches| json!({"matches": matches, "backendRefs": [{"name": "web", "port": 80}]}))
        .collect();
    object(
        kind,
        name,
        &json!({"parentRefs": [{"name": "edge"}], "hostnames": hostnames, "rules": rules}),
    )
}

fn path(kind: &str, value: &str) -> Value {
    json!([{"path": {"type": kind, "value": value}}])
}

fn http(name: &str, hostnames: &[&str], rules: &[Value]) -> Value {
    route("HTTPRoute", name, hostnames, rules)
}

/// What is told of lost matches: `name path: message`.
fn told(routes: &[Value], options: &Options) -> Vec<String> {
    let listeners = json!([
        {"name": "http", "port": 80, "protocol": "HTTP"},
        {"name": "one", "port": 80, "protocol": "HTTP", "hostname": "one.example.com"},
        {"name": "tcp", "port": 5432, "protocol": "TCP"},
    ]);
    common::told("lost-match", &listeners, routes, options)
}

#[track_caller]
fn check(routes: &[Value], expected: &[&str]) {
    assert_eq!(told(routes, &Options::default()), expected);
    let reversed: Vec<_> = routes.iter().rev().cloned().collect();
    assert_eq!(told(&reversed, &Options::default()), expected);
}

const FIRST: &str = "HTTPRoute `default/a` asks for the same and goes before, for its namespace and name are first in order";

#[test]
fn a_route_that_is_a_copy_of_another_is_told_once() {
    let hosts = ["a.example.com", "b.example.com"];
    let rules = [path("PathPrefix", "/x"), path("Exact", "/y")];
    check(
        &[http("a", &hosts, &rules), http("b", &hosts, &rules)],
        &[&format!("b spec.rules: the route gets no request: {FIRST}")],
    );
    check(&[http("a", &hosts, &rules)], &[]);
    check(
        &[
            http("a", &hosts[..1], &rules),
            http("b", &hosts[1..], &rules),
        ],
        &[],
    );
}

#[test]
fn the_older_route_wins_and_is_named() {
    let mut old = http("b", &[], &[path("PathPrefix", "/x")]);
    old["metadata"]["creationTimestamp"] = json!("2026-01-01T00:00:00Z");
    check(
        &[http("a", &[], &[path("PathPrefix", "/x/")]), old],
        &[
            "a spec.rules: the route gets no request: HTTPRoute `default/b` asks for the same and goes before, for it is older",
        ],
    );
}

#[test]
fn a_rule_or_a_match_is_told_alone_where_others_are_left() {
    let [x, y] = &[path("PathPrefix", "/x"), path("PathPrefix", "/y")];
    let only_x = std::slice::from_ref(x);
    let both = json!([x[0], y[0]]);
    check(
        &[
            http("a", &[], only_x),
            http("b", &[], &[y.clone(), x.clone()]),
        ],
        &[&format!(
            "b spec.rules[1]: the rule gets no request: {FIRST}"
        )],
    );
    check(
        &[http("a", &[], only_x), http("b", &[], &[both])],
        &[&format!(
            "b spec.rules[0].matches[0]: the match gets no request: {FIRST}"
        )],
    );
    // Under another hostname it is not lost.
    check(
        &[
            http("a", &["a.example.com"], only_x),
            http(
                "b",
                &["a.example.com", "b.example.com"],
                &[x.clone(), y.clone()],
            ),
        ],
        &[&format!(
            "b spec.rules[0]: of `a.example.com`, the match gets no request: {FIRST}"
        )],
    );
}

#[test]
fn conditions_in_another_order_are_the_same_and_more_of_them_are_not() {
    let matches = |headers: &[(&str, &str)], method: Option<&str>| {
        let headers: Vec<_> = headers
            .iter()
            .map(|(name, value)| json!({"name": name, "value": value}))
            .collect();
        let mut one = json!({"headers": headers});
        if let Some(method) = method {
            one["method"] = json!(method);
        }
        json!([one])
    };
    let (one, other) = (("x-a", "1"), ("x-b", "2"));
    check(
        &[
            http("a", &[], &[matches(&[one, other], Some("GET"))]),
            http("b", &[], &[matches(&[("X-B", "2"), one], Some("GET"))]),
        ],
        &[&format!("b spec.rules: the route gets no request: {FIRST}")],
    );
    check(
        &[
            http("a", &[], &[matches(&[one], None)]),
            http("b", &[], &[matches(&[one, other], None)]),
            http("c", &[], &[matches(&[one], Some("GET"))]),
            http("d", &[], &[matches(&[("x-a", "2")], None)]),
        ],
        &[],
    );
}

#[test]
fn a_pattern_that_takes_everything_goes_before_prefixes() {
    let prefixes = http(
        "b",
        &[],
        &[
            path("PathPrefix", "/shop/cart"),
            path("Exact", "/shop/cart"),
        ],
    );
    let why = "HTTPRoute `default/p` takes all of them and goes before, for paths of its kind do";
    for pattern in [".*", "/.*", "/shop/.*", "^/shop.*$"] {
        check(
            &[
                prefixes.clone(),
                http("p", &[], &[path("RegularExpression", pattern)]),
            ],
            &[&format!("b spec.rules[0]: the rule gets no request: {why}")],
        );
    }
    let narrower = [
        prefixes.clone(),
        http("p", &[], &[path("RegularExpression", "/shop/cart/.*")]),
    ];
    check(&narrower, &[]);
    let last = Options {
        regex_rank: RegexRank::AfterPrefix,
        ..Options::default()
    };
    let all = http("p", &[], &[path("RegularExpression", "/.*")]);
    let root = http("r", &[], &[path("PathPrefix", "/")]);
    assert_eq!(
        told(&[all, root], &last),
        [
            "p spec.rules: the route gets no request: HTTPRoute `default/r` takes all of them and goes before, for paths of its kind do"
        ]
    );
}

#[test]
fn a_listener_narrows_hostnames() {
    let mut wide = http("b", &["*.example.com"], &[path("Exact", "/x")]);
    wide["spec"]["parentRefs"] = json!([{"name": "edge", "sectionName": "one"}]);
    let mut exact = http("c", &["one.example.com"], &[path("PathPrefix", "/")]);
    exact["spec"]["parentRefs"] = wide["spec"]["parentRefs"].clone();
    check(
        &[wide, exact],
        &[
            "b spec.rules: the route gets no request: HTTPRoute `default/c` takes all of them and goes before, for its hostname is more specific",
        ],
    );
}

#[test]
fn other_kinds_lose_to_their_like() {
    let calls = |service: &str| json!([{"method": {"service": service}}]);
    check(
        &[
            route("GRPCRoute", "a", &[], &[calls("shop.Cart")]),
            route(
                "GRPCRoute",
                "b",
                &[],
                &[calls("shop.Cart"), calls("shop.Item")],
            ),
        ],
        &[
            "b spec.rules[0]: the rule gets no request: GRPCRoute `default/a` asks for the same and goes before, for its namespace and name are first in order",
        ],
    );
    let tcp = |name: &str| {
        let rules = json!([{"backendRefs": [{"name": "db", "port": 5432}]}]);
        object(
            "TCPRoute",
            name,
            &json!({"parentRefs": [{"name": "edge"}], "rules": rules}),
        )
    };
    check(
        &[tcp("a"), tcp("b")],
        &[
            "b spec.rules: the route gets no request: TCPRoute `default/a` asks for the same and goes before, for its namespace and name are first in order",
        ],
    );
}

/// A route of Services in the mesh.
fn of_services(name: &str, namespace: &str, services: &[&str], rules: &[Value]) -> Value {
    let mut route = http(name, &[], rules);
    route["metadata"]["namespace"] = json!(namespace);
    let parents = services.iter().map(
        |service| json!({"group": "", "kind": "Service", "namespace": "default", "name": service}),
    );
    route["spec"]["parentRefs"] = parents.collect();
    route
}

#[test]
fn routes_of_a_service_lose_to_those_of_the_same_clients() {
    let [x, y] = [path("PathPrefix", "/x"), path("PathPrefix", "/y")];
    let only_x = std::slice::from_ref(&x);
    let both = [x.clone(), y];
    check(
        &[
            of_services("a", "default", &["web"], only_x),
            of_services("b", "default", &["web"], &both),
        ],
        &[&format!(
            "b spec.rules[0]: the rule gets no request: {FIRST}"
        )],
    );
    // Clients of another namespace have routes of their own, and other Services others.
    check(
        &[
            of_services("a", "default", &["web"], only_x),
            of_services("b", "client", &["web"], &both),
            of_services("c", "default", &["shop"], &both),
        ],
        &[],
    );
    check(
        &[
            of_services("a", "default", &["web"], only_x),
            of_services("b", "default", &["web", "shop"], &both),
        ],
        &[&format!(
            "b spec.rules[0]: of Service `default/web`, the match gets no request: {FIRST}"
        )],
    );
}
