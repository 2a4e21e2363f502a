//! Large input has the statuses that the specification asks for, and costs no neighbour anything (issue
//! 6, bad input). `growth.rs` holds how long it takes and how much is said.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use gateway_api_types::{Condition, NamespacedName, Object};
use gateway_route_engine::{
    ClientCertificate, Compiled, Decision, Frontend, Options, Protocol, RequestView, Resources,
    RouteId, RouteKind, compile,
};
use http::HeaderMap;
use serde_json::{Value, json};

fn object(kind: &str, name: &str, spec: &Value) -> Value {
    json!({"apiVersion": "gateway.networking.k8s.io/v1", "kind": kind, "metadata": {"name": name}, "spec": spec})
}

fn gateway(name: &str, listeners: &[Value]) -> Value {
    let spec = json!({"gatewayClassName": "class", "listeners": listeners,
        "allowedListeners": {"namespaces": {"from": "All"}}});
    object("Gateway", name, &spec)
}

fn http(name: &str, hostname: Option<&str>) -> Value {
    json!({"name": name, "port": 80, "protocol": "HTTP", "hostname": hostname})
}

fn route(name: &str, parent: &Value, hostnames: &[String]) -> Value {
    let rules = json!([{"backendRefs": [{"name": name, "port": 80}]}]);
    let spec = json!({"parentRefs": [parent], "hostnames": hostnames, "rules": rules});
    object("HTTPRoute", name, &spec)
}

/// Compiles objects beside a Gateway `good` with a route, which have to be as they would be alone.
fn beside_good(objects: impl IntoIterator<Item = Value>) -> Compiled {
    let class = object(
        "GatewayClass",
        "class",
        &json!({"controllerName": "example.com/gateway"}),
    );
    let good = [
        class,
        gateway("good", &[http("http", None)]),
        route("good", &json!({"name": "good"}), &[]),
    ];
    let compile_all = |objects: Vec<Value>| {
        let mut resources = Resources::default();
        for object in objects {
            resources.insert_object(Object::from_value(object).unwrap());
        }
        compile(&resources, &Options::default())
    };
    let alone = compile_all(good.to_vec());
    let all = compile_all(objects.into_iter().chain(good).collect());
    let name = NamespacedName::new("default", "good");
    let statuses = |compiled: &Compiled| {
        let statuses = &compiled.statuses;
        let gateway = statuses.gateways.get(&name).cloned();
        (gateway, statuses.routes.get(&route_id("good")).cloned())
    };
    assert_eq!(statuses(&all), statuses(&alone));
    assert_eq!(
        backend(&all, "good", "any.example.com").as_deref(),
        Some("good")
    );
    all
}

fn route_id(name: &str) -> RouteId {
    RouteId {
        kind: RouteKind::Http,
        name: NamespacedName::new("default", name),
    }
}

/// The route that gets a request.
fn backend(compiled: &Compiled, gateway: &str, host: &str) -> Option<String> {
    let gateway = NamespacedName::new("default", gateway);
    let headers = HeaderMap::new();
    let request = RequestView {
        frontend: Frontend::Gateway(&gateway),
        port: 80,
        protocol: Protocol::Http,
        sni: None,
        client_certificate: ClientCertificate::Absent,
        method: "GET",
        authority: Some(host),
        target: "/",
        headers: &headers,
    };
    match compiled.table.route(&request, 0) {
        Decision::Forward(forward) => Some(forward.matched.rule.route().name.to_owned()),
        _ => None,
    }
}

fn reason<'c>(conditions: &'c [Condition], kind: &str) -> &'c str {
    let found = conditions.iter().find(|one| one.type_ == kind);
    found.map_or("", |condition| &condition.reason)
}

fn accepted(compiled: &Compiled, route: &str) -> String {
    let parents = &compiled.statuses.routes[&route_id(route)];
    reason(&parents[0].conditions, "Accepted").to_owned()
}

