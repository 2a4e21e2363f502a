//! Upstream: the endpoints of a backend, and connections to them.

mod ask;
mod connect;
mod endpoint;
mod lease;
mod registry;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use gateway_route_engine::backend::{AppProtocol, Backend, BackendProtocol, BackendTarget};
use gateway_route_engine::rule::RouteKind;

use crate::observe::Cells;

pub use ask::ask;
pub use connect::ConnectError;
pub use endpoint::Endpoint;
pub use lease::{Lease, SendError};
pub use registry::Registry;

use crate::tls::ClientTls;

/// What is spoken with an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// HTTP/1.1.
    Http1,
    /// HTTP/2, in cleartext by prior knowledge.
    Http2,
}

/// How the endpoints of a backend are spoken to.
#[derive(Clone, Debug)]
pub struct Dial {
    /// What is spoken.
    pub protocol: Protocol,
    /// The TLS around it; `None`: cleartext.
    pub tls: Option<Arc<ClientTls>>,
}

/// The ready endpoints of a backend.
#[derive(Debug)]
pub struct Upstream {
    /// `namespace/name:port`.
    pub name: Arc<str>,
    /// How long attempts take, by status or reason of failure.
    pub durations: Cells<(u16, &'static str)>,
    endpoints: Vec<Arc<Endpoint>>,
    next: AtomicUsize,
}

impl Protocol {
    /// What a backend of this kind of route wants to hear: what its port declares, else HTTP/2 for gRPC and HTTP/1.1 for
    /// everything else (spec 6.3, 12.62, 12.93).
    pub fn of(backend: &Backend, route: RouteKind) -> Self {
        use BackendProtocol::{Grpc, H2c, Http, Http2, Mcp};
        match (backend.app_protocol, route) {
            (Some(AppProtocol::H2c | AppProtocol::XBackend(H2c | Http2 | Grpc)), _)
            | (None | Some(AppProtocol::XBackend(Http | Mcp)), RouteKind::Grpc) => Self::Http2,
            _ => Self::Http1,
        }
    }
}

impl Upstream {
    /// These endpoints, in turn.
    pub fn new(target: &BackendTarget, endpoints: Vec<Arc<Endpoint>>) -> Self {
        let BackendTarget {
            namespace, name, ..
        } = target;
        let port = target.port.map(|port| format!(":{port}"));
        Self {
            name: format!("{namespace}/{name}{}", port.unwrap_or_default()).into(),
            durations: Cells::default(),
            endpoints,
            next: AtomicUsize::new(0),
        }
    }

    /// Where they are.
    pub fn addresses(&self) -> impl Iterator<Item = SocketAddr> {
        self.endpoints.iter().map(|endpoint| endpoint.address())
    }

    /// The next endpoint in turn, another one than `failed` if there is one; `None` without endpoints.
    pub fn next(&self, failed: Option<&Endpoint>) -> Option<&Arc<Endpoint>> {
        let turn = self.next.fetch_add(1, Ordering::Relaxed);
        let count = self.endpoints.len();
        let from = |step: usize| self.endpoints.get((turn.wrapping_add(step)) % count.max(1));
        (0..count)
            .filter_map(from)
            .find(|endpoint| failed.is_none_or(|failed| failed.address() != endpoint.address()))
            .or_else(|| from(0))
    }
}
