//! Carried: what is told of a connection or of a UDP flow whose bytes are carried as they are, once it has ended.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Instant, SystemTime};

use gateway_route_engine::Decision;
use gateway_route_engine::request::Protocol;
use serde_json::json;

use super::access_log::{named, timestamp};
use super::meters::Meter;
use super::metrics::OpenFlow;
use crate::entry::Entry;
use crate::server::Server;
use crate::snapshot::Snapshot;

/// A connection or a flow, told of when it goes out of scope.
#[derive(Debug)]
pub struct Carried {
    server: Arc<Server>,
    entry: Entry,
    since: (SystemTime, Instant),
    meter: Option<Arc<Meter>>,
    backend: Option<String>,
    /// What was carried.
    pub bytes: Bytes,
    why: OnceLock<&'static str>,
    /// While there is a backend.
    open: Option<OpenFlow>,
}

/// How many bytes went each way.
#[derive(Debug, Default)]
pub struct Bytes {
    /// From the client to the backend.
    pub received: AtomicU64,
    /// From the backend to the client.
    pub sent: AtomicU64,
}

impl Carried {
    /// One begins.
    pub fn new(server: &Arc<Server>, entry: &Entry) -> Self {
        Self {
            server: Arc::clone(server),
            entry: entry.clone(),
            since: (SystemTime::now(), Instant::now()),
            meter: None,
            backend: None,
            bytes: Bytes::default(),
            why: OnceLock::new(),
            open: None,
        }
    }

    /// The engine has decided.
    pub fn decided(&mut self, snapshot: &Snapshot, decision: &Decision<'_>) {
        let matched = decision.matched();
        let listener = match decision {
            Decision::Reject(reject) => reject.listener,
            _ => matched.and_then(|matched| matched.listener),
        };
        let rule = matched.map(|matched| matched.rule);
        self.meter = Some(snapshot.meters.of(&self.entry.gateway, listener, rule));
        if let Decision::Forward(forward) = decision {
            self.backend = Some(named(&forward.backend.target));
        }
    }

    /// There is a backend.
    pub fn opened(&mut self) {
        self.open = Some(self.server.metrics.flow(self.protocol()));
    }

    /// This is why it ends; what is said first counts.
    pub fn ends(&self, why: &'static str) {
        let _said = self.why.set(why);
    }

    fn protocol(&self) -> &'static str {
        match self.entry.protocol {
            Protocol::Udp => "udp",
            Protocol::Https | Protocol::Tls => "tls",
            Protocol::Http | Protocol::Tcp => "tcp",
        }
    }

    fn tell(&self, why: &'static str) {
        let (server, entry) = (&self.server, &self.entry);
        let here = || server.live.peek().meters.of(&entry.gateway, None, None);
        let meter = self.meter.clone().unwrap_or_else(here);
        let protocol = self.protocol();
        server.metrics.flow_ended(protocol, why, &meter);
        let Some(log) = &server.access_log else {
            return;
        };
        let optional = |name: &Arc<str>| (!name.is_empty()).then(|| name.to_string());
        let line = json!({
            "timestamp": timestamp(self.since.0),
            "client.address": entry.client.to_string(),
            "client.port": entry.client_port,
            "network.transport": if protocol == "udp" { "udp" } else { "tcp" },
            "server.port": entry.port,
            "tls.client.server_name": entry.sni,
            "gateway.name": &*meter.gateway,
            "gateway.listener": optional(&meter.listener),
            "gateway.route": optional(&meter.route),
            "gateway.backend": self.backend,
            "gateway.bytes.received": self.bytes.received.load(Ordering::Relaxed),
            "gateway.bytes.sent": self.bytes.sent.load(Ordering::Relaxed),
            "gateway.duration": self.since.1.elapsed().as_secs_f64(),
            "gateway.end": why,
        });
        log.write_line(line, &server.metrics);
    }
}

impl Bytes {
    /// So many were received.
    pub fn receive(&self, count: usize) {
        self.received.fetch_add(count as u64, Ordering::Relaxed);
    }

    /// So many were sent.
    pub fn send(&self, count: usize) {
        self.sent.fetch_add(count as u64, Ordering::Relaxed);
    }
}

impl Drop for Carried {
    fn drop(&mut self) {
        if self.open.is_none() && self.entry.protocol == Protocol::Udp {
            // A datagram that begins no flow is counted where it is dropped, and anybody can send many.
            return;
        }
        // Whoever ends by itself says why.
        self.tell(self.why.get().copied().unwrap_or("shut_down"));
    }
}
