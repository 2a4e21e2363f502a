//! Request redirect: the answer that sends a client elsewhere (spec 5.3).

use crate::filters::path_modifier::PathModifier;
use crate::hostname::host_of;
use crate::normalize::{PathForm, split_target};
use crate::request::RequestView;

/// A `RequestRedirect` filter. What it leaves out is taken from the request and its listener.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRedirect {
    /// The scheme of the `Location`.
    pub scheme: Option<Scheme>,
    /// The host of the `Location`.
    pub hostname: Option<Box<str>>,
    /// Changes the path of the `Location`; the query is kept (spec 12.21).
    pub path: Option<PathModifier>,
    /// The port of the `Location`.
    pub port: Option<u16>,
    /// 301, 302, 303, 307 or 308.
    pub status: u16,
}

/// The host of a `Location` where neither the filter nor the request names one.
const NAMELESS: &str = "localhost";

/// A scheme that a redirect may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// `http`, whose port is 80.
    Http,
    /// `https`, whose port is 443.
    Https,
}

impl Scheme {
    /// The scheme of a request (spec 12.60).
    pub fn of(request: &RequestView<'_>) -> Self {
        if request.scheme() == "https" {
            Self::Https
        } else {
            Self::Http
        }
    }

    /// As a URL writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    /// The port that a URL leaves out.
    pub fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

impl RequestRedirect {
    /// The value of the `Location` header, always an absolute URL: a client that names no host
    /// speaks HTTP/1.0, which knows no other. It is then told `localhost`, as is one whose authority
    /// is none.
    pub fn location(&self, request: &RequestView<'_>, form: PathForm) -> String {
        let (path, query) = split_target(request.target);
        let path = self.path(path, form);
        let query = query.map_or(String::new(), |query| format!("?{query}"));
        let host = match &self.hostname {
            Some(hostname) => hostname,
            None => request
                .authority
                .and_then(host_of)
                .filter(|host| !host.is_empty())
                .unwrap_or(NAMELESS),
        };
        let scheme = self.scheme.unwrap_or(Scheme::of(request));
        let port = match self.port(request) {
            port if port == scheme.default_port() => String::new(),
            port => format!(":{port}"),
        };
        format!("{}://{host}{port}{path}{query}", scheme.as_str())
    }

    /// Where the redirect does not change the path it is the one that was sent, unless that one
    /// climbs (spec 12.74).
    fn path(&self, path: &str, form: PathForm) -> String {
        let normalized = form.of(path);
        match &self.path {
            Some(modifier) => modifier.apply(&normalized.path),
            None if normalized.climbed || path.is_empty() => normalized.path.into_owned(),
            None => path.to_owned(),
        }
    }

    /// The port written, else the scheme's own, else the listener's (spec 5.3.5).
    fn port(&self, request: &RequestView<'_>) -> u16 {
        self.port
            .or(self.scheme.map(Scheme::default_port))
            .unwrap_or(request.port)
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::path::PathPrefix;
    use crate::request::{ClientCertificate, Frontend, Protocol};

    fn location(
        redirect: &RequestRedirect,
        protocol: Protocol,
        port: u16,
        authority: Option<&str>,
        target: &str,
    ) -> String {
        let request = RequestView {
            frontend: Frontend::Gateway(&gateway_api_types::NamespacedName::default()),
            port,
            protocol,
            sni: None,
            client_certificate: ClientCertificate::Absent,
            method: "GET",
            authority,
            target,
            headers: &HeaderMap::new(),
        };
        redirect.location(&request, PathForm::Normalized)
    }

    const PLAIN: RequestRedirect = RequestRedirect {
        scheme: None,
        hostname: None,
        path: None,
        port: None,
        status: 302,
    };

    #[test]
    fn ports_are_those_of_the_table_in_spec_5_3_7() {
        use Protocol::{Http, Https};
        let (http, https) = (Some(Scheme::Http), Some(Scheme::Https));
        for (protocol, listener, scheme, port, expected) in [
            (Http, 80, None, None, "http://h/"),
            (Http, 80, None, Some(80), "http://h/"),
            (Http, 80, None, Some(8080), "http://h:8080/"),
            (Http, 80, https, None, "https://h/"),
            (Http, 80, https, Some(443), "https://h/"),
            (Http, 80, https, Some(8443), "https://h:8443/"),
            (Http, 8080, None, None, "http://h:8080/"),
            (Http, 8080, None, Some(80), "http://h/"),
            (Http, 8080, https, None, "https://h/"),
            (Https, 443, None, None, "https://h/"),
            (Https, 443, None, Some(443), "https://h/"),
            (Https, 443, None, Some(8443), "https://h:8443/"),
            (Https, 443, http, None, "http://h/"),
            (Https, 443, http, Some(80), "http://h/"),
            (Https, 443, http, Some(8080), "http://h:8080/"),
        ] {
            let redirect = RequestRedirect {
                scheme,
                port,
                ..PLAIN
            };
            assert_eq!(
                location(&redirect, protocol, listener, Some("h:1234"), "/"),
                expected,
                "{listener} {redirect:?}"
            );
        }
    }

    #[test]
    fn host_path_and_query_of_the_request_are_kept() {
        let to = |path| RequestRedirect {
            path: Some(path),
            ..PLAIN
        };
        let prefix = |old: &str, new: &str| {
            to(PathModifier::replace_prefix_match(
                PathPrefix::parse(old, PathForm::Normalized).unwrap(),
                new,
            ))
        };
        for (redirect, authority, target, expected) in [
            (
                PLAIN,
                Some("Example.com:80"),
                "/a//b?c=d",
                "http://Example.com/a//b?c=d",
            ),
            (
                PLAIN,
                Some("example.com"),
                "/a/../b",
                "http://example.com/b",
            ),
            (PLAIN, Some("example.com"), "", "http://example.com/"),
            (PLAIN, Some("[::1]:80"), "/", "http://[::1]/"),
            (PLAIN, None, "/a?b", "http://localhost/a?b"),
            (
                to(PathModifier::replace_full_path("/x")),
                Some("h"),
                "/a?b=c",
                "http://h/x?b=c",
            ),
            (prefix("/a", "/x"), Some("h"), "/a/b?c", "http://h/x/b?c"),
            (
                RequestRedirect {
                    hostname: Some("other.org".into()),
                    ..PLAIN
                },
                Some("h"),
                "/a",
                "http://other.org/a",
            ),
        ] {
            assert_eq!(
                location(&redirect, Protocol::Http, 80, authority, target),
                expected
            );
        }
    }
}
