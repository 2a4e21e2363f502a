//! Spans: what is recorded of a request and of its attempts at backends, where the Gateway's XTelemetryPolicy asks for it, in
//! the words of OpenTelemetry's conventions for HTTP (spec 8.4, 8.5).
//!
//! Whether a request is recorded was decided when it came in. The policy that says what spans look like is the one in use when
//! the request has ended.

mod attributes;
mod export;
mod otlp;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use gateway_route_engine::tracing::Spans;
use http::uri::PathAndQuery;
use http::{HeaderMap, Method, Request, Version};
use opentelemetry_proto::tonic::common::v1::KeyValue;
use opentelemetry_proto::tonic::trace::v1::span::SpanKind;
use opentelemetry_proto::tonic::trace::v1::status::StatusCode;
use opentelemetry_proto::tonic::trace::v1::{Span, Status};

use super::access_log::host;
use super::traceparent::TraceParent;
use super::{Collectors, Ended, method_name, names};
use crate::failure::Failure;
use crate::fields::TRACESTATE;
use crate::outgoing::Outgoing;
use crate::upstream::{Dial, Endpoint, Upstream};

pub use export::Exporter;

/// The bits of a span's flags that say where its parent is: known, and elsewhere.
const KNOWN_PARENT: u32 = 0x100;
const REMOTE_PARENT: u32 = 0x200;

/// What is recorded of a request, if it is.
#[derive(Debug)]
pub struct Recording(Option<Box<Recorded>>);

#[derive(Debug)]
struct Recorded {
    own: TraceParent,
    sender: Option<TraceParent>,
    since: SystemTime,
    method: Method,
    version: Version,
    target: Option<PathAndQuery>,
    host: Option<String>,
    headers: HeaderMap,
    /// The path that the match asks for.
    path: Option<String>,
    response: HeaderMap,
    attempts: Vec<Attempt>,
}

/// A request to an endpoint of a backend.
#[derive(Debug)]
struct Attempt {
    span: TraceParent,
    since: (SystemTime, Instant),
    backend: Arc<str>,
    endpoint: SocketAddr,
    url: String,
    /// How long it took, and what came of it; `None`: it was given up.
    ended: Option<(Duration, Result<u16, &'static str>)>,
}

impl Recording {
    /// Begins with the head of a request, if it is to be recorded.
    pub fn start<B>(request: &Request<B>, recorded: names::Recorded) -> Self {
        Self(recorded.map(|(own, sender)| {
            Box::new(Recorded {
                own,
                sender,
                since: SystemTime::now(),
                method: request.method().clone(),
                version: request.version(),
                target: request.uri().path_and_query().cloned(),
                host: host(request),
                headers: request.headers().clone(),
                path: None,
                response: HeaderMap::new(),
                attempts: Vec::new(),
            })
        }))
    }

    /// A rule takes the request, by a match with this path.
    pub fn path<'p>(&mut self, path: impl FnOnce() -> Option<&'p str>) {
        if let Some(recorded) = &mut self.0 {
            recorded.path = path().map(str::to_owned);
        }
    }

    /// An attempt begins: the endpoint is told its span, unless a filter has other words in that place.
    pub fn attempt(
        &mut self,
        outgoing: &mut Outgoing,
        dial: &Dial,
        endpoint: &Endpoint,
        upstream: &Upstream,
    ) {
        let Some(recorded) = &mut self.0 else {
            return;
        };
        let span = recorded.own.child(true);
        let before = recorded.attempts.last();
        let before = before.map_or(recorded.own, |attempt| attempt.span);
        outgoing.trace(before, span);
        // Another backend gets the head as it was before the first attempt.
        outgoing.trace(recorded.own, span);
        recorded.attempts.push(Attempt {
            span,
            since: (SystemTime::now(), Instant::now()),
            backend: Arc::clone(&upstream.name),
            endpoint: endpoint.address(),
            url: outgoing.url(dial, endpoint.address()),
            ended: None,
        });
    }

    /// The attempt that began last has ended.
    pub fn attempted(&mut self, outcome: Result<u16, &Failure>) {
        let attempts = self.0.as_mut().map(|recorded| &mut recorded.attempts);
        if let Some(attempt) = attempts.and_then(|attempts| attempts.last_mut()) {
            attempt.ended = Some((attempt.since.1.elapsed(), outcome.map_err(Failure::reason)));
        }
    }

