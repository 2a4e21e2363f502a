//! Carried: what the access log says of a connection or of a UDP flow whose bytes are carried as they are, once it has ended.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

use gateway_route_engine::BackendTarget;
use gateway_route_engine::request::Protocol;
use serde_json::{Value, json};

use super::access_log::{named, timestamp};
use super::meters::Meter;
use crate::entry::Entry;
use crate::relay::Bytes;

/// A connection or a flow that has ended.
#[derive(Clone, Copy, Debug)]
pub struct CarriedLine<'c> {
    /// Where its client came in.
    pub entry: &'c Entry,
    /// When.
    pub since: SystemTime,
    /// How long it was there.
    pub duration: Duration,
    /// What it is measured by.
    pub meter: &'c Meter,
    /// Where it went; `None`: nowhere.
    pub backend: Option<&'c BackendTarget>,
    /// What was carried.
    pub bytes: &'c Bytes,
    /// Why it has ended, in a word.
    pub why: &'static str,
}

impl CarriedLine<'_> {
    pub(super) fn json(&self) -> Value {
        let (entry, meter) = (self.entry, self.meter);
        let optional = |name: &Arc<str>| (!name.is_empty()).then(|| name.to_string());
        json!({
            "timestamp": timestamp(self.since),
            "client.address": entry.client.to_string(),
            "client.port": entry.client_port,
            "network.transport": if entry.protocol == Protocol::Udp { "udp" } else { "tcp" },
            "server.port": entry.port,
            "tls.client.server_name": entry.sni,
            "gateway.name": &*meter.gateway,
            "gateway.listener": optional(&meter.listener),
            "gateway.route": optional(&meter.route),
            "gateway.backend": self.backend.map(named),
            "gateway.bytes.received": self.bytes.received.load(Ordering::Relaxed),
            "gateway.bytes.sent": self.bytes.sent.load(Ordering::Relaxed),
            "gateway.duration": self.duration.as_secs_f64(),
            "gateway.end": self.why,
        })
    }
}
