//! Bytes that nobody should send, and clients that take their time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::net::SocketAddr;
use std::time::Duration;

use common::{Backend, Manifest, Served, full, within};
use http::{Request, Response};
use http_body_util::BodyExt as _;
use hyper_proxy::Config;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A backend that tells how long the bodies are that it gets.
async fn counting() -> Backend {
    Backend::new(|request| async move {
        let body = request.into_body().collect().await;
        Response::new(full(body.map_or("broken".to_owned(), |body| {
            body.to_bytes().len().to_string()
        })))
    })
    .await
}

async fn serve(backend: &Backend, configure: impl FnOnce(&mut Config)) -> Served {
    let rules = "[{matches: [{path: {value: /away}}], filters: [{type: RequestRedirect, requestRedirect: {hostname: b.example}}]},
                  {matches: [{path: {value: /guarded}}], filters: [{type: RequestHeaderModifier,
                     requestHeaderModifier: {set: [{name: x-guarded, value: 'yes'}]}}], backendRefs: [{name: backend, port: 80}]},
                  {backendRefs: [{name: backend, port: 80}]}]";
    Manifest::new()
        .route("all", rules)
        .service("backend", &[backend.address])
        .serve_with(configure)
        .await
}

/// Everything that comes back until the proxy closes the connection.
async fn sent(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    // A reset is an end, too.
    let _end = within(stream.read_to_end(&mut answer)).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// What is refused, its bytes, and the status.
const REFUSED: &[(&str, &str, &str)] = &[
    (
        "two lengths",
        "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabcd",
        "400",
    ),
    (
        "a list of lengths",
        "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3, 4\r\n\r\nabcd",
        "400",
    ),
    (
        "a signed length",
        "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: +3\r\n\r\nabc",
        "400",
    ),
    (
        "a negative length",
        "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: -3\r\n\r\nabc",
        "400",
    ),
    (
        "a coding that is no last one",
        "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
        "400",
    ),
    (
        "a coding that nobody undoes",
        "POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "501",
    ),
    (
        "a coding in disguise",
        "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: xchunked\r\n\r\n0\r\n\r\n",
        "400",
    ),
    (
        "a coding in HTTP/1.0",
        "POST / HTTP/1.0\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        "400",
    ),
    (
        "a folded line",
        "GET / HTTP/1.1\r\nhost: a\r\nx-a: 1\r\n  2\r\n\r\n",
        "400",
    ),
    (
        "a space before the colon",
        "GET / HTTP/1.1\r\nhost: a\r\nx-a : 1\r\n\r\n",
        "400",
    ),
    (
        "a space in a name",
        "GET / HTTP/1.1\r\nhost: a\r\nx a: 1\r\n\r\n",
        "400",
    ),
    (
        "a NUL",
        "GET / HTTP/1.1\r\nhost: a\r\nx-a: 1\0\r\n\r\n",
        "400",
    ),
    (
        "a bare CR",
        "GET / HTTP/1.1\r\nhost: a\r\nx-a: 1\rx-b: 2\r\n\r\n",
        "400",
    ),
    (
        "two hosts",
        "GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n",
        "400",
    ),
    (
        "a host with a path",
        "GET / HTTP/1.1\r\nhost: a/b\r\nconnection: close\r\n\r\n",
        "400",
    ),
    (
        "a space in the target",
        "GET /a b HTTP/1.1\r\nhost: a\r\n\r\n",
        "400",
    ),
    (
        "a tunnel",
        "CONNECT a:443 HTTP/1.1\r\nhost: a:443\r\nconnection: close\r\n\r\n",
        "501",
    ),
];

#[tokio::test]
async fn what_others_could_read_as_another_message_is_refused() {
    let backend = counting().await;
    let served = serve(&backend, |config| {
        config.limits.request_head = Duration::from_secs(1);
    })
    .await;
    for (name, bytes, expected) in REFUSED {
        let answer = sent(served.address, bytes.as_bytes()).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {expected} "))
                || answer.starts_with(&format!("HTTP/1.0 {expected} ")),
            "{name}: {answer}"
        );
        assert_eq!(answer.matches("HTTP/1.").count(), 1, "{name}: {answer}");
    }
    assert!(backend.seen().is_empty());
}

