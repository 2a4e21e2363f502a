//! Which requests are tried again, and where.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use common::{Backend, Manifest, Served, closed_port, full, within};
use http::{Response, StatusCode};
use http_body_util::BodyExt as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A backend that answers with each of these statuses in turn, after a time, and from then on with the last one. It tells
/// back the body that it got.
async fn script(answers: &'static [(u16, u64)]) -> Backend {
    let turn = Arc::new(AtomicUsize::new(0));
    Backend::new(move |request| {
        let turn = turn.fetch_add(1, Ordering::Relaxed).min(answers.len() - 1);
        let (status, millis) = answers[turn];
        async move {
            let body = request
                .into_body()
                .collect()
                .await
                .map_or_else(|_| "".into(), http_body_util::Collected::to_bytes);
            tokio::time::sleep(Duration::from_millis(millis)).await;
            let mut response = Response::new(full(body));
            *response.status_mut() = StatusCode::from_u16(status).unwrap();
            response
        }
    })
    .await
}

async fn serve(rule: &str, endpoints: &[std::net::SocketAddr]) -> Served {
    let rules = format!("[{{{rule}, backendRefs: [{{name: backend, port: 80}}]}}]");
    Manifest::new()
        .route("all", &rules)
        .service("backend", endpoints)
        .serve()
        .await
}

/// Asks once, and compares the status and how often the backend was asked.
async fn check(
    rule: &str,
    answers: &'static [(u16, u64)],
    body: &'static str,
    status: u16,
    asked: usize,
) {
    let backend = script(answers).await;
    let served = serve(rule, &[backend.address]).await;
    let answer = served.ask("POST", "/", &[], full(body)).await;
    assert_eq!(answer.status, status, "{rule} {answers:?}: {}", answer.body);
    assert_eq!(backend.seen().len(), asked, "{rule} {answers:?}");
    if answers.iter().any(|(code, _)| *code == status) {
        assert_eq!(answer.body, body, "{rule} {answers:?}");
    }
}

#[tokio::test]
async fn listed_codes_are_tried_again_as_often_as_the_rule_says() {
    let retry = "retry: {codes: [500, 503], attempts: 2, backoff: 1ms}";
    check(retry, &[(500, 0), (503, 0), (200, 0)], "body", 200, 3).await;
    check(retry, &[(500, 0)], "body", 500, 3).await;
    check(retry, &[(502, 0), (200, 0)], "body", 502, 1).await;
    check(retry, &[(500, 0), (200, 0)], "", 200, 2).await;
    check(
        "retry: {codes: [500], attempts: 0}",
        &[(500, 0), (200, 0)],
        "body",
        500,
        1,
    )
    .await;
    check(
        "retry: {attempts: 3}",
        &[(500, 0), (200, 0)],
        "body",
        500,
        1,
    )
    .await;
    check(
        "matches: [{path: {value: /}}]",
        &[(500, 0), (200, 0)],
        "body",
        500,
        1,
    )
    .await;
}

#[tokio::test]
async fn timeouts_bound_attempts_and_the_whole() {
    let twice = "retry: {codes: [500], attempts: 2, backoff: 1ms}, timeouts: {request: 400ms}";
    check(twice, &[(500, 250), (500, 250), (200, 0)], "body", 504, 2).await;
    check(twice, &[(500, 0), (200, 0)], "body", 200, 2).await;
    let slow = &[(200, 2000), (200, 0)];
    let attempt = "timeouts: {backendRequest: 200ms, request: 10s}";
    check(
        &format!("retry: {{attempts: 2}}, {attempt}"),
        slow,
        "body",
        504,
        1,
    )
    .await;
    check(
        &format!("retry: {{codes: [504], attempts: 2, backoff: 1ms}}, {attempt}"),
        slow,
        "body",
        200,
        2,
    )
    .await;
}

#[tokio::test]
async fn a_body_beyond_the_bound_is_not_sent_twice() {
    let retry = "retry: {codes: [500], attempts: 2, backoff: 1ms}";
    for (size, status) in [(60 << 10, 200), (80 << 10, 500)] {
        let backend = script(&[(500, 0), (200, 0)]).await;
        let served = serve(retry, &[backend.address]).await;
        let body = "x".repeat(size);
        let answer = served.ask("POST", "/", &[], full(body.clone())).await;
        assert_eq!(answer.status, status, "{size}");
        assert_eq!(answer.body.len(), body.len());
    }
}

