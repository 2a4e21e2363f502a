//! Metrics: what is counted and measured, for Prometheus to fetch.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use http::Method;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Metric, Registry};

use super::meters::Meter;
use crate::upstream::Upstream;

/// The upper bounds that OpenTelemetry advises for durations in seconds, and one below them for what a gateway answers itself.
const SECONDS: [f64; 15] = [
    0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0,
];

type Histograms<L> = Family<L, Histogram, fn() -> Histogram>;

/// What a request is filed under.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct RequestLabels {
    pub(super) method: &'static str,
    pub(super) status: u16,
    pub(super) route: Arc<str>,
    pub(super) gateway: Arc<str>,
    pub(super) listener: Arc<str>,
}

/// What an attempt at a backend is filed under; status 0 where there was no response.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct AttemptLabels {
    backend: Arc<str>,
    status: u16,
    error: &'static str,
}

/// Why.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: &'static str,
}

/// What is carried.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Carries {
    protocol: &'static str,
}

/// What the end of a connection or a flow is filed under.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct FlowLabels {
    protocol: &'static str,
    reason: &'static str,
    gateway: Arc<str>,
    listener: Arc<str>,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    result: &'static str,
}

/// Everything that is counted and measured.
pub struct Metrics {
    registry: Registry,
    requests: Histograms<RequestLabels>,
    attempts: Histograms<AttemptLabels>,
    no_match: Family<Reason, Counter>,
    failures: Family<Reason, Counter>,
    retries: Counter,
    /// Copies of requests that were given up.
    pub mirrors_dropped: Drops,
    /// Datagrams that were not carried.
    pub datagrams_dropped: Drops,
    closed: Family<Reason, Counter>,
    flows_open: Family<Carries, Gauge>,
    flows_ended: Family<FlowLabels, Counter>,
    reloads: Family<Outcome, Counter>,
    listeners: Gauge,
    listeners_unbound: Gauge,
    connections: Counter,
    connections_open: Gauge,
    pub(super) lines_dropped: Counter,
    #[cfg(feature = "otlp")]
    spans: (Counter, Family<Reason, Counter>),
    /// The series of each route, so that they end with it.
    series: Mutex<BTreeMap<Arc<str>, Vec<RequestLabels>>>,
}

/// Histograms that are found by something small, each once resolved from its labels.
#[derive(Debug, Default)]
pub struct Cells<K>(RwLock<Vec<(K, Histogram)>>);

/// What was given up, by reason.
#[derive(Clone, Debug)]
pub struct Drops(Family<Reason, Counter>);

/// A connection, as long as it is open.
#[derive(Debug)]
pub struct OpenConnection(Gauge);

/// Bytes that are carried as they are, as long as they are.
#[derive(Debug)]
pub struct OpenFlow(Gauge);

impl Metrics {
    /// Nothing is counted yet.
    pub fn new() -> Self {
        let mut registry = Registry::default();
        let all = &mut registry;
        Self {
            requests: histograms(
                all,
                "http_server_request_duration_seconds",
                "From the head of a request to the end of its response",
            ),
            attempts: histograms(
                all,
                "http_client_request_duration_seconds",
                "From the choice of a backend's endpoint to the head of its response",
            ),
            no_match: made(
                all,
                "gateway_no_match",
                "Requests, connections and datagrams that no listener or rule takes, by reason",
            ),
            failures: made(
                all,
                "gateway_failures",
                "Requests that a backend did not answer, by reason",
            ),
            retries: made(
                all,
                "gateway_retries",
                "Attempts after the first one of a request",
            ),
            mirrors_dropped: Drops(made(
                all,
                "gateway_mirrors_dropped",
                "Copies of requests that were not sent, by reason",
            )),
            connections: made(
                all,
                "gateway_connections",
                "Connections of clients that were accepted",
            ),
            connections_open: made(
                all,
                "gateway_connections_open",
                "Connections of clients that are open",
            ),
            closed: made(
                all,
                "gateway_connections_closed",
                "Connections that were closed without being served, by reason",
            ),
            flows_open: made(
                all,
                "gateway_flows_open",
                "Connections and UDP flows whose bytes are carried as they are",
            ),
            flows_ended: made(
                all,
                "gateway_flows_ended",
                "Connections and UDP flows of that kind that have ended or were not taken, by reason",
            ),
            datagrams_dropped: Drops(made(
                all,
                "gateway_datagrams_dropped",
                "Datagrams that were not carried, by reason",
            )),
            reloads: made(
                all,
                "gateway_reloads",
                "Configurations that were loaded, by result",
            ),
            listeners: made(all, "gateway_listeners", "Listeners that are served"),
            listeners_unbound: made(
                all,
                "gateway_listeners_unbound",
                "Listeners that could not be bound",
            ),
            lines_dropped: made(
                all,
                "gateway_access_log_dropped",
                "Lines that the access log was too slow for",
            ),
            #[cfg(feature = "otlp")]
            spans: (
                made(all, "gateway_spans_exported", "Spans that a collector took"),
                made(
                    all,
                    "gateway_spans_dropped",
                    "Spans that no collector took, by reason",
                ),
            ),
            series: Mutex::default(),
            registry,
        }
    }

    /// The text that Prometheus reads.
    pub fn render(&self) -> String {
        let mut text = String::new();
        // Writing to a text does not fail.
        let _written = text::encode(&mut text, &self.registry);
        text
    }

