//! Seen: what is known of a request, told when it goes out of scope, however it ends.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use gateway_route_engine::BackendTarget;
use http::header::USER_AGENT;
use http::{Method, Request, Response, StatusCode};
use http_body::Body as _;
use hyper::body::Incoming;
use tokio::time::Instant;

use super::access_log::{Line, Told, host};
use super::meters::Meter;
use super::metrics::{Metrics, Reason};
use super::names::Recorded;
use super::{Recording, Served};
use crate::body::ResponseBody;
use crate::entry::Entry;
use crate::fields::{REQUEST_ID, TRACEPARENT};
use crate::server::Server;

/// The status that a request is filed under whose connection was closed without an answer.
const NO_ANSWER: u16 = 444;

/// The status that a request is filed under whose client went away before there was one.
const CLIENT_GONE: u16 = 499;

/// What is known of a request.
#[derive(Debug)]
pub struct Seen {
    served: Served,
    since: Instant,
    method: Method,
    meter: Option<Arc<Meter>>,
    status: Option<u16>,
    /// Whether the response has a body that has not ended.
    unfinished: bool,
    told: Told,
    /// What the access log says besides; `None` where there is none.
    line: Option<Box<Line>>,
    pub(super) recording: Recording,
}

/// What has become of a request.
#[cfg_attr(not(feature = "otlp"), expect(dead_code, reason = "spans tell it"))]
pub(super) struct Ended<'e> {
    pub(super) server: &'e Arc<Server>,
    pub(super) entry: &'e Entry,
    pub(super) meter: &'e Meter,
    pub(super) rule: Option<usize>,
    pub(super) flags: &'e [&'static str],
    /// `None`: the client got no answer.
    pub(super) status: Option<u16>,
    pub(super) duration: Duration,
}

impl Seen {
    pub(super) fn new(
        context: &Served,
        request: &Request<Incoming>,
        recorded: Recorded,
        since: Instant,
    ) -> Self {
        let recording = Recording::start(request, recorded);
        let line = context.0.access_log.as_ref().map(|_| {
            Box::new(Line {
                time: SystemTime::now(),
                version: request.version(),
                host: host(request),
                target: request.uri().path_and_query().cloned(),
                user_agent: request.headers().get(USER_AGENT).cloned(),
                trace: request.headers().get(TRACEPARENT).cloned(),
                id: request.headers().get(REQUEST_ID).cloned(),
            })
        });
        Self {
            served: Arc::clone(context),
            since,
            method: request.method().clone(),
            meter: None,
            status: None,
            unfinished: false,
            told: Told::default(),
            line,
            recording,
        }
    }

    pub(super) fn entry(&self) -> &Entry {
        &self.served.1
    }

    pub(super) fn metrics(&self) -> &Metrics {
        &self.served.0.metrics
    }

    pub(super) fn decided(&mut self, meter: Arc<Meter>, rule: Option<usize>) {
        self.meter = Some(meter);
        self.told.rule = rule;
    }

    pub(super) fn backend(&mut self, backend: &BackendTarget) {
        if self.line.is_some() {
            self.told.backend = Some(backend.clone());
        }
    }

    pub(super) fn flag(&mut self, flag: &'static str) {
        self.told.flags.push(flag);
    }

    pub(super) fn fail(&mut self, reason: &'static str) {
        self.metrics()
            .failures
            .get_or_create(&Reason { reason })
            .inc();
        self.flag(reason);
    }

    pub(super) fn retried(&mut self) {
        self.metrics().retries.inc();
        self.told.retries += 1;
    }

    pub(super) fn answered(&mut self, response: &Response<ResponseBody>) {
        self.status = Some(response.status().as_u16());
        self.recording.responded(response.headers());
        let bodiless = self.method == Method::HEAD || response.status() == StatusCode::NOT_MODIFIED;
        self.unfinished = !bodiless && !response.body().is_end_stream();
    }

    /// A part of the response's body was sent.
    pub fn sent(&mut self, bytes: usize, ended: bool) {
        self.told.sent += bytes as u64;
        self.unfinished &= !ended;
    }

    /// The response's body broke off.
    pub fn broke_off(&mut self) {
        self.unfinished = false;
        self.fail("response_broke_off");
    }
}

impl Drop for Seen {
    fn drop(&mut self) {
        let gone = self.status.is_none() && self.told.flags.is_empty();
        if gone || self.unfinished {
            self.flag("client_gone");
        }
        let (server, entry) = &*self.served;
        let meter = self
            .meter
            .take()
            .unwrap_or_else(|| server.live.current().meters.of(&entry.gateway, None, None));
        let now = Instant::now();
        let duration = now.saturating_duration_since(self.since);
        entry.activity.touch_at(now);
        self.recording.end(&Ended {
            server,
            entry,
            meter: &meter,
            rule: self.told.rule,
            flags: &self.told.flags,
            status: self.status,
            duration,
        });
        let status = self
            .status
            .unwrap_or(if gone { CLIENT_GONE } else { NO_ANSWER });
        meter.observe(&server.metrics, known(&self.method), status, duration);
        if let (Some(line), Some(log)) = (self.line.take(), &server.access_log) {
            let told = std::mem::take(&mut self.told);
            let method = std::mem::take(&mut self.method);
            log.write(
                entry,
                *line,
                told,
                (method, status, duration, meter),
                &server.metrics,
            );
        }
    }
}

/// The method, if it is one that everybody knows: others would make as many series as clients think of.
pub(super) fn known(method: &Method) -> &'static str {
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
