//! Backends of the demo: each says who it is and what it was asked.

use std::convert::Infallible;
use std::io;
use std::net::Ipv4Addr;

use gateway_data_plane::body::ResponseBody;
use gateway_data_plane::reply::is_grpc;
use http::header::{CONTENT_TYPE, HOST, HeaderValue};
use http::{Request, Response};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use serde_json::{Map, Value, json};
use tokio::net::TcpListener;

/// A backend that is bound and waits to serve.
#[derive(Debug)]
pub(super) struct Backend {
    name: &'static str,
    /// Whether it tells of each request in the log, because nobody sees its answers.
    logs: bool,
    port: u16,
    socket: TcpListener,
}

impl Backend {
    /// Binds the port, or any other if it is taken.
    pub(super) async fn bind(name: &'static str, port: u16, logs: bool) -> io::Result<Self> {
        let socket = match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(socket) => socket,
            Err(_) => TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?,
        };
        Ok(Self {
            name,
            logs,
            port: socket.local_addr()?.port(),
            socket,
        })
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Answers until the process ends.
    pub(super) async fn serve(self) {
        let Self {
            name, logs, socket, ..
        } = self;
        loop {
            let Ok((stream, _)) = socket.accept().await else {
                tracing::error!(backend = name, "a backend of the demo has ended");
                return;
            };
            let service = service_fn(move |mut request: Request<Incoming>| async move {
                // An HTTP/1.1 request that nobody reads to its end costs its client the connection. A call may go on for ever.
                if !is_grpc(request.headers()) {
                    while let Some(Ok(_)) = request.body_mut().frame().await {}
                }
                Ok::<_, Infallible>(answer(name, logs, &request))
            });
            tokio::spawn(async move {
                let builder = Builder::new(TokioExecutor::new());
                if let Err(error) = builder
                    .serve_connection(TokioIo::new(stream), service)
                    .await
                {
                    tracing::debug!(backend = name, %error, "connection closed");
                }
            });
        }
    }
}

/// The request, told back as JSON.
fn answer(name: &'static str, logs: bool, request: &Request<Incoming>) -> Response<ResponseBody> {
    let text = |value: &HeaderValue| Value::from(String::from_utf8_lossy(value.as_bytes()));
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", http::uri::PathAndQuery::as_str);
    let host = request.headers().get(HOST).map_or(Value::Null, text);
    let headers: Map<String, Value> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), text(value)))
        .collect();
    if logs {
        tracing::info!(backend = name, method = %request.method(), path, "got a copy of a request");
    }
    if is_grpc(request.headers()) {
        // A call that is over with its head, as gRPC allows.
        let mut response = Response::new(ResponseBody::empty());
        let fields = [
            ("content-type", "application/grpc"),
            ("grpc-status", "0"),
            ("backend", name),
        ];
        for (field, value) in fields {
            response
                .headers_mut()
                .insert(field, HeaderValue::from_static(value));
        }
        return response;
    }
    let told = json!({ "backend": name, "method": request.method().as_str(), "path": path, "host": host, "headers": headers });
    let mut response = Response::new(ResponseBody::own(format!("{told}\n")));
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