#[tokio::test]
async fn a_body_has_one_length_however_it_is_told() {
    let backend = counting().await;
    let served = serve(&backend, |_| {}).await;
    // Nobody may read it in another way, and nothing behind it is read at all.
    for order in [
        "content-length: 5\r\ntransfer-encoding: chunked",
        "transfer-encoding: chunked\r\ncontent-length: 5",
        "Transfer-Encoding: chunked\r\nx-a: 1\r\nContent-Length: 0",
    ] {
        for before in ["", "GET / HTTP/1.1\r\nhost: a\r\n\r\n"] {
            let bytes = format!(
                "{before}POST / HTTP/1.1\r\nhost: a\r\n{order}\r\n\r\n3\r\nabc\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n"
            );
            let asked = backend.seen().len() + usize::from(!before.is_empty());
            let answer = sent(served.address, bytes.as_bytes()).await;
            let last = answer.rfind("HTTP/1.1 ").map(|start| &answer[start..]);
            assert!(last.unwrap().starts_with("HTTP/1.1 400"), "{answer}");
            assert_eq!(backend.seen().len(), asked, "{order}");
        }
    }
    for chunk in [
        "0x3\r\nabc",
        "+3\r\nabc",
        "-3\r\nabc",
        "zz\r\nabc",
        "fffffffffffffffff\r\nabc",
        "3\r\nabcd",
    ] {
        let bytes = format!(
            "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n{chunk}\r\n0\r\n\r\n"
        );
        let answer = sent(served.address, bytes.as_bytes()).await;
        assert!(!answer.contains("HTTP/1.1 200"), "{chunk}: {answer}");
    }
}

#[tokio::test]
async fn paths_are_matched_in_normal_form_and_forwarded_as_they_came() {
    let backend = counting().await;
    let served = serve(&backend, |_| {}).await;
    for (path, forwarded, guarded) in [
        ("/guarded/%7euser", "/guarded/%7euser", "yes"),
        ("//guarded", "//guarded", "yes"),
        ("/x/../guarded", "/guarded", "yes"),
        ("/%2e%2e/guarded/a", "/guarded/a", "yes"),
        ("/gu%61rded", "/gu%61rded", "yes"),
        ("/a%2Fguarded", "/a%2Fguarded", ""),
        ("/guarded/../b", "/b", ""),
    ] {
        let answer = sent(
            served.address,
            format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").as_bytes(),
        )
        .await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
        let seen = backend.last();
        assert_eq!(
            (&*seen.uri, seen.header("x-guarded")),
            (forwarded, guarded),
            "{path}"
        );
    }
}

