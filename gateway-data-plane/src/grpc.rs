//! gRPC: calls with one message each way, of which the proxy itself is the client.

use std::future::poll_fn;
use std::pin::Pin;

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};
use http::header::{HeaderMap, HeaderValue};
use http::{Response, StatusCode};
use hyper::body::{Body as _, Incoming};
use prost::Message;

/// The most bytes that an answer may have.
const LONGEST_ANSWER: usize = 1 << 20;

/// A message in its frame; `None` if it is too long for one.
pub(crate) fn frame(message: &[u8]) -> Option<Bytes> {
    let length = u32::try_from(message.len()).ok()?;
    let mut frame = BytesMut::with_capacity(message.len() + 5);
    frame.put_u8(0);
    frame.put_u32(length);
    frame.put_slice(message);
    Some(frame.freeze())
}

/// Reads the one message of a call that went well. The error says why it did not, for logs.
pub(crate) async fn message<M: Message + Default>(
    response: Response<Incoming>,
) -> Result<M, String> {
    let (head, mut body) = response.into_parts();
    if head.status != StatusCode::OK {
        return Err(format!("it answered with status {}", head.status));
    }
    let (mut bytes, mut trailers) = (BytesMut::new(), head.headers);
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        match frame.map_err(|error| error.to_string())?.into_data() {
            Ok(data) if bytes.len() + data.len() > LONGEST_ANSWER => {
                return Err("its answer is too long".to_owned());
            }
            Ok(data) => bytes.extend_from_slice(&data),
            Err(frame) => {
                trailers.extend(frame.into_trailers().unwrap_or_else(|_| HeaderMap::new()));
            }
        }
    }
    let code = trailers.get("grpc-status").map(HeaderValue::as_bytes);
    if code != Some(b"0") {
        let code = String::from_utf8_lossy(code.unwrap_or_default());
        return Err(format!("the call ended with gRPC status `{code}`"));
    }
    if bytes.len() < 5 || bytes.get_u8() != 0 {
        return Err("its answer is no plain message".to_owned());
    }
    let length = bytes.get_u32();
    if usize::try_from(length) != Ok(bytes.len()) {
        return Err("its answer is not one message".to_owned());
    }
    M::decode(bytes).map_err(|error| error.to_string())
}
