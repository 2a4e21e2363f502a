//! CORS (spec 5.6, 12.23).

use std::net::Ipv6Addr;

use gateway_api_types::HttpCorsFilter;

use super::edits::Edits;
use super::matching::View;
use crate::choices::CorsWildcard;

/// Headers by which a response speaks of CORS; those of a backend never reach the client (spec
/// 5.6.14).
const RESPONSE_HEADERS: [&str; 6] = [
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "access-control-max-age",
];

/// Whether a request is a preflight, which the gateway has to answer (spec 5.6.4).
pub(super) fn is_preflight(view: &View) -> bool {
    view.method == "OPTIONS"
        && view.header("origin").is_some()
        && view.header("access-control-request-method").is_some()
}

/// Headers of the answer to a preflight (spec 5.6.5, 5.6.6).
pub(super) fn preflight(cors: &HttpCorsFilter, view: &View) -> Vec<(String, String)> {
    let mut headers = origin_headers(cors, view);
    if !is_allowed(cors, view) {
        return headers;
    }
    let mut push = |name: &str, value: Option<String>| {
        headers.extend(value.map(|value| (format!("access-control-{name}"), value)));
    };
    let asked = |name: &str| view.header(&format!("access-control-request-{name}"));
    push(
        "allow-methods",
        list(echoes(cors, view), cors.allow_methods.as_deref(), || {
            asked("method")
        }),
    );
    push(
        "allow-headers",
        list(echoes(cors, view), cors.allow_headers.as_deref(), || {
            asked("headers")
        }),
    );
    push(
        "expose-headers",
        list(credentials(cors), cors.expose_headers.as_deref(), || None),
    );
    push("max-age", Some(cors.max_age.unwrap_or(5).to_string()));
    headers
}

/// What the answer to an actual request gets (spec 5.6.7).
pub(super) fn response(cors: &HttpCorsFilter, view: &View) -> Edits {
    let mut edits = Edits {
        remove: RESPONSE_HEADERS.map(str::to_owned).to_vec(),
        ..Edits::default()
    };
    if view.header("origin").is_none() {
        return edits;
    }
    for (name, value) in origin_headers(cors, view) {
        let target = if name == "vary" {
            &mut edits.add
        } else {
            &mut edits.set
        };
        target.push((name, value));
    }
    if is_allowed(cors, view) {
        // With credentials `*` is a list of what the answer holds, which is not known here.
        let exposed = list(credentials(cors), cors.expose_headers.as_deref(), || None);
        edits
            .set
            .extend(exposed.map(|names| ("access-control-expose-headers".to_owned(), names)));
    }
    edits
}

/// The origin and the credentials, which every answer tells (spec 5.6.8, 5.6.9).
fn origin_headers(cors: &HttpCorsFilter, view: &View) -> Vec<(String, String)> {
    let vary = ("vary".to_owned(), "Origin".to_owned());
    let Some(origin) = view.header("origin").filter(|_| is_allowed(cors, view)) else {
        return vec![vary];
    };
    let any = cors
        .allow_origins
        .iter()
        .flatten()
        .any(|pattern| pattern == "*")
        && !echoes(cors, view);
    let allowed = |value: &str| ("access-control-allow-origin".to_owned(), value.to_owned());
    let mut headers = if any {
        vec![allowed("*")]
    } else {
        vec![allowed(&origin), vary]
    };
    if credentials(cors) {
        headers.push((
            "access-control-allow-credentials".to_owned(),
            "true".to_owned(),
        ));
    }
    headers
}

/// Whether `*` is answered with what the request asks for: with credentials always (spec 5.6.8).
fn echoes(cors: &HttpCorsFilter, view: &View) -> bool {
    credentials(cors) || view.cors_wildcard == CorsWildcard::Echo
}

fn credentials(cors: &HttpCorsFilter) -> bool {
    cors.allow_credentials == Some(true)
}

