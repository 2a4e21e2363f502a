//! What matches ask of requests, in one form for all kinds, so that one is seen to ask for the same as
//! another or for less.

use crate::grpc_match::GrpcMatch;
use crate::headers::HeaderMatch;
use crate::http_match::HttpMatch;
use crate::path::PathMatch;
use crate::value::ValueMatch;

/// A condition of a match: what is compared, its name, whether by a pattern, and with what.
pub(super) type Part<'m> = (Compared, &'m str, bool, &'m str);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Compared {
    Exact,
    Prefix,
    Pattern,
    Service,
    Method,
    Header,
    QueryParam,
}

/// What a match asks of a request.
pub(super) trait Asks {
    /// Its conditions, in an order of their own.
    fn parts(&self) -> Vec<Part<'_>>;

    /// Where it asks for nothing but a path: how every path starts that it takes, and no other does.
    fn takes_all_below(&self) -> Option<&str> {
        None
    }

    /// How every path starts that it takes, where it asks for one.
    fn starts_with(&self) -> Option<&str> {
        None
    }
}

impl Asks for HttpMatch {
    fn parts(&self) -> Vec<Part<'_>> {
        let path = match &self.path {
            PathMatch::Exact(path) => (Compared::Exact, "", false, &**path),
            PathMatch::Prefix(prefix) => (Compared::Prefix, "", false, prefix.elements()),
            PathMatch::Regex(pattern) => (Compared::Pattern, "", true, pattern.as_str()),
        };
        let method = self.method.map(|name| (Compared::Method, "", false, name));
        let params = self.query_params.iter().map(|param| {
            let (pattern, value) = text(&param.value);
            (Compared::QueryParam, &*param.name, pattern, value)
        });
        let conditions = method.into_iter().chain(headers(&self.headers));
        let mut parts: Vec<_> = conditions.chain(params).collect();
        parts.push(path);
        parts.sort_unstable();
        parts
    }

    fn takes_all_below(&self) -> Option<&str> {
        let alone =
            self.method.is_none() && self.headers.is_empty() && self.query_params.is_empty();
        match &self.path {
            _ if !alone => None,
            PathMatch::Prefix(prefix) => prefix.elements().is_empty().then_some("/"),
            PathMatch::Regex(pattern) => literal_start(pattern.as_str()),
            PathMatch::Exact(_) => None,
        }
    }

    fn starts_with(&self) -> Option<&str> {
        Some(match &self.path {
            PathMatch::Exact(path) => path,
            PathMatch::Prefix(prefix) if !prefix.elements().is_empty() => prefix.elements(),
            // Every path starts so.
            PathMatch::Prefix(_) | PathMatch::Regex(_) => "/",
        })
    }
}

impl Asks for GrpcMatch {
    fn parts(&self) -> Vec<Part<'_>> {
        let mut parts: Vec<_> = headers(&self.headers).collect();
        let service = self.service.as_ref().map(|own| (Compared::Service, own));
        let method = self.method.as_ref().map(|own| (Compared::Method, own));
        for (compared, value) in service.into_iter().chain(method) {
            let (pattern, value) = text(value);
            parts.push((compared, "", pattern, value));
        }
        parts.sort_unstable();
        parts
    }
}

/// Routes below HTTP ask for nothing: one of a hostname takes all of its connections.
impl Asks for () {
    fn parts(&self) -> Vec<Part<'_>> {
        Vec::new()
    }
}

fn headers(headers: &[HeaderMatch]) -> impl Iterator<Item = Part<'_>> {
    headers.iter().map(|header| {
        let (pattern, value) = text(&header.value);
        (Compared::Header, header.name.as_str(), pattern, value)
    })
}

fn text(value: &ValueMatch) -> (bool, &str) {
    match value {
        ValueMatch::Exact(value) => (false, value),
        ValueMatch::Regex(pattern) => (true, pattern.as_str()),
    }
}

/// What a pattern starts with that takes everything behind that: `/a/` of `/a/.*`.
fn literal_start(pattern: &str) -> Option<&str> {
    let pattern = pattern.strip_prefix('^').unwrap_or(pattern);
    let pattern = pattern.strip_suffix('$').unwrap_or(pattern);
    let start = pattern.strip_suffix(".*")?;
    let literal = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_~%".contains(&byte);
    start.bytes().all(literal).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_takes_all_below_a_literal_start() {
        for (pattern, expected) in [
            (".*", Some("")),
            ("/.*", Some("/")),
            ("^/a-1/.*$", Some("/a-1/")),
            ("/a.*", Some("/a")),
            ("/a(/.*)?", None),
            ("/a|/b.*", None),
            ("/a.b.*", None),
            ("/a\\.*", None),
            ("/a+.*", None),
            ("/a", None),
        ] {
            assert_eq!(literal_start(pattern), expected, "{pattern}");
        }
    }
}
