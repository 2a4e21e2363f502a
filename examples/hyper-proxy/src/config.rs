//! Configuration of the process: what manifests do not say.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use crate::observe::AccessLogTo;
use crate::session::SessionKey;

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

/// Maps Gateways and their listeners to addresses of this machine. A Gateway that asks for addresses which are this machine's
/// has those (spec 2.9).
#[derive(Clone, Copy, Debug)]
pub enum Addresses {
    /// Every other Gateway has this address; its listeners' ports plus an offset.
    Offset(IpAddr, u16),
    /// Every other Gateway has this address; its listeners have any free ports.
    AnyPort(IpAddr),
    /// Every other Gateway has the next address that no other has; its listeners' ports plus an offset.
    Pool(Pool, u16),
}

/// Addresses that Gateways are given in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// The first one.
    pub first: IpAddr,
    /// The last one, of the same family.
    pub last: IpAddr,
}

/// What is no [`Pool`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidPool;

/// Bounds on time and memory that no route sets.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// To establish a connection to an endpoint.
    pub connect: Duration,
    /// For a client to send the head of a request, waiting for a further one on a connection included.
    pub request_head: Duration,
    /// For an endpoint to begin its answer to a request without a body, where the rule sets no timeout.
    pub answer: Duration,
    /// How many failures in a row make others be asked in an endpoint's place.
    pub failures: u32,
    /// For how long that is.
    pub avoided: Duration,
    /// How long addresses that DNS told are used.
    pub resolved: Duration,
    /// Whether a name outside the cluster may lead to this machine itself.
    pub external_loopback: bool,
    /// Connections of clients at the same time. Beyond that further ones are closed at once.
    pub connections: usize,
    /// Bytes of a request's head; one with more gets 431, over HTTP/2 the stream is refused.
    pub head_bytes: u32,
    /// Requests at the same time on an HTTP/2 connection.
    pub streams: u32,
    /// For a client to take the next bytes of an answer.
    pub client_stalled: Duration,
    /// For a client to send the next bytes of a body.
    pub body_stalled: Duration,
    /// For a client to finish a TLS handshake.
    pub handshake: Duration,
    /// How long neither side of a connection may say anything that is carried as it is, a WebSocket's included.
    pub idle_connection: Duration,
    /// How long a UDP flow is kept without a datagram either way.
    pub udp_idle: Duration,
    /// UDP flows that are open at the same time, for each listener. Beyond that datagrams of further clients are dropped.
    pub udp_flows: usize,
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
    /// For an authorization service to answer.
    pub authorization: Duration,
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

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            request_head: Duration::from_secs(60),
            connections: 32 << 10,
            head_bytes: 64 << 10,
            streams: 200,
            client_stalled: Duration::from_secs(60),
            body_stalled: Duration::from_secs(300),
            answer: Duration::from_secs(300),
            failures: 5,
            avoided: Duration::from_secs(10),
            resolved: Duration::from_secs(30),
            external_loopback: false,
            handshake: Duration::from_secs(10),
            idle_connection: Duration::from_secs(3600),
            udp_idle: Duration::from_secs(60),
            udp_flows: 4096,
            idle: Duration::from_secs(55),
            idle_per_endpoint: 256,
            replay_buffer: 64 << 10,
            mirror_buffer: 1 << 20,
            mirrors: 1024,
            mirror: Duration::from_secs(30),
            authorization: Duration::from_secs(10),
        }
    }
}

impl Addresses {
    /// The port to bind for a listener's port; `None` if the offset leads beyond the last one.
    pub fn port(self, port: u16) -> Option<u16> {
        match self {
            Self::Offset(_, offset) | Self::Pool(_, offset) => port.checked_add(offset),
            Self::AnyPort(_) => Some(0),
        }
    }
}

impl Pool {
    /// The addresses in order.
    pub fn addresses(self) -> impl Iterator<Item = IpAddr> {
        let number = |address| match address {
            IpAddr::V4(address) => u128::from(u32::from(address)),
            IpAddr::V6(address) => u128::from(address),
        };
        (number(self.first)..=number(self.last)).map(move |number| match self.first {
            IpAddr::V4(_) => Ipv4Addr::from(u32::try_from(number).unwrap_or(u32::MAX)).into(),
            IpAddr::V6(_) => Ipv6Addr::from(number).into(),
        })
    }
}

impl Default for Pool {
    /// The loopback addresses that end like those of a small network.
    fn default() -> Self {
        Self {
            first: Ipv4Addr::LOCALHOST.into(),
            last: Ipv4Addr::new(127, 0, 0, 254).into(),
        }
    }
}

impl FromStr for Pool {
    type Err = InvalidPool;

    /// `127.0.0.1-127.0.0.9`, or an address alone.
    fn from_str(text: &str) -> Result<Self, InvalidPool> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let parse = |text: &str| text.parse().map_err(|_| InvalidPool);
        let (first, last): (IpAddr, IpAddr) = (parse(first)?, parse(last)?);
        let same_family = first.is_ipv4() == last.is_ipv4();
        (same_family && first <= last)
            .then_some(Self { first, last })
            .ok_or(InvalidPool)
    }
}

impl fmt::Display for InvalidPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address, or the first and the last one with `-` between them")
    }
}

impl std::error::Error for InvalidPool {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_is_an_address_or_a_range() {
        for (text, expected) in [
            ("127.0.0.1", Some(vec!["127.0.0.1"])),
            (
                "127.0.0.254-127.0.1.1",
                Some(vec!["127.0.0.254", "127.0.0.255", "127.0.1.0", "127.0.1.1"]),
            ),
            ("::1-::2", Some(vec!["::1", "::2"])),
            ("127.0.0.2-127.0.0.1", None),
            ("127.0.0.2-::1", None),
            ("", None),
            ("localhost", None),
        ] {
            let pool = text.parse::<Pool>().ok();
            let addresses = pool.map(|pool| {
                pool.addresses()
                    .map(|ip| ip.to_string())
                    .collect::<Vec<_>>()
            });
            assert_eq!(
                addresses,
                expected.map(|list| list.into_iter().map(str::to_owned).collect()),
                "{text}"
            );
        }
    }
}
