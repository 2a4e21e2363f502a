//! Authorization over HTTP: the service gets the request's head under a path of its own; 200 allows (spec 5.7.1, 5.7.4).

use gateway_route_engine::RequestHead;
use gateway_route_engine::filters::HeaderModifier;
use gateway_route_engine::normalize::normalize;
use http::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HOST, HeaderName, HeaderValue};
use http::{Method, Response, StatusCode};
use hyper::body::Incoming;

use super::{Edits, Verdict, is_allowed};
use crate::body::ResponseBody;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::headers::{is_framing, strip_hop_by_hop};
use crate::outgoing::{ConnectionFields, Outgoing};
use crate::upstream::Lease;

/// What is asked: the client's method, host and `Authorization`, what else is allowed, and the path behind the prefix.
pub(super) fn head(
    prefix: &str,
    allowed: &[String],
    head: &RequestHead,
    length: usize,
) -> Result<Outgoing, Failure> {
    let (path, query) = match head.target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (&*head.target, None),
    };
    let normal = normalize(path);
    // Dot segments must not lead out of the prefix.
    let path = if normal.climbed { &*normal.path } else { path };
    let mut target = format!("{}{path}", prefix.trim_end_matches('/'));
    if let Some(query) = query {
        target = format!("{target}?{query}");
    }
    let headers = head
        .headers
        .iter()
        .filter(|(name, _)| **name == AUTHORIZATION || is_allowed(allowed, name.as_str()));
    let asked = RequestHead {
        method: head.method.clone(),
        authority: head.authority.clone(),
        target,
        headers: headers
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
    };
    let method = Method::try_from(&*head.method).map_err(|_| Failure::UnusableHead("method"))?;
    let connection = ConnectionFields {
        length: Some(HeaderValue::from(length)),
        ..ConnectionFields::default()
    };
    Outgoing::edited(method, asked, connection)
}

/// What the answer means. One of success that is not 200 denies as well, and is no answer for a client.
pub(super) fn answer(response: Response<Incoming>, lease: Lease, allowed: &[String]) -> Verdict {
    let (mut head, incoming) = response.into_parts();
    let fields = Fields::of(&head.headers);
    strip_hop_by_hop(&mut head.headers, fields);
    let body = ResponseBody::backend(incoming, lease);
    if head.status == StatusCode::OK {
        let mut request = HeaderModifier::default();
        for name in head.headers.keys().filter(|name| is_copied(allowed, name)) {
            let mut values = head.headers.get_all(name).iter();
            let first = values.next().map(|value| (name.clone(), value.clone()));
            request.set.extend(first);
            request
                .add
                .extend(values.map(|value| (name.clone(), value.clone())));
        }
        return Verdict::Allowed(Edits {
            request,
            response: HeaderModifier::default(),
        });
    }
    if head.status.is_informational() || head.status.is_success() {
        head.status = StatusCode::FORBIDDEN;
    }
    Verdict::Denied(Box::new(Response::from_parts(head, body)))
}

/// Whether the backend gets a header of the answer: all that are allowed, or all but those that speak of the answer itself.
fn is_copied(allowed: &[String], name: &HeaderName) -> bool {
    if *name == HOST || is_framing(name) {
        return false;
    }
    if allowed.is_empty() {
        return !matches!(*name, CONTENT_TYPE | CONTENT_ENCODING);
    }
    is_allowed(allowed, name.as_str())
}
