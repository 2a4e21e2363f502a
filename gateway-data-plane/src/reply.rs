//! Reply: the answers that are the gateway's own.

use gateway_route_engine::RequestView;
use gateway_route_engine::decision::{Redirect, Respond};
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use http::{Response, StatusCode};

use crate::body::{Answer, ResponseBody};
use crate::failure::Failure;
use crate::intake::Refusal;

/// The answer to a request that is refused before it is routed.
pub fn refusal(refusal: Refusal) -> Answer {
    text(refusal.status(), HeaderMap::new(), &refusal.to_string())
}

/// The answer of a `RequestRedirect` filter.
pub fn redirect(redirect: &Redirect<'_>, request: &RequestView<'_>) -> Answer {
    answer(
        status(redirect.status()),
        redirect.headers(request),
        ResponseBody::empty(),
    )
}

/// An answer that the engine decided on: an error with its reason, or that to a CORS preflight.
pub fn respond(respond: &Respond<'_>, request: &RequestView<'_>) -> Answer {
    let headers = respond.headers(request);
    match (respond.grpc_status(), respond.cause.explanation()) {
        (Some(code), reason) => grpc(code, &reason.unwrap_or_default()),
        (None, Some(reason)) => text(status(respond.status()), headers, &reason),
        (None, None) => answer(status(respond.status()), headers, ResponseBody::empty()),
    }
}

/// The answer to a request that no backend answered.
pub fn failure(failure: &Failure, to_grpc: bool) -> Answer {
    if to_grpc {
        return grpc(failure.grpc_status(), &failure.explanation());
    }
    text(failure.status(), HeaderMap::new(), &failure.explanation())
}

/// The answer of an authorization service that denies a request.
pub fn denial(denial: Answer, to_grpc: bool) -> Answer {
    if !to_grpc {
        return denial;
    }
    // 16 is `UNAUTHENTICATED`, 7 `PERMISSION_DENIED`.
    let code = if denial.status() == StatusCode::UNAUTHORIZED {
        16
    } else {
        7
    };
    grpc(code, "the authorization service denies the request")
}

/// Whether the caller speaks gRPC, and finds errors in trailers only.
pub fn is_grpc(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|value| {
        value
            .as_bytes()
            .get(..GRPC.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(GRPC.as_bytes()))
    })
}

const GRPC: &str = "application/grpc";

fn text(status: StatusCode, mut headers: HeaderMap, reason: &str) -> Answer {
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    answer(status, headers, ResponseBody::own(format!("{reason}\n")))
}

/// An error as gRPC reports it: a head with the trailers in it, and no body.
fn grpc(code: u8, message: &str) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(GRPC));
    headers.insert("grpc-status", HeaderValue::from(u16::from(code)));
    if let Ok(message) = HeaderValue::from_str(&message.replace('%', "%25")) {
        headers.insert("grpc-message", message);
    }
    answer(StatusCode::OK, headers, ResponseBody::empty())
}

fn answer(status: StatusCode, headers: HeaderMap, body: ResponseBody) -> Answer {
    let mut response = Box::new(Response::new(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// The engine's statuses are valid ones.
fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
