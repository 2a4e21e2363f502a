//! Hostname: the patterns of listeners and routes, and the host that a request names (spec 3.3,
//! 9.2, 12.68).

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use crate::scan::{self, find, holds_any};

/// The longest hostname that the API admits, in characters (spec 9.2.1).
const MAX_LENGTH: usize = 253;

/// A hostname of a listener or a route: one exact name, or a wildcard `*.suffix` that covers one or
/// more labels to the left of its suffix, never the suffix itself (spec 3.3.2).
///
/// Kept in lower case and without a trailing dot, because DNS names compare so (spec 9.2.4).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hostname(Arc<str>);

/// Why a text is not a hostname of the Gateway API (spec 9.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidHostname {
    /// The empty text. No hostname at all is written by leaving the field out.
    Empty,
    /// More than 253 characters.
    TooLong,
    /// An IP address, which a hostname never is (spec 3.3.6).
    IpAddress,
    /// `*` anywhere but as the whole first label of a longer name.
    Wildcard,
    /// A label that is empty, starts or ends with `-`, or holds other characters than letters,
    /// digits and `-`.
    Label,
}

impl Hostname {
    /// Reads a hostname. Capitals and one trailing dot, which the schema refuses, are folded away
    /// rather than refused: the name they mean is beyond doubt.
    pub fn parse(text: &str) -> Result<Self, InvalidHostname> {
        let name = text.strip_suffix('.').unwrap_or(text);
        if name.is_empty() {
            return Err(InvalidHostname::Empty);
        }
        if name.chars().count() > MAX_LENGTH {
            return Err(InvalidHostname::TooLong);
        }
        if is_ip_literal(name) {
            return Err(InvalidHostname::IpAddress);
        }
        let labels = name.strip_prefix("*.").unwrap_or(name);
        if labels.contains('*') {
            return Err(InvalidHostname::Wildcard);
        }
        if !labels.split('.').all(is_label) {
            return Err(InvalidHostname::Label);
        }
        Ok(Self(name.to_ascii_lowercase().into()))
    }

    /// The name as it is compared: lower case, `*.` in front of a wildcard's suffix.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is a wildcard.
    pub fn is_wildcard(&self) -> bool {
        self.0.starts_with('*')
    }

    /// How many characters it has, the `*.` of a wildcard included: what precedence counts (spec
    /// 4.4).
    pub fn characters(&self) -> usize {
        self.0.len()
    }

    /// Whether a request's host, in any case, is this name or is covered by this wildcard.
    #[inline]
    pub fn matches(&self, host: &str) -> bool {
        match self.suffix() {
            Some(suffix) => {
                let start = host.len().checked_sub(suffix.len());
                start.is_some_and(|start| start > 0 && same(&host.as_bytes()[start..], suffix))
            }
            None => self.is(host),
        }
    }

    /// Whether a request's host, in any case, is this exact name.
    #[inline]
    pub(crate) fn is(&self, host: &str) -> bool {
        same(host.as_bytes(), &self.0)
    }

    /// What both hostnames cover, or `None` where nothing is (spec 3.3.2).
    #[must_use]
    pub fn intersection<'a>(&'a self, other: &'a Self) -> Option<&'a Self> {
        if self == other || other.covers(self) {
            Some(self)
        } else if self.covers(other) {
            Some(other)
        } else {
            None
        }
    }

    /// Whether every name that `other` covers is covered by this one too, the two being different.
    fn covers(&self, other: &Self) -> bool {
        self.suffix().is_some_and(|suffix| {
            let name = other.suffix().unwrap_or(&other.0);
            name.len() > suffix.len() && name.ends_with(suffix)
        })
    }

    /// `.example.com` of `*.example.com`; `None` for an exact name.
    pub(crate) fn suffix(&self) -> Option<&str> {
        self.0.strip_prefix('*')
    }
}

impl fmt::Display for Hostname {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidHostname {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "a hostname must not be empty; leave the field out to match every host",
            Self::TooLong => "a hostname has at most 253 characters",
            Self::IpAddress => "an IP address is not a hostname; leave the field out to match requests by address",
            Self::Wildcard => "`*` stands only as the whole first label, as in `*.example.com`",
            Self::Label => "a label consists of letters, digits and `-`, and starts and ends with a letter or digit",
        })
    }
}

impl std::error::Error for InvalidHostname {}

/// Whether a text is a name but for its case. Most clients write names as they are kept, so that is
/// asked first.
#[inline]
fn same(text: &[u8], name: &str) -> bool {
    scan::same(text, name.as_bytes()) || same_in_any_case(text, name)
}

#[inline(never)]
fn same_in_any_case(text: &[u8], name: &str) -> bool {
    text.eq_ignore_ascii_case(name.as_bytes())
}

