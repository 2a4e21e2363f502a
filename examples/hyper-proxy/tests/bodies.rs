//! Bodies are streamed both ways, with back-pressure, in every pair of protocols.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use common::{Answer, Backend, Manifest, PATIENCE, Served, TestBody, full, within};
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, Version};
use http_body::{Body, Frame};
use http_body_util::BodyExt as _;
use http_body_util::channel::{Channel, Sender};
use hyper::body::Incoming;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

async fn serve(backend: &Backend, h2c: bool) -> Served {
    let manifest = Manifest::new().route("all", "[{backendRefs: [{name: backend, port: 80}]}]");
    let endpoints = [backend.address];
    let manifest = if h2c {
        manifest.service_h2c("backend", &endpoints)
    } else {
        manifest.service("backend", &endpoints)
    };
    manifest.serve().await
}

/// Sends a request and keeps the connection open for as long as a test may take.
async fn exchange(served: &Served, h2: bool, request: Request<TestBody>) -> Response<Incoming> {
    if !h2 {
        return common::send(served.address, request).await;
    }
    let mut sender = common::connect_h2(served.address).await;
    let answer = within(sender.send_request(request)).await.unwrap();
    tokio::spawn(async move {
        tokio::time::sleep(PATIENCE).await;
        drop(sender);
    });
    answer
}

fn post(h2: bool, body: TestBody) -> Request<TestBody> {
    let request = Request::post("http://test.example/")
        .header("te", "trailers")
        .header("trailer", "x-end");
    let request = if h2 {
        request
    } else {
        request
            .header("host", "test.example")
            .header("connection", "te")
    };
    request.body(body).unwrap()
}

/// A body that is written while it is sent.
fn written() -> (Sender<Bytes>, TestBody) {
    let (sender, body) = Channel::new(1);
    (sender, body.boxed())
}

/// A body without end, which counts the bytes that were taken from it.
struct Endless(Arc<AtomicU64>);

impl Body for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        const CHUNK: Bytes = Bytes::from_static(&[b'x'; 16 << 10]);
        self.0.fetch_add(CHUNK.len() as u64, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Frame::data(CHUNK))))
    }
}

/// A backend that hands the body back as it comes, trailers included.
async fn echo() -> Backend {
    Backend::new(|request| async move {
        let body = request.into_body().map_err(|error| panic!("{error}"));
        Response::builder()
            .header("trailer", "x-end")
            .body(body.boxed())
            .unwrap()
    })
    .await
}

#[tokio::test]
async fn each_piece_goes_through_before_the_next_one_exists() {
    for (h2, upstream_h2) in [(false, false), (false, true), (true, false), (true, true)] {
        let backend = echo().await;
        let served = serve(&backend, upstream_h2).await;
        let (mut pieces, body) = written();
        let mut answer = exchange(&served, h2, post(h2, body)).await.into_body();
        for piece in ["one", "two", "three"] {
            pieces.send_data(Bytes::from(piece)).await.unwrap();
            let frame = within(answer.frame()).await.unwrap().unwrap();
            assert_eq!(
                frame.into_data().unwrap(),
                piece,
                "h2 {h2}, upstream h2 {upstream_h2}"
            );
        }
        drop(pieces);
        assert_eq!(within(answer.collect()).await.unwrap().to_bytes(), "");
        let expected = if upstream_h2 {
            Version::HTTP_2
        } else {
            Version::HTTP_11
        };
        assert_eq!(backend.last().version, expected);
    }
}

