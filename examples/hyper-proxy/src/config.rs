//! Configuration of the process: what manifests do not say.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

/// How to serve.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// Where listeners are bound.
    pub addresses: Addresses,
    /// Whether `X-Forwarded-*` of clients is kept and continued. By default it is replaced, for anyone can send it.
    pub trust_forwarded: bool,
    /// How long requests may take to finish once the proxy shuts down.
    pub drain_timeout: Duration,
    /// Bounds.
    pub limits: Limits,
}

/// Maps listeners to addresses of this machine.
#[derive(Clone, Copy, Debug)]
pub enum Addresses {
    /// This address, and the listener's port plus an offset.
    Offset(IpAddr, u16),
    /// This address, and any free port.
    AnyPort(IpAddr),
}

/// Bounds on time and memory that no route sets.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// To establish a connection to an endpoint.
    pub connect: Duration,
    /// For a client to send the head of a request, waiting for a further one on a connection included.
    pub request_head: Duration,
    /// How long an unused connection to an endpoint is kept.
    pub idle: Duration,
    /// How many unused connections to an endpoint are kept.
    pub idle_per_endpoint: usize,
    /// Bytes of a request's body that are kept for another attempt. A request with more is not retried once an endpoint was
    /// reached.
    pub replay_buffer: usize,
    /// Bytes of a request's body that wait for a mirror that is slower than the backend. With more the copy is given up.
    pub mirror_buffer: usize,
    /// Copies that are on their way at the same time. Beyond that no further ones are sent.
    pub mirrors: usize,
    /// For a mirror to answer.
    pub mirror: Duration,
}

impl Config {
    /// Serves on these addresses, with default bounds.
    pub fn new(addresses: Addresses) -> Self {
        Self {
            addresses,
            trust_forwarded: false,
            drain_timeout: Duration::from_secs(10),
            limits: Limits::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            request_head: Duration::from_secs(60),
            idle: Duration::from_secs(55),
            idle_per_endpoint: 256,
            replay_buffer: 64 << 10,
            mirror_buffer: 1 << 20,
            mirrors: 1024,
            mirror: Duration::from_secs(30),
        }
    }
}

impl Addresses {
    /// Where the listeners of a port are bound; `None` if the offset leads beyond the last port.
    pub fn of(self, port: u16) -> Option<SocketAddr> {
        match self {
            Self::Offset(address, offset) => {
                Some(SocketAddr::new(address, port.checked_add(offset)?))
            }
            Self::AnyPort(address) => Some(SocketAddr::new(address, 0)),
        }
    }
}
