//! Authorization services are asked, and what they say is done.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use common::{Answer, Backend, Manifest, Served, TestBody, closed_port, full, within};
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;

/// A rule's filters, and the services that they name: `auth` over either protocol, `dead` where nothing listens.
async fn serve(filters: &str, auth: &Backend, backend: &Backend) -> Served {
    let rules = format!("[{{filters: [{filters}], backendRefs: [{{name: backend, port: 80}}]}}]");
    Manifest::new()
        .route("guarded", &rules)
        .service("auth", &[auth.address])
        .service("dead", &[closed_port().await])
        .service("backend", &[backend.address])
        .serve_with(|config| config.limits.authorization = Duration::from_secs(2))
        .await
}

fn over_http(name: &str, more: &str) -> String {
    format!(
        "{{type: ExternalAuth, externalAuth: {{protocol: HTTP, backendRef: {{name: {name}, port: 80}}, {more}}}}}"
    )
}

/// Lets requests with the right password in, and tells who they are from.
async fn guard() -> Backend {
    Backend::new(|request| async move {
        let answer = match request
            .headers()
            .get("authorization")
            .map(HeaderValue::as_bytes)
        {
            Some(b"right") => Response::builder()
                .header("x-user", "alice")
                .header("x-internal", "1")
                .header("content-type", "text/plain"),
            Some(b"slow") => {
                tokio::time::sleep(Duration::from_secs(5)).await;
                Response::builder()
            }
            Some(b"odd") => Response::builder().status(204),
            Some(b"login") => Response::builder().status(302).header("location", "/login"),
            _ => Response::builder()
                .status(401)
                .header("www-authenticate", "Basic"),
        };
        answer.body(full("said by the guard")).unwrap()
    })
    .await
}

#[tokio::test]
async fn a_service_over_http_lets_pass_or_answers_itself() {
    let (auth, backend) = (guard().await, Backend::named("secret").await);
    let served = serve(&over_http("auth", "http: {path: /check}"), &auth, &backend).await;
    for (password, status, body, header) in [
        ("", 401, "said by the guard", ("www-authenticate", "Basic")),
        ("login", 302, "said by the guard", ("location", "/login")),
        ("odd", 403, "", ("x-user", "")),
    ] {
        let answer = served
            .get("/a/../b?c=d", &[("authorization", password)])
            .await;
        assert_eq!(
            (answer.status.as_u16(), &*answer.body),
            (status, body),
            "{password}"
        );
        assert_eq!(answer.header(header.0), header.1);
        assert!(backend.seen().is_empty(), "{password}");
    }
    let headers = [
        ("authorization", "right"),
        ("x-user", "mallory"),
        ("x-other", "1"),
        ("content-type", "a/b"),
    ];
    let answer = served
        .ask("PUT", "/a/../b?c=d", &headers, full("a body"))
        .await;
    assert_eq!((answer.status.as_u16(), &*answer.body), (200, "secret"));
    let asked = auth.last();
    assert_eq!((&*asked.method, &*asked.uri), ("PUT", "/check/b?c=d"));
    assert_eq!(
        (asked.header("host"), asked.header("content-length")),
        ("test.example", "0")
    );
    assert_eq!((asked.header("x-other"), asked.header("x-user")), ("", ""));
    let seen = backend.last();
    assert_eq!(
        (seen.header("x-user"), seen.header("x-internal")),
        ("alice", "1")
    );
    assert_eq!(
        (seen.header("content-type"), seen.header("content-length")),
        ("a/b", "6")
    );
}

#[tokio::test]
async fn a_service_gets_and_gives_the_headers_that_are_allowed() {
    let (auth, backend) = (guard().await, Backend::named("").await);
    let more = "http: {allowedHeaders: [X-Other], allowedResponseHeaders: [X-User]}";
    let served = serve(&over_http("auth", more), &auth, &backend).await;
    let headers = [
        ("authorization", "right"),
        ("x-other", "1"),
        ("x-more", "2"),
    ];
    assert_eq!(served.get("/", &headers).await.status, 200);
    let asked = auth.last();
    assert_eq!((asked.header("x-other"), asked.header("x-more")), ("1", ""));
    let seen = backend.last();
    assert_eq!(
        (seen.header("x-user"), seen.header("x-internal")),
        ("alice", "")
    );
    assert_eq!(seen.header("x-more"), "2");
}

