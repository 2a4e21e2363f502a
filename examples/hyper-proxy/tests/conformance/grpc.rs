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
use serde_json::{Value, json};

use crate::echo::pairs;
use crate::pod::{Connection, Pod};

pub(crate) async fn serve(pod: Pod, (stream, handshake): Connection) {
    let service = service_fn(move |request| {
        let (pod, handshake) = (pod.clone(), handshake.clone());
        async move { Ok::<_, Infallible>(answer(&pod, &handshake, request).await) }
    });
    let builder = hyper::server::conn::http2::Builder::new(TokioExecutor::new());
    let _ended = builder
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn answer(
    pod: &Pod,
    handshake: &Value,
    request: Request<Incoming>,
) -> Response<BoxBody<Bytes, Infallible>> {
    let (head, body) = request.into_parts();
    let path = head.uri.path().to_owned();
    pod.note(&path);
    // The call is over once its message is there.
    let _message = body.collect().await;
    let mut seen = pod.introduce(handshake);
    seen["method"] = json!(head.method.as_str());
    seen["path"] = json!(path);
    seen["host"] = json!(head.uri.authority().map(http::uri::Authority::as_str));
    seen["headers"] = json!(pairs(&head.headers));
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
