//! Carried: what is told of a connection or of a UDP flow whose bytes are carried as they are, once it has ended.

use std::sync::{Arc, OnceLock};
use std::time::{Instant, SystemTime};

use gateway_data_plane::entry::Entry;
use gateway_data_plane::relay::Bytes;
use gateway_data_plane::telemetry::{CarriedLine, Meter, OpenFlow};
use gateway_route_engine::request::Protocol;
use gateway_route_engine::{BackendTarget, Decision};

use crate::server::Server;
use crate::snapshot::Snapshot;

/// A connection or a flow, told of when it goes out of scope.
#[derive(Debug)]
pub struct Carried {
    server: Arc<Server>,
    entry: Entry,
    since: (SystemTime, Instant),
    meter: Option<Arc<Meter>>,
    backend: Option<BackendTarget>,
    /// What was carried.
    pub bytes: Bytes,
    why: OnceLock<&'static str>,
    /// While there is a backend.
    open: Option<OpenFlow>,
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
            self.backend = Some(forward.backend.target.clone());
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
        if let Some(log) = &server.access_log {
            let line = CarriedLine {
                entry,
                since: self.since.0,
                duration: self.since.1.elapsed(),
                meter: &meter,
                backend: self.backend.as_ref(),
                bytes: &self.bytes,
                why,
            };
            log.write_carried(&line, &server.metrics);
        }
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
