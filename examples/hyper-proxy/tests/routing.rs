//! What the engine decides is what clients get.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::time::Duration;

use common::{Backend, Manifest, Served, closed_port, full};
use http::{Request, Response};

/// A Service without endpoints, one that is missing, one that refuses, one that is slow, and several that work.
async fn serve() -> Served {
    let slow = Backend::new(|_| async {
        tokio::time::sleep(Duration::from_secs(5)).await;
        Response::new(full("slow"))
    });
    let echo =
        Backend::new(|request| async move { Response::new(full(request.uri().to_string())) });
    let (slow, echo) = (slow.await.address, echo.await.address);
    let (v1, v2) = (
        Backend::named("v1").await.address,
        Backend::named("v2").await.address,
    );
    Manifest::new()
        .route(
            "shop",
            "[{matches: [{headers: [{name: x-beta, value: 'on'}]}], backendRefs: [{name: v2, port: 80}]},
              {matches: [{path: {value: /canary}}],
               backendRefs: [{name: v1, port: 80, weight: 90}, {name: v2, port: 80, weight: 10}]},
              {matches: [{path: {value: /api}}],
               filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /v1}}}],
               backendRefs: [{name: echo, port: 80}]},
              {matches: [{path: {value: /secure}}],
               filters: [{type: RequestRedirect, requestRedirect: {scheme: https, statusCode: 301}}]},
              {matches: [{path: {value: /missing}}], backendRefs: [{name: missing, port: 80}]},
              {matches: [{path: {value: /none}}], backendRefs: []},
              {matches: [{path: {value: /empty}}], backendRefs: [{name: empty, port: 80}]},
              {matches: [{path: {value: /refused}}], backendRefs: [{name: refused, port: 80}]},
              {matches: [{path: {value: /slow}}], timeouts: {request: 100ms}, backendRefs: [{name: slow, port: 80}]},
              {matches: [{path: {value: /attempt}}], timeouts: {backendRequest: 100ms, request: 5s},
               backendRefs: [{name: slow, port: 80}]},
              {matches: [{path: {value: /}}], backendRefs: [{name: v1, port: 80}]}]",
        )
        .service("v1", &[v1])
        .service("v2", &[v2])
        .service("echo", &[echo])
        .service("empty", &[])
        .service("refused", &[closed_port().await])
        .service("slow", &[slow])
        .serve()
        .await
}

async fn check(served: &Served, path: &str, headers: &[(&str, &str)], status: u16, body: &str) {
    let answer = served.get(path, headers).await;
    assert_eq!(answer.status, status, "{path} {headers:?}: {}", answer.body);
    assert!(
        answer.body.contains(body),
        "{path} {headers:?}: {}",
        answer.body
    );
}

#[tokio::test]
async fn every_decision_reaches_the_client() {
    let served = serve().await;
    check(&served, "/", &[], 200, "v1").await;
    check(&served, "/", &[("x-beta", "on")], 200, "v2").await;
    check(&served, "/api/users?limit=3", &[], 200, "/v1/users?limit=3").await;
    check(&served, "/missing", &[], 500, "BackendNotFound").await;
    check(&served, "/none", &[], 500, "no backend").await;
    check(&served, "/empty", &[], 503, "NoReadyEndpoints").await;
    check(&served, "/refused", &[], 502, "refused the connection").await;
    check(&served, "/slow", &[], 504, "request timeout").await;
    check(&served, "/attempt", &[], 504, "backendRequest timeout").await;
}

#[tokio::test]
async fn hosts_and_paths_that_nobody_serves_are_not_found() {
    let backend = Backend::named("only").await;
    let served = Manifest::new()
        .text(
            "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: only}
spec:
  parentRefs: [{name: edge}]
  hostnames: [only.example]
  rules: [{matches: [{path: {value: /here}}], backendRefs: [{name: only, port: 80}]}]
",
        )
        .service("only", &[backend.address])
        .serve()
        .await;
    check(&served, "/here", &[("host", "only.example")], 200, "only").await;
    check(
        &served,
        "/here",
        &[("host", "Only.Example:8080")],
        200,
        "only",
    )
    .await;
    check(
        &served,
        "/here",
        &[("host", "other.example")],
        404,
        "no rule",
    )
    .await;
    check(
        &served,
        "/there",
        &[("host", "only.example")],
        404,
        "no rule",
    )
    .await;
    let grpc = [
        ("host", "other.example"),
        ("content-type", "application/grpc"),
    ];
    let answer = served.get("/here", &grpc).await;
    assert_eq!(
        answer.status, 404,
        "a listener with HTTPRoutes alone treats gRPC as HTTP"
    );
}

