//! Explanations: what is listed, what is counted, and what is said where no route was asked.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use gateway_api_types::{NamespacedName, Object};
use gateway_route_engine::{
    ClientCertificate, Explanation, Frontend, Options, Protocol, RequestView, Resources,
    RoutingTable, Verdict, compile,
};
use http::HeaderMap;
use serde_json::{Value, json};

fn table(objects: &[Value]) -> RoutingTable {
    let mut resources = Resources::default();
    let gateway = json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway",
        "metadata": {"namespace": "a", "name": "edge"},
        "spec": {"gatewayClassName": "class", "listeners": [{"name": "http", "port": 80, "protocol": "HTTP"}]},
    });
    for object in [gateway].iter().chain(objects) {
        assert!(resources.insert_object(Object::from_value(object.clone()).unwrap()));
    }
    compile(&resources, &Options::default()).table
}

fn route(kind: &str, name: &str, rules: &[Value]) -> Value {
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": kind,
        "metadata": {"namespace": "a", "name": name},
        "spec": {"parentRefs": [{"name": "edge"}], "rules": rules},
    })
}

/// Explains a POST of this path with a header.
fn explain<'t>(
    table: &'t RoutingTable,
    port: u16,
    target: &str,
    header: Option<(&'static str, &str)>,
) -> Explanation<'t> {
    let gateway = NamespacedName::new("a", "edge");
    let lines = header.iter();
    let lines = lines.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
    let headers: HeaderMap = lines.collect();
    let request = RequestView {
        frontend: Frontend::Gateway(&gateway),
        port,
        protocol: Protocol::Http,
        sni: None,
        client_certificate: ClientCertificate::Absent,
        method: "POST",
        authority: Some("example.com"),
        target,
        headers: &headers,
    };
    table.explain(&request, 0)
}

/// Routes that one header tells apart, on one path.
fn tenants(count: usize) -> Vec<Value> {
    let tenants = (0..count).map(|tenant| {
        let header = json!({"name": "x-tenant", "value": tenant.to_string()});
        let matches = json!([{"path": {"value": "/api"}, "headers": [header]}]);
        let rule = json!({"matches": matches, "backendRefs": [{"name": "one", "port": 80}]});
        route("HTTPRoute", &format!("tenant-{tenant:04}"), &[rule])
    });
    tenants.collect()
}

#[test]
fn the_first_64_candidates_and_the_winner_are_listed_and_the_others_counted() {
    for count in [10, 64, 65, 100, 1500] {
        let table = table(&tenants(count));
        for winner in [None, Some(0), Some(63), Some(64), Some(count - 1)] {
            let tenant = winner.map(|winner| winner.to_string());
            let header = tenant.as_deref().map(|tenant| ("x-tenant", tenant));
            let explanation = explain(&table, 80, "/api/x", header);
            let listed = &explanation.candidates;
            let won = winner.is_some_and(|winner| winner < count);
            let mut all = listed.iter();
            assert_eq!(
                all.any(|one| one.verdict == Verdict::Won),
                won,
                "{count} {winner:?}"
            );
            let expected =
                count.min(64) + usize::from(winner.is_some_and(|at| 64 <= at && at < count));
            assert_eq!(listed.len(), expected, "{count} {winner:?}");
            assert_eq!(explanation.unlisted, count - expected, "{count} {winner:?}");
            assert_eq!(explanation.other_paths, 0);
            let names = listed.iter().map(|one| one.rule.route().name);
            assert!(names.is_sorted(), "{count} {winner:?}");
        }
    }
}

#[test]
fn candidates_for_other_paths_are_counted_where_there_are_many() {
    let few = table(&tenants(10));
    let explanation = explain(&few, 80, "/other", None);
    assert_eq!(
        (explanation.candidates.len(), explanation.other_paths),
        (10, 0)
    );
    let many = table(&tenants(100));
    let explanation = explain(&many, 80, "/other", None);
    assert_eq!(
        (explanation.candidates.len(), explanation.other_paths),
        (0, 100)
    );
}

#[test]
fn where_no_route_was_asked_it_is_said() {
    let table = table(&tenants(1));
    assert!(explain(&table, 80, "/nothing", None).asked);
    let explanation = explain(&table, 81, "/api", None);
    assert!(!explanation.asked && explanation.candidates.is_empty());
}

#[test]
fn a_call_that_does_not_say_that_it_is_one_finds_out() {
    let method = json!({"service": "a.B", "method": "Get"});
    let grpc =
        json!({"matches": [{"method": method}], "backendRefs": [{"name": "one", "port": 80}]});
    let http = json!({"backendRefs": [{"name": "two", "port": 80}]});
    let table = table(&[
        route("GRPCRoute", "grpc", &[grpc]),
        route("HTTPRoute", "http", &[http]),
    ]);
    let verdicts = |header| {
        let explanation = explain(&table, 80, "/a.B/Get", header);
        let verdicts = explanation.candidates.iter();
        verdicts
            .map(|one| (one.rule.route().name.to_owned(), one.verdict.clone()))
            .collect::<Vec<_>>()
    };
    let named = |name: &str, verdict| (name.to_owned(), verdict);
    assert_eq!(
        verdicts(None),
        [named("http", Verdict::Won), named("grpc", Verdict::NotGrpc)]
    );
    assert_eq!(
        verdicts(Some(("content-type", "application/grpc"))),
        [
            named("grpc", Verdict::Won),
            named("http", Verdict::NotAsked)
        ]
    );
}
