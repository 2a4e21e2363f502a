//! Access log: a line of JSON for each request, with the names that OpenTelemetry has for what it says. Lines are written by a
//! thread of their own; one that it is too slow for is dropped and counted, for no request waits for its line.

use std::convert::Infallible;
use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use gateway_route_engine::BackendTarget;
use http::header::{HOST, HeaderValue, USER_AGENT};
use http::uri::PathAndQuery;
use http::{Method, Request, Version};
use k8s_openapi::jiff::Timestamp;
use serde_json::{Value, json};

use super::carried::CarriedLine;
use super::meters::Meter;
use super::metrics::Metrics;
use crate::entry::Entry;
use crate::fields::{REQUEST_ID, TRACEPARENT};

/// So many lines wait to be written.
const WAITING: usize = 8192;

/// Where lines go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessLogTo {
    /// Nowhere.
    Off,
    /// The standard output.
    Stdout,
    /// The end of a file.
    File(PathBuf),
}

/// Writes lines.
#[derive(Debug)]
pub struct AccessLog(SyncSender<Message>);

enum Message {
    Line(Box<Record>),
    /// Of something that is no request.
    Made(Box<Value>),
    /// Says once everything before it is written.
    Flush(tokio::sync::oneshot::Sender<()>),
}

/// What the log says of a request itself.
#[derive(Debug)]
pub struct Line {
    time: SystemTime,
    version: Version,
    host: Option<String>,
    target: Option<PathAndQuery>,
    user_agent: Option<HeaderValue>,
    trace: Option<HeaderValue>,
    id: Option<HeaderValue>,
}

/// What the log says of what became of it.
#[derive(Debug, Default)]
pub struct Told {
    /// The number of the rule in its route.
    pub rule: Option<usize>,
    /// Where it went.
    pub backend: Option<BackendTarget>,
    /// What was out of the ordinary, the first thing first.
    pub flags: Vec<&'static str>,
    /// How many attempts came after the first one.
    pub retries: u32,
    /// The bytes of the answer's body.
    pub sent: u64,
}

struct Record {
    client: IpAddr,
    scheme: &'static str,
    port: u16,
    line: Line,
    told: Told,
    ended: (Method, u16, Duration, Arc<Meter>),
}

impl FromStr for AccessLogTo {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text {
            "off" => Self::Off,
            "-" => Self::Stdout,
            path => Self::File(path.into()),
        })
    }
}

impl AccessLog {
    /// Opens it; `None` if none is wanted.
    pub fn open(to: &AccessLogTo) -> io::Result<Option<Self>> {
        let out: Box<dyn Write + Send> = match to {
            AccessLogTo::Off => return Ok(None),
            AccessLogTo::Stdout => Box::new(io::stdout()),
            AccessLogTo::File(path) => {
                Box::new(OpenOptions::new().create(true).append(true).open(path)?)
            }
        };
        let (sender, lines) = sync_channel(WAITING);
        std::thread::Builder::new()
            .name("access-log".to_owned())
            .spawn(move || write(&lines, BufWriter::new(out)))?;
        Ok(Some(Self(sender)))
    }

    /// Tells of a request that has ended: its method, status, duration and what it is measured by.
    pub fn write(
        &self,
        entry: &Entry,
        line: Line,
        told: Told,
        ended: (Method, u16, Duration, Arc<Meter>),
        metrics: &Metrics,
    ) {
        let record = Box::new(Record {
            client: entry.client,
            scheme: entry.view().scheme(),
            port: entry.port,
            line,
            told,
            ended,
        });
        if self.0.try_send(Message::Line(record)).is_err() {
            metrics.lines_dropped.inc();
        }
    }

    /// Tells of bytes that were carried as they are.
    pub fn write_carried(&self, line: &CarriedLine<'_>, metrics: &Metrics) {
        let line = Box::new(line.json());
        if self.0.try_send(Message::Made(line)).is_err() {
            metrics.lines_dropped.inc();
        }
    }

    /// Waits until what was told so far is written.
    pub async fn flush(&self) {
        let (sender, written) = tokio::sync::oneshot::channel();
        if self.0.try_send(Message::Flush(sender)).is_ok() {
            // A log that has ended has nothing left to write.
            let _written = written.await;
        }
    }
}