fn is_label(label: &str) -> bool {
    let alphanumeric = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = label.as_bytes();
    alphanumeric(bytes.first())
        && alphanumeric(bytes.last())
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

/// Whether a host is an IP address by its text: a bracketed or bare IPv6 one, or an IPv4 one.
fn is_ip_literal(host: &str) -> bool {
    host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() || host.parse::<Ipv6Addr>().is_ok()
}

/// Reads a precise hostname, the kind that a filter writes into a request or a redirect: no
/// wildcard. The schema lets IPv4 addresses through here, and they do no harm (spec 9.2.2).
pub fn precise_hostname(text: &str) -> Result<Box<str>, InvalidHostname> {
    if text.parse::<Ipv4Addr>().is_ok() {
        return Ok(text.into());
    }
    match Hostname::parse(text)? {
        hostname if hostname.is_wildcard() => Err(InvalidHostname::Wildcard),
        hostname => Ok(hostname.as_str().into()),
    }
}

/// The name that a request's authority or a TLS handshake's SNI stands for, in the case in which it
/// was sent, without port and trailing dot. `None` for an absent or empty one, for one that is no
/// authority and for IP addresses, which match only listeners and routes without a hostname (spec
/// 12.68).
pub fn requested_name(authority: &str) -> Option<&str> {
    let host = host_of(authority)?;
    let name = host.strip_suffix('.').unwrap_or(host);
    // Without a port there is no `:` left; what ends in a digit may be an IPv4 address.
    let literal = match name.as_bytes() {
        [] | [b'[', ..] => true,
        [.., last] => last.is_ascii_digit() && name.parse::<Ipv4Addr>().is_ok(),
    };
    (!literal).then_some(name)
}

/// The host of an authority as it was sent, without port; brackets of an IPv6 address stay. `None`
/// for what is no authority that a request may have (RFC 9110 section 7.2): one with user
/// information, with a port that is no number, or with colons and brackets in other places.
pub fn host_of(authority: &str) -> Option<&str> {
    if !holds_any(authority.as_bytes(), [b':', b'@', b'[', b']']) {
        return Some(authority);
    }
    let (host, inside, port) = if let Some(rest) = authority.strip_prefix('[') {
        let (inside, port) = rest.split_once(']')?;
        (&authority[..inside.len() + 2], inside, port)
    } else {
        let end = find(authority.as_bytes(), b':').unwrap_or(authority.len());
        let (host, port) = authority.split_at(end);
        (host, host, port)
    };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let valid = !holds_any(inside.as_bytes(), [b'@', b'[', b']'])
        && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port));
    valid.then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intersections_are_those_of_spec_3_3() {
        for (listener, route, expected) in [
            (
                "www.example.com",
                "www.example.com",
                Some("www.example.com"),
            ),
            (
                "*.example.com",
                "sub.domain.example.com",
                Some("sub.domain.example.com"),
            ),
            ("www.example.com", "*.example.com", Some("www.example.com")),
            ("*.com", "*.example.com", Some("*.example.com")),
            ("*.example.com", "*.com", Some("*.example.com")),
            ("*.example.com", "*.example.com", Some("*.example.com")),
            ("*.example.com", "example.com", None),
            ("*.example.com", "*.example.net", None),
            ("*.example.com", "*.badexample.com", None),
            ("*.example.com", "badexample.com", None),
            ("a.example.com", "b.example.com", None),
        ] {
            let (left, right) = (
                Hostname::parse(listener).unwrap(),
                Hostname::parse(route).unwrap(),
            );
            assert_eq!(
                left.intersection(&right).map(Hostname::as_str),
                expected,
                "{listener} {route}"
            );
            assert_eq!(
                right.intersection(&left).map(Hostname::as_str),
                expected,
                "{route} {listener}"
            );
        }
    }

    #[test]
    fn a_wildcard_covers_one_or_more_labels_and_never_its_apex() {
        let wildcard = Hostname::parse("*.example.com").unwrap();
        for (host, expected) in [
            ("a.example.com", true),
            ("a.b.example.com", true),
            ("example.com", false),
            (".example.com", false),
            ("aexample.com", false),
            ("A.Example.COM", true),
        ] {
            assert_eq!(wildcard.matches(host), expected, "{host}");
        }
    }

    #[test]
    fn what_is_no_hostname_says_why() {
        for (text, expected) in [
            ("", InvalidHostname::Empty),
            (".", InvalidHostname::Empty),
            ("*", InvalidHostname::Wildcard),
            ("a.*.com", InvalidHostname::Wildcard),
            ("*.*.com", InvalidHostname::Wildcard),
            ("*a.com", InvalidHostname::Wildcard),
            ("10.0.0.1", InvalidHostname::IpAddress),
            ("::1", InvalidHostname::IpAddress),
            ("a..b", InvalidHostname::Label),
            ("-a.com", InvalidHostname::Label),
            ("a_b.com", InvalidHostname::Label),
            ("a.com:80", InvalidHostname::Label),
        ] {
            assert_eq!(Hostname::parse(text), Err(expected), "{text}");
        }
        assert_eq!(
            Hostname::parse(&"a".repeat(254)),
            Err(InvalidHostname::TooLong)
        );
        assert_eq!(
            Hostname::parse("API.Example.com.").unwrap().as_str(),
            "api.example.com"
        );
    }

    #[test]
    fn a_requests_host_loses_port_and_trailing_dot() {
        for (authority, expected) in [
            ("example.com", Some("example.com")),
            ("EXAMPLE.com:8080", Some("EXAMPLE.com")),
            ("example.com.", Some("example.com")),
            ("example.com.:80", Some("example.com")),
            ("example.com:", Some("example.com")),
            ("[::1]:80", None),
            ("127.0.0.1:80", None),
            (":80", None),
            ("", None),
        ] {
            assert_eq!(requested_name(authority), expected, "{authority}");
        }
        assert_eq!(host_of("[2001:db8::1]:80"), Some("[2001:db8::1]"));
        assert_eq!(host_of("Example.com:80"), Some("Example.com"));
    }

    #[test]
    fn what_is_no_authority_names_no_host() {
        for authority in [
            "example.com:80x",
            "example.com:80:80",
            "example.com:-1",
            "a:b.example.com",
            "user@example.com",
            "user:secret@example.com:80",
            "2001:db8::1",
            "[::1",
            "::1]",
            "[::1]x",
            "[::1]80",
            "[::1]:80x",
            "[[::1]",
            "[a][b]",
            "[a@b]",
            "a[b].example.com",
            "a].example.com",
            "::",
        ] {
            assert_eq!(host_of(authority), None, "{authority}");
            assert_eq!(requested_name(authority), None, "{authority}");
        }
    }
}
