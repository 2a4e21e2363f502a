//! Changes that a compiler follows without compiling everything anew: what they come to, and that it
//! is what compiling anew comes to.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use gateway_api_types::{GrpcRoute, HttpRoute, NamespacedName, Object, ReferenceGrant};
use gateway_route_engine::{
    Channel, ClientCertificate, Compiler, Decision, Diagnostic, Edit, Frontend, Options, Protocol,
    RequestView, Resources, RouteKind, Update, compile,
};
use http::HeaderMap;
use k8s_openapi::api::core::v1::{ConfigMap, Namespace, Secret, Service};
use k8s_openapi::api::discovery::v1::EndpointSlice;
use k8s_openapi::serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn of<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn slice(name: &str, service: &str, addresses: &[&str]) -> EndpointSlice {
    let endpoints: Vec<_> = addresses
        .iter()
        .map(|address| json!({"addresses": [address]}))
        .collect();
    of(json!({
        "metadata": {"namespace": "b", "name": name, "labels": {"kubernetes.io/service-name": service}},
        "addressType": "IPv4", "ports": [{"name": "", "port": 8080}], "endpoints": endpoints,
    }))
}

fn service(name: &str, port: u16) -> Service {
    of(json!({
        "metadata": {"namespace": "b", "name": name},
        "spec": {"ports": [{"port": port}]},
    }))
}

fn grant(from: &str) -> ReferenceGrant {
    of(json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "ReferenceGrant",
        "metadata": {"namespace": "b", "name": "grant"},
        "spec": {
            "from": [{"group": "gateway.networking.k8s.io", "kind": from, "namespace": "a"}],
            "to": [{"group": "", "kind": "Service"}],
        },
    }))
}

/// A route of another namespace than its backend.
fn route(name: &str, service: &str) -> HttpRoute {
    of(json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
        "metadata": {"namespace": "a", "name": name},
        "spec": {
            "parentRefs": [{"name": "edge"}], "hostnames": [format!("{name}.example.com")],
            "rules": [{"backendRefs": [{"name": service, "namespace": "b", "port": 80}]}],
        },
    }))
}

fn compiler(more: &[Value]) -> Compiler {
    let mut resources = Resources::default();
    let gateway = json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway",
        "metadata": {"namespace": "a", "name": "edge"},
        "spec": {"gatewayClassName": "class", "listeners": [{"name": "http", "port": 80, "protocol": "HTTP"}]},
    });
    for object in [gateway].iter().chain(more) {
        assert!(resources.insert_object(Object::from_value(object.clone()).unwrap()));
    }
    for name in ["one", "two"] {
        resources.insert(route(name, name));
        resources.insert(service(name, 80));
        resources.insert(slice(name, name, &["10.0.0.1"]));
    }
    resources.insert(grant("HTTPRoute"));
    let options = Options {
        channel: Channel::Experimental,
        ..Options::default()
    };
    Compiler::new(resources, options)
}

/// What requests for the two hosts get.
fn answers(compiler: &Compiler) -> [u16; 2] {
    let gateway = NamespacedName::new("a", "edge");
    ["one.example.com", "two.example.com"].map(|host| {
        let request = RequestView {
            frontend: Frontend::Gateway(&gateway),
            port: 80,
            protocol: Protocol::Http,
            sni: None,
            client_certificate: ClientCertificate::Absent,
            method: "GET",
            authority: Some(host),
            target: "/",
            headers: &HeaderMap::new(),
        };
        match compiler.table().route(&request, 0) {
            Decision::Forward(_) => 200,
            Decision::Respond(respond) => respond.status(),
            _ => 0,
        }
    })
}