#[tokio::test]
async fn a_dead_endpoint_is_passed_over_when_the_rule_retries() {
    let endpoints = [closed_port().await, Backend::named("alive").await.address];
    let with = serve("retry: {attempts: 2, backoff: 1ms}", &endpoints).await;
    let without = serve("matches: [{path: {value: /}}]", &endpoints).await;
    let mut failed = 0;
    for _ in 0..10 {
        let answer = with.ask("POST", "/", &[], full("body")).await;
        assert_eq!(
            (answer.status.as_u16(), answer.body.as_str()),
            (200, "alive")
        );
        failed += usize::from(without.get("/", &[]).await.status == 502);
    }
    assert_eq!(failed, 5, "endpoints are taken in turn");
}

#[tokio::test]
async fn the_wait_between_attempts_is_at_least_the_backoff() {
    let backend = script(&[(500, 0), (500, 0), (200, 0)]).await;
    let served = serve(
        "retry: {codes: [500], attempts: 2, backoff: 100ms}",
        &[backend.address],
    )
    .await;
    let started = Instant::now();
    assert_eq!(served.get("/", &[]).await.status, 200);
    assert!(
        started.elapsed() >= Duration::from_millis(300),
        "{:?}",
        started.elapsed()
    );
}

/// A backend that answers the first request of each connection and closes it when the second one has come.
async fn closes_on_reuse() -> std::net::SocketAddr {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = socket.accept().await.unwrap();
            tokio::spawn(async move {
                let mut buffer = [0; 4096];
                let read = stream.read(&mut buffer).await.unwrap();
                assert!(read > 0);
                stream
                    .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
                    .await
                    .unwrap();
                stream.read(&mut buffer).await.unwrap()
            });
        }
    });
    address
}

#[tokio::test]
async fn a_kept_connection_that_closes_under_a_request_costs_only_unsafe_ones() {
    let served = serve("matches: [{path: {value: /}}]", &[closes_on_reuse().await]).await;
    for (method, body, expected) in [
        ("GET", "", 200),
        ("GET", "", 200),
        ("DELETE", "", 200),
        ("POST", "", 502),
        ("GET", "", 200),
        ("PUT", "body", 502),
    ] {
        let answer = within(served.ask(method, "/", &[], full(body))).await;
        assert_eq!(answer.status, expected, "{method} {body}: {}", answer.body);
    }
}

/// A backend over HTTP/2 that resets the first stream for this reason, and answers all others.
async fn resets_first(reason: h2::Reason) -> std::net::SocketAddr {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        let (stream, _) = socket.accept().await.unwrap();
        let mut connection = h2::server::handshake(stream).await.unwrap();
        let mut first = true;
        while let Some(request) = connection.accept().await {
            let (_, mut respond) = request.unwrap();
            if std::mem::take(&mut first) {
                respond.send_reset(reason);
            } else {
                respond.send_response(Response::new(()), true).unwrap();
            }
        }
    });
    address
}

#[tokio::test]
async fn a_stream_that_was_refused_is_tried_again_and_one_that_broke_is_not() {
    for (retry, reason, expected) in [
        (
            "retry: {attempts: 1, backoff: 1ms}",
            h2::Reason::REFUSED_STREAM,
            200,
        ),
        (
            "retry: {attempts: 1, backoff: 1ms}",
            h2::Reason::INTERNAL_ERROR,
            502,
        ),
        (
            "matches: [{path: {value: /}}]",
            h2::Reason::REFUSED_STREAM,
            502,
        ),
    ] {
        let rules = format!("[{{{retry}, backendRefs: [{{name: backend, port: 80}}]}}]");
        let manifest = Manifest::new().route("all", &rules);
        let served = manifest
            .service_h2c("backend", &[resets_first(reason).await])
            .serve()
            .await;
        let answer = served.ask("POST", "/", &[], full("body")).await;
        assert_eq!(answer.status, expected, "{retry} {reason}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_backend_that_talks_something_else_is_a_bad_gateway() {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = socket.accept().await.unwrap();
            stream
                .write_all(b"220 mail.example ESMTP\r\n")
                .await
                .unwrap();
        }
    });
    let served = serve("matches: [{path: {value: /}}]", &[address]).await;
    let answer = served.get("/", &[]).await;
    assert_eq!(answer.status, 502);
    assert!(answer.body.contains("no valid answer"), "{}", answer.body);
    assert!(
        !answer.body.contains("127.0.0.1"),
        "addresses are for the log alone: {}",
        answer.body
    );
}