#[tokio::test]
async fn trailers_travel_both_ways() {
    for (h2, upstream_h2) in [(false, false), (false, true), (true, false), (true, true)] {
        let backend = echo().await;
        let served = serve(&backend, upstream_h2).await;
        let (mut frames, body) = written();
        let name = http::HeaderName::from_static("x-end");
        let trailers = HeaderMap::from_iter([(name, HeaderValue::from_static("yes"))]);
        tokio::spawn(async move {
            frames.send_data(Bytes::from("data")).await.unwrap();
            frames.send_trailers(trailers).await.unwrap();
        });
        let answer = Answer::read(exchange(&served, h2, post(h2, body)).await).await;
        let end = answer.trailers.get("x-end").map(HeaderValue::as_bytes);
        assert_eq!(answer.body, "data", "h2 {h2}, upstream h2 {upstream_h2}");
        assert_eq!(end, Some(&b"yes"[..]), "h2 {h2}, upstream h2 {upstream_h2}");
    }
}

#[tokio::test]
async fn http_2_keeps_the_host_on_the_way_to_the_backend() {
    let backend = echo().await;
    let served = serve(&backend, true).await;
    served.get("/x?y", &[("host", "shop.example")]).await;
    assert_eq!(backend.last().uri, "http://shop.example/x?y");
}

/// Waits until a count stands still, and returns it.
async fn settled(count: &AtomicU64) -> u64 {
    let settle = async {
        let mut before = 0;
        loop {
            tokio::time::sleep(Duration::from_millis(300)).await;
            let now = count.load(Ordering::Relaxed);
            if now == before && now > 0 {
                return now;
            }
            before = now;
        }
    };
    within(settle).await
}

/// What sockets and buffers on the way may hold.
const IN_FLIGHT: u64 = 32 << 20;

#[tokio::test]
async fn a_client_that_does_not_read_stops_the_backend() {
    for (h2, upstream_h2) in [(false, false), (true, true)] {
        let taken = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&taken);
        let backend = Backend::new(move |_| {
            let body = Endless(Arc::clone(&counted)).boxed();
            async move { Response::new(body) }
        })
        .await;
        let served = serve(&backend, upstream_h2).await;
        let mut answer = exchange(&served, h2, post(h2, full(""))).await.into_body();
        let stopped = settled(&taken).await;
        assert!(stopped < IN_FLIGHT, "{stopped} bytes were read ahead");
        let mut read = 0;
        while read < 2 * stopped {
            let frame = within(answer.frame()).await.unwrap().unwrap();
            read += frame.into_data().unwrap().len() as u64;
        }
        assert!(taken.load(Ordering::Relaxed) > stopped, "reading goes on");
    }
}

#[tokio::test]
async fn a_backend_that_does_not_read_stops_the_client() {
    for (h2, upstream_h2) in [(false, false), (true, true)] {
        let backend = Backend::new(|request| async move {
            // Holds the body without reading it.
            tokio::time::sleep(PATIENCE).await;
            drop(request);
            Response::new(full(""))
        })
        .await;
        let served = serve(&backend, upstream_h2).await;
        let taken = Arc::new(AtomicU64::new(0));
        let request = post(h2, Endless(Arc::clone(&taken)).boxed());
        let address = served.address;
        let sending = tokio::spawn(async move { exchange_at(address, h2, request).await });
        let stopped = settled(&taken).await;
        assert!(stopped < IN_FLIGHT, "{stopped} bytes were taken ahead");
        sending.abort();
    }
}

