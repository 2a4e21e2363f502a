//! Limits: bounds on time and memory that no route sets.

use std::time::Duration;

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
