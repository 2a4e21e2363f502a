//! The suite's gRPC backend. What it tells of a call is the same as over HTTP, in a message whose bytes are JSON: no gateway
//! looks into messages.

use std::convert::Infallible;

use bytes::{BufMut as _, Bytes, BytesMut};
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::json;
use tokio::net::TcpListener;

use crate::echo::pairs;
use crate::pod::Pod;

pub(crate) async fn serve(pod: Pod, socket: TcpListener) {
    while let Ok((stream, _)) = socket.accept().await {
        stream.set_nodelay(true).unwrap();
        let pod = pod.clone();
        let service = service_fn(move |request| {
            let pod = pod.clone();
            async move { Ok::<_, Infallible>(answer(&pod, request).await) }
        });
        tokio::spawn(async move {
            let builder = hyper::server::conn::http2::Builder::new(TokioExecutor::new());
            let _ended = builder
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

async fn answer(pod: &Pod, request: Request<Incoming>) -> Response<BoxBody<Bytes, Infallible>> {
    let (head, body) = request.into_parts();
    let path = head.uri.path().to_owned();
    pod.note(&path);
    let seen = json!({
        "method": head.method.as_str(),
        "path": path,
        "host": head.uri.authority().map(http::uri::Authority::as_str),
        "headers": pairs(&head.headers),
        "namespace": pod.namespace,
        "pod": pod.name,
        "bytes": body.collect().await.map_or(0, |body| body.to_bytes().len()),
    });
    let mut trailers = HeaderMap::new();
    trailers.insert("grpc-status", HeaderValue::from_static("0"));
    let body = Full::new(message(seen.to_string().as_bytes()))
        .with_trailers(async move { Some(Ok(trailers)) })
        .boxed();
    Response::builder()
        .header("content-type", "application/grpc")
        .body(body)
        .unwrap()
}

/// A message in its frame.
pub(crate) fn message(bytes: &[u8]) -> Bytes {
    let mut frame = BytesMut::new();
    frame.put_u8(0);
    frame.put_u32(u32::try_from(bytes.len()).unwrap());
    frame.put_slice(bytes);
    frame.freeze()
}