#[test]
fn ten_thousand_routes_on_one_gateway() {
    let host = |index: usize| format!("h{index}.example.com");
    let routes = (0..10_000).map(|index| {
        route(
            &format!("r{index}"),
            &json!({"name": "edge"}),
            &[host(index)],
        )
    });
    let edge = gateway("edge", &[http("http", None)]);
    let compiled = beside_good(std::iter::once(edge).chain(routes));
    let edge = NamespacedName::new("default", "edge");
    let listeners = compiled.statuses.gateways[&edge]
        .listeners
        .as_ref()
        .unwrap();
    assert_eq!(listeners[0].attached_routes, 10_000);
    for index in [0, 1, 4_999, 9_999] {
        let name = format!("r{index}");
        assert_eq!(accepted(&compiled, &name), "Accepted");
        assert_eq!(backend(&compiled, "edge", &host(index)), Some(name));
    }
    assert_eq!(backend(&compiled, "edge", "h10000.example.com"), None);
    assert_eq!(compiled.diagnostics, []);
}

#[test]
fn sixty_four_listeners_with_sixteen_hostnames_each() {
    let zone = |listener: usize| format!("z{listener}.example.com");
    let hosts =
        |listener: usize| (0..16).map(move |host| format!("h{host}.z{listener}.example.com"));
    let listeners: Vec<_> = (0..64)
        .map(|listener| {
            http(
                &format!("l{listener}"),
                Some(&format!("*.{}", zone(listener))),
            )
        })
        .collect();
    // Half of them are a ListenerSet's.
    let (own, others) = listeners.split_at(32);
    let set = json!({"parentRef": {"name": "edge"}, "listeners": others});
    let routes = (0..64).map(|listener| {
        let section = format!("l{listener}");
        let parent = if listener < 32 {
            json!({"name": "edge", "sectionName": section})
        } else {
            json!({"kind": "ListenerSet", "name": "set", "sectionName": section})
        };
        route(
            &format!("r{listener}"),
            &parent,
            &hosts(listener).collect::<Vec<_>>(),
        )
    });
    let objects = [gateway("edge", own), object("ListenerSet", "set", &set)];
    let compiled = beside_good(objects.into_iter().chain(routes));
    for listener in 0..64 {
        let name = format!("r{listener}");
        assert_eq!(accepted(&compiled, &name), "Accepted");
        for host in hosts(listener) {
            assert_eq!(
                backend(&compiled, "edge", &host).as_ref(),
                Some(&name),
                "{host}"
            );
        }
        let other = format!("h16.{}", zone(listener));
        assert_eq!(backend(&compiled, "edge", &other), None, "{other}");
    }
    assert_eq!(compiled.diagnostics, []);
}

#[test]
fn thousands_of_listener_sets_on_one_gateway() {
    // Every other one asks for a host that the one before it has.
    let host = |index: usize| format!("h{}.example.com", index / 2);
    let name = |index: usize| format!("s{index:04}");
    let sets = (0..4_000).flat_map(|index| {
        let listeners = [http("http", Some(&host(index)))];
        let spec = json!({"parentRef": {"name": "edge"}, "listeners": listeners});
        let parent = json!({"kind": "ListenerSet", "name": name(index)});
        [
            object("ListenerSet", &name(index), &spec),
            route(&name(index), &parent, &[]),
        ]
    });
    let edge = gateway("edge", &[http("http", Some("own.example.com"))]);
    let compiled = beside_good(std::iter::once(edge).chain(sets));
    let edge = NamespacedName::new("default", "edge");
    let status = &compiled.statuses.gateways[&edge];
    assert_eq!(status.attached_listener_sets, Some(2_000));
    for index in [0, 1, 2_000, 2_001, 3_998, 3_999] {
        let set = NamespacedName::new("default", name(index));
        let conditions = compiled.statuses.listener_sets[&set]
            .conditions
            .as_ref()
            .unwrap();
        let wins = index % 2 == 0;
        let expected = if wins {
            "Accepted"
        } else {
            "ListenersNotValid"
        };
        assert_eq!(reason(conditions, "Accepted"), expected, "{index}");
        // The route of a set that lost is accepted, and gets nothing (spec 3.2.9).
        assert_eq!(accepted(&compiled, &name(index)), "Accepted");
        assert_eq!(
            backend(&compiled, "edge", &host(index)),
            Some(name(index - usize::from(!wins)))
        );
    }
    assert_eq!(compiled.diagnostics.len(), 2_000);
}
