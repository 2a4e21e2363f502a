//! HTTPRoute match: path, method, headers and query parameters (spec 4).

use http::header::HOST;

use crate::headers::{HeaderMatch, RequestHeaders};
use crate::path::PathMatch;
use crate::query_params::{QueryParamMatch, first_value};

/// A match of an HTTPRoute rule: every condition has to hold (spec 4.1.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpMatch {
    /// The path.
    pub path: PathMatch,
    /// The method, upper case; `None`: any.
    pub method: Option<&'static str>,
    /// Headers, each name once.
    pub headers: Vec<HeaderMatch>,
    /// Query parameters, each name once.
    pub query_params: Vec<QueryParamMatch>,
}

/// A request in the form that matches read.
#[derive(Clone, Copy)]
pub(crate) struct MatchView<'a> {
    pub(crate) method: &'a str,
    pub(crate) authority: Option<&'a str>,
    /// Normalised.
    pub(crate) path: &'a str,
    pub(crate) query: Option<&'a str>,
    pub(crate) headers: &'a dyn RequestHeaders,
}

impl HttpMatch {
    pub(crate) fn matches(&self, request: MatchView<'_>) -> bool {
        self.method.is_none_or(|method| method == request.method)
            && self.path.matches(request.path)
            && self
                .headers
                .iter()
                .all(|header| header_matches(header, request))
            && self.query_params.iter().all(|param| {
                let value = request
                    .query
                    .and_then(|query| first_value(query, &param.name));
                value.is_some_and(|value| param.value.matches(value.as_bytes()))
            })
    }
}

/// A match on `host` reads the authority: HTTP/2 has no such header, and that of HTTP/1.1 is kept
/// apart.
pub(crate) fn header_matches(header: &HeaderMatch, request: MatchView<'_>) -> bool {
    if header.name == HOST {
        return request
            .authority
            .is_some_and(|authority| header.value.matches(authority.as_bytes()));
    }
    request
        .headers
        .value(&header.name)
        .is_some_and(|value| header.value.matches(&value))
}
