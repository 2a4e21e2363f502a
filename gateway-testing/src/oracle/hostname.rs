//! Hostnames: intersection of listener and route (spec 3.3) and the host of a request (spec 9.2.4,
//! 12.68).

use std::net::Ipv4Addr;

/// The host of a request as hostnames are compared with it: lower case, without port and trailing
/// dot. `None` if the request names no host, or an IP, which no hostname matches (spec 3.3.6,
/// 12.68).
pub(super) fn host_of(authority: Option<&str>) -> Option<String> {
    let host = without_port(authority?)?;
    let host = host.strip_suffix('.').unwrap_or(host).to_lowercase();
    let address = host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok();
    (!host.is_empty() && !address).then_some(host)
}

/// An authority without its port; the brackets of an IPv6 literal stay (spec 12.68). `None` if it is
/// none that a request may have: then it names no host (our choice; RFC 9110 section 7.2).
pub(super) fn without_port(authority: &str) -> Option<&str> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, ""),
    };
    let literal = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    let misplaced = match literal {
        Some(address) => address.contains(['@', '[', ']']),
        None => host.contains([':', '@', '[', ']']),
    };
    (!misplaced && port.chars().all(|digit| digit.is_ascii_digit())).then_some(host)
}

/// Whether a hostname of a listener or route covers a host. No hostname covers every host and even
/// none (spec 3.3.1); a wildcard covers one or more labels, but not its own apex (spec 2.4.1,
/// 3.3.2).
pub(super) fn covers(hostname: Option<&str>, host: Option<&str>) -> bool {
    let Some(hostname) = hostname else {
        return true;
    };
    let Some(host) = host else { return false };
    match hostname.strip_prefix('*') {
        Some(suffix) => host
            .strip_suffix(suffix)
            .is_some_and(|left| !left.is_empty()),
        None => host == hostname,
    }
}

/// Whether a listener's hostname and one of a route intersect (spec 3.3.2): absent ones with
/// everything, equal ones, and where one covers the other.
pub(super) fn intersects(listener: Option<&str>, route: Option<&str>) -> bool {
    match (listener, route) {
        (None, _) | (_, None) => true,
        _ => listener == route || covers(listener, route) || covers(route, listener),
    }
}

/// How precisely a hostname covers a host; the greatest is the most specific: an exact one, then
/// wildcards by the number of labels behind the star, then none (spec 2.4.1).
pub(super) fn specificity(hostname: Option<&str>) -> (u8, usize) {
    match hostname {
        None => (0, 0),
        Some(name) if name.starts_with('*') => (1, name.matches('.').count()),
        Some(_) => (2, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intersections_are_those_of_spec_3_3_3() {
        for (listener, route, expected) in [
            (Some("*.example.com"), Some("sub.domain.example.com"), true),
            (Some("www.example.com"), Some("*.example.com"), true),
            (Some("*.com"), Some("*.example.com"), true),
            (Some("*.example.com"), Some("*.com"), true),
            (Some("*.example.com"), Some("*.example.com"), true),
            (None, Some("www.example.com"), true),
            (Some("*.example.com"), None, true),
            (None, None, true),
            (Some("*.example.com"), Some("example.com"), false),
            (Some("a.example.com"), Some("b.example.com"), false),
            (Some("*.a.com"), Some("*.b.com"), false),
            (Some("*.ample.com"), Some("*.example.com"), false),
        ] {
            assert_eq!(
                intersects(listener, route),
                expected,
                "{listener:?} {route:?}"
            );
        }
    }

    #[test]
    fn hosts_are_compared_without_case_port_and_trailing_dot() {
        let check = |authority, expected: Option<&str>| {
            assert_eq!(host_of(authority).as_deref(), expected, "{authority:?}");
        };
        check(Some("WWW.Example.com:8080"), Some("www.example.com"));
        check(Some("example.com."), Some("example.com"));
        check(Some("example.com.:80"), Some("example.com"));
        check(Some("192.0.2.1:80"), None);
        check(Some("[2001:db8::1]:80"), None);
        check(Some("example.com:"), Some("example.com"));
        for odd in [
            "example.com:80x",
            "a:b.example.com",
            "u@example.com",
            "[::1",
            "[::1]x",
            "2001:db8::1",
        ] {
            check(Some(odd), None);
        }
        check(Some(""), None);
        check(None, None);
    }
}
