//! What those who run the proxy see of it, and how it ends: the admin port, the access log, SIGTERM.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use common::process::{Process, folder, offset, text};
use common::{
    Answer, Backend, Manifest, Served, closed_port, connect, connect_h2, full, send, within,
};
use http::{Request, Response};
use serde_json::{Value, json};

const ROUTES: &str = "[{name: first, matches: [{path: {value: /good}}], backendRefs: [{name: backend, port: 80}]}, \
                      {matches: [{path: {value: /down}}], retry: {attempts: 2, backoff: 1ms}, backendRefs: [{name: down, port: 80}]}, \
                      {matches: [{path: {value: /none}}], backendRefs: [{name: none, port: 80}]}, \
                      {matches: [{path: {value: /copied}}], filters: [{type: RequestMirror, requestMirror: {backendRef: {name: down, port: 80}}}], \
                       backendRefs: [{name: backend, port: 80}]}]";

async fn manifest(backend: &Backend) -> Manifest {
    let manifest = Manifest::new()
        .route("a", ROUTES)
        .service("backend", &[backend.address]);
    manifest
        .service("down", &[closed_port().await])
        .service("none", &[])
}

async fn serve(manifest: Manifest) -> Served {
    manifest
        .serve_with(|config| config.admin = Some(([127, 0, 0, 1], 0).into()))
        .await
}

async fn ask(
    address: SocketAddr,
    method: &str,
    path: &str,
    body: impl Into<bytes::Bytes>,
) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "admin")
        .body(full(body))
        .unwrap();
    Answer::read(send(address, request).await).await
}

/// The value of a series in the metrics, 0 if it is not there.
async fn metric(served: &Served, series: &str) -> f64 {
    let text = ask(served.proxy.admin().unwrap(), "GET", "/metrics", "")
        .await
        .body;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
    line.map_or(0.0, |value| value.parse().unwrap())
}

