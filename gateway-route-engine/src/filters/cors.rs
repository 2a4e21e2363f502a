//! CORS: preflights answered at the gateway, and the headers that let a browser read a response
//! (spec 5.6, 12.23).

use std::net::Ipv6Addr;

use gateway_api_types::CorsOrigin;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::choices::CorsWildcard;
use crate::filters::header_modifier::HeaderModifier;
use crate::headers::RequestHeaders;
use crate::request::RequestView;

/// A `CORS` filter. Its answers depend on the configuration and the request's `Origin`, never on
/// cookies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cors {
    /// Which origins may read responses.
    pub allow_origins: AllowedOrigins,
    /// Whether requests with credentials may be read.
    pub allow_credentials: bool,
    /// The methods that a preflight is told; empty: the header is left out.
    pub allow_methods: AllowedNames,
    /// The request headers that a preflight is told; empty: the header is left out.
    pub allow_headers: AllowedNames,
    /// The response headers that a script may read, besides the safelisted ones.
    pub expose_headers: AllowedNames,
    /// For how many seconds a browser may keep the answer to a preflight.
    pub max_age: u32,
    /// What `*` is answered with where no credentials are allowed.
    pub wildcard: CorsWildcard,
}

/// The origins of a [`Cors`] filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowedOrigins {
    /// `*`: every origin, `null` included.
    Any,
    /// Any of these.
    Listed(Vec<OriginPattern>),
}

/// A list of names, or `*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowedNames {
    /// `*`.
    Any,
    /// The names as they are configured, joined with `, `; `None` when there are none.
    Listed(Option<HeaderValue>),
}

/// An origin, or with a wildcard host many of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginPattern {
    scheme: &'static str,
    /// Lower case; `*` for every host, `*.suffix` for one label or more before the suffix.
    host: Box<str>,
    port: u16,
}

/// What a response gets because of a [`Cors`] filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorsResponse {
    /// Removes what the backend says of CORS, then says what the gateway does.
    pub edits: HeaderModifier,
    /// Whether `Access-Control-Expose-Headers` has to name the headers that the response turns out
    /// to have, because `*` means nothing to a browser where credentials are allowed.
    pub expose_present: bool,
}

/// The response headers that belong to CORS: a backend's are never passed on (spec 5.6.14).
const RESPONSE_HEADERS: [HeaderName; 6] = [
    header::ACCESS_CONTROL_ALLOW_ORIGIN,
    header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
    header::ACCESS_CONTROL_ALLOW_METHODS,
    header::ACCESS_CONTROL_ALLOW_HEADERS,
    header::ACCESS_CONTROL_EXPOSE_HEADERS,
    header::ACCESS_CONTROL_MAX_AGE,
];

impl Cors {
    /// Whether a request is a preflight: `OPTIONS` with `Origin` and
    /// `Access-Control-Request-Method` (spec 5.6.4).
    pub fn is_preflight(request: &RequestView<'_>) -> bool {
        request.method == "OPTIONS"
            && request.headers.first(&header::ORIGIN).is_some()
            && request
                .headers
                .first(&header::ACCESS_CONTROL_REQUEST_METHOD)
                .is_some()
    }

