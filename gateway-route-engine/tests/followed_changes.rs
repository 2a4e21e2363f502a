//! Changes that a compiler follows without compiling everything anew: what they come to, and that it
//! is what compiling anew comes to.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use gateway_api_types::{HttpRoute, NamespacedName, Object, ReferenceGrant};
use gateway_route_engine::{
    Channel, ClientCertificate, Compiler, Decision, Diagnostic, Edit, Frontend, Options, Protocol,
    RequestView, Resources, Update, compile,
};
use http::HeaderMap;
use k8s_openapi::api::core::v1::Service;
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
        !["lost-match", "shared-hostname", "unused-grant"].contains(&found.id)
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
    assert!(change(&mut compiler, |edit| edit.put(service("one", 81))).full);
}

#[test]
fn a_service_that_is_a_parent_is_compiled_anew() {
    let mut compiler = compiler(&[json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
        "metadata": {"namespace": "b", "name": "mesh"},
        "spec": {
            "parentRefs": [{"group": "", "kind": "Service", "name": "two"}],
            "rules": [{"backendRefs": [{"name": "one", "port": 80}]}],
        },
    })]);
    assert!(change(&mut compiler, |edit| edit.put(service("two", 81))).full);
    // It refers to the other one as well.
    assert!(change(&mut compiler, |edit| edit.put(slice("one", "one", &[]))).full);
    let update = change(&mut compiler, |edit| edit.put(slice("one", "one", &[])));
    assert!(!update.full);
}
