//! What is told of connections and datagrams that are carried as they are.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::time::Duration;

use common::pki::{Client, documents};
use common::process::folder;
use common::raw::{ask, echo, route, said, tls_route, udp_address, udp_client, udp_echo};
use common::{Answer, Manifest, Served, closed_port, full, send, within};
use http::Request;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A series of the metrics, once it has that value.
async fn becomes(served: &Served, series: &str, expected: &str) {
    let admin = served.proxy.admin().unwrap();
    let line = format!("{series} {expected}");
    within(async {
        loop {
            let request = Request::get("/metrics").header("host", "admin");
            let request = request.body(full("")).unwrap();
            let text = Answer::read(send(admin, request).await).await.body;
            if text.lines().any(|found| found == line) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_carried_is_counted_and_a_line_of_the_access_log() {
    let logs = folder(&[]);
    let path = logs.path().join("access.jsonl");
    let listeners = "[{name: tcp, protocol: TCP, port: 90}, {name: none, protocol: TCP, port: 91}, {name: udp, protocol: UDP, port: 53},
    {name: tls, protocol: TLS, port: 443, tls: {mode: Passthrough}}]";
    let backend = |name| format!("{{name: {name}, port: 80}}");
    let manifest = Manifest::new()
        .listeners(listeners, "")
        .service("echo", &[echo("echo").await])
        .service("down", &[closed_port().await])
        .service("datagrams", &[udp_echo("datagrams").await])
        .text(&documents(&[
            route("TCPRoute", "carried", "tcp", "", &backend("echo")),
            route("UDPRoute", "datagrams", "udp", "", &backend("datagrams")),
            tls_route("secure", "tls", "a.example", "echo"),
            tls_route("down", "tls", "down.example", "down"),
        ]));
    let log = hyper_proxy::AccessLogTo::File(path.clone());
    let served = manifest
        .serve_with(|config| {
            config.access_log = log;
            config.admin = Some(([127, 0, 0, 1], 0).into());
            config.limits.udp_idle = Duration::from_millis(200);
        })
        .await;
    let mut open = TcpStream::connect(served.at(90)).await.unwrap();
    let flow = |protocol: &str| format!("gateway_flows_open{{protocol=\"{protocol}\"}}");
    becomes(&served, &flow("tcp"), "1").await;
    open.write_all(b"four").await.unwrap();
    open.shutdown().await.unwrap();
    within(open.read_to_end(&mut Vec::new())).await.unwrap();
    becomes(&served, &flow("tcp"), "0").await;
    let hello = Client::new().hello("a.example");
    said(served.at(443), &hello).await.unwrap();
    for name in ["down.example", "other.example"] {
        let _reset = said(served.at(443), &Client::new().hello(name)).await;
    }
    let _reset = said(served.at(91), b"x").await;
    let client = udp_client(udp_address(&served)).await;
    ask(&client, "one").await;
    ask(&client, "two").await;
    becomes(&served, &flow("udp"), "0").await;
    for (protocol, reason, listener) in [
        ("tcp", "ended", "tcp"),
        ("tcp", "no_route", "none"),
        ("tls", "ended", "tls"),
        ("tls", "connect_failed", "tls"),
        ("tls", "no_route", "tls"),
        ("udp", "idle", "udp"),
    ] {
        let labels = format!(
            "protocol=\"{protocol}\",reason=\"{reason}\",gateway=\"default/edge\",listener=\"{listener}\""
        );
        becomes(
            &served,
            &format!("gateway_flows_ended_total{{{labels}}}"),
            "1",
        )
        .await;
    }
    becomes(&served, "gateway_no_match_total{reason=\"no_route\"}", "2").await;
    served.proxy.shutdown().await;

    let text = std::fs::read_to_string(path).unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 6, "{text}");
    let bytes = hello.len();
    for expected in [
        json!({"gateway.route": "TCPRoute/default/carried", "gateway.backend": "Service/default/echo:80",
               "gateway.bytes.received": 4, "gateway.bytes.sent": 9, "gateway.end": "ended", "network.transport": "tcp",
               "server.port": 90, "tls.client.server_name": null, "client.address": "127.0.0.1"}),
        json!({"gateway.route": "TLSRoute/default/secure", "gateway.bytes.received": bytes, "gateway.bytes.sent": bytes + 5,
               "tls.client.server_name": "a.example", "gateway.end": "ended"}),
        json!({"gateway.route": "TLSRoute/default/down", "gateway.end": "connect_failed", "gateway.bytes.received": 0}),
        json!({"gateway.route": null, "gateway.listener": "tls", "tls.client.server_name": "other.example", "gateway.end": "no_route"}),
        json!({"gateway.route": null, "gateway.listener": "none", "gateway.backend": null, "gateway.end": "no_route"}),
        json!({"gateway.route": "UDPRoute/default/datagrams", "gateway.bytes.received": 6, "gateway.bytes.sent": 26,
               "network.transport": "udp", "gateway.end": "idle"}),
    ] {
        let has = |line: &&Value| {
            let mut pairs = expected.as_object().unwrap().iter();
            pairs.all(|(key, value)| line.get(key) == Some(value))
        };
        let line = lines
            .iter()
            .find(has)
            .unwrap_or_else(|| panic!("{expected} in {text}"));
        assert!(
            line["gateway.duration"].as_f64().unwrap() > 0.0
                && line["client.port"].as_u64() > Some(0)
        );
    }
}

#[tokio::test]
async fn datagrams_that_go_nowhere_are_counted() {
    let listeners = "[{name: udp, protocol: UDP, port: 53}]";
    let empty = route("UDPRoute", "empty", "udp", "", "{name: empty, port: 80}");
    for (objects, limit, reason) in [
        (&[][..], 9, "no_route"),
        (std::slice::from_ref(&empty), 9, "no_endpoint"),
        (std::slice::from_ref(&empty), 0, "too_many"),
    ] {
        let manifest = Manifest::new()
            .listeners(listeners, "")
            .service("empty", &[]);
        let manifest = if objects.is_empty() {
            manifest
        } else {
            manifest.text(&documents(objects))
        };
        let served = manifest
            .serve_with(|config| {
                config.limits.udp_flows = limit;
                config.admin = Some(([127, 0, 0, 1], 0).into());
            })
            .await;
        let client = udp_client(udp_address(&served)).await;
        client.send(b"x").await.unwrap();
        client.send(b"y").await.unwrap();
        let series = format!("gateway_datagrams_dropped_total{{reason=\"{reason}\"}}");
        becomes(&served, &series, "2").await;
    }
}
