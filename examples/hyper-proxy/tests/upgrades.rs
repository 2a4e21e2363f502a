//! Connections that change protocols become tunnels.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use common::{Backend, Manifest, Served, full, within};
use http::header::{CONNECTION, UPGRADE};
use http::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A backend that changes to a protocol in which every byte comes back in upper case.
async fn shouting() -> Backend {
    Backend::new(|mut request: Request<hyper::body::Incoming>| async move {
        let Some(protocol) = request.headers().get(UPGRADE).cloned() else {
            return Response::new(full("plain"));
        };
        let upgrade = hyper::upgrade::on(&mut request);
        tokio::spawn(async move {
            let mut stream = TokioIo::new(upgrade.await.unwrap());
            let mut buffer = [0; 1024];
            loop {
                let read = stream.read(&mut buffer).await.unwrap_or(0);
                if read == 0
                    || stream
                        .write_all(&buffer[..read].to_ascii_uppercase())
                        .await
                        .is_err()
                {
                    return;
                }
            }
        });
        let response = Response::builder()
            .status(StatusCode::SWITCHING_PROTOCOLS)
            .header(CONNECTION, "upgrade");
        response.header(UPGRADE, protocol).body(full("")).unwrap()
    })
    .await
}

async fn serve(backend: &Backend) -> Served {
    Manifest::new()
        .route(
            "all",
            "[{matches: [{headers: [{name: upgrade, value: websocket}]}], timeouts: {request: 300ms},
               backendRefs: [{name: backend, port: 80}]},
              {matches: [{path: {value: /plain}}], backendRefs: [{name: backend, port: 80}]}]",
        )
        .service("backend", &[backend.address])
        .serve()
        .await
}

/// Asks for a protocol, and returns the head of the answer and the connection.
async fn ask(served: &Served, path: &str, protocol: &str) -> (String, TcpStream) {
    let mut stream = TcpStream::connect(served.address).await.unwrap();
    let head = format!(
        "GET {path} HTTP/1.1\r\nhost: a\r\nconnection: Upgrade\r\nupgrade: {protocol}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    while !answer.ends_with("\r\n\r\n") {
        answer.push(char::from(within(stream.read_u8()).await.unwrap()));
    }
    (answer, stream)
}

async fn say(stream: &mut TcpStream, word: &str) -> String {
    stream.write_all(word.as_bytes()).await.unwrap();
    let mut answer = vec![0; word.len()];
    within(stream.read_exact(&mut answer)).await.unwrap();
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_tunnel_carries_both_ways_beyond_the_request_timeout() {
    let backend = shouting().await;
    let served = serve(&backend).await;
    let (head, mut stream) = ask(&served, "/", "websocket").await;
    assert!(head.starts_with("HTTP/1.1 101 "), "{head}");
    assert!(
        head.contains("upgrade: websocket\r\n") && head.contains("connection: upgrade\r\n"),
        "{head}"
    );
    assert_eq!(say(&mut stream, "hello").await, "HELLO");
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(say(&mut stream, "again").await, "AGAIN");
    let other = served.get("/plain", &[]).await;
    assert_eq!(
        other.body, "plain",
        "the connection of the tunnel is not used for requests"
    );
}

#[tokio::test]
async fn a_request_for_http_2_is_answered_in_http_1() {
    let served = serve(&shouting().await).await;
    let (head, _) = ask(&served, "/plain", "h2c").await;
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
}

#[tokio::test]
async fn a_backend_that_changes_protocols_unasked_is_a_bad_gateway() {
    let backend = Backend::new(|_| async {
        let response = Response::builder().status(StatusCode::SWITCHING_PROTOCOLS);
        response
            .header(CONNECTION, "upgrade")
            .header(UPGRADE, "websocket")
            .body(full(""))
            .unwrap()
    })
    .await;
    let answer = serve(&backend).await.get("/plain", &[]).await;
    assert_eq!(answer.status, 502);
}

#[tokio::test]
async fn tunnels_are_closed_when_the_time_to_finish_is_over() {
    let backend = shouting().await;
    let served = Manifest::new()
        .route("all", "[{backendRefs: [{name: backend, port: 80}]}]")
        .service("backend", &[backend.address])
        .serve_with(|config| config.drain_timeout = std::time::Duration::from_millis(200))
        .await;
    let (_, mut stream) = ask(&served, "/", "websocket").await;
    assert_eq!(say(&mut stream, "hello").await, "HELLO");
    assert_eq!(within(served.proxy.shutdown()).await, 1);
    assert_eq!(within(stream.read(&mut [0; 8])).await.unwrap_or(0), 0);
}