/// A configured list: as it is, `*` as such without credentials and as what was asked for with
/// them; nothing for an empty one (spec 5.6.10 to 5.6.12, 12.23).
fn list(
    echo: bool,
    values: Option<&[String]>,
    asked: impl Fn() -> Option<String>,
) -> Option<String> {
    let values = values.filter(|values| !values.is_empty())?;
    match values.iter().any(|value| value == "*") {
        true if echo => asked(),
        true => Some("*".to_owned()),
        false => Some(values.join(", ")),
    }
}

fn is_allowed(cors: &HttpCorsFilter, view: &View) -> bool {
    let Some(origin) = view.header("origin") else {
        return false;
    };
    cors.allow_origins
        .iter()
        .flatten()
        .any(|pattern| origin_matches(pattern, &origin))
}

/// Whether an origin is one that a pattern means (spec 5.6.3). What does not parse matches nothing
/// (spec 12.76).
fn origin_matches(pattern: &str, origin: &str) -> bool {
    if pattern == "*" {
        return true;
    }
    let pattern = parse_origin(pattern).filter(|(_, host, port)| is_host(host) && *port > 0);
    let (Some(pattern), Some(origin)) = (pattern, parse_origin(origin)) else {
        return false;
    };
    let host = match pattern.1.strip_prefix('*') {
        Some("") => true,
        Some(suffix) => {
            suffix.starts_with('.')
                && origin
                    .1
                    .strip_suffix(suffix)
                    .is_some_and(|left| !left.is_empty())
        }
        None => pattern.1 == origin.1,
    };
    pattern.0 == origin.0 && host && pattern.2 == origin.2
}

/// Scheme, host in lower case, and port with the scheme's default filled in.
fn parse_origin(origin: &str) -> Option<(&str, String, u16)> {
    let (scheme, rest) = origin.split_once("://")?;
    let default = match scheme {
        "http" => 80,
        "https" => 443,
        _ => return None,
    };
    // An IPv6 address has brackets, for it is full of colons.
    let end = rest.rfind(']').unwrap_or(0);
    let (host, port) = match rest[end..].find(':') {
        Some(at) => rest.split_at(end + at),
        None => (rest, ""),
    };
    let port = match port.strip_prefix(':') {
        None => default,
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
        Some(_) => return None,
    };
    let is_address = host.starts_with('[')
        && host.ends_with(']')
        && host[1..host.len() - 1].parse::<Ipv6Addr>().is_ok();
    let is_name = !host.is_empty()
        && !host
            .chars()
            .any(|character| "[]/?#@: \t".contains(character));
    (is_address || is_name).then(|| (scheme, host.to_ascii_lowercase(), port))
}

/// Whether a host can be configured: labels of letters, digits and hyphens, `*` or behind `*.` (spec
/// 5.6.2).
fn is_host(host: &str) -> bool {
    let labels = host.strip_prefix("*.").unwrap_or(host);
    let label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    host == "*" || labels.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_match_as_spec_5_6_3_says() {
        for (pattern, origin, expected) in [
            ("*", "https://a.com:12345", true),
            ("*", "null", true),
            ("https://a.com", "https://a.com", true),
            ("https://a.com", "https://A.com:443", true),
            ("https://a.com", "http://a.com", false),
            ("https://a.com", "https://a.com:8443", false),
            ("https://*.bar.com", "https://x.y.bar.com", true),
            ("https://*.bar.com", "https://bar.com", false),
            ("https://*", "https://a.com", true),
            ("https://*", "https://a.com:8443", false),
            ("https://*:8443", "https://a.com:8443", true),
            ("https://a.com", "null", false),
            ("ftp://a.com", "ftp://a.com", false),
            ("https://*", "https://a_b.com", true),
            ("https://*a.com", "https://xa.com", false),
            ("https://a.com:0", "https://a.com:0", false),
            ("https://*", "https://a.com/", false),
            ("https://*", "https://a.com:", false),
            ("https://*", "https://a.com:+443", false),
            ("https://*", "https://a.com:x", false),
            ("https://*", "https://[::1]", true),
            ("https://*:8443", "https://[::1]:8443", true),
            ("https://*", "https://[::1", false),
            ("https://*", "https://[", false),
            ("https://*", "https://::1", false),
        ] {
            assert_eq!(
                origin_matches(pattern, origin),
                expected,
                "{pattern} {origin}"
            );
        }
    }
}