/// Carries out a change, and holds what it comes to against compiling anew.
fn change(compiler: &mut Compiler, edits: impl FnOnce(&mut Edit<'_>)) -> Update {
    let before = compiler.statuses().clone();
    let mut edit = compiler.edit();
    edits(&mut edit);
    let update = edit.finish();
    let options = Options {
        channel: Channel::Experimental,
        ..Options::default()
    };
    let anew = compile(compiler.resources(), &options);
    assert_eq!(compiler.statuses(), &anew.statuses);
    let across = |found: &&Diagnostic| {
        ![
            "lost-match",
            "redirect-cycle",
            "shared-hostname",
            "unused-grant",
        ]
        .contains(&found.id)
    };
    let expected: Vec<_> = anew.diagnostics.iter().filter(across).collect();
    assert_eq!(compiler.diagnostics().collect::<Vec<_>>(), expected);
    let mut written = anew.statuses.routes;
    written.retain(|id, status| before.routes.get(id) != Some(status));
    assert_eq!(update.statuses.routes, written);
    update
}

#[test]
fn endpoints_that_come_and_go_are_followed() {
    let mut compiler = compiler(&[]);
    assert_eq!(answers(&compiler), [200, 200]);
    for (addresses, expected) in [
        (&["10.0.0.2"][..], [200, 200]),
        (&[], [503, 200]),
        (&["10.0.0.2", "10.0.0.3"], [200, 200]),
    ] {
        let slice = slice("one", "one", addresses);
        let update = change(&mut compiler, |edit| edit.put(slice));
        assert!(!update.full);
        assert_eq!(answers(&compiler), expected, "{addresses:?}");
    }
    // A slice that moves to another Service leaves the one without any, which counts as ready.
    let update = change(&mut compiler, |edit| {
        edit.put(slice("one", "two", &[]));
        edit.remove::<EndpointSlice>(&NamespacedName::new("b", "two"));
    });
    assert!(!update.full);
    assert_eq!(answers(&compiler), [200, 503]);
}

#[test]
fn services_that_change_are_followed() {
    let mut compiler = compiler(&[]);
    let update = change(&mut compiler, |edit| edit.put(service("two", 81)));
    assert!(!update.full);
    assert_eq!(answers(&compiler), [200, 500]);
    let update = change(&mut compiler, |edit| edit.put(service("two", 80)));
    assert!(!update.full);
    assert_eq!(answers(&compiler), [200, 200]);
    let unknown = NamespacedName::new("b", "three");
    assert!(compiler.table().has_service(&unknown));
    let update = change(&mut compiler, |edit| edit.put(service("three", 80)));
    assert!(!update.full);
}

#[test]
fn grants_that_come_and_go_are_followed() {
    let mut compiler = compiler(&[]);
    let name = NamespacedName::new("b", "grant");
    let update = change(&mut compiler, |edit| edit.remove::<ReferenceGrant>(&name));
    assert!(!update.full);
    assert_eq!(update.statuses.routes.len(), 2);
    assert_eq!(answers(&compiler), [500, 500]);
    let update = change(&mut compiler, |edit| edit.put(grant("HTTPRoute")));
    assert!(!update.full);
    assert_eq!(answers(&compiler), [200, 200]);
    let update = change(&mut compiler, |edit| edit.put(grant("GRPCRoute")));
    assert!(!update.full);
    assert_eq!(answers(&compiler), [500, 500]);
    // What certificates a Gateway may use is not followed.
    assert!(change(&mut compiler, |edit| edit.put(grant("Gateway"))).full);
}

#[test]
fn routes_are_followed_where_policies_are() {
    let policy = json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "BackendTLSPolicy",
        "metadata": {"namespace": "b", "name": "tls"},
        "spec": {
            "targetRefs": [{"group": "", "kind": "Service", "name": "one"}],
            "validation": {"hostname": "one.example.com", "wellKnownCACertificates": "System"},
        },
    });
    let mut compiler = compiler(&[policy]);
    let name = NamespacedName::new("b", "tls");
    let ancestors = |compiler: &Compiler| {
        let status = compiler.statuses().backend_tls_policies.get(&name);
        status.map_or(0, |status| status.ancestors.len())
    };
    assert_eq!(ancestors(&compiler), 1);
    let update = change(&mut compiler, |edit| edit.put(route("one", "two")));
    assert!(!update.full);
    assert_eq!(ancestors(&compiler), 0);
    let update = change(&mut compiler, |edit| {
        edit.put(route("one", "one"));
        edit.put(route("three", "one"));
    });
    assert!(!update.full);
    assert_eq!(ancestors(&compiler), 1);
    let three = NamespacedName::new("a", "three");
    let update = change(&mut compiler, |edit| edit.remove::<HttpRoute>(&three));
    assert!(!update.full && update.statuses.backend_tls_policies.is_empty());
    // Of the Services the one that the policy targets is not followed.
    assert!(!change(&mut compiler, |edit| edit.put(service("two", 81))).full);
    assert!(change(&mut compiler, |edit| edit.put(service("one", 81))).full);
}

