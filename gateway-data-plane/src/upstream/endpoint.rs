//! Endpoint: one address of a backend, and the connections to it that are kept.

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use hyper::client::conn::{http1, http2};
use tokio::time::Instant;

use super::connect::{self, Target};
use super::{ConnectError, Dial, Health, Lease, Protocol, Stream};
use crate::body::RequestBody;
use crate::limits::Limits;
use crate::session::SessionKey;
use crate::tls::ClientTls;

/// An address, with connections to it.
#[derive(Debug)]
pub struct Endpoint {
    address: SocketAddr,
    limits: Limits,
    /// How it does.
    pub health: Health,
    number: OnceLock<u128>,
    /// Connections that wait for a request, the one used last at the back.
    idle: Mutex<VecDeque<Idle>>,
    /// For each TLS identity the connection that requests share.
    http2: Mutex<BTreeMap<Identity, Arc<Shared>>>,
}

/// What TLS a connection has, so that no request gets onto one that was made for others; `None`: cleartext.
pub(super) type Identity = Option<Arc<[u8; 32]>>;

/// The lock is held while the connection is made, so that it is made once.
type Shared = tokio::sync::Mutex<Option<http2::SendRequest<RequestBody>>>;

#[derive(Debug)]
struct Idle {
    sender: http1::SendRequest<RequestBody>,
    identity: Identity,
    since: Instant,
}

impl Endpoint {
    pub(super) fn new(address: SocketAddr, limits: &Limits) -> Self {
        Self {
            address,
            limits: *limits,
            health: Health::new(),
            number: OnceLock::new(),
            idle: Mutex::default(),
            http2: Mutex::default(),
        }
    }

    /// Where it is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What tokens of sessions call it.
    pub fn number(&self, key: &SessionKey) -> u128 {
        *self.number.get_or_init(|| key.number(self.address))
    }

    /// Notes how a request to it went.
    pub fn note(&self, succeeded: bool) {
        if succeeded {
            self.health.succeeded();
        } else {
            self.health
                .failed(self.limits.failures, self.limits.avoided);
        }
    }

    /// A connection for one request that was kept for it, if there is one.
    pub(super) fn kept(self: &Arc<Self>, dial: &Dial) -> Option<Lease> {
        let identity = dial.tls.as_deref().map(ClientTls::id);
        let sender = (dial.protocol == Protocol::Http1).then(|| self.take_idle(&identity))??;
        Some(Lease::http1(sender, identity, Arc::clone(self), true))
    }

    /// A connection for one request: a new one, or of HTTP/2 the one that all share.
    pub(super) async fn connection(self: &Arc<Self>, dial: &Dial) -> Result<Lease, ConnectError> {
        let tls = dial.tls.as_deref();
        let identity = tls.map(ClientTls::id);
        match dial.protocol {
            Protocol::Http1 => {
                // Most requests find a connection, and need not have room for the making of one.
                let sender = Box::pin(connect::http1(self.target(tls))).await?;
                Ok(Lease::http1(sender, identity, Arc::clone(self), false))
            }
            Protocol::Http2 => self.shared_connection(identity, tls).await,
        }
    }

    /// A connection for whatever bytes come, which is not kept.
    pub async fn stream(&self, dial: &Dial) -> Result<Stream, ConnectError> {
        connect::stream(self.target(dial.tls.as_deref()), None).await
    }

    fn target<'t>(&self, tls: Option<&'t ClientTls>) -> Target<'t> {
        Target {
            address: self.address,
            limit: self.limits.connect,
            tls,
        }
    }

    async fn shared_connection(
        self: &Arc<Self>,
        identity: Identity,
        tls: Option<&ClientTls>,
    ) -> Result<Lease, ConnectError> {
        let shared = Arc::clone(lock(&self.http2).entry(identity).or_default());
        let mut shared = shared.lock().await;
        if let Some(sender) = shared.as_ref().filter(|sender| !sender.is_closed()) {
            return Ok(Lease::http2(sender.clone(), Arc::clone(self), true));
        }
        let sender = Box::pin(connect::http2(self.target(tls))).await?;
        *shared = Some(sender.clone());
        Ok(Lease::http2(sender, Arc::clone(self), false))
    }

    /// The connection that was used last, of those that are ready: the others may close for lack of use.
    fn take_idle(&self, identity: &Identity) -> Option<http1::SendRequest<RequestBody>> {
        let mut idle = lock(&self.idle);
        let mut position = idle.len();
        while let Some(previous) = position.checked_sub(1) {
            position = previous;
            let kept = idle.get(position)?;
            if kept.sender.is_closed() {
                idle.remove(position);
            } else if kept.identity == *identity && kept.sender.is_ready() {
                return idle.remove(position).map(|idle| idle.sender);
            }
        }
        None
    }

    pub(super) fn keep_idle(&self, sender: http1::SendRequest<RequestBody>, identity: Identity) {
        if sender.is_closed() {
            return;
        }
        let mut idle = lock(&self.idle);
        if idle.len() >= self.limits.idle_per_endpoint {
            idle.pop_front();
        }
        idle.push_back(Idle {
            sender,
            identity,
            since: Instant::now(),
        });
    }

    pub(super) fn close_idle(&self) {
        let limit = self.limits.idle;
        lock(&self.idle).retain(|idle| !idle.sender.is_closed() && idle.since.elapsed() < limit);
        // One that is being made or used has another holder.
        lock(&self.http2).retain(|_, shared| {
            Arc::strong_count(shared) > 1
                || shared
                    .try_lock()
                    .is_ok_and(|shared| shared.as_ref().is_some_and(|sender| !sender.is_closed()))
        });
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
