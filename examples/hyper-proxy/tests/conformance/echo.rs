//! Echo: what the suite's HTTP backend does. It tells what reached it, waits and fails as the query asks, and echoes WebSocket
//! messages.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONNECTION, HOST, UPGRADE};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, Version};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::client::SET_HEADERS;
use crate::pod::{Connection, Pod};

/// What a port takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaks {
    Http1,
    H2c,
    Any,
}

/// What answers on a port.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    speaks: Speaks,
    tries: Tries,
}

/// How often a request with a `uuid` came.
type Tries = Arc<Mutex<BTreeMap<String, u64>>>;

impl Server {
    pub(crate) fn new(speaks: Speaks) -> Self {
        Self {
            speaks,
            tries: Tries::default(),
        }
    }

    pub(crate) async fn serve(self, pod: Pod, (stream, handshake): Connection) {
        let service = service_fn(move |request| {
            let (server, pod, handshake) = (self.clone(), pod.clone(), handshake.clone());
            async move { Ok::<_, Infallible>(answer(&pod, &server, &handshake, request).await) }
        });
        let builder = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
        let serving = builder.serve_connection_with_upgrades(TokioIo::new(stream), service);
        let _ended = serving.await;
    }
}

async fn answer(
    pod: &Pod,
    server: &Server,
    handshake: &Value,
    request: Request<Incoming>,
) -> Response<Full<Bytes>> {
    let path = request
        .uri()
        .path_and_query()
        .map_or("", |path| path.as_str())
        .to_owned();
    pod.note(&path);
    if request.headers().contains_key(UPGRADE) {
        return upgrade(request);
    }
    let is_h2 = request.version() == Version::HTTP_2;
    if server.speaks != Speaks::Any && is_h2 != (server.speaks == Speaks::H2c) {
        return plain(StatusCode::BAD_REQUEST, &json!({}));
    }
    let wish = Wish::of(&path, &server.tries);
    tokio::time::sleep(wish.delay).await;
    if wish.status != StatusCode::OK {
        return plain(wish.status, &json!({}));
    }
    let mut response = plain(StatusCode::OK, &seen(pod, handshake, &path, &request));
    if let Some(wanted) = request.headers().get(SET_HEADERS) {
        let wanted: BTreeMap<String, String> = serde_json::from_slice(wanted.as_bytes()).unwrap();
        for (name, value) in wanted {
            let name: HeaderName = name.parse().unwrap();
            response
                .headers_mut()
                .insert(name, HeaderValue::try_from(value).unwrap());
        }
    }
    response
}

fn plain(status: StatusCode, body: &Value) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body.to_string())));
    *response.status_mut() = status;
    response
}

/// What reached the backend.
fn seen(pod: &Pod, handshake: &Value, path: &str, request: &Request<Incoming>) -> Value {
    let authority = request.uri().authority().map(http::uri::Authority::as_str);
    let field = request
        .headers()
        .get(HOST)
        .and_then(|host| host.to_str().ok());
    let mut said = pod.introduce(handshake);
    said["method"] = json!(request.method().as_str());
    said["path"] = json!(path);
    said["host"] = json!(authority.or(field));
    said["headers"] = json!(pairs(request.headers()));
    said
}

/// Header lines as pairs of name and value.
pub(crate) fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    let line = |(name, value): (&HeaderName, &HeaderValue)| {
        (
            name.to_string(),
            String::from_utf8_lossy(value.as_bytes()).into_owned(),
        )
    };
    headers.iter().map(line).collect()
}

/// How the query wants the answer to be.
struct Wish {
    delay: Duration,
    status: StatusCode,
}

impl Wish {
    fn of(path: &str, tally: &Tries) -> Self {
        let query: BTreeMap<_, _> = path
            .split_once('?')
            .map_or("", |(_, query)| query)
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .collect();
        let attempt = query.get("uuid").map_or(0, |uuid| {
            let mut tally = tally.lock().unwrap();
            let count = tally.entry((*uuid).to_owned()).or_default();
            *count += 1;
            *count - 1
        });
        let number = |name: &str| query.get(name).map_or(0, |value| value.parse().unwrap());
        let delay = query.get(if attempt == 0 { "delay" } else { "delayRetry" });
        let fails = attempt < number("succeedAfter") && query.contains_key("responseCode");
        let status = if fails { number("responseCode") } else { 200 };
        Self {
            delay: delay.map_or(Duration::ZERO, |delay| duration(delay)),
            status: StatusCode::from_u16(u16::try_from(status).unwrap()).unwrap(),
        }
    }
}

/// Reads `300ms` and `1s`.
fn duration(text: &str) -> Duration {
    let (number, unit) = text.split_at(text.find(char::is_alphabetic).unwrap());
    let number = number.parse().unwrap();
    match unit {
        "ms" => Duration::from_millis(number),
        "s" => Duration::from_secs(number),
        _ => panic!("`{text}` is no duration"),
    }
}

/// Takes a WebSocket, and sends the first message back.
fn upgrade(request: Request<Incoming>) -> Response<Full<Bytes>> {
    tokio::spawn(async move {
        let mut socket = TokioIo::new(hyper::upgrade::on(request).await.unwrap());
        let mut head = [0; 6];
        socket.read_exact(&mut head).await.unwrap();
        let (length, mask) = (head[1] & 0x7f, &head[2..]);
        let mut message = vec![0; length.into()];
        socket.read_exact(&mut message).await.unwrap();
        let message = message
            .iter()
            .zip(mask.iter().cycle())
            .map(|(byte, mask)| byte ^ mask);
        let frame: Vec<u8> = [0x81, length].into_iter().chain(message).collect();
        socket.write_all(&frame).await.unwrap();
    });
    Response::builder()
        .status(StatusCode::SWITCHING_PROTOCOLS)
        .header(CONNECTION, "upgrade")
        .header(UPGRADE, "websocket")
        .body(Full::default())
        .unwrap()
}