async fn exchange_at(address: std::net::SocketAddr, h2: bool, request: Request<TestBody>) {
    if h2 {
        let mut sender = common::connect_h2(address).await;
        let _never = sender.send_request(request).await;
    } else {
        let mut sender = common::connect(address).await;
        let _never = sender.send_request(request).await;
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_does_not_look_complete() {
    for (h2, upstream_h2) in [(false, false), (false, true), (true, false), (true, true)] {
        let backend = Backend::new(|_| async {
            let (mut pieces, body) = Channel::<Bytes, std::io::Error>::new(1);
            tokio::spawn(async move {
                pieces.send_data(Bytes::from("some")).await.unwrap();
                tokio::time::sleep(Duration::from_millis(50)).await;
                pieces.abort(std::io::Error::other("broken"));
            });
            // A panic breaks the connection off as a crash does.
            Response::new(
                body.map_err(|_| -> Infallible { panic!("as intended") })
                    .boxed(),
            )
        })
        .await;
        let served = serve(&backend, upstream_h2).await;
        let answer = exchange(&served, h2, post(h2, full(""))).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert!(
            within(answer.into_body().collect()).await.is_err(),
            "h2 {h2}, upstream h2 {upstream_h2}"
        );
    }
}

#[tokio::test]
async fn the_request_timeout_ends_an_answer_that_has_begun() {
    let backend = Backend::new(|_| async {
        let (mut pieces, body) = Channel::new(1);
        tokio::spawn(async move {
            pieces.send_data(Bytes::from("some")).await.unwrap();
            tokio::time::sleep(PATIENCE).await;
        });
        Response::new(body.boxed())
    })
    .await;
    let rules = "[{timeouts: {request: 200ms}, backendRefs: [{name: backend, port: 80}]}]";
    let served = Manifest::new()
        .route("all", rules)
        .service("backend", &[backend.address])
        .serve()
        .await;
    let answer = exchange(&served, false, post(false, full(""))).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let started = std::time::Instant::now();
    assert!(within(answer.into_body().collect()).await.is_err());
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_client_that_waits_is_told_to_continue() {
    let backend = echo().await;
    let served = serve(&backend, false).await;
    let mut stream = TcpStream::connect(served.address).await.unwrap();
    let head = "POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 4\r\nconnection: close\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut interim = [0; 25];
    within(stream.read_exact(&mut interim)).await.unwrap();
    assert_eq!(&interim, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(b"body").await.unwrap();
    let mut answer = String::new();
    within(stream.read_to_string(&mut answer)).await.unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("body"),
        "{answer}"
    );
}

#[tokio::test]
async fn connections_to_endpoints_are_used_again() {
    for upstream_h2 in [false, true] {
        let backend = echo().await;
        let served = serve(&backend, upstream_h2).await;
        for _ in 0..20 {
            let answer = served.ask("POST", "/", &[], full("some")).await;
            assert_eq!(answer.body, "some");
        }
        assert_eq!(backend.last().connection, 1, "upstream h2 {upstream_h2}");
    }
}

/// A backend that answers as soon as it has the head of a request, and closes the connection on the rest.
async fn hasty() -> std::net::SocketAddr {
    let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = socket.accept().await.unwrap();
            tokio::spawn(async move {
                let mut head = [0; 256];
                let read = stream.read(&mut head).await.unwrap();
                assert!(read > 0);
                let answer = "HTTP/1.1 413 Content Too Large\r\ncontent-length: 8\r\n\r\ntoo much";
                stream.write_all(answer.as_bytes()).await.unwrap();
            });
        }
    });
    address
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_comes_before_the_request_is_over_is_passed_on() {
    let manifest = Manifest::new()
        .route("all", "[{backendRefs: [{name: backend, port: 80}]}]")
        .service("backend", &[hasty().await]);
    let served = manifest.serve().await;
    let body = vec![b'x'; 2_000_000];
    let head = format!(
        "POST / HTTP/1.1\r\nhost: test.example\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    // Which of the two the proxy notices first, the answer or the failed write, is up to chance.
    for _ in 0..50 {
        let stream = TcpStream::connect(served.address).await.unwrap();
        let (mut read, mut write) = stream.into_split();
        let request = [head.as_bytes(), &body].concat();
        let writing = tokio::spawn(async move {
            // The proxy need not take all of it either. Half of a connection would look like a client that is gone.
            let _written = write.write_all(&request).await;
            write
        });
        let mut answer = vec![0; 12];
        within(read.read_exact(&mut answer)).await.unwrap();
        assert_eq!(String::from_utf8_lossy(&answer), "HTTP/1.1 413");
        writing.abort();
    }
}
