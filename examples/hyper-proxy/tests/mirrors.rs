//! Copies are sent, and the request does not notice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use common::{Backend, Manifest, Served, closed_port, full};
use http::Response;
use http_body_util::BodyExt as _;
use tokio::sync::mpsc;

/// A rule that copies to `mirror`, and answers with the body of the request.
async fn serve(
    filters: &str,
    mirror: &[SocketAddr],
    configure: impl FnOnce(&mut hyper_proxy::Config),
) -> Served {
    let echo = Backend::new(|request| async move {
        Response::new(full(
            request.into_body().collect().await.unwrap().to_bytes(),
        ))
    });
    let rules = format!("[{{filters: [{filters}], backendRefs: [{{name: echo, port: 80}}]}}]");
    Manifest::new()
        .route("all", &rules)
        .service("echo", &[echo.await.address])
        .service("mirror", mirror)
        .serve_with(configure)
        .await
}

const MIRROR: &str = "{type: RequestMirror, requestMirror: {backendRef: {name: mirror, port: 80}}}";

/// A backend that passes on each body that it got in full.
async fn collector() -> (Backend, mpsc::UnboundedReceiver<String>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let backend = Backend::new(move |request| {
        let sender = sender.clone();
        async move {
            if let Ok(body) = request.into_body().collect().await {
                sender
                    .send(String::from_utf8(body.to_bytes().to_vec()).unwrap())
                    .unwrap();
            }
            let mut response = Response::new(full("nobody reads this"));
            *response.status_mut() = http::StatusCode::INTERNAL_SERVER_ERROR;
            response
        }
    });
    (backend.await, receiver)
}

async fn check_unaffected(served: &Served, body: &str) {
    let answer = served.ask("POST", "/a?b", &[], full(body.to_owned())).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body == body, "the answer is the backend's");
}

#[tokio::test]
async fn a_copy_is_the_request_as_it_stands_at_the_filter() {
    let (mirror, mut bodies) = collector().await;
    let set = |value: &str| {
        format!(
            "{{type: RequestHeaderModifier, requestHeaderModifier: {{set: [{{name: x-place, value: {value}}}]}}}}"
        )
    };
    let rewrite =
        "{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /new}}}";
    let served = serve(
        &format!("{}, {MIRROR}, {rewrite}", set("before")),
        &[mirror.address],
        |_| {},
    )
    .await;
    for body in ["", "some body"] {
        check_unaffected(&served, body).await;
        assert_eq!(common::within(bodies.recv()).await.unwrap(), body);
        let seen = mirror.last();
        assert_eq!((seen.method.as_str(), seen.uri.as_str()), ("POST", "/a?b"));
        assert_eq!(
            (seen.header("host"), seen.header("x-place")),
            ("test.example", "before")
        );
        assert_eq!(seen.header("x-forwarded-for"), "127.0.0.1");
    }
}

#[tokio::test]
async fn every_filter_sends_its_own_copy() {
    let (mirror, mut bodies) = collector().await;
    let served = serve(&format!("{MIRROR}, {MIRROR}"), &[mirror.address], |_| {}).await;
    check_unaffected(&served, "twice").await;
    for _ in 0..2 {
        assert_eq!(common::within(bodies.recv()).await.unwrap(), "twice");
    }
}

#[tokio::test]
async fn percentages_are_kept() {
    let (mirror, _bodies) = collector().await;
    let sampled =
        "{type: RequestMirror, requestMirror: {percent: 20, backendRef: {name: mirror, port: 80}}}";
    let served = serve(sampled, &[mirror.address], |_| {}).await;
    for _ in 0..300 {
        check_unaffected(&served, "").await;
    }
    // Stays open until the last copy is through.
    served.proxy.shutdown().await;
    let copies = mirror.seen().len();
    // Five standard deviations to both sides of 60.
    assert!((26..=94).contains(&copies), "{copies} of 300");
}

#[tokio::test]
async fn a_mirror_that_fails_or_waits_has_no_effect() {
    let never = Backend::new(|_| async {
        tokio::time::sleep(common::PATIENCE).await;
        Response::new(full(""))
    })
    .await;
    for mirror in [&[never.address][..], &[closed_port().await], &[]] {
        let served = serve(MIRROR, mirror, |_| {}).await;
        let started = Instant::now();
        check_unaffected(&served, "body").await;
        assert!(started.elapsed() < Duration::from_secs(5), "{mirror:?}");
    }
}

#[tokio::test]
async fn a_copy_that_falls_behind_is_given_up() {
    let body = "x".repeat(24 << 20);
    for (wait, buffer, complete) in [(300, 64 << 10, false), (0, 32 << 20, true)] {
        let (sender, mut bodies) = mpsc::unbounded_channel();
        let mirror = Backend::new(move |request| {
            let sender = sender.clone();
            async move {
                tokio::time::sleep(Duration::from_millis(wait)).await;
                sender
                    .send(request.into_body().collect().await.is_ok())
                    .unwrap();
                Response::new(full(""))
            }
        })
        .await;
        let bounded = |config: &mut hyper_proxy::Config| config.limits.mirror_buffer = buffer;
        check_unaffected(&serve(MIRROR, &[mirror.address], bounded).await, &body).await;
        assert_eq!(
            common::within(bodies.recv()).await,
            Some(complete),
            "{buffer}"
        );
    }
}

#[tokio::test]
async fn copies_beyond_the_bound_are_not_sent() {
    let never = Backend::new(|_| async {
        tokio::time::sleep(common::PATIENCE).await;
        Response::new(full(""))
    })
    .await;
    let served = serve(MIRROR, &[never.address], |config| config.limits.mirrors = 2).await;
    for _ in 0..6 {
        check_unaffected(&served, "").await;
    }
    never.wait_for(2).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(never.seen().len(), 2);
}