#[tokio::test]
async fn nothing_that_a_client_sends_becomes_a_header_of_its_own() {
    let backend = counting().await;
    let served = serve(&backend, |_| {}).await;
    let answer = sent(
        served.address,
        b"GET /away/%0d%0ax-evil:%201?a=%0d%0ab HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    )
    .await;
    assert!(
        answer.contains("location: http://b.example/away/%0d%0ax-evil:%201?a=%0d%0ab\r\n")
            || answer.contains("location: http://b.example/away/%0D%0Ax-evil:%201?a=%0d%0ab\r\n"),
        "{answer}"
    );
    assert!(!answer.contains("\nx-evil"), "{answer}");
    let request = b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close, x-forwarded-for, x-a\r\nx-a: 1\r\nx-b: 2\r\n\r\n";
    sent(served.address, request).await;
    let seen = backend.last();
    assert_eq!(
        (
            seen.header("x-a"),
            seen.header("x-b"),
            seen.header("x-forwarded-for")
        ),
        ("", "2", "127.0.0.1")
    );
}

#[tokio::test]
async fn heads_have_bounds() {
    let backend = counting().await;
    let served = serve(&backend, |config| config.limits.head_bytes = 16 << 10).await;
    let many = (0..200).fold(String::new(), |fields, number| {
        fields + &format!("x-{number}: 1\r\n")
    });
    let long = format!("x-long: {}\r\n", "a".repeat(17 << 10));
    for fields in [many, long.clone()] {
        let answer = sent(
            served.address,
            format!("GET / HTTP/1.1\r\nhost: a\r\n{fields}\r\n").as_bytes(),
        )
        .await;
        assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
    }
    let mut sender = common::connect_h2(served.address).await;
    let request = Request::get("http://a/")
        .header("x-long", "a".repeat(17 << 10))
        .body(full(""))
        .unwrap();
    let answer = within(sender.send_request(request)).await;
    assert!(answer.is_err() || answer.unwrap().status() == 431);
    assert!(backend.seen().is_empty());
}

#[tokio::test]
async fn clients_that_stop_are_let_go() {
    let backend = counting().await;
    let served = serve(&backend, |config| {
        config.limits.request_head = Duration::from_millis(300);
        config.limits.body_stalled = Duration::from_millis(300);
    })
    .await;
    // Nothing, a part of a head, and the beginning of HTTP/2: each is closed without an answer.
    for bytes in [
        "",
        "GET / HTTP/1.1\r\nho",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        assert!(
            !sent(served.address, bytes.as_bytes())
                .await
                .contains("200 OK"),
            "{bytes}"
        );
    }
    let answer = sent(
        served.address,
        b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nab",
    )
    .await;
    assert!(!answer.contains("200 OK"), "{answer}");
}

#[tokio::test]
async fn clients_that_ask_nothing_more_are_let_go_and_those_that_wait_for_an_answer_are_not() {
    let backend = Backend::new(|_| async move {
        tokio::time::sleep(Duration::from_millis(900)).await;
        Response::new(full("done"))
    })
    .await;
    let served = serve(&backend, |config| {
        config.limits.request_head = Duration::from_millis(300);
    })
    .await;
    let request = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
    for (further, answers) in [("", 1), ("GET / HT", 1), (request, 2)] {
        let bytes = format!("{request}{further}");
        let answer = sent(served.address, bytes.as_bytes()).await;
        assert_eq!(answer.matches("200 OK").count(), answers, "{answer}");
        assert_eq!(answer.matches("done").count(), answers, "{answer}");
    }
}

#[tokio::test]
async fn connections_have_a_bound_and_are_counted_down() {
    let backend = counting().await;
    let served = serve(&backend, |config| config.limits.connections = 2).await;
    let request = b"GET / HTTP/1.1\r\nhost: a\r\n\r\n";
    let mut open = Vec::new();
    for _ in 0..2 {
        let mut stream = TcpStream::connect(served.address).await.unwrap();
        stream.write_all(request).await.unwrap();
        let mut byte = [0];
        within(stream.read_exact(&mut byte)).await.unwrap();
        open.push(stream);
    }
    assert_eq!(sent(served.address, request).await, "");
    open.clear();
    within(async {
        while sent(
            served.address,
            b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
        )
        .await
        .is_empty()
        {}
    })
    .await;
}

#[tokio::test]
async fn streams_that_are_opened_and_reset_do_not_take_the_proxy_along() {
    let backend = counting().await;
    let served = serve(&backend, |_| {}).await;
    let stream = TcpStream::connect(served.address).await.unwrap();
    let (mut client, connection) = h2::client::handshake(stream).await.unwrap();
    let driving = tokio::spawn(connection);
    for _ in 0..5000 {
        let Ok(mut ready) = client.clone().ready().await else {
            break;
        };
        let request = Request::get("http://a/").body(()).unwrap();
        let Ok((_, mut stream)) = ready.send_request(request, true) else {
            break;
        };
        stream.send_reset(h2::Reason::CANCEL);
        client = ready;
    }
    drop(client);
    let _ended = tokio::time::timeout(Duration::from_secs(5), driving).await;
    assert!(backend.seen().len() < 5000);
    assert_eq!(served.get("/", &[]).await.status, 200);
}