#[tokio::test]
async fn redirects_are_answered_by_the_gateway() {
    let answer = serve()
        .await
        .get("/secure/a?b=c", &[("host", "shop.example:8080")])
        .await;
    assert_eq!(answer.status, 301);
    assert_eq!(
        answer.header("location"),
        "https://shop.example/secure/a?b=c"
    );
    assert_eq!(answer.body, "");
}

#[tokio::test]
async fn a_canary_gets_about_its_share() {
    let served = serve().await;
    let mut sender = common::connect(served.address).await;
    let mut canary = 0;
    for _ in 0..500 {
        let request = Request::get("/canary")
            .header("host", "test.example")
            .body(full(""))
            .unwrap();
        sender.ready().await.unwrap();
        let answer = common::Answer::read(sender.send_request(request).await.unwrap()).await;
        canary += usize::from(answer.body == "v2");
    }
    // Five standard deviations to both sides of 50.
    assert!((17..84).contains(&canary), "{canary} of 500");
}

#[tokio::test]
async fn preflights_are_answered_by_the_gateway_and_responses_marked() {
    let backend = Backend::new(|_| async {
        Response::builder()
            .header("access-control-allow-origin", "*")
            .header("x-kept", "1")
            .body(full(""))
            .unwrap()
    })
    .await;
    let served = Manifest::new()
        .route(
            "cors",
            "[{filters: [{type: CORS, cors: {allowOrigins: ['https://app.example'], allowMethods: [GET, PUT]}},
                {type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: x-set, value: new}], remove: [x-kept]}}],
               backendRefs: [{name: backend, port: 80}]}]",
        )
        .service("backend", &[backend.address])
        .serve()
        .await;
    let origin = ("origin", "https://app.example");
    let preflight = [origin, ("access-control-request-method", "PUT")];
    let answer = served.ask("OPTIONS", "/", &preflight, full("")).await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-methods"), "GET, PUT");
    assert!(
        backend.seen().is_empty(),
        "a preflight never reaches the backend"
    );
    for (origin, expected) in [
        ("https://app.example", "https://app.example"),
        ("https://other.example", ""),
    ] {
        let answer = served.get("/", &[("origin", origin)]).await;
        assert_eq!(answer.header("access-control-allow-origin"), expected);
        assert_eq!(
            (answer.header("x-set"), answer.header("x-kept")),
            ("new", "")
        );
    }
}

#[tokio::test]
async fn a_backend_that_takes_tls_never_gets_a_request_in_cleartext() {
    let backend = Backend::named("secret").await;
    let served = Manifest::new()
        .route("all", "[{backendRefs: [{name: secret, port: 80}]}]")
        .service("secret", &[backend.address])
        .text(
            "apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: secret}
spec:
  targetRefs: [{group: '', kind: Service, name: secret}]
  validation: {hostname: secret.example.com, wellKnownCACertificates: System}
",
        )
        .serve()
        .await;
    assert_eq!(served.get("/", &[]).await.status, 502);
    assert!(backend.seen().is_empty());
}

#[tokio::test]
async fn a_backend_that_never_answers_is_given_up_even_without_a_timeout() {
    let silent = Backend::new(|_| async {
        tokio::time::sleep(Duration::from_secs(60)).await;
        Response::new(full(""))
    })
    .await;
    let served = Manifest::new()
        .route("all", "[{backendRefs: [{name: silent, port: 80}]}]")
        .service("silent", &[silent.address])
        .serve_with(|config| config.limits.answer = Duration::from_millis(200))
        .await;
    check(&served, "/", &[], 504, "in time").await;
}
