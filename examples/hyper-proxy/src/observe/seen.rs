//! Seen: what is known of a request, told when it goes out of scope, however it ends.

use std::sync::Arc;

use gateway_data_plane::body::{Onlooker, ResponseBody};
use gateway_data_plane::entry::Entry;
use gateway_data_plane::telemetry::{
    Ended, Line, Meter, Metrics, Recording, Told, method_name, names,
};
use gateway_route_engine::BackendTarget;
use http::{Method, Request, Response, StatusCode};
use http_body::Body as _;
use hyper::body::Incoming;
use tokio::time::Instant;

use super::Served;

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

impl Seen {
    pub(super) fn new(
        context: &Served,
        request: &Request<Incoming>,
        recorded: names::Recorded,
        since: Instant,
    ) -> Self {
        let recording = Recording::start(request, recorded);
        let log = context.0.access_log.as_ref();
        let line = log.map(|_| Box::new(Line::new(request)));
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
        self.metrics().failed(reason);
        self.flag(reason);
    }

    pub(super) fn retried(&mut self) {
        self.metrics().retried();
        self.told.retries += 1;
    }

    pub(super) fn answered(&mut self, response: &Response<ResponseBody>) {
        self.status = Some(response.status().as_u16());
        self.recording.responded(response.headers());
        let bodiless = self.method == Method::HEAD || response.status() == StatusCode::NOT_MODIFIED;
        self.unfinished = !bodiless && !response.body().is_end_stream();
    }
}

impl Onlooker for Seen {
    fn sent(&mut self, bytes: usize, ended: bool) {
        self.told.sent += bytes as u64;
        self.unfinished &= !ended;
    }

    fn broke_off(&mut self) {
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
        let ended = Ended {
            entry,
            meter: &meter,
            rule: self.told.rule,
            flags: &self.told.flags,
            status: self.status,
            duration,
        };
        self.recording.end(&ended, &server.exporter, &**server);
        let status = self
            .status
            .unwrap_or(if gone { CLIENT_GONE } else { NO_ANSWER });
        meter.observe(&server.metrics, method_name(&self.method), status, duration);
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
