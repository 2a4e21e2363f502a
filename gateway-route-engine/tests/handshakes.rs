//! What a data plane asks about TLS before there is a request: whose handshake it is, what to show and whom to trust (spec 2.4.1,
//! 2.6, 2.7, 12.38, 12.78).

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use gateway_api_types::{NamespacedName, Object};
use gateway_route_engine::backend_tls::Bundle;
use gateway_route_engine::{ClientValidation, Options, Resources, RoutingTable, compile};
use serde_json::{Value, json};

/// The table of a Gateway with these listeners.
fn table(listeners: &Value) -> RoutingTable {
    let mut resources = Resources::default();
    let bundle = |name: &str| json!({"group": "", "kind": "ConfigMap", "name": name});
    let missing = json!({"group": "example.com", "kind": "Bundle", "name": "other"});
    let validation = json!({"caCertificateRefs": [bundle("clients"), missing]});
    for object in [
        json!({
            "apiVersion": "gateway.networking.k8s.io/v1", "kind": "GatewayClass",
            "metadata": {"name": "class"}, "spec": {"controllerName": "example.com/gateway"},
        }),
        json!({
            "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway",
            "metadata": {"namespace": "shop", "name": "edge"},
            "spec": {
                "gatewayClassName": "class", "listeners": listeners,
                "tls": {"frontend": {"default": {"validation": validation}}},
            },
        }),
    ] {
        resources.insert_object(Object::from_value(object).unwrap());
    }
    compile(&resources, &Options::default()).table
}

fn terminating(name: &str, protocol: &str, hostname: Option<&str>, secrets: &[&str]) -> Value {
    let secrets: Vec<_> = secrets.iter().map(|name| json!({"name": name})).collect();
    json!({
        "name": name, "port": 443, "protocol": protocol, "hostname": hostname,
        "tls": {"mode": "Terminate", "certificateRefs": secrets},
    })
}

fn name(name: &str) -> NamespacedName {
    NamespacedName::new("shop", name)
}

#[test]
fn the_most_specific_listener_takes_a_handshake() {
    let table = table(&json!([
        terminating("exact", "HTTPS", Some("a.example"), &["cert"]),
        terminating("wildcard", "TLS", Some("*.example"), &["cert"]),
        {"name": "through", "port": 443, "protocol": "TLS", "hostname": "b.example", "tls": {"mode": "Passthrough"}},
        {"name": "plain", "port": 80, "protocol": "HTTP"},
    ]));
    let edge = name("edge");
    for (port, server_name, expected) in [
        (443, Some("a.example"), Some("exact")),
        (443, Some("A.Example."), Some("exact")),
        (443, Some("b.example"), Some("through")),
        (443, Some("c.d.example"), Some("wildcard")),
        (443, Some("example"), None),
        (443, Some("192.0.2.1"), None),
        (443, None, None),
        (80, Some("a.example"), None),
        (8443, Some("a.example"), None),
    ] {
        let found = table.listener_of_handshake(&edge, port, server_name);
        let found = found.map(|listener| &*listener.id.section);
        assert_eq!(found, expected, "{port} {server_name:?}");
    }
    let sections = table.listeners(&edge, 443);
    let sections: Vec<_> = sections.map(|found| &*found.id.section).collect();
    assert_eq!(sections.len(), 3);
    assert_eq!(table.listeners(&edge, 80).count(), 1);
    assert_eq!(table.listeners(&name("other"), 443).count(), 0);
}

#[test]
fn a_listener_tells_what_resolves_of_its_certificates_and_authorities() {
    let mut https = terminating("https", "HTTPS", Some("a.example"), &["first", "second"]);
    let references = https["tls"]["certificateRefs"].as_array_mut().unwrap();
    references.push(json!({"name": "elsewhere", "namespace": "other"}));
    let table = table(&json!([
        https,
        terminating("tls", "TLS", Some("b.example"), &["first"]),
    ]));
    let of = |server_name| {
        let found = table.listener_of_handshake(&name("edge"), 443, Some(server_name));
        found.unwrap()
    };
    let https = of("a.example");
    assert_eq!(https.certificates, [name("first"), name("second")]);
    assert_eq!(https.client_validation, Some(ClientValidation::ValidOnly));
    assert_eq!(
        https.client_authorities,
        [Bundle::ConfigMap(name("clients"))]
    );
    let tls = of("b.example");
    assert_eq!(tls.certificates, [name("first")]);
    // Clients are asked by HTTPS listeners alone (spec 12.50).
    assert_eq!(tls.client_validation, None);
    assert!(tls.client_authorities.is_empty());
}