    /// The headers of the answer to a preflight; a refused one gets none but `Vary` (spec 5.6.5,
    /// 5.6.6).
    pub fn preflight(&self, request: &RequestView<'_>) -> HeaderMap {
        let mut edits = self.origin_headers(request.headers);
        if edits.set.is_empty() {
            return applied(&edits);
        }
        let echo = |name: HeaderName| header_value(request.headers, &name);
        let methods = self.allowed(&self.allow_methods, || {
            echo(header::ACCESS_CONTROL_REQUEST_METHOD)
        });
        let headers = self.allowed(&self.allow_headers, || {
            echo(header::ACCESS_CONTROL_REQUEST_HEADERS)
        });
        let exposed = self.exposed();
        for (name, value) in [
            (header::ACCESS_CONTROL_ALLOW_METHODS, methods),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, headers),
            (header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed),
            (
                header::ACCESS_CONTROL_MAX_AGE,
                Some(HeaderValue::from(self.max_age)),
            ),
        ] {
            edits.set.extend(value.map(|value| (name, value)));
        }
        applied(&edits)
    }

    /// What the response to any other request gets (spec 5.6.7, 5.6.14).
    pub fn response(&self, request_headers: &dyn RequestHeaders) -> CorsResponse {
        let mut edits = self.origin_headers(request_headers);
        let allowed = !edits.set.is_empty();
        edits.remove = RESPONSE_HEADERS.to_vec();
        if allowed && let Some(exposed) = self.exposed() {
            edits
                .set
                .push((header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed));
        }
        let expose_present =
            allowed && self.allow_credentials && self.expose_headers == AllowedNames::Any;
        CorsResponse {
            edits,
            expose_present,
        }
    }

    /// `Access-Control-Allow-Origin`, `Access-Control-Allow-Credentials` and `Vary`; nothing is set
    /// for a refused origin.
    fn origin_headers(&self, headers: &dyn RequestHeaders) -> HeaderModifier {
        let mut edits = HeaderModifier::default();
        let Some(origin) = header_value(headers, &header::ORIGIN) else {
            return edits;
        };
        let any = self.allow_origins == AllowedOrigins::Any;
        if any && !self.echoes() {
            edits.set.push((
                header::ACCESS_CONTROL_ALLOW_ORIGIN,
                HeaderValue::from_static("*"),
            ));
            return edits;
        }
        edits
            .add
            .push((header::VARY, HeaderValue::from_static("Origin")));
        if any || self.allow_origins.matches(&origin) {
            edits
                .set
                .push((header::ACCESS_CONTROL_ALLOW_ORIGIN, origin));
            if self.allow_credentials {
                edits.set.push((
                    header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
                    HeaderValue::from_static("true"),
                ));
            }
        }
        edits
    }

    /// Whether `*` is answered with what the request asks for: with credentials always (spec 5.6.8,
    /// 5.6.10).
    fn echoes(&self) -> bool {
        self.allow_credentials || self.wildcard == CorsWildcard::Echo
    }

    /// `*` stays `*`, or is what the request asked for (spec 5.6.10).
    fn allowed(
        &self,
        names: &AllowedNames,
        echo: impl FnOnce() -> Option<HeaderValue>,
    ) -> Option<HeaderValue> {
        match names {
            AllowedNames::Listed(names) => names.clone(),
            AllowedNames::Any if self.echoes() => echo(),
            AllowedNames::Any => Some(HeaderValue::from_static("*")),
        }
    }

    /// With credentials `*` means nothing to a browser (spec 5.6.12).
    fn exposed(&self) -> Option<HeaderValue> {
        match &self.expose_headers {
            AllowedNames::Listed(names) => names.clone(),
            AllowedNames::Any => (!self.allow_credentials).then(|| HeaderValue::from_static("*")),
        }
    }
}

impl AllowedOrigins {
    fn matches(&self, origin: &HeaderValue) -> bool {
        match self {
            Self::Any => true,
            Self::Listed(patterns) => origin
                .to_str()
                .ok()
                .and_then(OriginPattern::sent)
                .is_some_and(|origin| patterns.iter().any(|pattern| pattern.covers(&origin))),
        }
    }
}

impl OriginPattern {
    /// Reads a configured origin: `http://host[:port]` or `https://host[:port]`, whose host may be `*`
    /// or begin with `*.`; `None` for everything else, which then never matches (spec 9.3, 12.76).
    pub fn parse(text: &str) -> Option<Self> {
        CorsOrigin::parse(text).ok()?;
        Self::sent(text).filter(|pattern| pattern.port > 0)
    }

    /// Reads the origin that a request names; hosts that clients have need not be ones to configure.
    fn sent(text: &str) -> Option<Self> {
        let (scheme, authority) = text.split_once("://")?;
        let (scheme, default_port) = match scheme {
            "http" => ("http", 80),
            "https" => ("https", 443),
            _ => return None,
        };
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => {
                (host, port.parse().ok()?)
            }
            _ => (authority, default_port),
        };
        let address = host
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        let valid = match address {
            Some(address) => address.parse::<Ipv6Addr>().is_ok(),
            None => {
                !host.is_empty() && !host.contains([':', '/', '?', '#', '@', '[', ']', ' ', '\t'])
            }
        };
        valid.then(|| Self {
            scheme,
            host: host.to_ascii_lowercase().into(),
            port,
        })
    }

    fn covers(&self, origin: &Self) -> bool {
        let host = match self.host.strip_prefix('*') {
            Some(suffix) => origin.host.len() > suffix.len() && origin.host.ends_with(suffix),
            None => self.host == origin.host,
        };
        host && self.scheme == origin.scheme && self.port == origin.port
    }
}

fn header_value(headers: &dyn RequestHeaders, name: &HeaderName) -> Option<HeaderValue> {
    HeaderValue::from_bytes(&headers.value(name)?).ok()
}

