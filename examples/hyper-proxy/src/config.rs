//! Configuration of the process: what manifests do not say.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use gateway_data_plane::limits::Limits;
use gateway_data_plane::pool::Addresses;
use gateway_data_plane::session::SessionKey;
use gateway_data_plane::telemetry::AccessLogTo;

/// How to serve.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where listeners are bound.
    pub addresses: Addresses,
    /// Whether `X-Forwarded-*` of clients is kept and continued. By default it is replaced, for anyone can send it.
    pub trust_forwarded: bool,
    /// Where the statuses of the objects are written after each load; `None`: nowhere.
    pub status_file: Option<PathBuf>,
    /// Where the admin port is; `None`: nowhere.
    pub admin: Option<SocketAddr>,
    /// Where each request is told of.
    pub access_log: AccessLogTo,
    /// How long to go on as before once the proxy is told to end, for those who send clients here to notice.
    pub drain_wait: Duration,
    /// How long requests may take to finish once the proxy shuts down.
    pub drain_timeout: Duration,
    /// What signs sessions.
    pub sessions: SessionKey,
    /// Bounds.
    pub limits: Limits,
}

impl Config {
    /// Serves on these addresses, with default bounds.
    pub fn new(addresses: Addresses) -> Self {
        Self {
            addresses,
            trust_forwarded: false,
            status_file: None,
            admin: None,
            access_log: AccessLogTo::Off,
            drain_wait: Duration::ZERO,
            drain_timeout: Duration::from_secs(10),
            sessions: SessionKey::random(),
            limits: Limits::default(),
        }
    }
}