    /// This is the head of the response.
    pub fn responded(&mut self, headers: &HeaderMap) {
        if let Some(recorded) = &mut self.0 {
            recorded.response = headers.clone();
        }
    }

    /// The request has ended: its spans are handed to those who send them.
    pub fn end(&mut self, ended: &Ended<'_>, exporter: &Exporter, collectors: &dyn Collectors) {
        let Some(recorded) = self.0.take() else {
            return;
        };
        let gateway = &ended.entry.gateway;
        if let Some(policy) = collectors.spans(gateway) {
            let spans = recorded.spans(&policy, ended);
            exporter.send(gateway, spans, collectors.metrics());
        }
    }
}

impl Recorded {
    /// The span of the request, and those of its attempts.
    fn spans(&self, policy: &Spans, ended: &Ended<'_>) -> Vec<Span> {
        let custom = self.custom(policy, ended);
        let method = match method_name(&self.method) {
            // What is no method that everybody knows is not to be in names.
            "_OTHER" => "HTTP",
            method => method,
        };
        let default = || match &self.path {
            Some(path) => format!("{method} {path}"),
            None => method.to_owned(),
        };
        let server = Span {
            parent_span_id: self.sender.map(span_id).unwrap_or_default(),
            flags: flags(self.own, self.sender.is_some()),
            attributes: with(custom.clone(), self.standard(ended)),
            status: ended.error().map(failed),
            ..self.span(
                self.own,
                policy.span_name.clone().unwrap_or_else(default),
                SpanKind::Server,
                (self.since, ended.duration),
            )
        };
        let attempts = self.attempts.iter().enumerate();
        let attempts = attempts.map(|(index, attempt)| {
            let gone = || (attempt.since.1.elapsed(), Err("given_up"));
            let (duration, outcome) = attempt.ended.unwrap_or_else(gone);
            let is_failed = outcome.is_err() || outcome.is_ok_and(|status| status >= 400);
            Span {
                parent_span_id: span_id(self.own),
                flags: flags(self.own, false),
                attributes: with(
                    custom.clone(),
                    attempt.attributes(&self.method, index, outcome),
                ),
                status: is_failed.then(|| failed(outcome.err().unwrap_or_default())),
                ..self.span(
                    attempt.span,
                    method.to_owned(),
                    SpanKind::Client,
                    (attempt.since.0, duration),
                )
            }
        });
        std::iter::once(server).chain(attempts).collect()
    }

    fn span(
        &self,
        name: TraceParent,
        title: String,
        kind: SpanKind,
        (since, duration): (SystemTime, Duration),
    ) -> Span {
        let state = self.headers.get_all(TRACESTATE).iter();
        let state: Vec<_> = state.filter_map(|value| value.to_str().ok()).collect();
        Span {
            trace_id: name.trace.to_be_bytes().to_vec(),
            span_id: span_id(name),
            trace_state: state.join(","),
            name: title,
            kind: kind.into(),
            start_time_unix_nano: nanoseconds(since),
            end_time_unix_nano: nanoseconds(since + duration),
            ..Span::default()
        }
    }
}

impl Ended<'_> {
    /// Why the request has failed, if the gateway or what is behind it is to blame; empty where nobody says why.
    fn error(&self) -> Option<&'static str> {
        let broke_off = self.flags.contains(&"response_broke_off");
        let failed = self.status.is_none_or(|status| status >= 500) || broke_off;
        let gone = self.status.is_none() && self.flags == ["client_gone"];
        (failed && !gone).then(|| self.flags.first().copied().unwrap_or_default())
    }
}

fn failed(why: &str) -> Status {
    Status {
        message: why.to_owned(),
        code: StatusCode::Error.into(),
    }
}

fn span_id(name: TraceParent) -> Vec<u8> {
    name.span.to_be_bytes().to_vec()
}

/// The flags of the trace, and where the span's parent is.
fn flags(own: TraceParent, remote: bool) -> u32 {
    let parent = if remote { REMOTE_PARENT } else { 0 };
    u32::from(own.flags()) | KNOWN_PARENT | parent
}

/// Attributes, and of others those with names that the first do not have.
fn with(mut attributes: Vec<KeyValue>, others: Vec<KeyValue>) -> Vec<KeyValue> {
    for other in others {
        if attributes.iter().all(|one| one.key != other.key) {
            attributes.push(other);
        }
    }
    attributes
}

fn nanoseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}
