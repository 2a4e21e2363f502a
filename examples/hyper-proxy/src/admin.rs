//! Admin: a port of its own, for those who run the proxy: is it well, what does it do, and why.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use gateway_cli::contract::{Answer, EvalRequest};
use gateway_data_plane::body::ResponseBody;
use http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::overview::overview;
use crate::server::Server;

/// The longest description of a request.
const LONGEST: usize = 64 << 10;

const TEXT: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/json";
const METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

const PATHS: &str = "GET /livez, /readyz, /metrics, /config\nPOST /explain, with a request as `gapi eval` reads it\n";

/// Serves the port until the process ends. Returns where it is.
pub async fn serve(server: Arc<Server>, address: SocketAddr) -> io::Result<SocketAddr> {
    let socket = TcpListener::bind(address).await?;
    let address = socket.local_addr()?;
    tokio::spawn(async move {
        loop {
            let Ok((stream, _)) = socket.accept().await else {
                tokio::time::sleep(crate::listener::PAUSE).await;
                continue;
            };
            let server = Arc::clone(&server);
            let service = service_fn(move |request| {
                let server = Arc::clone(&server);
                async move { Ok::<_, Infallible>(answer(&server, request).await) }
            });
            let mut builder = http1::Builder::new();
            builder.timer(TokioTimer::new());
            let connection = builder.serve_connection(TokioIo::new(stream), service);
            tokio::spawn(async move {
                if let Err(error) = connection.await {
                    tracing::debug!(%error, "connection to the admin port closed");
                }
            });
        }
    });
    Ok(address)
}

async fn answer(server: &Server, request: Request<Incoming>) -> Response<ResponseBody> {
    let ready = !server.drain.is_cancelled();
    let read = [Method::GET, Method::HEAD].contains(request.method());
    match request.uri().path() {
        "/livez" | "/readyz" | "/metrics" | "/config" if !read => not_allowed("GET, HEAD"),
        "/livez" => reply(StatusCode::OK, TEXT, "alive\n"),
        "/readyz" if ready => reply(StatusCode::OK, TEXT, "ready\n"),
        "/readyz" => reply(StatusCode::SERVICE_UNAVAILABLE, TEXT, "about to end\n"),
        "/metrics" => reply(StatusCode::OK, METRICS, server.metrics.render()),
        "/config" => reply(StatusCode::OK, JSON, format!("{:#}\n", overview(server))),
        "/explain" if request.method() != Method::POST => not_allowed("POST"),
        "/explain" => match Limited::new(request.into_body(), LONGEST).collect().await {
            Ok(body) => explain(server, &body.to_bytes()),
            Err(error) => wrong(&json!({ "error": error.to_string() })),
        },
        _ => reply(StatusCode::NOT_FOUND, TEXT, PATHS),
    }
}

/// What `gapi route --explain -o json` says of a request that `gapi eval` reads.
fn explain(server: &Server, request: &[u8]) -> Response<ResponseBody> {
    let request = match EvalRequest::parse(request) {
        Ok(request) => request,
        Err(failure) => return wrong(&json!({ "id": failure.id, "error": failure.error })),
    };
    let snapshot = server.live.current();
    let answer = Answer::explained(&snapshot.table, &request, |route, rule| {
        let (file, start) = snapshot.objects.rule(route, rule)?;
        Some((file.to_owned(), Some(start)))
    });
    match serde_json::to_string_pretty(&answer) {
        Ok(text) => reply(StatusCode::OK, JSON, text + "\n"),
        Err(error) => reply(
            StatusCode::INTERNAL_SERVER_ERROR,
            TEXT,
            format!("{error}\n"),
        ),
    }
}

fn wrong(failure: &Value) -> Response<ResponseBody> {
    reply(StatusCode::BAD_REQUEST, JSON, format!("{failure}\n"))
}

fn not_allowed(methods: &'static str) -> Response<ResponseBody> {
    let mut response = reply(StatusCode::METHOD_NOT_ALLOWED, TEXT, PATHS);
    response
        .headers_mut()
        .insert(ALLOW, HeaderValue::from_static(methods));
    response
}

fn reply(
    status: StatusCode,
    kind: &'static str,
    text: impl Into<bytes::Bytes>,
) -> Response<ResponseBody> {
    let mut response = Response::new(ResponseBody::own(text));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
