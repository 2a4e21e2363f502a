//! Authorization over gRPC: one `Check` call (spec 5.7.1, 5.7.3).

use std::collections::HashMap;

use bytes::Bytes;
use gateway_route_engine::RequestHead;
use gateway_route_engine::backend::Backend;
use gateway_route_engine::filters::HeaderModifier;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Response, StatusCode};
use hyper::body::Incoming;
use prost::Message as _;

use super::check::{
    Address, Asked, Attributes, CheckRequest, CheckResponse, HeaderOption, HttpRequest, PATH, Peer,
    SocketAddress,
};
use super::{Edits, Verdict, is_allowed};
use crate::body::ResponseBody;
use crate::entry::Entry;
use crate::failure::Failure;
use crate::grpc;
use crate::headers::is_framing;
use crate::outgoing::{ConnectionFields, Outgoing};

/// What is told of the request.
pub(super) fn check(
    entry: &Entry,
    allowed: &[String],
    head: &RequestHead,
    body: Option<Bytes>,
) -> CheckRequest {
    let mut headers: HashMap<String, String> = HashMap::new();
    for (name, value) in &head.headers {
        if allowed.is_empty() || is_allowed(allowed, name.as_str()) {
            let value = String::from_utf8_lossy(value.as_bytes());
            headers
                .entry(name.as_str().to_owned())
                .and_modify(|before| {
                    before.push(',');
                    before.push_str(&value);
                })
                .or_insert_with(|| value.clone().into_owned());
        }
    }
    let length = head
        .headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse().ok());
    let (body, raw_body) = match body.map(|body| String::from_utf8(body.to_vec()).map_err(|_| body))
    {
        Some(Ok(text)) => (text, Bytes::new()),
        Some(Err(bytes)) => (String::new(), bytes),
        None => (String::new(), Bytes::new()),
    };
    let http = HttpRequest {
        method: head.method.clone(),
        headers,
        path: head.target.clone(),
        host: head.authority.clone().unwrap_or_default(),
        scheme: entry.view().scheme().to_owned(),
        size: length.unwrap_or(-1),
        body,
        raw_body,
    };
    let address = SocketAddress {
        address: entry.client.to_canonical().to_string(),
    };
    let source = Peer {
        address: Some(Address {
            socket_address: Some(address),
        }),
    };
    CheckRequest {
        attributes: Some(Attributes {
            source: Some(source),
            request: Some(Asked { http: Some(http) }),
        }),
    }
}

/// The head of the call.
pub(super) fn head(backend: &Backend) -> Result<Outgoing, Failure> {
    let target = &backend.target;
    let grpc = (CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
    let head = RequestHead {
        method: Method::POST.to_string(),
        authority: Some(format!("{}.{}", target.name, target.namespace)),
        target: PATH.to_owned(),
        headers: HeaderMap::from_iter([grpc]),
    };
    let connection = ConnectionFields {
        trailers: true,
        ..ConnectionFields::default()
    };
    Outgoing::edited(Method::POST, head, connection)
}

/// The message of the call, in its frame.
pub(super) fn frame(check: &CheckRequest) -> Result<Bytes, Failure> {
    let too_long = || Failure::Authorization("the request is too long to tell".to_owned());
    grpc::frame(&check.encode_to_vec()).ok_or_else(too_long)
}

/// What the answer means: a status other than OK denies.
pub(super) async fn answer(response: Response<Incoming>) -> Result<Verdict, Failure> {
    let answered = grpc::message::<CheckResponse>(response).await;
    let response = answered.map_err(Failure::Authorization)?;
    if response.status.is_none_or(|status| status.code == 0) && response.denied.is_none() {
        let allowed = response.allowed.unwrap_or_default();
        let mut request = modifier(&allowed.headers);
        let removed = allowed.headers_to_remove.iter();
        request
            .remove
            .extend(removed.filter_map(|name| name.parse::<HeaderName>().ok()));
        return Ok(Verdict::Allowed(Edits {
            request,
            response: modifier(&allowed.response_headers),
        }));
    }
    let denied = response.denied.unwrap_or_default();
    let status = denied
        .status
        .and_then(|status| u16::try_from(status.code).ok());
    let status = status.and_then(|code| StatusCode::from_u16(code).ok());
    let mut answer = Response::new(ResponseBody::own(denied.body));
    // An answer of success would not be a denial.
    *answer.status_mut() = status
        .filter(|status| !status.is_success() && !status.is_informational())
        .unwrap_or(StatusCode::FORBIDDEN);
    modifier(&denied.headers).apply(answer.headers_mut());
    Ok(Verdict::Denied(Box::new(answer)))
}

/// Headers to set or to add; one that cannot be sent is left out.
fn modifier(options: &[HeaderOption]) -> HeaderModifier {
    let mut modifier = HeaderModifier::default();
    for option in options {
        let Some(header) = &option.header else {
            continue;
        };
        let value = if header.raw_value.is_empty() {
            HeaderValue::from_str(&header.value)
        } else {
            HeaderValue::from_bytes(&header.raw_value)
        };
        let name = header.key.parse::<HeaderName>();
        if let (Ok(name), Ok(value)) = (name, value)
            && !is_framing(&name)
        {
            let appended = option.append.as_ref().is_some_and(|flag| flag.value);
            let list = if appended {
                &mut modifier.add
            } else {
                &mut modifier.set
            };
            list.push((name, value));
        }
    }
    modifier
}
