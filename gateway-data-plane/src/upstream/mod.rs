//! Upstream: the endpoints of a backend, and connections to them.

mod balance;
mod connect;
mod endpoint;
mod health;
mod heard;
mod lease;
mod named;
mod registry;
mod send;

use std::future::ready;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use gateway_route_engine::backend::{AppProtocol, Backend, BackendProtocol, BackendTarget};
use gateway_route_engine::rule::RouteKind;
use tokio_util::either::Either;

use crate::telemetry::Cells;

pub use connect::{ConnectError, Stream};
pub use endpoint::Endpoint;
pub use health::{Health, InFlight};
pub use lease::{Lease, SendError};
pub use registry::Registry;

use named::Named;

use crate::budget::Tally;
use crate::failure::Failure;
use crate::session::Resumed;
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

/// The endpoints of a backend.
#[derive(Debug)]
pub struct Upstream {
    /// `namespace/name:port`.
    pub name: Arc<str>,
    /// How long attempts take, by status or reason of failure.
    pub durations: Cells<(u16, &'static str)>,
    endpoints: Endpoints,
    next: AtomicUsize,
    /// Its requests and retries, for its retry budget.
    pub tally: Arc<Tally>,
}

#[derive(Debug)]
enum Endpoints {
    /// Those that are ready, as the objects say.
    Listed(Vec<Arc<Endpoint>>),
    /// Those that DNS tells.
    Named(Box<Named>),
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
    /// These endpoints of a backend.
    pub fn listed(
        target: &BackendTarget,
        endpoints: Vec<Arc<Endpoint>>,
        tally: Arc<Tally>,
    ) -> Self {
        Self::new(target, Endpoints::Listed(endpoints), tally)
    }

    /// The endpoints of a backend that are found under a name.
    pub fn named(
        target: &BackendTarget,
        host: Arc<str>,
        port: u16,
        registry: &Registry,
        tally: Arc<Tally>,
    ) -> Self {
        let named = Named::new(host, port, registry.clone());
        Self::new(target, Endpoints::Named(Box::new(named)), tally)
    }

    fn new(target: &BackendTarget, endpoints: Endpoints, tally: Arc<Tally>) -> Self {
        let BackendTarget {
            namespace, name, ..
        } = target;
        let port = target.port.map(|port| format!(":{port}"));
        Self {
            name: format!("{namespace}/{name}{}", port.unwrap_or_default()).into(),
            durations: Cells::default(),
            endpoints,
            next: AtomicUsize::new(0),
            tally,
        }
    }

    /// Where those are that objects list.
    pub fn addresses(&self) -> impl Iterator<Item = SocketAddr> {
        let listed = match &self.endpoints {
            Endpoints::Listed(listed) => &listed[..],
            Endpoints::Named(_) => &[],
        };
        listed.iter().map(|endpoint| endpoint.address())
    }

    /// An endpoint for a request, that of its `session` if it serves, another one than those that `failed` if there
    /// is one; `None` without endpoints.
    pub fn pick<'p>(
        &'p self,
        session: Option<Resumed<'p>>,
        failed: &'p [Arc<Endpoint>],
    ) -> impl Future<Output = Option<Arc<Endpoint>>> + Send {
        match &self.endpoints {
            Endpoints::Listed(endpoints) => {
                Either::Left(ready(self.choose(endpoints, session, failed)))
            }
            // Most backends list theirs, and need not have room for asking.
            Endpoints::Named(named) => Either::Right(Box::pin(async move {
                self.choose(&named.endpoints().await, session, failed)
            })),
        }
    }

    /// A connection to an endpoint for whatever bytes come, and once more, to another one if there is one, if it cannot be
    /// reached.
    pub async fn connect(&self, dial: &Dial) -> Result<Stream, Failure> {
        let mut failed = Vec::new();
        loop {
            let endpoint = self.pick(None, &failed).await;
            let endpoint = endpoint.ok_or(Failure::NoEndpoints)?;
            let connected = endpoint.stream(dial).await;
            endpoint.note(connected.is_ok());
            match connected {
                Ok(stream) => return Ok(stream),
                Err(error) if failed.is_empty() => {
                    tracing::debug!(endpoint = %endpoint.address(), %error, "cannot connect");
                    failed.push(endpoint);
                }
                Err(error) => return Err(Failure::Connect(endpoint.address(), error)),
            }
        }
    }

    fn choose(
        &self,
        endpoints: &[Arc<Endpoint>],
        session: Option<Resumed<'_>>,
        failed: &[Arc<Endpoint>],
    ) -> Option<Arc<Endpoint>> {
        let of_session = session.and_then(|session| {
            let mut endpoints = endpoints.iter();
            let found = endpoints.find(|endpoint| endpoint.number(session.key) == session.number);
            found.filter(|endpoint| !endpoint.health.is_avoided())
        });
        let among = || {
            if let [only] = endpoints {
                return Some(only);
            }
            let turn = self.next.fetch_add(1, Ordering::Relaxed);
            balance::choose(endpoints, turn, rand::random_range(0..usize::MAX), failed)
        };
        of_session.or_else(among).cloned()
    }
}
