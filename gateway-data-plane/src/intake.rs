//! Intake: what is refused before the engine is asked, because it is no request that could be forwarded.

use std::fmt;

use gateway_route_engine::hostname::host_of;
use http::header::{HOST, HeaderValue, TRANSFER_ENCODING};
use http::request::Parts;
use http::uri::Authority;
use http::{Method, StatusCode, Version};

use crate::fields::Fields;

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// `CONNECT` asks for a tunnel, which a gateway does not give.
    Connect,
    /// The body is encoded in a way that ends here, and that this gateway does not undo.
    TransferCoding,
    /// The target has no path: `*` stands for none with `OPTIONS` alone (RFC 9112 section 3.2, RFC 9113 section 8.3.1).
    NoPath,
    /// HTTP/1.1 demands a `Host`.
    MissingHost,
    /// There are several `Host` fields.
    SeveralHosts,
    /// The `Host` is not a name or address with an optional port.
    InvalidHost,
    /// The `Host` is another one than that of the request's target.
    HostDisagrees,
}

impl Refusal {
    /// The status of the answer. `CONNECT` gets 501 rather than 405: its target is no resource whose allowed methods could be
    /// listed, and the method is one that the gateway does not support at all (RFC 9110 section 15.6.2).
    pub fn status(self) -> StatusCode {
        match self {
            Self::Connect | Self::TransferCoding => StatusCode::NOT_IMPLEMENTED,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "this gateway opens no tunnels",
            Self::TransferCoding => "this gateway takes no transfer coding but `chunked`",
            Self::NoPath => "the request's target has no path",
            Self::MissingHost => "the request has no `Host`",
            Self::SeveralHosts => "the request has more than one `Host`",
            Self::InvalidHost => "the request's `Host` is not a host with an optional port",
            Self::HostDisagrees => "the request's `Host` is not the one of its target",
        })
    }
}

/// Takes the host that a request is for out of its target or its `Host` field, as it was sent; `None` if it has none, as
/// HTTP/1.0 allows, or an empty one (spec 12.68).
pub fn authority(request: &mut Parts, fields: Fields) -> Result<Option<HeaderValue>, Refusal> {
    if request.method == Method::CONNECT {
        return Err(Refusal::Connect);
    }
    // Of a target without a path the library makes `/` when it is asked for both path and query.
    let path = request.uri.path();
    if !path.starts_with('/') && (path, &request.method) != ("*", &Method::OPTIONS) {
        return Err(Refusal::NoPath);
    }
    if fields.has(Fields::TRANSFER_ENCODING) {
        let mut codings = request.headers.get_all(TRANSFER_ENCODING).iter();
        if codings.any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"chunked")) {
            return Err(Refusal::TransferCoding);
        }
    }
    let count = request.headers.len();
    let field = request.headers.remove(HOST);
    if count > request.headers.len() + 1 {
        return Err(Refusal::SeveralHosts);
    }
    let target = request.uri.authority().map(Authority::as_str);
    let host = match (target, field) {
        (None, None) if request.version == Version::HTTP_11 => return Err(Refusal::MissingHost),
        (None, None) => return Ok(None),
        (Some(target), Some(field))
            if !field.as_bytes().eq_ignore_ascii_case(target.as_bytes()) =>
        {
            return Err(Refusal::HostDisagrees);
        }
        (Some(target), _) => HeaderValue::from_str(target).map_err(|_| Refusal::InvalidHost)?,
        (None, Some(field)) => field,
    };
    if host.is_empty() {
        return Ok(None);
    }
    if is_plain(host.as_bytes()) || is_valid(host.as_bytes()) {
        Ok(Some(host))
    } else {
        Err(Refusal::InvalidHost)
    }
}

/// Whether a host is one as most are, a name with or without a port, which is soon told.
fn is_plain(host: &[u8]) -> bool {
    let end = host.iter().position(|byte| *byte == b':');
    let (name, port) = host.split_at(end.unwrap_or(host.len()));
    let in_names = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    !name.is_empty() && name.iter().all(in_names) && port.iter().skip(1).all(u8::is_ascii_digit)
}

/// Whether a host is one of any form. An authority may carry a user's name in front of the host; a request's must not (RFC 9110
/// section 4.2.4). Nor is every port a number that the type takes.
fn is_valid(host: &[u8]) -> bool {
    Authority::try_from(host).is_ok_and(|authority| host_of(authority.as_str()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain_is_valid() {
        for host in [
            "a",
            "a-b.example",
            "1.2.3.4:80",
            "a:",
            "-..a:0",
            "999.",
            "a:99999999",
        ] {
            let host = host.as_bytes();
            assert!(is_plain(host) && is_valid(host), "{host:?}");
        }
        for host in [
            "", ":80", "a_b", "a:80x", "a:b:c", "[::1]", "u@a", "a b", "a/b",
        ] {
            assert!(!is_plain(host.as_bytes()), "{host}");
        }
    }

    fn check(
        method: &str,
        target: &str,
        version: Version,
        hosts: &[&str],
        expected: Result<Option<&str>, Refusal>,
    ) {
        let mut request = http::Request::builder()
            .method(method)
            .uri(target)
            .version(version);
        for host in hosts {
            request = request.header(HOST, *host);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        let fields = Fields::of(&parts.headers);
        let actual = authority(&mut parts, fields);
        let expected = expected.map(|host| host.map(|host| HeaderValue::from_str(host).unwrap()));
        assert_eq!(actual, expected, "{method} {target} {hosts:?}");
    }

    #[test]
    fn a_request_has_one_host() {
        const V1: Version = Version::HTTP_11;
        check(
            "GET",
            "/",
            V1,
            &["A.example:8080"],
            Ok(Some("A.example:8080")),
        );
        check("GET", "/", V1, &["[::1]:80"], Ok(Some("[::1]:80")));
        check("GET", "/", V1, &[""], Ok(None));
        check("GET", "/", V1, &[], Err(Refusal::MissingHost));
        check("GET", "/", Version::HTTP_10, &[], Ok(None));
        check("GET", "/", V1, &["a", "a"], Err(Refusal::SeveralHosts));
        check("GET", "/", V1, &["a b"], Err(Refusal::InvalidHost));
        check("GET", "/", V1, &["a/b"], Err(Refusal::InvalidHost));
        check("GET", "/", V1, &["user@a"], Err(Refusal::InvalidHost));
        check("GET", "/", V1, &["a:80x"], Err(Refusal::InvalidHost));
        check("GET", "/", V1, &["a:b:c"], Err(Refusal::InvalidHost));
        check("GET", "/", V1, &["[::1"], Err(Refusal::InvalidHost));
        check("GET", "/", V1, &["a:"], Ok(Some("a:")));
        check("GET", "http://a/x", V1, &["a"], Ok(Some("a")));
        check("GET", "http://a/x", V1, &["A"], Ok(Some("a")));
        check("GET", "http://a/x", V1, &["b"], Err(Refusal::HostDisagrees));
        check("GET", "http://a/x", Version::HTTP_2, &[], Ok(Some("a")));
        check(
            "GET",
            "http://a/x",
            Version::HTTP_2,
            &["b"],
            Err(Refusal::HostDisagrees),
        );
        check("CONNECT", "a:443", V1, &["a:443"], Err(Refusal::Connect));
        check("OPTIONS", "*", V1, &["a"], Ok(Some("a")));
        check("OPTIONS", "http://a", V1, &["a"], Ok(Some("a")));
        check("GET", "*", V1, &["a"], Err(Refusal::NoPath));
        check("GET", "a:80", V1, &["a:80"], Err(Refusal::NoPath));
    }
}
