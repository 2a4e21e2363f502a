//! Tracing: the spans that a Gateway records, as data for the data plane (spec 8.4).

use std::sync::Arc;

use http::{HeaderName, HeaderValue};

use crate::backend::Backend;
use crate::split::is_taken;

/// What the XTelemetryPolicy of a Gateway says of tracing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tracing {
    /// Spans are recorded and exported.
    Enabled(Arc<Spans>),
    /// No spans are recorded.
    Disabled,
}

/// How spans are recorded and where they go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spans {
    /// The collector, which takes OTLP. With an error, spans are dropped.
    pub provider: Backend,
    /// Headers of every export request.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The share of new traces that is recorded; `None`: the data plane's own.
    pub sampling_rate: Option<Share>,
    /// What the caller's sampling decision counts; `None`: the data plane's own.
    pub parent_based: Option<ParentBased>,
    /// The resource attribute `service.name`.
    pub service_name: Option<String>,
    /// The name of the spans.
    pub span_name: Option<String>,
    /// Attributes of every span, in list order.
    pub attributes: Vec<(String, AttributeSource)>,
}

/// A share of traces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// This many ...
    pub numerator: u32,
    /// ... out of this many, at least 1.
    pub denominator: u32,
}

/// What the caller's sampling decision counts (spec 8.4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParentBased {
    /// It is obeyed, and this share of the caller's sampled traces is kept.
    Obeyed(Share),
    /// It is ignored; the local rate decides.
    Ignored,
}

/// Where the value of a span's attribute comes from (spec 8.4.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeSource {
    /// A header of the request; without it the attribute is not set.
    Header(HeaderName),
    /// The value itself.
    Literal(String),
    /// A key of the attribute dictionary ([`is_attribute_key`]).
    Attribute(String),
}

/// What is recorded where a policy does not say how much.
const ALL: Share = Share {
    numerator: 1,
    denominator: 1,
};

impl Tracing {
    /// Whether a request is recorded, given what its caller has decided on the trace, if it is in one; `None`: no policy asks for
    /// spans, and the caller's decision stands (spec 8.4.4). `draw` makes a number, all as likely; it is asked where a share
    /// has to be drawn. Left to itself a data plane records all new traces, and of others those that their caller records.
    ///
    /// ```
    /// use gateway_route_engine::Tracing;
    ///
    /// assert_eq!(Tracing::Disabled.samples(Some(true), || 0), None);
    /// ```
    pub fn samples(&self, caller: Option<bool>, draw: impl FnOnce() -> u64) -> Option<bool> {
        let Self::Enabled(spans) = self else {
            return None;
        };
        let own = spans.sampling_rate.unwrap_or(ALL);
        let (asked, share) = match (caller, spans.parent_based) {
            (Some(sampled), None) => (sampled, ALL),
            (Some(sampled), Some(ParentBased::Obeyed(share))) => (sampled, share),
            (Some(_), Some(ParentBased::Ignored)) | (None, _) => (true, own),
        };
        Some(asked && is_taken(draw(), share.numerator, share.denominator))
    }
}

/// Keys of the attribute dictionary that stand by themselves (spec 8.5.1).
const KEYS: [&str; 21] = [
    "client.address",
    "client.port",
    "error.type",
    "http.request.method",
    "http.request.method_original",
    "http.response.status_code",
    "http.route",
    "network.peer.address",
    "network.peer.port",
    "network.protocol.name",
    "network.protocol.version",
    "network.transport",
    "network.type",
    "server.address",
    "server.port",
    "url.fragment",
    "url.full",
    "url.path",
    "url.query",
    "url.scheme",
    "user_agent.original",
];

/// Whether the attribute dictionary has a key. Other keys would reach into the data plane, and are
/// left out (spec 8.4.5, 8.5.3).
pub fn is_attribute_key(key: &str) -> bool {
    let header = key
        .strip_prefix("http.request.header.")
        .or_else(|| key.strip_prefix("http.response.header."));
    KEYS.contains(&key) || header.is_some_and(|name| !name.is_empty())
}
