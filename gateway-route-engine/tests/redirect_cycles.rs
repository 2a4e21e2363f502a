//! Redirects that lead back to where they began, by way of other rules, routes and listeners (issue 6
//! point 8).

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

mod common;

use common::object;
use gateway_route_engine::Options;
use serde_json::{Value, json};

/// A route on all listeners, or on the one of this name.
fn route(name: &str, section: Option<&str>, hostnames: &[&str], rules: &[Value]) -> Value {
    let parents = json!([{"name": "edge", "sectionName": section}]);
    let spec = json!({"parentRefs": parents, "hostnames": hostnames, "rules": rules});
    object("HTTPRoute", name, &spec)
}

fn on_http(name: &str, hostnames: &[&str], rules: &[Value]) -> Value {
    route(name, Some("http"), hostnames, rules)
}

/// A rule that redirects what these matches take.
fn redirect(matches: &Value, to: &Value) -> Value {
    json!({"matches": matches, "filters": [{"type": "RequestRedirect", "requestRedirect": to}]})
}

fn prefix(value: &str) -> Value {
    json!([{"path": {"type": "PathPrefix", "value": value}}])
}

fn exact(value: &str) -> Value {
    json!([{"path": {"type": "Exact", "value": value}}])
}

fn full_path(value: &str) -> Value {
    json!({"path": {"type": "ReplaceFullPath", "replaceFullPath": value}})
}

fn other_prefix(value: &str) -> Value {
    json!({"path": {"type": "ReplacePrefixMatch", "replacePrefixMatch": value}})
}

fn host(name: &str) -> Value {
    json!({"hostname": name})
}

fn serving(matches: &Value) -> Value {
    json!({"matches": matches, "backendRefs": [{"name": "web", "port": 80}]})
}

/// What is told of cycles: `name path: message`.
fn told(routes: &[Value]) -> Vec<String> {
    let listeners = json!([
        {"name": "http", "port": 80, "protocol": "HTTP"},
        {"name": "https", "port": 443, "protocol": "HTTPS", "tls": {"certificateRefs": [{"name": "cert"}]}},
    ]);
    common::told("redirect-cycle", &listeners, routes, &Options::default())
}

#[track_caller]
fn check(routes: &[Value], expected: &[&str]) {
    assert_eq!(told(routes), expected);
    let reversed: Vec<_> = routes.iter().rev().cloned().collect();
    assert_eq!(told(&reversed), expected);
}

#[test]
fn two_routes_that_redirect_to_each_other_are_told_both() {
    check(
        &[
            on_http(
                "a",
                &["a.example.com"],
                &[redirect(&prefix("/"), &host("b.example.com"))],
            ),
            on_http(
                "b",
                &["b.example.com"],
                &[redirect(&prefix("/"), &host("a.example.com"))],
            ),
        ],
        &[
            "a spec.rules[0].filters: redirects send `http://a.example.com/` round in a circle: rule 0 of HTTPRoute `default/a` to `http://b.example.com/`, rule 0 of HTTPRoute `default/b` to `http://a.example.com/`",
            "b spec.rules[0].filters: redirects send `http://b.example.com/` round in a circle: rule 0 of HTTPRoute `default/b` to `http://a.example.com/`, rule 0 of HTTPRoute `default/a` to `http://b.example.com/`",
        ],
    );
}

#[test]
fn a_redirect_to_https_that_is_attached_to_the_https_listener_too_is_told() {
    let rules = [redirect(&prefix("/"), &json!({"scheme": "https"}))];
    let expected = "r spec.rules[0].filters: the redirect sends `https://shop.example.com/` to `https://shop.example.com/`, which the same rule redirects again";
    check(
        &[route("r", None, &["shop.example.com"], &rules)],
        &[expected],
    );
    // Where it belongs, it is in order, whatever is behind the other listener.
    let shop = ["shop.example.com"];
    check(&[on_http("r", &shop, &rules)], &[]);
    let serves = route("s", Some("https"), &shop, &[serving(&prefix("/"))]);
    check(&[on_http("r", &shop, &rules), serves], &[]);
    let back = [redirect(&prefix("/"), &json!({"scheme": "http"}))];
    let back = route("s", Some("https"), &shop, &back);
    assert_eq!(told(&[on_http("r", &shop, &rules), back]).len(), 2);
    // A rule of its own takes the requests there.
    let both = [redirect(&prefix("/"), &json!({"scheme": "https"}))];
    let older = {
        let mut older = route("s", Some("https"), &shop, &[serving(&prefix("/"))]);
        older["metadata"]["creationTimestamp"] = json!("2026-01-01T00:00:00Z");
        older
    };
    check(&[route("r", None, &shop, &both), older], &[]);
}

#[test]
fn paths_lead_in_circles_within_a_route_and_grow_for_ever() {
    let rules = [
        redirect(&prefix("/a"), &other_prefix("/b")),
        redirect(&prefix("/b"), &full_path("/a/x")),
        redirect(&exact("/c"), &full_path("/a")),
    ];
    let found = told(&[on_http("r", &[], &rules)]);
    // The third one leads into the circle and is no part of it.
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(
        found[0]
            .starts_with("r spec.rules[0].filters: redirects send `http://any.example/a` round")
    );
    let grows = [redirect(&prefix("/a"), &other_prefix("/a/b"))];
    check(
        &[on_http("r", &["*.example.com"], &grows)],
        &[
            "r spec.rules[0].filters: the redirect sends `http://any.example.com/a` to `http://any.example.com/a/b`, which the same rule redirects again",
        ],
    );
    let ends = [redirect(&prefix("/a/b"), &other_prefix("/a"))];
    check(&[on_http("r", &[], &ends)], &[]);
}

#[test]
fn what_the_next_request_need_not_carry_keeps_no_circle_going() {
    let to_b = || redirect(&prefix("/a"), &full_path("/b"));
    let back = |with: (&str, Value)| {
        let mut matches = exact("/b");
        matches[0][with.0] = with.1;
        redirect(&matches, &full_path("/a"))
    };
    for with in [
        ("headers", json!([{"name": "x-old", "value": "1"}])),
        ("queryParams", json!([{"name": "old", "value": "1"}])),
        ("method", json!("POST")),
    ] {
        let rules = [to_b(), back(with.clone())];
        check(&[on_http("r", &[], &rules)], &[]);
    }
    assert_eq!(
        told(&[on_http("r", &[], &[to_b(), back(("method", json!("GET")))])]).len(),
        2
    );
    // Something else answers on the way.
    let answers = [
        to_b(),
        back(("method", json!("GET"))),
        serving(&exact("/a")),
    ];
    let found = told(&[on_http("r", &[], &answers)]);
    assert!(found.is_empty(), "{found:#?}");
    // Nothing listens where it leads.
    let port = json!({"port": 8080});
    check(&[on_http("r", &[], &[redirect(&prefix("/"), &port)])], &[]);
    check(
        &[on_http(
            "r",
            &["a.example.com"],
            &[redirect(&prefix("/"), &host("b.example.com"))],
        )],
        &[],
    );
}

#[test]
fn a_backend_that_redirects_depends_on_the_draw() {
    let backend = json!({"name": "web", "port": 80, "filters": [
        {"type": "RequestRedirect", "requestRedirect": {"path": {"type": "ReplaceFullPath", "replaceFullPath": "/a"}}}]});
    let rule = json!({"matches": prefix("/"), "backendRefs": [backend]});
    check(&[on_http("r", &[], &[rule])], &[]);
}