/// Metrics are told when a response has ended, which its client may know first.
async fn becomes(served: &Served, series: &str, expected: f64) {
    within(async {
        while (metric(served, series).await - expected).abs() > 1e-9 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_measured_by_what_became_of_them() {
    let backend = Backend::named("good").await;
    let served = serve(manifest(&backend).await).await;
    for (method, path, status, count) in [
        ("GET", "/good", 200, 3),
        ("POST", "/good", 200, 1),
        ("WHATEVER", "/good", 200, 2),
        ("GET", "/nowhere", 404, 2),
        ("GET", "/down", 502, 1),
        ("GET", "/none", 503, 1),
        ("HEAD", "/copied", 200, 1),
    ] {
        for _ in 0..count {
            assert_eq!(
                served.ask(method, path, &[], full("")).await.status,
                status,
                "{path}"
            );
        }
        let method = if method == "WHATEVER" {
            "_OTHER"
        } else {
            method
        };
        let (route, count) = (
            if status == 404 {
                ""
            } else {
                "HTTPRoute/default/a"
            },
            f64::from(count),
        );
        let labels = format!(
            "method=\"{method}\",status=\"{status}\",route=\"{route}\",gateway=\"default/edge\",listener=\"http\""
        );
        becomes(
            &served,
            &format!("http_server_request_duration_seconds_count{{{labels}}}"),
            count,
        )
        .await;
    }
    for (series, expected) in [
        (
            "http_client_request_duration_seconds_count{backend=\"default/backend:80\",status=\"200\",error=\"\"}",
            7.0,
        ),
        (
            "http_client_request_duration_seconds_count{backend=\"default/down:80\",status=\"0\",error=\"connect_failed\"}",
            3.0,
        ),
        ("gateway_no_match_total{reason=\"no_route\"}", 2.0),
        ("gateway_failures_total{reason=\"connect_failed\"}", 1.0),
        ("gateway_failures_total{reason=\"no_endpoint\"}", 1.0),
        ("gateway_retries_total", 2.0),
        ("gateway_reloads_total{result=\"ok\"}", 1.0),
        ("gateway_listeners", 1.0),
        ("gateway_mirrors_dropped_total{reason=\"failed\"}", 1.0),
        ("gateway_connections_total", 11.0),
        ("gateway_connections_open", 0.0),
    ] {
        becomes(&served, series, expected).await;
    }
    // Series end with their route, and a configuration that cannot be used is counted.
    served.source.set(Manifest::new().into_text());
    becomes(&served, "gateway_reloads_total{result=\"ok\"}", 2.0).await;
    served.source.set("");
    becomes(&served, "gateway_reloads_total{result=\"failed\"}", 1.0).await;
    let text = ask(served.proxy.admin().unwrap(), "GET", "/metrics", "")
        .await
        .body;
    assert!(
        !text.contains("default/a\"") && text.contains("route=\"\""),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_admin_port_tells_what_is_served_and_why() {
    let backend = Backend::named("good").await;
    let served = serve(manifest(&backend).await).await;
    let admin = served.proxy.admin().unwrap();
    for (method, path, status) in [
        ("GET", "/livez", 200),
        ("GET", "/readyz", 200),
        ("POST", "/readyz", 405),
        ("GET", "/explain", 405),
        ("GET", "/else", 404),
    ] {
        assert_eq!(
            ask(admin, method, path, "").await.status,
            status,
            "{method} {path}"
        );
    }
    let config: Value = serde_json::from_str(&ask(admin, "GET", "/config", "").await.body).unwrap();
    let listener = &config["listeners"][0];
    assert_eq!(
        (&listener["gateway"], &listener["listeners"]),
        (&json!("default/edge"), &json!(["http"]))
    );
    assert_eq!(listener["address"], served.address.to_string());
    let backends = config["backends"].as_array().unwrap();
    let expected =
        json!({ "backend": "default/backend:80", "endpoints": [backend.address.to_string()] });
    assert!(backends.contains(&expected), "{backends:?}");
    let objects = config["objects"].as_array().unwrap();
    let route = objects
        .iter()
        .find(|object| object["kind"] == "HTTPRoute")
        .unwrap();
    assert_eq!(
        (&route["file"], &route["name"]),
        (&json!("test.yaml"), &json!("a"))
    );

    let request = json!({ "id": 7, "gateway": { "name": "edge" }, "path": "/good" });
    let answer: Value = serde_json::from_str(
        &ask(admin, "POST", "/explain", request.to_string())
            .await
            .body,
    )
    .unwrap();
    assert_eq!(
        (
            &answer["id"],
            &answer["outcome"],
            &answer["backend"]["name"]
        ),
        (&json!(7), &json!("forward"), &json!("backend"))
    );
    let mut candidates = answer["explanation"]["candidates"]
        .as_array()
        .unwrap()
        .iter();
    let won = candidates.find(|one| one["verdict"] == "won").unwrap();
    assert_eq!(
        (&won["verdict"], &won["file"], &won["line"]),
        (&json!("won"), &json!("test.yaml"), &route["rules"][0])
    );
    for wrong in ["", "[]", "{\"path\": 1}"] {
        let answer = ask(admin, "POST", "/explain", wrong).await;
        assert!(
            answer.status == 400 && answer.body.contains("\"error\":"),
            "{wrong}: {}",
            answer.body
        );
    }
    assert_eq!(
        ask(admin, "POST", "/explain", vec![b' '; 100_000])
            .await
            .status,
        400
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn traces_and_names_are_passed_on_or_begun() {
    let backend = Backend::named("good").await;
    let served = serve(manifest(&backend).await).await;
    let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    served
        .get("/good", &[("traceparent", trace), ("x-request-id", "mine")])
        .await;
    let seen = backend.last();
    assert_eq!(
        (seen.header("traceparent"), seen.header("x-request-id")),
        (trace, "mine")
    );
    served.get("/good", &[]).await;
    let seen = backend.last();
    assert_eq!(
        &seen.header("traceparent")[3..35],
        seen.header("x-request-id")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_request_is_a_line_of_the_access_log() {
    let backend = Backend::named("good").await;
    let logs = folder(&[]);
    let path = logs.path().join("access.jsonl");
    let manifest = manifest(&backend).await;
    let log = hyper_proxy::AccessLogTo::File(path.clone());
    let served = manifest.serve_with(|config| config.access_log = log).await;
    served
        .get(
            "/good?a=b",
            &[("user-agent", "me \"quoted\""), ("x-request-id", "mine")],
        )
        .await;
    served.get("/down", &[]).await;
    served.get("/nowhere", &[]).await;
    served.proxy.shutdown().await;
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    lines.sort_by_key(|line| line["timestamp"].as_str().unwrap().to_owned());
    let expected = [
        json!({
            "client.address": "127.0.0.1", "http.request.method": "GET", "url.scheme": "http", "server.address": "test.example",
            "server.port": 80, "url.path": "/good", "url.query": "a=b", "network.protocol.version": "1.1",
            "user_agent.original": "me \"quoted\"", "http.response.status_code": 200, "http.response.body.size": 4,
            "http.request.resend_count": 0, "http.request.header.x-request-id": "mine", "gateway.name": "default/edge",
            "gateway.listener": "http", "gateway.route": "HTTPRoute/default/a", "gateway.rule": 0,
            "gateway.backend": "Service/default/backend:80", "gateway.flags": []
        }),
        json!({
            "http.response.status_code": 502, "http.request.resend_count": 2, "gateway.rule": 1,
            "gateway.backend": "Service/default/down:80", "gateway.flags": ["connect_failed"]
        }),
        json!({
            "http.response.status_code": 404, "gateway.route": null, "gateway.rule": null, "gateway.backend": null,
            "gateway.flags": ["no_route"]
        }),
    ];
    assert_eq!(lines.len(), expected.len(), "{text}");
    for (line, expected) in lines.iter().zip(&expected) {
        for (key, value) in expected.as_object().unwrap() {
            assert_eq!(&line[key], value, "{key} in {line}");
        }
        assert!(
            line["http.server.request.duration"].as_f64().unwrap() > 0.0
                && line["trace_id"].as_str().unwrap().len() == 32
        );
    }
}

/// Clients that go elsewhere once they are told to: by a response that ends its connection, or because the proxy is not ready.
#[tokio::test(flavor = "multi_thread")]
async fn sigterm_under_load_fails_no_request() {
    let backend = Backend::new(|_| async {
        tokio::time::sleep(Duration::from_millis(3)).await;
        Response::new(full("good"))
    })
    .await;
    let manifest = manifest(&backend).await.into_text();
    let files = folder(&[("a.yaml", &manifest)]);
    let offset = offset();
    let mut process = Process::start(&[
        "-f",
        text(files.path()),
        "--port-offset",
        &offset,
        "--drain-wait",
        "1",
    ]);
    let address = process.address();
    let admin = process.wait_for("admin port on");
    let admin: SocketAddr = admin.rsplit(' ').next().unwrap().parse().unwrap();
    let (elsewhere, answered) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicUsize::new(0)),
    );
    let clients: Vec<_> = (0..8)
        .map(|client| {
            let (elsewhere, answered) = (Arc::clone(&elsewhere), Arc::clone(&answered));
            tokio::spawn(async move {
                while !elsewhere.load(Ordering::SeqCst) {
                    let requests = if client % 2 == 0 { 1 } else { usize::MAX };
                    answered.fetch_add(
                        one_connection(address, client % 3 == 0, requests).await,
                        Ordering::SeqCst,
                    );
                }
            })
        })
        .collect();
    within(async {
        while answered.load(Ordering::SeqCst) < 50 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    process.terminate();
    within(async {
        while ask(admin, "GET", "/readyz", "").await.status != 503 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    assert_eq!(ask(admin, "GET", "/livez", "").await.status, 200);
    elsewhere.store(true, Ordering::SeqCst);
    for client in clients {
        within(client).await.unwrap();
    }
    let (code, log) = process.end();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("all requests are finished"), "{log}");
}

/// Asks on one connection until it ends, and says how often.
async fn one_connection(address: SocketAddr, h2: bool, requests: usize) -> usize {
    let request = || {
        Request::get("http://test.example/good")
            .header("host", "test.example")
            .body(full(""))
            .unwrap()
    };
    let mut asked = 0;
    if h2 {
        let mut sender = connect_h2(address).await;
        while asked < requests && sender.ready().await.is_ok() {
            let response = match sender.try_send_request(request()).await {
                Ok(response) => response,
                // The client has heard of the end before it sent anything.
                Err(unsent) if unsent.message().is_some() => return asked,
                Err(failed) => panic!("{failed:?}"),
            };
            assert_eq!(Answer::read(response).await.status, 200);
            asked += 1;
        }
        return asked;
    }
    let mut sender = connect(address).await;
    while asked < requests && sender.ready().await.is_ok() {
        let answer = Answer::read(sender.send_request(request()).await.unwrap()).await;
        assert_eq!(answer.status, 200);
        asked += 1;
        if answer.header("connection") == "close" {
            break;
        }
    }
    asked
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_connections_leave_nothing_behind() {
    const WARM: usize = 1_000;
    let backend = Backend::named("good").await;
    let files = folder(&[("a.yaml", &manifest(&backend).await.into_text())]);
    let mut process = Process::start(&["-f", text(files.path()), "--port-offset", &offset()]);
    let address = process.address();
    let measure = || {
        let folder = format!("/proc/{}", process.id());
        let sockets = std::fs::read_dir(format!("{folder}/fd")).unwrap().count();
        let status = std::fs::read_to_string(format!("{folder}/status")).unwrap();
        let memory = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .unwrap();
        let kib: usize = memory.trim().trim_end_matches(" kB").parse().unwrap();
        (sockets, kib)
    };
    let mut before = (0, 0);
    for done in (0..10_000).step_by(100) {
        if done == WARM {
            before = measure();
        }
        let clients: Vec<_> = (0..100)
            .map(|number| {
                tokio::spawn(async move {
                    match number % 3 {
                        // Nothing is ever said on it.
                        0 => drop(tokio::net::TcpStream::connect(address).await.unwrap()),
                        one => assert_eq!(one_connection(address, one == 1, 1).await, 1),
                    }
                })
            })
            .collect();
        for client in clients {
            within(client).await.unwrap();
        }
    }
    within(async {
        while measure().0 > before.0 + 10 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    let after = measure();
    assert!(after.1 < before.1 + 16_384, "{before:?} {after:?}");
}
