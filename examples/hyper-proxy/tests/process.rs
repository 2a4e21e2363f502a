//! The binary as its users meet it: what it says, how it ends.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::io::{BufRead as _, BufReader};
use std::net::Ipv4Addr;
use std::process::{Command, Stdio};
use std::time::Duration;

use common::process::{Process, folder, free_port, get, offset, text};
use common::{Answer, Backend, Manifest, PATIENCE, full, within};
use http::{Request, Response};
use tokio::net::TcpListener;

fn good(backend: &Backend) -> String {
    Manifest::new()
        .route(
            "good",
            "[{matches: [{path: {value: /good}}], backendRefs: [{name: backend, port: 80}]}]",
        )
        .service("backend", &[backend.address])
        .into_text()
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_manifests_are_reported_with_their_place_and_the_others_served() {
    let backend = Backend::named("good").await;
    let route = |name: &str, path: &str| {
        Manifest::new()
            .route(
                name,
                &format!(
                    "[{{matches: [{{path: {path}}}], backendRefs: [{{name: backend, port: 80}}]}}]"
                ),
            )
            .into_text()
    };
    let regex = route("regex", "{type: RegularExpression, value: '/(a'}");
    let regex = regex
        .split_once("---\n")
        .unwrap()
        .1
        .split_once("---\n")
        .unwrap()
        .1;
    let files = folder(&[
        ("good.yaml", &good(&backend)),
        ("syntax.yaml", "apiVersion: v1\nkind: [Service\n"),
        (
            "kind.yaml",
            "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRute\nmetadata: {name: a}\n",
        ),
        ("regex.yaml", regex),
    ]);
    let mut process = Process::start(&["-f", text(files.path()), "--port-offset", &offset()]);
    let address = process.address();
    assert_eq!(get(address, "/good").await.body, "good");
    assert_eq!(get(address, "/bad").await.status, 404);
    process.terminate();
    let (code, log) = process.end();
    assert_eq!(code, Some(0), "{log}");
    for place in ["syntax.yaml:", "kind.yaml:2:", "regex.yaml:6:"] {
        assert!(
            log.contains(&format!("{}/{place}", text(files.path()))),
            "{place} in {log}"
        );
    }
    assert!(!log.contains("good.yaml"), "{log}");
}

/// Starts with files that leave nothing to serve.
fn check_nothing(files: &[(&str, &str)], expected: &str) {
    let files = folder(files);
    let (code, log) = Process::start(&["-f", text(files.path()), "--port-offset", "20000"]).end();
    assert_eq!(code, Some(2), "{log}");
    assert!(log.contains(expected), "{expected}: {log}");
}

#[test]
fn without_anything_to_serve_it_says_so_and_ends() {
    check_nothing(&[], "no object could be read");
    check_nothing(&[("a.yaml", "{")], "no object could be read");
    check_nothing(
        &[(
            "a.yaml",
            "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n",
        )],
        "has no Gateway",
    );
    let incomplete = Manifest::new()
        .into_text()
        .replace("protocol: HTTP,", "protocol: HTTPS,");
    check_nothing(
        &[("a.yaml", &incomplete)],
        "has a listener that can be served",
    );
    let missing = Process::start(&["-f", "/nonexistent/manifest.yaml"]).end();
    assert_eq!(missing.0, Some(2), "{}", missing.1);
    assert!(
        missing
            .1
            .contains("/nonexistent/manifest.yaml: error: cannot be read"),
        "{}",
        missing.1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_in_use_costs_that_listener_alone() {
    let backend = Backend::named("good").await;
    let port = free_port();
    let _taken = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .unwrap();
    let offset = port - 80;
    let listeners = "[{name: taken, protocol: HTTP, port: 80}, {name: free, protocol: HTTP, port: 81}, \
                     {name: beyond, protocol: HTTP, port: 65535}]";
    let manifest = good(&backend).replace("[{name: http, protocol: HTTP, port: 80}]", listeners);
    let files = folder(&[("good.yaml", &manifest)]);
    let mut process = Process::start(&[
        "-f",
        text(files.path()),
        "--port-offset",
        &offset.to_string(),
    ]);
    process.wait_for(&format!(
        "listener `taken` (port 80) of Gateway `default/edge`: cannot listen on 127.0.0.1:{port}: the port is in use"
    ));
    process.wait_for("listener `beyond` (port 65535) of Gateway `default/edge`: its port and `--port-offset` together");
    assert_eq!(get(process.address(), "/good").await.body, "good");
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_finished_before_the_end() {
    let backend = Backend::new(|_| async {
        tokio::time::sleep(Duration::from_millis(700)).await;
        Response::new(full("late"))
    })
    .await;
    let files = folder(&[("good.yaml", &good(&backend))]);
    let mut process = Process::start(&["-f", text(files.path()), "--port-offset", &offset()]);
    let address = process.address();
    let (http1, mut http2) = (get(address, "/good"), common::connect_h2(address).await);
    let request = Request::get("http://test.example/good")
        .body(full(""))
        .unwrap();
    let stop = async {
        backend.wait_for(2).await;
        process.terminate();
        process.wait_for("shutting down");
        while tokio::net::TcpStream::connect(address).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let (first, second, ()) =
        within(async { tokio::join!(http1, http2.send_request(request), stop) }).await;
    assert_eq!((first.status.as_u16(), first.body.as_str()), (200, "late"));
    assert_eq!(Answer::read(second.unwrap()).await.body, "late");
    let (code, log) = process.end();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("all requests are finished"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_does_not_finish_in_time_is_cut_off() {
    let backend = Backend::new(|_| async {
        tokio::time::sleep(PATIENCE).await;
        Response::new(full(""))
    })
    .await;
    let files = folder(&[("good.yaml", &good(&backend))]);
    let offset = offset();
    let arguments = [
        "-f",
        text(files.path()),
        "--port-offset",
        &offset,
        "--drain-timeout",
        "1",
    ];
    let mut process = Process::start(&arguments);
    let mut sender = common::connect(process.address()).await;
    let request = Request::get("/good")
        .header("host", "a")
        .body(full(""))
        .unwrap();
    let answer = tokio::spawn(async move { sender.send_request(request).await });
    backend.wait_for(1).await;
    process.terminate();
    let (code, log) = process.end();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("1 connections were closed"), "{log}");
    assert!(within(answer).await.unwrap().is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_starts_with_commands_to_try() {
    let port = free_port();
    let mut child = Command::new(env!("CARGO_BIN_EXE_hyper-proxy"))
        .args(["--demo", "--port-offset", &(port - 8080).to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..3 {
        let line = lines.next().unwrap().unwrap();
        assert!(
            line.starts_with("curl ") && line.contains(&format!("http://127.0.0.1:{port}/")),
            "{line}"
        );
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