/// A route of a kind with a Service as its parent.
fn mesh_route(kind: &str, namespace: &str, name: &str, service: &str) -> Value {
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": kind,
        "metadata": {"namespace": namespace, "name": name},
        "spec": {
            "parentRefs": [{"group": "", "kind": "Service", "name": service, "namespace": "b"}],
            "rules": [{"backendRefs": [{"name": "one", "port": 80}]}],
        },
    })
}

/// The kind of the route that takes calls of a namespace for a Service.
fn taken_by(compiler: &Compiler, service: &str, source_namespace: &str) -> Option<RouteKind> {
    let service = NamespacedName::new("b", service);
    let frontend = Frontend::Service {
        service: &service,
        source_namespace,
    };
    let headers = HeaderMap::new();
    let request = RequestView {
        method: "POST",
        target: "/service/method",
        headers: &headers,
        ..RequestView::connection(frontend, 80, Protocol::Http, None)
    };
    let decision = compiler.table().route(&request, 0);
    decision.matched().map(|matched| matched.rule.route().kind)
}

#[test]
fn routes_of_services_are_followed() {
    let mut compiler = compiler(&[mesh_route("HTTPRoute", "b", "http", "two")]);
    assert_eq!(taken_by(&compiler, "two", "b"), Some(RouteKind::Http));
    let grpc: GrpcRoute = of(mesh_route("GRPCRoute", "b", "grpc", "two"));
    // The other kind takes the port from the route that does not change, which says so.
    let update = change(&mut compiler, |edit| edit.put(grpc));
    assert!(!update.full);
    assert_eq!(update.statuses.routes.len(), 2);
    assert_eq!(taken_by(&compiler, "two", "b"), Some(RouteKind::Grpc));
    // A consumer has its own.
    let consumer: HttpRoute = of(mesh_route("HTTPRoute", "c", "http", "two"));
    assert!(!change(&mut compiler, |edit| edit.put(consumer)).full);
    assert_eq!(taken_by(&compiler, "two", "c"), Some(RouteKind::Http));
    assert_eq!(taken_by(&compiler, "two", "b"), Some(RouteKind::Grpc));
    // A port that goes takes the routes with it.
    let update = change(&mut compiler, |edit| edit.put(service("two", 81)));
    assert!(!update.full);
    assert_eq!(taken_by(&compiler, "two", "b"), None);
    assert!(!change(&mut compiler, |edit| edit.put(service("two", 80))).full);
    let name = NamespacedName::new("b", "grpc");
    let update = change(&mut compiler, |edit| edit.remove::<GrpcRoute>(&name));
    assert!(!update.full);
    assert_eq!(taken_by(&compiler, "two", "b"), Some(RouteKind::Http));
    // It refers to the other one.
    let update = change(&mut compiler, |edit| edit.put(slice("one", "one", &[])));
    assert!(!update.full);
}