/// A rule whose first backend gets nearly every request, and its retries. `first` and `second` are what the references say
/// besides.
async fn split(retry: &str, [first, second]: [&str; 2], endpoints: [&[SocketAddr]; 2]) -> Served {
    let rules = format!(
        "[{{{retry}, filters: [{{type: RequestHeaderModifier, requestHeaderModifier: {{add: [{{name: x-rule, value: once}}]}}}}],
           backendRefs: [{{name: first, port: 80, weight: 999999{first}}}, {{name: second, port: 80, weight: 1{second}}}]}}]"
    );
    Manifest::new()
        .route("all", &rules)
        .service("first", endpoints[0])
        .service("second", endpoints[1])
        .serve()
        .await
}

/// The filters of a backend that leave its name in requests and responses, and a path of its own.
fn marked(name: &str) -> String {
    let set = format!("{{set: [{{name: x-backend, value: {name}}}]}}");
    format!(
        ", filters: [{{type: RequestHeaderModifier, requestHeaderModifier: {set}}},
                     {{type: ResponseHeaderModifier, responseHeaderModifier: {set}}},
                     {{type: URLRewrite, urlRewrite: {{path: {{type: ReplacePrefixMatch, replacePrefixMatch: /{name}}}}}}}]"
    )
}

#[tokio::test]
async fn a_retry_goes_to_another_backend_and_through_its_filters() {
    let (first, second) = (script(&[(500, 0)]).await, script(&[(200, 0)]).await);
    let retry = "retry: {codes: [500], attempts: 1, backoff: 1ms}";
    let filters = [marked("first"), marked("second")];
    let endpoints = [first.address, second.address];
    let served = split(
        retry,
        filters.each_ref().map(String::as_str),
        [&endpoints[..1], &endpoints[1..]],
    )
    .await;
    for turn in 1..=3 {
        let answer = served.ask("POST", "/a?b=c", &[], full("body")).await;
        assert_eq!(
            (
                answer.status.as_u16(),
                &*answer.body,
                answer.header("x-backend")
            ),
            (200, "body", "second")
        );
        for (backend, name, uri) in [
            (&first, "first", "/first/a?b=c"),
            (&second, "second", "/second/a?b=c"),
        ] {
            assert_eq!(backend.seen().len(), turn);
            let seen = backend.last();
            assert_eq!((&*seen.uri, seen.header("x-backend")), (uri, name));
            let rule: Vec<_> = seen.headers.get_all("x-rule").iter().collect();
            assert_eq!(rule, ["once"]);
        }
    }
    let without = split(
        "matches: [{path: {value: /}}]",
        ["", ""],
        [&endpoints[..1], &endpoints[1..]],
    );
    assert_eq!(without.await.get("/", &[]).await.status, 500);
}

#[tokio::test]
async fn a_retry_after_a_failed_connection_goes_to_another_backend_too() {
    let second = Backend::named("second").await;
    let closed = closed_port().await;
    let served = split(
        "retry: {attempts: 1, backoff: 1ms}",
        ["", ""],
        [&[closed], &[second.address]],
    )
    .await;
    for _ in 0..3 {
        let answer = served.ask("POST", "/", &[], full("body")).await;
        assert_eq!((answer.status.as_u16(), &*answer.body), (200, "second"));
    }
}

#[tokio::test]
async fn where_every_backend_fails_the_first_one_gets_another_chance() {
    let (first, second) = (
        script(&[(500, 0), (200, 0)]).await,
        script(&[(500, 0)]).await,
    );
    let served = split(
        "retry: {codes: [500], attempts: 2, backoff: 1ms}",
        ["", ""],
        [&[first.address], &[second.address]],
    )
    .await;
    assert_eq!(served.get("/", &[]).await.status, 200);
    assert_eq!((first.seen().len(), second.seen().len()), (2, 1));
}

#[tokio::test]
async fn a_retry_goes_to_no_backend_that_could_not_take_it() {
    let second = Backend::named("second").await;
    let auth = ", filters: [{type: ExternalAuth, externalAuth: {protocol: HTTP, http: {path: /check}, backendRef: {name: second, port: 80}}}]";
    let redirect = ", filters: [{type: RequestRedirect, requestRedirect: {port: 1}}]";
    for (of_second, endpoints) in [
        ("", &[][..]),
        (auth, &[second.address]),
        (redirect, &[second.address]),
    ] {
        let served = split(
            "retry: {codes: [500], attempts: 1, backoff: 1ms}",
            ["", of_second],
            [&[script(&[(500, 0), (200, 0)]).await.address], endpoints],
        )
        .await;
        let answer = served.get("/", &[]).await;
        assert_eq!(
            (answer.status.as_u16(), &*answer.body),
            (200, ""),
            "{of_second}"
        );
        assert!(second.seen().is_empty(), "{of_second}");
    }
}
