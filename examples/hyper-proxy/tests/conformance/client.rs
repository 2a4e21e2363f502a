//! Client: sends the recorded requests, and tells what came back.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
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
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpStream, UdpSocket};

use crate::common::pki;
use crate::credentials::Credentials;
use crate::echo::pairs;
use crate::grpc::message;
use crate::pod::Stream;

/// The header that asks the backend for headers in its answer, as JSON.
pub(crate) const SET_HEADERS: &str = "x-set-headers";

/// What is sent where the recording leaves it open.
const PROBE: &str = "a probe";

/// No request takes longer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sends requests of one kind, on one connection.
pub(crate) enum Client {
    Http1(http1::SendRequest<Full<Bytes>>, SocketAddr),
    H2(http2::SendRequest<Full<Bytes>>, SocketAddr),
    Lines(BufReader<Box<dyn Stream>>),
    Datagrams(UdpSocket),
}

impl Client {
    /// Connects as a recorded request wants it.
    pub(crate) async fn connect(
        address: SocketAddr,
        given: &Value,
        credentials: &Credentials,
    ) -> Result<Self, String> {
        let protocol = given["protocol"].as_str().unwrap();
        if protocol == "UDP" {
            let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))
                .await
                .map_err(text)?;
            socket.connect(address).await.map_err(text)?;
            return Ok(Self::Datagrams(socket));
        }
        let stream = stream(address, given, credentials).await?;
        match protocol {
            "H2C_PRIOR_KNOWLEDGE" | "H2" | "gRPC" => {
                let io = TokioIo::new(stream);
                let (sender, connection) = http2::handshake(TokioExecutor::new(), io)
                    .await
                    .map_err(text)?;
                tokio::spawn(connection);
                Ok(Self::H2(sender, address))
            }
            "HTTP" | "HTTPS" | "WebSocket" => {
                let (sender, connection) =
                    http1::handshake(TokioIo::new(stream)).await.map_err(text)?;
                tokio::spawn(connection.with_upgrades());
                Ok(Self::Http1(sender, address))
            }
            "TCP" => Ok(Self::Lines(BufReader::new(stream))),
            other => panic!("nothing sends {other}"),
        }
    }

    /// Sends a recorded request; the error says that no answer came.
    pub(crate) async fn send(&mut self, given: &Value) -> Result<Observed, String> {
        tokio::time::timeout(PATIENCE, self.exchange(given))
            .await
            .expect("it takes too long")
    }

    async fn exchange(&mut self, given: &Value) -> Result<Observed, String> {
        let said = match self {
            Self::Http1(sender, address) => {
                sender.ready().await.map_err(text)?;
                let sent = sender.send_request(request(given, *address, false));
                return observe(sent.await.map_err(text)?, false).await;
            }
            Self::H2(sender, address) => {
                sender.ready().await.map_err(text)?;
                let sent = sender.send_request(request(given, *address, true));
                return observe(sent.await.map_err(text)?, given["protocol"] == "gRPC").await;
            }
            Self::Lines(stream) => {
                let line = format!("{}\n", given["payload"].as_str().unwrap_or(PROBE));
                stream.write_all(line.as_bytes()).await.map_err(text)?;
                stream.flush().await.map_err(text)?;
                let mut said = String::new();
                stream.read_line(&mut said).await.map_err(text)?;
                said
            }
            Self::Datagrams(socket) => {
                let payload = given["payload"].as_str().unwrap_or(PROBE);
                socket.send(payload.as_bytes()).await.map_err(text)?;
                let mut bytes = [0; 2048];
                let length = socket.recv(&mut bytes).await.map_err(text)?;
                String::from_utf8_lossy(&bytes[..length]).into_owned()
            }
        };
        let echo = serde_json::from_str(&said).map_err(|_| format!("`{said}` is no answer"))?;
        Ok(Observed {
            echo: Some(echo),
            ..Observed::default()
        })
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

/// A connection, encrypted if the recorded request has a server name. What the server shows has to be what the request trusts.
async fn stream(
    address: SocketAddr,
    given: &Value,
    credentials: &Credentials,
) -> Result<Box<dyn Stream>, String> {
    let encrypted = given["tls"] == true || given["scheme"] == "https";
    if !encrypted {
        let stream = TcpStream::connect(address).await.map_err(text)?;
        stream.set_nodelay(true).map_err(text)?;
        return Ok(Box::new(stream));
    }
    let protocols: &[&str] = match given["protocol"].as_str() {
        Some("H2") => &["h2"],
        Some("HTTPS") => &["http/1.1"],
        _ => &[],
    };
    let mut client = pki::Client::new().offering(protocols);
    if let Some(pointer) = given["clientCert"].as_str() {
        client = client.showing(credentials.identity(pointer));
    }
    let stream = client
        .connect(address, given["sni"].as_str().unwrap())
        .await
        .map_err(text)?;
    let (_, session) = stream.get_ref();
    let shown = session.peer_certificates().unwrap()[0].to_vec();
    if !credentials.trusts(given["trustCA"].as_str().unwrap(), &shown) {
        return Err("the certificate is not trusted".to_owned());
    }
    Ok(Box::new(stream))
}

/// Begins a TLS handshake, and gives what comes back.
pub(crate) async fn hello(address: SocketAddr, name: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let hello = pki::Client::new().hello(name);
    let mut answer = Vec::new();
    if stream.write_all(&hello).await.is_ok() {
        // A reset is an end, too.
        let _end = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut answer))
            .await
            .unwrap();
    }
    answer
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
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
        let scheme = given["scheme"].as_str().unwrap_or("http");
        request.uri(format!("{scheme}://{host}{path}"))
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

async fn observe(response: Response<Incoming>, grpc: bool) -> Result<Observed, String> {
    let (head, body) = response.into_parts();
    let body = body.collect().await.map_err(text)?;
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
    Ok(Observed {
        status: head.status.as_u16(),
        grpc_status: told(&head.headers).or_else(|| told(&trailers)),
        headers: pairs(&head.headers),
        echo: echo.filter(|echo| echo["pod"].is_string()),
    })
}