#[tokio::test]
async fn a_body_is_shown_to_the_service_and_reaches_the_backend_whole() {
    let bodies: Arc<Mutex<Vec<Bytes>>> = Arc::default();
    let shown = Arc::clone(&bodies);
    let auth = Backend::new(move |request: Request<Incoming>| {
        let shown = Arc::clone(&shown);
        async move {
            let body = request.into_body().collect().await.unwrap().to_bytes();
            shown.lock().unwrap().push(body);
            Response::new(full(""))
        }
    })
    .await;
    let backend = Backend::new(|request| async move {
        Response::new(full(
            request.into_body().collect().await.unwrap().to_bytes(),
        ))
    })
    .await;
    let filter = over_http("auth", "http: {}, forwardBody: {maxSize: 8}");
    let served = serve(&filter, &auth, &backend).await;
    for (body, status) in [("", 200), ("12345678", 200), ("123456789", 413)] {
        let answer = served.ask("POST", "/", &[], full(body)).await;
        assert_eq!(answer.status, status, "{body}");
        if status == 200 {
            assert_eq!(answer.body, body);
            assert_eq!(bodies.lock().unwrap().pop().unwrap(), body);
        }
    }
    assert!(
        bodies.lock().unwrap().is_empty(),
        "what is too large is not shown"
    );
    assert_eq!(backend.seen().len(), 2);
}

#[tokio::test]
async fn whatever_goes_wrong_denies() {
    let (auth, backend) = (guard().await, Backend::named("secret").await);
    let served = serve(&over_http("dead", "http: {}"), &auth, &backend).await;
    assert_eq!(served.get("/", &[]).await.status, 500);
    let grpc = served
        .get("/", &[("content-type", "application/grpc")])
        .await;
    assert_eq!(
        (grpc.status.as_u16(), grpc.header("grpc-status")),
        (200, "14")
    );
    let served = serve(&over_http("auth", "http: {}"), &auth, &backend).await;
    assert_eq!(
        served.get("/", &[("authorization", "slow")]).await.status,
        500
    );
    let grpc = [("content-type", "application/grpc")];
    assert_eq!(served.get("/", &grpc).await.header("grpc-status"), "16");
    // An answer that is no gRPC.
    let filter = "{type: ExternalAuth, externalAuth: {protocol: GRPC, backendRef: {name: auth, port: 80}, grpc: {}}}";
    let served = serve(filter, &auth, &backend).await;
    assert_eq!(
        served.get("/", &[("authorization", "right")]).await.status,
        500
    );
    assert!(backend.seen().is_empty());
}

#[tokio::test]
async fn a_service_of_a_listener_is_asked_before_any_route_is_matched() {
    let (auth, alices, others) = (
        guard().await,
        Backend::named("alice's").await,
        Backend::named("others'").await,
    );
    let served = Manifest::without_gateway()
        .text(
            "apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: test
  listeners:
  - {name: http, protocol: HTTP, port: 80, filters: {requests: [{type: ExternalAuth, externalAuth:
      {protocol: HTTP, backendRef: {name: auth, port: 80}, http: {}}}]}}
",
        )
        .route(
            "all",
            "[{matches: [{path: {value: /in}, headers: [{name: x-user, value: alice}]}], backendRefs: [{name: alices, port: 80}]},
              {matches: [{path: {value: /in}}], backendRefs: [{name: others, port: 80}]}]",
        )
        .service("auth", &[auth.address])
        .service("alices", &[alices.address])
        .service("others", &[others.address])
        .serve()
        .await;
    for (path, password, status, body) in [
        ("/in", "right", 200, "alice's"),
        ("/out", "right", 404, ""),
        ("/out", "wrong", 401, ""),
        ("/in", "wrong", 401, ""),
    ] {
        let answer = served
            .get(path, &[("authorization", password), ("x-user", "mallory")])
            .await;
        assert_eq!(answer.status, status, "{path} {password}");
        assert!(
            answer.body.contains(body),
            "{path} {password}: {}",
            answer.body
        );
    }
    assert_eq!(auth.seen().len(), 4);
    assert!(others.seen().is_empty());
}

/// A field of a message: its number, its length and its bytes.
fn field(number: u8, value: &[u8]) -> Vec<u8> {
    [
        &[(number << 3) | 2, u8::try_from(value.len()).unwrap()],
        value,
    ]
    .concat()
}

