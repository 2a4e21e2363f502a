//! Matching: whether a match of an HTTPRoute rule holds for a request (spec 4.1 to 4.3).

use gateway_api_types::{
    HeaderMatchType, HttpHeaderMatch, HttpQueryParamMatch, HttpRouteMatch, PathMatchType,
    QueryParamMatchType,
};

use super::path::{self, Target};
use super::regex;
use crate::choices::{CorsWildcard, RegexExtent};

/// A request as matches and filters read it.
#[derive(Clone, Debug)]
pub(super) struct View {
    pub(super) method: String,
    pub(super) authority: Option<String>,
    pub(super) target: Target,
    /// Header lines in order, names in lower case.
    pub(super) headers: Vec<(String, String)>,
    /// How much of a value a pattern has to match.
    pub(super) regex_extent: RegexExtent,
    /// What a `*` of CORS is answered with.
    pub(super) cors_wildcard: CorsWildcard,
}

impl View {
    /// Whether a value is what a pattern asks for (spec 12.18, 12.73).
    pub(super) fn fits(&self, pattern: &str, value: &[u8]) -> bool {
        regex::matches(pattern, value, self.regex_extent)
    }

    /// The value of a header: field lines of one name joined by `, `, those of `cookie` by `; `
    /// (spec 12.69).
    pub(super) fn header(&self, name: &str) -> Option<String> {
        if name == "host" {
            return self.authority.clone();
        }
        let lines: Vec<&str> = self
            .headers
            .iter()
            .filter(|(line, _)| line == name)
            .map(|(_, value)| value.as_str())
            .collect();
        let separator = if name == "cookie" { "; " } else { ", " };
        (!lines.is_empty()).then(|| lines.join(separator))
    }
}

/// The path of a match, by default the prefix `/` (spec 4.1.4). Configuration is normalised as
/// requests are (spec 12.17), patterns excepted.
pub(super) fn path_of(found: &HttpRouteMatch, raw: bool) -> (PathMatchType, String) {
    let kind = found
        .path
        .as_ref()
        .and_then(|path| path.r#type.clone())
        .unwrap_or(PathMatchType::PathPrefix);
    let value = found
        .path
        .as_ref()
        .and_then(|path| path.value.as_deref())
        .unwrap_or("/");
    if raw || kind == PathMatchType::RegularExpression {
        return (kind, value.to_owned());
    }
    (kind, path::normalize(value).0)
}

/// The header matches that count: of equivalent names the first (spec 4.3.1).
pub(super) fn headers_of(found: &HttpRouteMatch) -> Vec<&HttpHeaderMatch> {
    let mut kept: Vec<&HttpHeaderMatch> = Vec::new();
    for header in found.headers.iter().flatten() {
        if !kept
            .iter()
            .any(|other| other.name.eq_ignore_ascii_case(&header.name))
        {
            kept.push(header);
        }
    }
    kept
}

/// The query-parameter matches that count: of equal names the first (spec 4.3.5).
pub(super) fn params_of(found: &HttpRouteMatch) -> Vec<&HttpQueryParamMatch> {
    let mut kept: Vec<&HttpQueryParamMatch> = Vec::new();
    for param in found.query_params.iter().flatten() {
        if !kept.iter().any(|other| other.name == param.name) {
            kept.push(param);
        }
    }
    kept
}

/// Whether all conditions of a match hold (spec 4.1.3).
pub(super) fn matches(found: &HttpRouteMatch, view: &View, raw: bool) -> bool {
    path_matches(found, view, raw)
        && found
            .method
            .as_ref()
            .is_none_or(|method| method.as_str() == view.method)
        && headers_of(found)
            .into_iter()
            .all(|header| header_matches(header, view))
        && params_of(found)
            .into_iter()
            .all(|param| param_matches(param, view))
}

fn path_matches(found: &HttpRouteMatch, view: &View, raw: bool) -> bool {
    let sent = &view.target.matched;
    let (kind, value) = path_of(found, raw);
    match kind {
        PathMatchType::Exact => *sent == value,
        PathMatchType::PathPrefix => path::has_prefix(sent, &value),
        PathMatchType::RegularExpression => view.fits(&value, sent.as_bytes()),
        _ => false,
    }
}

fn header_matches(header: &HttpHeaderMatch, view: &View) -> bool {
    let Some(value) = view.header(&header.name.to_ascii_lowercase()) else {
        return false;
    };
    match header.r#type {
        None | Some(HeaderMatchType::Exact) => value == header.value,
        Some(HeaderMatchType::RegularExpression) => view.fits(&header.value, value.as_bytes()),
        _ => false,
    }
}

fn param_matches(param: &HttpQueryParamMatch, view: &View) -> bool {
    let Some(query) = &view.target.query else {
        return false;
    };
    let found = query_params(query)
        .into_iter()
        .find(|(name, _)| name == param.name.as_bytes());
    let Some((_, value)) = found else {
        return false;
    };
    match param.r#type {
        None | Some(QueryParamMatchType::Exact) => value == param.value.as_bytes(),
        Some(QueryParamMatchType::RegularExpression) => view.fits(&param.value, &value),
        _ => false,
    }
}

/// Names and values of a query's parameters, decoded (spec 12.70).
fn query_params(query: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
    let pair = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (decode(name), decode(value))
    };
    query.split('&').map(pair).collect()
}

/// Percent escapes decoded, `+` as a space, broken escapes as they are.
fn decode(text: &str) -> Vec<u8> {
    let mut decoded = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = code.filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let byte = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                rest = &after[2..];
                continue;
            }
            (b'+', _) => decoded.push(b' '),
            _ => decoded.push(first),
        }
        rest = after;
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_decoded_as_spec_12_70_says() {
        let check = |query: &str, expected: &[(&str, &str)]| {
            let expected: Vec<_> = expected
                .iter()
                .map(|(n, v)| (n.as_bytes().to_vec(), v.as_bytes().to_vec()))
                .collect();
            assert_eq!(query_params(query), expected, "{query}");
        };
        check("a=1&b=2", &[("a", "1"), ("b", "2")]);
        check("a=1=2", &[("a", "1=2")]);
        check("a", &[("a", "")]);
        check("%61=%3D+%2B", &[("a", "= +")]);
        check("a=%zz%4", &[("a", "%zz%4")]);
        check("a%26b=1", &[("a&b", "1")]);
    }
}
