//! Rule: what a route's rule becomes once it is lowered. Whatever is in here is valid.

use std::sync::Arc;

use gateway_api_types::NamespacedName;
use http::header::HeaderName;

use crate::backend::Backend;
use crate::filters::Filter;
use crate::headers::{HeaderMatch, RequestHeaders};
use crate::path::PathMatch;
use crate::query_params::{QueryParamMatch, first_value};
use crate::retry::Retry;
use crate::split::Split;
use crate::timeouts::Timeouts;

/// A kind of route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RouteKind {
    /// HTTPRoute.
    Http,
    /// GRPCRoute.
    Grpc,
    /// TLSRoute.
    Tls,
    /// TCPRoute.
    Tcp,
    /// UDPRoute.
    Udp,
}

/// Which route a rule belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RouteId {
    /// The route's kind.
    pub kind: RouteKind,
    /// The route's namespace and name.
    pub name: NamespacedName,
}

/// A rule of a route: what becomes of the requests that one of its matches wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The route.
    pub route: Arc<RouteId>,
    /// The rule's place in `spec.rules`, counted from 0.
    pub index: usize,
    /// The rule's name, where it has one (spec 4.1.5).
    pub name: Option<Arc<str>>,
    /// Filters in list order.
    pub filters: Vec<Filter>,
    /// Backends in list order, unusable ones included.
    pub backends: Backends,
    /// Timeouts.
    pub timeouts: Timeouts,
    /// Retries, where the rule asks for them.
    pub retry: Option<Retry>,
}

/// The backends of a rule and their shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backends {
    list: Vec<Backend>,
    split: Split,
}

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

impl RouteKind {
    /// As `kind` spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Http => "HTTPRoute",
            Self::Grpc => "GRPCRoute",
            Self::Tls => "TLSRoute",
            Self::Tcp => "TCPRoute",
            Self::Udp => "UDPRoute",
        }
    }
}

impl Backends {
    /// Backends in list order.
    pub fn new(list: Vec<Backend>) -> Self {
        let split = Split::new(list.iter().map(|backend| backend.weight));
        Self { list, split }
    }

    /// All of them, in list order.
    pub fn as_slice(&self) -> &[Backend] {
        &self.list
    }

    /// The backend that a number draws, usable or not; `None` when there are none or all weights are 0, and requests get
    /// 500 (spec 12.25).
    pub fn draw(&self, entropy: u64) -> Option<&Backend> {
        self.split
            .pick(entropy)
            .and_then(|index| self.list.get(index))
    }
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

/// A match on `host` reads the authority: HTTP/2 has no such header, and HTTP/1.1's is kept apart.
fn header_matches(header: &HeaderMatch, request: MatchView<'_>) -> bool {
    if header.name == HeaderName::from_static("host") {
        return request
            .authority
            .is_some_and(|authority| header.value.matches(authority.as_bytes()));
    }
    request
        .headers
        .value(&header.name)
        .is_some_and(|value| header.value.matches(&value))
}