fn applied(edits: &HeaderModifier) -> HeaderMap {
    let mut headers = HeaderMap::new();
    edits.apply(&mut headers);
    headers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::{ClientCertificate, Frontend, Protocol};

    fn names(text: &'static str) -> AllowedNames {
        match text {
            "*" => AllowedNames::Any,
            "" => AllowedNames::Listed(None),
            text => AllowedNames::Listed(Some(HeaderValue::from_static(text))),
        }
    }

    fn cors(
        origins: &[&str],
        allow_credentials: bool,
        methods: &'static str,
        expose: &'static str,
    ) -> Cors {
        let allow_origins = if origins == ["*"] {
            AllowedOrigins::Any
        } else {
            AllowedOrigins::Listed(
                origins
                    .iter()
                    .filter_map(|origin| OriginPattern::parse(origin))
                    .collect(),
            )
        };
        Cors {
            allow_origins,
            allow_credentials,
            allow_methods: names(methods),
            allow_headers: names(""),
            expose_headers: names(expose),
            max_age: 5,
            wildcard: CorsWildcard::default(),
        }
    }

    fn lines(headers: &HeaderMap) -> Vec<String> {
        let mut lines: Vec<_> = headers
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        lines.sort();
        lines
    }

    fn preflight(cors: &Cors, origin: &str) -> Vec<String> {
        let mut headers = HeaderMap::new();
        headers.insert("origin", origin.parse().unwrap());
        headers.insert("access-control-request-method", "PUT".parse().unwrap());
        let request = RequestView {
            frontend: Frontend::Gateway(&gateway_api_types::NamespacedName::default()),
            port: 80,
            protocol: Protocol::Http,
            sni: None,
            client_certificate: ClientCertificate::Absent,
            method: "OPTIONS",
            authority: None,
            target: "/",
            headers: &headers,
        };
        assert!(Cors::is_preflight(&request));
        lines(&cors.preflight(&request))
    }

    #[test]
    fn origins_match_by_scheme_host_and_port() {
        for (pattern, origin, expected) in [
            ("https://foo.com", "https://foo.com", true),
            ("https://foo.com", "https://foo.com:443", true),
            ("https://foo.com", "https://FOO.com", true),
            ("https://foo.com", "http://foo.com", false),
            ("https://foo.com", "https://foo.com:8443", false),
            ("https://*.bar.com", "https://x.y.bar.com", true),
            ("https://*.bar.com", "https://bar.com", false),
            ("https://*", "https://any.org", true),
            ("https://*:8443", "https://any.org:8443", true),
            ("https://*", "https://any.org:8443", false),
            ("https://foo.com", "null", false),
            ("https://*", "https://a_b.com", true),
            ("https://*foo.com", "https://evilfoo.com", false),
            ("https://a.*.com", "https://a.*.com", false),
            ("https://foo.com:0", "https://foo.com:0", false),
            ("https://*", "https://foo.com/", false),
            ("https://*", "https://foo.com:", false),
            ("https://*", "https://foo.com:+443", false),
            ("https://*", "https://foo.com:x", false),
            ("https://*", "https://u@foo.com", false),
            ("https://*", "https://foo.com bar.com", false),
            ("https://*", "https://[::1]", true),
            ("https://*:8443", "https://[::1]:8443", true),
            ("https://*", "https://[::1", false),
            ("https://*", "https://[x]", false),
            ("https://*", "https://::1", false),
        ] {
            let origins =
                AllowedOrigins::Listed(OriginPattern::parse(pattern).into_iter().collect());
            assert_eq!(
                origins.matches(&origin.parse().unwrap()),
                expected,
                "{pattern} {origin}"
            );
        }
    }

    #[test]
    fn preflights_are_answered_from_the_configuration() {
        let allowed = [
            "access-control-allow-methods: GET, PUT",
            "access-control-allow-origin: https://foo.com",
            "access-control-max-age: 5",
            "vary: Origin",
        ];
        assert_eq!(
            preflight(
                &cors(&["https://foo.com"], false, "GET, PUT", ""),
                "https://foo.com"
            ),
            allowed
        );
        assert_eq!(
            preflight(
                &cors(&["https://foo.com"], false, "*", ""),
                "https://bar.com"
            ),
            ["vary: Origin"]
        );
        assert_eq!(
            preflight(&cors(&["*"], false, "*", "*"), "null"),
            [
                "access-control-allow-methods: *",
                "access-control-allow-origin: *",
                "access-control-expose-headers: *",
                "access-control-max-age: 5"
            ]
        );
        assert_eq!(
            preflight(&cors(&["*"], true, "*", "*"), "https://foo.com"),
            [
                "access-control-allow-credentials: true",
                "access-control-allow-methods: PUT",
                "access-control-allow-origin: https://foo.com",
                "access-control-max-age: 5",
                "vary: Origin"
            ]
        );
    }

    #[test]
    fn a_backends_cors_headers_never_pass() {
        let filter = cors(&["https://foo.com"], false, "", "x-a");
        for (origin, expected) in [
            (
                Some("https://foo.com"),
                &[
                    "access-control-allow-origin: https://foo.com",
                    "access-control-expose-headers: x-a",
                    "vary: Origin",
                ][..],
            ),
            (Some("https://bar.com"), &["vary: Origin"]),
            (None, &[]),
        ] {
            let mut request = HeaderMap::new();
            if let Some(origin) = origin {
                request.insert("origin", origin.parse().unwrap());
            }
            let mut response = HeaderMap::new();
            response.insert("access-control-allow-origin", "*".parse().unwrap());
            response.insert("access-control-max-age", "99".parse().unwrap());
            filter.response(&request).edits.apply(&mut response);
            assert_eq!(lines(&response), expected, "{origin:?}");
        }
    }
}