fn write(messages: &Receiver<Message>, mut out: BufWriter<Box<dyn Write + Send>>) {
    let mut failed = false;
    while let Ok(first) = messages.recv() {
        let mut flushed = Vec::new();
        let mut result = Ok(());
        for message in std::iter::once(first).chain(messages.try_iter().take(WAITING)) {
            match message {
                Message::Line(record) => {
                    result = result.and_then(|()| writeln!(out, "{}", record.json()));
                }
                Message::Made(line) => result = result.and_then(|()| writeln!(out, "{line}")),
                Message::Flush(sender) => flushed.push(sender),
            }
        }
        let result = result.and_then(|()| out.flush());
        if let Err(error) = &result
            && !failed
        {
            tracing::error!(%error, "access log cannot be written");
        }
        failed = result.is_err();
        for sender in flushed {
            // Nobody may be waiting any more.
            let _heard = sender.send(());
        }
    }
}

impl Line {
    /// What there is to say of a request that has just come.
    pub fn new<B>(request: &Request<B>) -> Self {
        let headers = request.headers();
        Self {
            time: SystemTime::now(),
            version: request.version(),
            host: host(request),
            target: request.uri().path_and_query().cloned(),
            user_agent: headers.get(USER_AGENT).cloned(),
            trace: headers.get(TRACEPARENT).cloned(),
            id: headers.get(REQUEST_ID).cloned(),
        }
    }
}

impl Record {
    fn json(&self) -> Value {
        let (line, told) = (&self.line, &self.told);
        let (method, status, duration, meter) = &self.ended;
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let optional = |name: &Arc<str>| (!name.is_empty()).then(|| name.to_string());
        let backend = told.backend.as_ref().map(named);
        let trace = line.trace.as_ref().and_then(|trace| trace.to_str().ok());
        json!({
            "timestamp": timestamp(line.time),
            "client.address": self.client.to_string(),
            "http.request.method": method.as_str(),
            "url.scheme": self.scheme,
            "server.address": line.host,
            "server.port": self.port,
            "url.path": line.target.as_ref().map(PathAndQuery::path),
            "url.query": line.target.as_ref().and_then(PathAndQuery::query),
            "network.protocol.version": version(line.version),
            "user_agent.original": line.user_agent.as_ref().map(text),
            "http.response.status_code": status,
            "http.response.body.size": told.sent,
            "http.server.request.duration": duration.as_secs_f64(),
            "http.request.resend_count": told.retries,
            "http.request.header.x-request-id": line.id.as_ref().map(text),
            "trace_id": trace.and_then(|trace| trace.get(3..35)),
            "gateway.name": &*meter.gateway,
            "gateway.listener": optional(&meter.listener),
            "gateway.route": optional(&meter.route),
            "gateway.rule": told.rule,
            "gateway.backend": backend,
            "gateway.flags": told.flags,
        })
    }
}

/// `Service/namespace/name:port`.
pub(super) fn named(backend: &BackendTarget) -> String {
    let port = backend.port.map(|port| format!(":{port}"));
    let port = port.unwrap_or_default();
    format!(
        "{}/{}/{}{port}",
        backend.kind, backend.namespace, backend.name
    )
}

/// A time as lines of the log have it; `None` if it lies before 1970 or beyond the year 9999.
pub(super) fn timestamp(time: SystemTime) -> Option<String> {
    let since = time.duration_since(UNIX_EPOCH).ok()?;
    let micros = i64::try_from(since.as_micros()).ok()?;
    Some(Timestamp::from_microsecond(micros).ok()?.to_string())
}

/// The host that a request asks for, as it is written there.
pub(super) fn host<B>(request: &Request<B>) -> Option<String> {
    let host = request.headers().get(HOST);
    let host = host.map(|host| String::from_utf8_lossy(host.as_bytes()).into_owned());
    host.or_else(|| request.uri().authority().map(ToString::to_string))
}

pub(super) fn version(version: Version) -> &'static str {
    match version {
        Version::HTTP_10 => "1.0",
        Version::HTTP_2 => "2",
        _ => "1.1",
    }
}
