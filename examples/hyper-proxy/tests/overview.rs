//! The configuration in use, as the admin port tells it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use common::raw::route;
use common::{Answer, Manifest, Served, full, send};
use http::Request;
use serde_json::{Value, json};

const ROUTES: &str = "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: narrow}
spec:
  parentRefs: [{name: edge, sectionName: shop}]
  hostnames: [a.shop.example, '*.shop.example']
  rules:
  - matches: [{path: {value: /}}]
    backendRefs: [{name: web, port: 80, weight: 9}, {name: missing, port: 80, weight: 1}]
  - name: exact
    matches:
    - path: {type: Exact, value: /cart}
      method: POST
      headers: [{name: x-a, value: one}]
      queryParams: [{name: q, type: RegularExpression, value: '[0-9]+'}]
    - {path: {value: /cart}}
    backendRefs: [{name: web, port: 80}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: calls}
spec:
  parentRefs: [{name: edge, sectionName: shop}]
  hostnames: [a.shop.example]
  rules: [{matches: [{method: {service: shop.Cart, method: Add}}], backendRefs: [{name: web, port: 80}]}]
";

async fn ask(served: &Served, method: &str, path: &str, body: String) -> Value {
    let request = Request::builder().method(method).uri(path);
    let request = request.header("host", "admin").body(full(body)).unwrap();
    let answer = Answer::read(send(served.proxy.admin().unwrap(), request).await).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

async fn serve() -> Served {
    let listeners = "[{name: any, protocol: HTTP, port: 80}, {name: shop, protocol: HTTP, port: 80, hostname: '*.shop.example'},
    {name: tcp, protocol: TCP, port: 90}]";
    Manifest::new()
        .listeners(listeners, "")
        .service("web", &[])
        .text(ROUTES)
        .text(&route(
            "TCPRoute",
            "bytes",
            "tcp",
            "",
            "{name: web, port: 80}",
        ))
        .serve_with(|config| config.admin = Some(([127, 0, 0, 1], 0).into()))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_is_told_in_the_order_in_which_it_is_asked() {
    let served = serve().await;
    let config = ask(&served, "GET", "/config", String::new()).await;
    let table = config["table"].as_array().unwrap();
    let listeners: Vec<_> = table
        .iter()
        .map(|listener| (&listener["listener"]["section"], &listener["hostname"]))
        .collect();
    let shop = (json!("shop"), json!("*.shop.example"));
    assert_eq!(
        listeners,
        [
            (&shop.0, &shop.1),
            (&json!("any"), &Value::Null),
            (&json!("tcp"), &Value::Null)
        ]
    );
    assert_eq!(
        (
            &table[0]["gateway"],
            &table[0]["port"],
            &table[0]["protocol"]
        ),
        (&json!("default/edge"), &json!(80), &json!("HTTP"))
    );
    assert_eq!(table[0]["listener"]["kind"], "Gateway");
    let matches = table[0]["matches"].as_array().unwrap();
    let order: Vec<_> = matches
        .iter()
        .map(|one| {
            let (host, name) = (one["hostname"].as_str(), one["route"]["name"].as_str());
            let numbers = (one["rule"].as_u64(), one["match"].as_u64());
            (
                host.unwrap(),
                name.unwrap(),
                numbers.0.unwrap(),
                numbers.1.unwrap(),
            )
        })
        .collect();
    assert_eq!(
        order,
        [
            ("a.shop.example", "calls", 0, 0),
            ("a.shop.example", "narrow", 1, 0),
            ("a.shop.example", "narrow", 1, 1),
            ("a.shop.example", "narrow", 0, 0),
            ("*.shop.example", "narrow", 1, 0),
            ("*.shop.example", "narrow", 1, 1),
            ("*.shop.example", "narrow", 0, 0),
        ]
    );
    assert_eq!(
        matches[0]["conditions"],
        json!([{"on": "grpcService", "name": null, "type": "Exact", "value": "shop.Cart"},
               {"on": "grpcMethod", "name": null, "type": "Exact", "value": "Add"}])
    );
    assert_eq!(
        matches[1]["conditions"],
        json!([{"on": "path", "name": null, "type": "Exact", "value": "/cart"},
               {"on": "method", "name": null, "type": "Exact", "value": "POST"},
               {"on": "header", "name": "x-a", "type": "Exact", "value": "one"},
               {"on": "queryParam", "name": "q", "type": "RegularExpression", "value": "[0-9]+"}])
    );
    assert_eq!(
        (&matches[1]["ruleName"], &matches[3]["ruleName"]),
        (&json!("exact"), &Value::Null)
    );
    let backends = &matches[3]["backends"];
    assert_eq!(
        (
            &backends[0]["backend"],
            &backends[0]["weight"],
            &backends[1]["backend"]
        ),
        (
            &json!("default/web:80"),
            &json!(9),
            &json!("default/missing:80")
        )
    );
    assert!(
        backends[0]["kind"] == "Service" && backends[1]["error"].is_string(),
        "{backends}"
    );
    let bytes = &table[2]["matches"][0];
    assert_eq!(
        (&bytes["route"]["kind"], &bytes["match"]),
        (&json!("TCPRoute"), &Value::Null)
    );
    // Each stands where its rule is written.
    let mut objects = config["objects"].as_array().unwrap().iter();
    let narrow = objects.find(|object| object["name"] == "narrow").unwrap();
    for (one, rule) in [(&matches[1], 1), (&matches[3], 0)] {
        assert_eq!(
            (&one["file"], &one["line"]),
            (&json!("test.yaml"), &narrow["rules"][rule])
        );
    }
}

/// The order is the one in which `/explain` considers what it names.
#[tokio::test(flavor = "multi_thread")]
async fn the_order_is_that_of_explanations() {
    let served = serve().await;
    let config = ask(&served, "GET", "/config", String::new()).await;
    let key = |one: &Value| {
        let route = (one["hostname"].clone(), one["route"].clone());
        (
            route,
            one["rule"].clone(),
            one["match"].clone(),
            one["line"].clone(),
        )
    };
    for host in ["a.shop.example", "b.shop.example"] {
        let request =
            json!({"id": 1, "gateway": {"name": "edge"}, "authority": host, "path": "/cart/1"});
        let answer = ask(&served, "POST", "/explain", request.to_string()).await;
        let explained = answer["explanation"]["candidates"]
            .as_array()
            .unwrap()
            .iter();
        let explained: Vec<_> = explained.map(key).collect();
        assert!(explained.len() > 1, "{answer}");
        let listed = config["table"][0]["matches"].as_array().unwrap().iter();
        let listed: Vec<_> = listed
            .map(key)
            .filter(|one| explained.contains(one))
            .collect();
        assert_eq!(listed, explained, "{host}");
    }
}