    /// A connection was accepted.
    pub fn connected(&self) -> OpenConnection {
        self.connections.inc();
        self.connections_open.inc();
        OpenConnection(self.connections_open.clone())
    }

    /// Bytes are carried from now on.
    pub fn flow(&self, protocol: &'static str) -> OpenFlow {
        let open = self.flows_open.get_or_create_owned(&Carries { protocol });
        open.inc();
        OpenFlow(open)
    }

    /// A connection or a flow has ended, or was not taken.
    pub fn flow_ended(&self, protocol: &'static str, reason: &'static str, meter: &Meter) {
        let labels = FlowLabels {
            protocol,
            reason,
            gateway: Arc::clone(&meter.gateway),
            listener: Arc::clone(&meter.listener),
        };
        self.flows_ended.get_or_create(&labels).inc();
    }

    /// No listener or rule takes it.
    pub fn unmatched(&self, reason: &'static str) {
        self.no_match.get_or_create(&Reason { reason }).inc();
    }

    /// A request has no answer of a backend.
    pub fn failed(&self, reason: &'static str) {
        self.failures.get_or_create(&Reason { reason }).inc();
    }

    /// A request gets another attempt.
    pub fn retried(&self) {
        self.retries.inc();
    }

    /// An attempt at a backend has ended: with a status, or with 0 and the reason of a failure.
    pub fn attempted(
        &self,
        upstream: &Upstream,
        (status, error): (u16, &'static str),
        duration: Duration,
    ) {
        upstream.durations.observe((status, error), duration, || {
            let backend = Arc::clone(&upstream.name);
            self.attempts.get_or_create_owned(&AttemptLabels {
                backend,
                status,
                error,
            })
        });
    }

    /// A connection was closed without being served.
    pub fn closed(&self, reason: &'static str) {
        if ["no_route", "unknown_server_name"].contains(&reason) {
            self.unmatched(reason);
        }
        self.closed.get_or_create(&Reason { reason }).inc();
    }

    /// A configuration was loaded: `ok`, `partial` where something kept its earlier version, or `failed`.
    pub fn reloaded(&self, result: &'static str) {
        self.reloads.get_or_create(&Outcome { result }).inc();
    }

    /// So many listeners are served, and so many could not be bound.
    pub fn listening(&self, bound: usize, unbound: usize) {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        self.listeners.set(number(bound));
        self.listeners_unbound.set(number(unbound));
    }

    /// A collector took so many spans.
    #[cfg(feature = "otlp")]
    pub(super) fn spans_exported(&self, count: usize) {
        self.spans.0.inc_by(count as u64);
    }

    /// So many spans reached no collector.
    #[cfg(feature = "otlp")]
    pub(super) fn spans_dropped(&self, reason: &'static str, count: usize) {
        let counter = self.spans.1.get_or_create(&Reason { reason });
        counter.inc_by(count as u64);
    }

    pub(super) fn request(&self, labels: RequestLabels) -> Histogram {
        let histogram = self.requests.get_or_create_owned(&labels);
        let mut series = self.series.lock().unwrap_or_else(PoisonError::into_inner);
        series
            .entry(Arc::clone(&labels.route))
            .or_default()
            .push(labels);
        histogram
    }

    /// Ends the series of routes that are gone.
    pub fn retain(&self, is_there: impl Fn(&str) -> bool) {
        let mut series = self.series.lock().unwrap_or_else(PoisonError::into_inner);
        series.retain(|route, labels| {
            let kept = is_there(route);
            if !kept {
                for labels in labels {
                    self.requests.remove(labels);
                }
            }
            kept
        });
    }
}

impl Drops {
    /// One more.
    pub fn count(&self, reason: &'static str) {
        self.0.get_or_create(&Reason { reason }).inc();
    }
}

/// A metric that is told from now on.
fn made<M: Metric + Clone + Default>(all: &mut Registry, name: &str, help: &str) -> M {
    let metric = M::default();
    all.register(name, help, metric.clone());
    metric
}

fn histograms<L>(all: &mut Registry, name: &str, help: &str) -> Histograms<L>
where
    L: Clone + Eq + Hash,
    Histograms<L>: Metric,
{
    let family = Histograms::new_with_constructor(histogram as fn() -> Histogram);
    all.register(name, help, family.clone());
    family
}

fn histogram() -> Histogram {
    Histogram::new(SECONDS)
}

impl<K: PartialEq> Cells<K> {
    /// Measures a duration; the first of its key says under which labels.
    pub(super) fn observe(&self, key: K, duration: Duration, make: impl FnOnce() -> Histogram) {
        let find = |cells: &Vec<(K, Histogram)>| {
            let found = cells.iter().find(|(found, _)| *found == key);
            found.map(|(_, histogram)| histogram.observe(duration.as_secs_f64()))
        };
        if find(&self.0.read().unwrap_or_else(PoisonError::into_inner)).is_some() {
            return;
        }
        let mut cells = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if find(&cells).is_none() {
            let histogram = make();
            histogram.observe(duration.as_secs_f64());
            cells.push((key, histogram));
        }
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}

impl Drop for OpenFlow {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// The method, if it is one that everybody knows: others would make as many series as clients think of.
pub fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::PATCH => "PATCH",
        Method::OPTIONS => "OPTIONS",
        Method::TRACE => "TRACE",
        Method::CONNECT => "CONNECT",
        _ => "_OTHER",
    }
}
