//! URL: what a client makes of one when it sends a request.

use gateway_route_engine::Protocol;
use http::Uri;

use crate::contract::default_port;

/// What a URL says of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// HTTP, or HTTPS.
    pub(crate) protocol: Protocol,
    /// The port that is connected to.
    pub(crate) port: u16,
    /// The server name of the handshake: the host, unless it is an address.
    pub(crate) sni: Option<String>,
    /// The `Host` header: the port is left out where the scheme implies it.
    pub(crate) authority: String,
    /// Path and query as they stand in the URL; the fragment is not sent.
    pub(crate) path: String,
}

impl Target {
    /// Reads an absolute `http` or `https` URL. The path stays as it is written.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let uri: Uri = text.parse().map_err(|_| {
            format!("`{text}` is no URL; write one such as `http://example.com/path`")
        })?;
        let protocol = match uri.scheme_str() {
            Some("http") => Protocol::Http,
            Some("https") => Protocol::Https,
            Some(scheme) => {
                return Err(format!("the scheme `{scheme}` is not `http` or `https`"));
            }
            None => return Err(format!("`{text}` has no scheme; write `http://{text}`")),
        };
        let host = uri.host().filter(|host| !host.is_empty());
        let host = host.ok_or_else(|| format!("`{text}` has no host"))?;
        let explicit = explicit_port(&uri, host)?;
        let default = default_port(protocol);
        let authority = match explicit.filter(|port| Some(*port) != default) {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        let path = uri
            .path_and_query()
            .map_or("/", http::uri::PathAndQuery::as_str);
        // `http://host?query` has no path of its own.
        let slash = if path.starts_with('/') { "" } else { "/" };
        let address = host.starts_with('[') || host.parse::<std::net::IpAddr>().is_ok();
        Ok(Self {
            protocol,
            port: explicit.or(default).unwrap_or_default(),
            sni: (protocol == Protocol::Https && !address).then(|| host.to_owned()),
            authority,
            path: format!("{slash}{path}"),
        })
    }
}

/// The port that a URL names. An empty one is as none.
fn explicit_port(uri: &Uri, host: &str) -> Result<Option<u16>, String> {
    let authority = uri
        .authority()
        .map(http::uri::Authority::as_str)
        .unwrap_or_default();
    let at = authority
        .rfind(host)
        .map_or(authority.len(), |at| at + host.len());
    match authority.get(at..).and_then(|rest| rest.strip_prefix(':')) {
        None | Some("") => Ok(None),
        Some(port) => match port.parse() {
            Ok(port) if port > 0 => Ok(Some(port)),
            _ => Err(format!("the port `{port}` is not between 1 and 65535")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, protocol: Protocol, port: u16, sni: Option<&str>, rest: (&str, &str)) {
        let target = Target::parse(url).unwrap();
        let expected = Target {
            protocol,
            port,
            sni: sni.map(str::to_owned),
            authority: rest.0.to_owned(),
            path: rest.1.to_owned(),
        };
        assert_eq!(target, expected, "{url}");
    }

    #[test]
    fn a_url_gives_connection_host_and_path() {
        use Protocol::{Http, Https};
        check("http://example.com", Http, 80, None, ("example.com", "/"));
        check(
            "http://example.com:80/a?b=c#d",
            Http,
            80,
            None,
            ("example.com", "/a?b=c"),
        );
        check(
            "http://Example.com:8080/a/../b",
            Http,
            8080,
            None,
            ("Example.com:8080", "/a/../b"),
        );
        check(
            "http://u:p@example.com:/a",
            Http,
            80,
            None,
            ("example.com", "/a"),
        );
        check(
            "http://example.com?a=b",
            Http,
            80,
            None,
            ("example.com", "/?a=b"),
        );
        check(
            "https://a.example.com/",
            Https,
            443,
            Some("a.example.com"),
            ("a.example.com", "/"),
        );
        check(
            "https://10.0.0.1:8443/",
            Https,
            8443,
            None,
            ("10.0.0.1:8443", "/"),
        );
        check("https://[::1]/", Https, 443, None, ("[::1]", "/"));
    }

    #[test]
    fn what_is_no_url_is_refused_with_what_to_write() {
        for (url, expected) in [
            (
                "example.com",
                "`example.com` has no scheme; write `http://example.com`",
            ),
            (
                "ftp://example.com/",
                "the scheme `ftp` is not `http` or `https`",
            ),
            (
                "http://example.com:99999/",
                "the port `99999` is not between 1 and 65535",
            ),
            (
                "http://example.com:0/",
                "the port `0` is not between 1 and 65535",
            ),
        ] {
            assert_eq!(Target::parse(url), Err(expected.to_owned()), "{url}");
        }
        assert!(Target::parse("http://exa mple.com/").is_err());
    }
}
