//! Client: sends the recorded requests, and tells what came back.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use bytes::{Buf as _, Bytes};
use gateway_testing::conformance::Observed;
use http::header::{CONNECTION, HOST, UPGRADE};
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::echo::pairs;
use crate::grpc::message;

/// The header that asks the backend for headers in its answer, as JSON.
pub(crate) const SET_HEADERS: &str = "x-set-headers";

/// No request takes longer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sends requests of one kind, on one connection.
pub(crate) enum Client {
    Http1(http1::SendRequest<Full<Bytes>>, SocketAddr),
    H2(http2::SendRequest<Full<Bytes>>, SocketAddr),
}

impl Client {
    /// Connects as a recorded request wants it.
    pub(crate) async fn connect(address: SocketAddr, given: &Value) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let stream = TokioIo::new(stream);
        match given["protocol"].as_str().unwrap() {
            "H2C_PRIOR_KNOWLEDGE" | "gRPC" => {
                let (sender, connection) = http2::handshake(TokioExecutor::new(), stream)
                    .await
                    .unwrap();
                tokio::spawn(connection);
                Self::H2(sender, address)
            }
            "HTTP" | "WebSocket" => {
                let (sender, connection) = http1::handshake(stream).await.unwrap();
                tokio::spawn(connection.with_upgrades());
                Self::Http1(sender, address)
            }
            other => panic!("nothing sends {other}"),
        }
    }

    /// Sends a recorded request.
    pub(crate) async fn send(&mut self, given: &Value) -> Observed {
        tokio::time::timeout(PATIENCE, self.exchange(given))
            .await
            .expect("it takes too long")
    }

    async fn exchange(&mut self, given: &Value) -> Observed {
        let response = match self {
            Self::Http1(sender, address) => {
                sender.ready().await.unwrap();
                sender
                    .send_request(request(given, *address, false))
                    .await
                    .unwrap()
            }
            Self::H2(sender, address) => {
                sender.ready().await.unwrap();
                sender
                    .send_request(request(given, *address, true))
                    .await
                    .unwrap()
            }
        };
        observe(response, given["protocol"] == "gRPC").await
    }

    /// Opens a WebSocket, and tells whether it echoes a message.
    pub(crate) async fn web_socket(&mut self, given: &Value) -> Result<(), String> {
        let Self::Http1(sender, address) = self else {
            return Err("WebSockets are opened over HTTP/1.1".to_owned());
        };
        let mut request = request(given, *address, false);
        for (name, value) in [
            (CONNECTION.as_str(), "Upgrade"),
            (UPGRADE.as_str(), "websocket"),
            ("sec-websocket-version", "13"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ] {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        let response = sender
            .send_request(request)
            .await
            .map_err(|error| error.to_string())?;
        if response.status() != StatusCode::SWITCHING_PROTOCOLS {
            return Err(format!("status is {}", response.status()));
        }
        let mut socket = TokioIo::new(
            hyper::upgrade::on(response)
                .await
                .map_err(|error| error.to_string())?,
        );
        socket
            .write_all(b"\x81\x85\x01\x02\x03\x04igohn")
            .await
            .map_err(|error| error.to_string())?;
        let mut frame = [0; 7];
        let read = tokio::time::timeout(PATIENCE, socket.read_exact(&mut frame)).await;
        read.map_err(|error| error.to_string())?
            .map_err(|error| error.to_string())?;
        (&frame == b"\x81\x05hello")
            .then_some(())
            .ok_or_else(|| format!("the echo is {frame:?}"))
    }
}

/// The request; without a host it is for the Gateway's address.
fn request(given: &Value, address: SocketAddr, h2: bool) -> Request<Full<Bytes>> {
    let grpc = given["protocol"] == "gRPC";
    let lines = if grpc {
        &given["metadata"]
    } else {
        &given["headers"]
    };
    let lines = lines.as_object().into_iter().flatten();
    let (hosts, lines): (Vec<_>, Vec<_>) =
        lines.partition(|(name, _)| name.eq_ignore_ascii_case("host"));
    let sent = hosts.first().and_then(|(_, host)| host.as_str());
    let host = sent
        .or(given["host"].as_str())
        .or(given["authority"].as_str());
    let host = host.map_or_else(|| address.to_string(), str::to_owned);
    let path = given["path"].as_str().unwrap();
    let method = if grpc {
        "POST"
    } else {
        given["method"].as_str().unwrap_or("GET")
    };
    let mut request = Request::builder().method(method);
    request = if h2 {
        request.uri(format!("http://{host}{path}"))
    } else {
        request.uri(path).header(HOST, host)
    };
    for (name, value) in lines {
        request = request.header(name, value.as_str().unwrap());
    }
    if let Some(wanted) = given["backendSetResponseHeaders"].as_object() {
        let wanted: BTreeMap<_, _> = wanted.iter().collect();
        request = request.header(SET_HEADERS, serde_json::to_string(&wanted).unwrap());
    }
    let body = if grpc {
        request = request
            .header("content-type", "application/grpc")
            .header("te", "trailers");
        message(b"")
    } else {
        Bytes::new()
    };
    request.body(Full::new(body)).unwrap()
}

async fn observe(response: Response<Incoming>, grpc: bool) -> Observed {
    let (head, body) = response.into_parts();
    let body = body.collect().await.unwrap();
    let trailers = body.trailers().cloned().unwrap_or_default();
    let mut bytes = body.to_bytes();
    if grpc && bytes.len() > 5 {
        bytes.advance(5);
    }
    let echo: Option<Value> = serde_json::from_slice(&bytes).ok();
    let told = |headers: &HeaderMap| {
        headers
            .get("grpc-status")
            .map(|status| status.to_str().unwrap().parse().unwrap())
    };
    Observed {
        status: head.status.as_u16(),
        grpc_status: told(&head.headers).or_else(|| told(&trailers)),
        headers: pairs(&head.headers),
        echo: echo.filter(|echo| echo["pod"].is_string()),
    }
}