#[test]
fn what_nobody_asks_for_changes_nothing() {
    let selecting = json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway",
        "metadata": {"namespace": "a", "name": "edge"},
        "spec": {"gatewayClassName": "class", "listeners": [
            {"name": "http", "port": 80, "protocol": "HTTP", "allowedRoutes": {"namespaces": {
                "from": "Selector", "selector": {"matchLabels": {"team": "a"}}}}},
            {"name": "https", "port": 443, "protocol": "HTTPS", "tls": {"certificateRefs": [{"name": "used"}]}},
        ]},
    });
    let mut compiler = compiler(&[selecting]);
    let secret = |name: &str, key: &str| -> Secret {
        of(json!({"metadata": {"namespace": "a", "name": name}, "data": {"tls.key": key}}))
    };
    assert!(!change(&mut compiler, |edit| edit.put(secret("unused", ""))).full);
    assert!(change(&mut compiler, |edit| edit.put(secret("used", ""))).full);
    // It is as bad as it was.
    assert!(!change(&mut compiler, |edit| edit.put(secret("used", "YQ=="))).full);
    let map: ConfigMap = of(json!({"metadata": {"namespace": "a", "name": "map"}}));
    assert!(!change(&mut compiler, |edit| edit.put(map)).full);
    let labelled = |team: &str| -> Namespace {
        of(json!({"metadata": {"name": "a", "labels": {"team": team}}}))
    };
    assert_eq!(answers(&compiler), [404, 404]);
    for (team, expected) in [("a", [200, 200]), ("a", [200, 200]), ("b", [404, 404])] {
        let update = change(&mut compiler, |edit| edit.put(labelled(team)));
        assert!(!update.full);
        assert_eq!(answers(&compiler), expected, "{team}");
    }
}

#[test]
fn a_status_that_others_write_is_followed() {
    let mut compiler = compiler(&[]);
    let name = NamespacedName::new("a", "edge");
    let mut gateway = compiler.resources().gateways[&name].as_ref().clone();
    gateway.metadata.resource_version = Some("2".to_owned());
    gateway.status = compiler.statuses().gateways.get(&name).cloned();
    let update = change(&mut compiler, |edit| edit.put(gateway.clone()));
    assert!(!update.full && update.statuses.gateways.is_empty());
    gateway.spec.listeners[0].port = 81;
    assert!(change(&mut compiler, |edit| edit.put(gateway)).full);
}

/// A policy whose list of ancestors has room for one Gateway more (spec 8.3.8).
#[test]
fn a_list_of_ancestors_that_fills_up_is_seen() {
    let of_others = (0..15).map(|number| {
        json!({
            "ancestorRef": {"name": format!("other-{number}")},
            "controllerName": "example.com/other", "conditions": [],
        })
    });
    let policy = json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "BackendTLSPolicy",
        "metadata": {"namespace": "b", "name": "tls"},
        "spec": {
            "targetRefs": [{"group": "", "kind": "Service", "name": "two"}],
            "validation": {"hostname": "two.example.com", "wellKnownCACertificates": "System"},
        },
        "status": {"ancestors": of_others.collect::<Vec<_>>()},
    });
    // It goes before the other one by name.
    let second = json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway",
        "metadata": {"namespace": "a", "name": "before"},
        "spec": {"gatewayClassName": "class", "listeners": [{"name": "http", "port": 80, "protocol": "HTTP"}]},
    });
    let mut compiler = compiler(&[policy, second]);
    assert_eq!(answers(&compiler), [200, 200]);
    let on_both = |service: &str| {
        let mut route = route("both", service);
        let parents = json!([{"name": "before"}, {"name": "edge"}]);
        route.spec.parent_refs = Some(of(parents));
        route
    };
    let update = change(&mut compiler, |edit| edit.put(on_both("one")));
    assert!(!update.full);
    assert_eq!(answers(&compiler), [200, 200]);
    let update = change(&mut compiler, |edit| edit.put(on_both("two")));
    assert!(update.full);
    assert_eq!(answers(&compiler), [200, 500]);
    // What changes now may bring the room back.
    let update = change(&mut compiler, |edit| edit.put(on_both("one")));
    assert!(update.full);
    assert_eq!(answers(&compiler), [200, 200]);
    let update = change(&mut compiler, |edit| edit.put(route("three", "two")));
    assert!(!update.full);
}