fn header(list: u8, name: &str, value: &str) -> Vec<u8> {
    field(
        list,
        &field(
            1,
            &[field(1, name.as_bytes()), field(2, value.as_bytes())].concat(),
        ),
    )
}

/// A service that lets `GET` pass, and answers with messages as Envoy's interface has them.
async fn check_service(asked: Arc<Mutex<Vec<Bytes>>>) -> Backend {
    Backend::new(move |request: Request<Incoming>| {
        let asked = Arc::clone(&asked);
        async move {
            assert_eq!(
                request.uri().path(),
                "/envoy.service.auth.v3.Authorization/Check"
            );
            let message = request.into_body().collect().await.unwrap().to_bytes();
            let is_get = message.windows(3).any(|bytes| bytes == b"GET");
            asked.lock().unwrap().push(message);
            let answer = if is_get {
                field(
                    3,
                    &[
                        header(2, "x-user", "bob"),
                        field(5, b"authorization"),
                        header(6, "x-seen", "by the guard"),
                    ]
                    .concat(),
                )
            } else {
                // Status 7 and HTTP status 418.
                [
                    field(1, &[8, 7]),
                    field(
                        2,
                        &[
                            field(1, &[8, 0xa2, 3]),
                            header(2, "x-why", "no"),
                            field(3, b"a teapot"),
                        ]
                        .concat(),
                    ),
                ]
                .concat()
            };
            let frame = [&[0, 0, 0, 0, u8::try_from(answer.len()).unwrap()], &*answer].concat();
            let trailers = HeaderMap::from_iter([(
                "grpc-status".parse().unwrap(),
                HeaderValue::from_static("0"),
            )]);
            let body: TestBody = Full::new(Bytes::from(frame))
                .with_trailers(async move { Some(Ok::<_, Infallible>(trailers)) })
                .boxed();
            Response::builder()
                .header("content-type", "application/grpc")
                .body(body)
                .unwrap()
        }
    })
    .await
}

#[tokio::test]
async fn a_service_over_grpc_is_asked_as_envoy_asks() {
    let asked: Arc<Mutex<Vec<Bytes>>> = Arc::default();
    let (auth, backend) = (
        check_service(Arc::clone(&asked)).await,
        Backend::named("secret").await,
    );
    let filter = "{type: ExternalAuth, externalAuth: {protocol: GRPC, backendRef: {name: auth, port: 80}, \
                   grpc: {allowedHeaders: [X-Shown]}, forwardBody: {maxSize: 100}}}";
    let served = serve(filter, &auth, &backend).await;
    let headers = [
        ("authorization", "right"),
        ("x-shown", "shown"),
        ("x-hidden", "hidden"),
    ];
    let answer: Answer = within(served.get("/path?query", &headers)).await;
    assert_eq!((answer.status.as_u16(), &*answer.body), (200, "secret"));
    assert_eq!(answer.header("x-seen"), "by the guard");
    let seen = backend.last();
    assert_eq!(
        (seen.header("x-user"), seen.header("authorization")),
        ("bob", "")
    );
    let message = asked.lock().unwrap().pop().unwrap();
    for (text, told) in [
        ("/path?query", true),
        ("test.example", true),
        ("127.0.0.1", true),
        ("shown", true),
        ("hidden", false),
    ] {
        assert_eq!(
            message
                .windows(text.len())
                .any(|bytes| bytes == text.as_bytes()),
            told,
            "{text}"
        );
    }
    let answer = served.ask("POST", "/", &headers, full("the body")).await;
    assert_eq!(
        (
            answer.status.as_u16(),
            &*answer.body,
            answer.header("x-why")
        ),
        (418, "a teapot", "no")
    );
    let message = asked.lock().unwrap().pop().unwrap();
    assert!(message.windows(8).any(|bytes| bytes == b"the body"));
    assert_eq!(backend.seen().len(), 1);
}

#[tokio::test]
async fn a_service_is_asked_before_a_redirect_too() {
    let auth = guard().await;
    let redirect = "{type: RequestRedirect, requestRedirect: {hostname: other.example}}";
    let rules = format!(
        "[{{filters: [{}, {redirect}]}}]",
        over_http("auth", "http: {}")
    );
    let served = Manifest::new()
        .route("guarded", &rules)
        .service("auth", &[auth.address])
        .serve()
        .await;
    for (password, status) in [("wrong", 401), ("right", 302)] {
        let answer = served.get("/", &[("authorization", password)]).await;
        assert_eq!(answer.status, status, "{password}");
    }
}
