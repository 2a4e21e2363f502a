//! What travels in the heads of messages, and what does not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use common::{Backend, Manifest, Served, full, within};
use http::{Request, Response};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

async fn serve(backend: &Backend, filters: &str) -> Served {
    Manifest::new()
        .route(
            "all",
            &format!("[{{filters: [{filters}], backendRefs: [{{name: backend, port: 80}}]}}]"),
        )
        .service("backend", &[backend.address])
        .serve()
        .await
}

/// What a client gets that sends these bytes.
async fn raw(served: &Served, request: &str) -> String {
    let mut stream = TcpStream::connect(served.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    within(stream.read_to_end(&mut answer)).await.unwrap();
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn the_host_and_the_path_are_kept() {
    let backend = Backend::named("").await;
    let served = serve(&backend, "").await;
    for (path, host) in [
        ("/a//b%2Fc?d=e&f", "Shop.Example:8080"),
        ("/", "a"),
        ("/?", "[::1]:80"),
    ] {
        assert_eq!(served.get(path, &[("host", host)]).await.status, 200);
        let seen = backend.last();
        assert_eq!((seen.uri.as_str(), seen.header("host")), (path, host));
    }
}

#[tokio::test]
async fn a_rewritten_host_is_what_the_backend_sees() {
    let backend = Backend::named("").await;
    let served = serve(
        &backend,
        "{type: URLRewrite, urlRewrite: {hostname: inner.example}}",
    )
    .await;
    served.get("/", &[("host", "outer.example")]).await;
    let seen = backend.last();
    assert_eq!(seen.header("host"), "inner.example");
    assert_eq!(seen.header("x-forwarded-host"), "outer.example");
}

#[tokio::test]
async fn the_way_of_a_request_is_told_by_the_gateway_alone() {
    let backend = Backend::named("").await;
    let claims = [
        ("x-forwarded-for", "10.0.0.1"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "evil.example"),
        ("forwarded", "for=10.0.0.1"),
    ];
    let served = serve(&backend, "").await;
    served.get("/", &claims).await;
    let seen = backend.last();
    assert_eq!(seen.header("x-forwarded-for"), "127.0.0.1");
    assert_eq!(seen.header("x-forwarded-proto"), "http");
    assert_eq!(seen.header("x-forwarded-host"), "test.example");
    assert_eq!(seen.header("forwarded"), "");

    let trusting = Manifest::new()
        .route("all", "[{backendRefs: [{name: backend, port: 80}]}]")
        .service("backend", &[backend.address])
        .serve_with(|config| config.trust_forwarded = true)
        .await;
    trusting.get("/", &claims).await;
    let seen = backend.last();
    assert_eq!(seen.header("x-forwarded-for"), "10.0.0.1, 127.0.0.1");
    assert_eq!(seen.header("x-forwarded-proto"), "https");
}

#[tokio::test]
async fn fields_of_one_connection_stay_on_it_in_both_directions() {
    let backend = Backend::new(|_| async {
        Response::builder()
            .header("connection", "x-own")
            .header("x-own", "1")
            .header("keep-alive", "timeout=5")
            .header("x-answer", "2")
            .body(full("done"))
            .unwrap()
    })
    .await;
    let served = serve(&backend, "").await;
    let answer = served
        .get(
            "/",
            &[
                ("connection", "x-mine, keep-alive"),
                ("x-mine", "1"),
                ("keep-alive", "timeout=5"),
                ("proxy-connection", "keep-alive"),
                ("proxy-authorization", "Basic eDp5"),
                ("upgrade", "h2c"),
                ("te", "gzip"),
                ("x-asked", "2"),
            ],
        )
        .await;
    let seen = backend.last();
    for gone in [
        "connection",
        "x-mine",
        "keep-alive",
        "proxy-connection",
        "proxy-authorization",
        "upgrade",
        "te",
    ] {
        assert_eq!(seen.header(gone), "", "{gone} reached the backend");
    }
    for gone in ["x-own", "keep-alive"] {
        assert_eq!(answer.header(gone), "", "{gone} reached the client");
    }
    assert_eq!(
        (seen.header("x-asked"), answer.header("x-answer")),
        ("2", "2")
    );
}

#[tokio::test]
async fn filters_edit_fields_but_not_the_framing() {
    let backend = Backend::new(|request| async move {
        use http_body_util::BodyExt as _;
        let body = request.into_body().collect().await.unwrap().to_bytes();
        Response::new(full(body))
    })
    .await;
    let edits = "set: [{name: x-set, value: new}, {name: content-length, value: '1'}], \
                 add: [{name: x-add, value: b}, {name: transfer-encoding, value: chunked}], remove: [x-gone]";
    let served = serve(
        &backend,
        &format!(
            "{{type: RequestHeaderModifier, requestHeaderModifier: {{{edits}}}}}, \
             {{type: ResponseHeaderModifier, responseHeaderModifier: {{{edits}}}}}"
        ),
    )
    .await;
    let headers = [("x-set", "old"), ("x-add", "a"), ("x-gone", "1")];
    let answer = served.ask("POST", "/", &headers, full("whole body")).await;
    assert_eq!(
        (answer.status.as_u16(), answer.body.as_str()),
        (200, "whole body")
    );
    assert_eq!(
        (answer.header("x-set"), answer.header("x-add")),
        ("new", "b")
    );
    let seen = backend.last();
    assert_eq!((seen.header("x-set"), seen.header("x-gone")), ("new", ""));
    let added: Vec<_> = seen.headers.get_all("x-add").iter().collect();
    assert_eq!(added, ["a", "b"]);
    assert_eq!(
        (
            seen.header("content-length"),
            seen.header("transfer-encoding")
        ),
        ("10", "")
    );
}

#[tokio::test]
async fn what_is_no_proper_request_is_refused() {
    let backend = Backend::named("").await;
    let served = serve(&backend, "").await;
    for (request, expected) in [
        (
            "GET / HTTP/1.1\r\nhost: a\r\nhost: a\r\nconnection: close\r\n\r\n",
            "400",
        ),
        (
            "GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n",
            "400",
        ),
        (
            "GET http://a/ HTTP/1.1\r\nhost: b\r\nconnection: close\r\n\r\n",
            "400",
        ),
        ("GET / HTTP/1.1\r\nconnection: close\r\n\r\n", "400"),
        (
            "GET / HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n",
            "400",
        ),
        (
            "GET / HTTP/1.1\r\nhost: u@a\r\nconnection: close\r\n\r\n",
            "400",
        ),
        (
            "CONNECT a:443 HTTP/1.1\r\nhost: a:443\r\nconnection: close\r\n\r\n",
            "501",
        ),
    ] {
        let answer = raw(&served, request).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {expected} ")),
            "{request:?}: {answer}"
        );
        assert!(backend.seen().is_empty(), "{request:?}");
    }
}

#[tokio::test]
async fn a_target_in_absolute_form_and_an_old_version_are_served() {
    let backend = Backend::named("hello").await;
    let served = serve(&backend, "").await;
    for (request, status, host) in [
        (
            "GET http://a.example/x HTTP/1.1\r\nhost: A.example\r\nconnection: close\r\n\r\n",
            "HTTP/1.1 200",
            "a.example",
        ),
        ("GET /x HTTP/1.0\r\nhost: b\r\n\r\n", "HTTP/1.0 200", "b"),
        (
            "GET /x HTTP/1.0\r\n\r\n",
            "HTTP/1.0 200",
            &*backend.address.to_string(),
        ),
    ] {
        let answer = raw(&served, request).await;
        assert!(
            answer.starts_with(status) && answer.ends_with("hello"),
            "{request:?}: {answer}"
        );
        let seen = backend.last();
        assert_eq!((seen.uri.as_str(), seen.header("host")), ("/x", host));
    }
}

#[tokio::test]
async fn a_head_request_tells_the_length_and_no_body() {
    let backend = Backend::named("hello").await;
    let served = serve(&backend, "").await;
    let answer = raw(
        &served,
        "HEAD / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    )
    .await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n"),
        "{answer}"
    );
    assert!(answer.contains("content-length: 5\r\n"), "{answer}");
}

#[tokio::test]
async fn the_authority_of_http_2_is_the_host_of_http_1() {
    let backend = Backend::named("").await;
    let served = serve(&backend, "").await;
    let request = |host: Option<&str>| {
        let request = Request::get("http://shop.example/x");
        host.map_or(Request::get("http://shop.example/x"), |host| {
            request.header("host", host)
        })
        .body(full(""))
        .unwrap()
    };
    assert_eq!(served.ask_h2(request(None)).await.status, 200);
    assert_eq!(backend.last().header("host"), "shop.example");
    assert_eq!(
        served.ask_h2(request(Some("shop.example"))).await.status,
        200
    );
    assert_eq!(
        served.ask_h2(request(Some("other.example"))).await.status,
        400
    );
}
