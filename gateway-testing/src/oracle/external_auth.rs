//! External authorization (spec 5.7).

use gateway_api_types::{HttpExternalAuthFilter, HttpRouteExternalAuthProtocol};
use serde_json::{Value, json};

use super::backends::Backend;
use super::grammar;

/// The member of the protocol alone is there, and its values are possible (spec 5.7.1, 5.7.4,
/// 1.3.13).
pub(super) fn is_valid(auth: &HttpExternalAuthFilter) -> bool {
    let members = (auth.grpc.is_some(), auth.http.is_some());
    let union = match auth.protocol {
        HttpRouteExternalAuthProtocol::Grpc => members == (true, false),
        HttpRouteExternalAuthProtocol::Http => members == (false, true),
        _ => false,
    };
    let size = auth.forward_body.as_ref().and_then(|body| body.max_size);
    let path = auth.http.as_ref().and_then(|http| http.path.as_deref());
    union
        && size.is_none_or(|size| size >= 0)
        && path.is_none_or(|path| path.is_empty() || grammar::is_path(path))
}

/// As a decision shows it.
pub(super) fn to_value(service: &Backend, auth: &HttpExternalAuthFilter) -> Value {
    let list = |names: &Option<Vec<String>>| names.clone().unwrap_or_default();
    let size = auth.forward_body.as_ref().and_then(|body| body.max_size);
    json!({
        "protocol": auth.protocol.as_str(),
        "backendRef": service.to_value(),
        "grpc": auth.grpc.as_ref().map(|grpc| json!({ "allowedHeaders": list(&grpc.allowed_headers) })),
        "http": auth.http.as_ref().map(|http| json!({
            "path": http.path.as_deref().unwrap_or(""),
            "allowedHeaders": list(&http.allowed_headers),
            "allowedResponseHeaders": list(&http.allowed_response_headers),
        })),
        "forwardBody": { "maxSize": size.unwrap_or(0) },
    })
}
