//! Endpoint: one address of a backend, and the connections to it that are kept.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use hyper::client::conn::{http1, http2};
use tokio::time::Instant;

use super::{ConnectError, Dial, Health, Lease, Protocol, connect};
use crate::body::RequestBody;
use crate::config::Limits;
use crate::session::SessionKey;

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
    /// The connection that requests share. The lock is held while it is made, so that it is made once.
    http2: tokio::sync::Mutex<Option<http2::SendRequest<RequestBody>>>,
}

#[derive(Debug)]
struct Idle {
    sender: http1::SendRequest<RequestBody>,
    since: Instant,
}

impl Endpoint {
    pub(super) fn new(address: SocketAddr, limits: Limits) -> Self {
        Self {
            address,
            limits,
            health: Health::new(),
            number: OnceLock::new(),
            idle: Mutex::default(),
            http2: tokio::sync::Mutex::default(),
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

    /// A connection for one request: a kept one unless `fresh`, else a new one.
    pub async fn connection(
        self: &Arc<Self>,
        dial: &Dial,
        fresh: bool,
    ) -> Result<Lease, ConnectError> {
        match dial.protocol {
            Protocol::Http1 => {
                if !fresh && let Some(sender) = self.take_idle() {
                    return Ok(Lease::http1(sender, Arc::clone(self), true));
                }
                let sender = connect::http1(self.address, self.limits.connect).await?;
                Ok(Lease::http1(sender, Arc::clone(self), false))
            }
            Protocol::Http2 => self.shared_connection().await,
        }
    }

    async fn shared_connection(self: &Arc<Self>) -> Result<Lease, ConnectError> {
        let mut shared = self.http2.lock().await;
        if let Some(sender) = shared.as_ref().filter(|sender| !sender.is_closed()) {
            return Ok(Lease::http2(sender.clone(), Arc::clone(self), true));
        }
        let sender = connect::http2(self.address, self.limits.connect).await?;
        *shared = Some(sender.clone());
        Ok(Lease::http2(sender, Arc::clone(self), false))
    }

    /// The connection that was used last, of those that are ready: the others may close for lack of use.
    fn take_idle(&self) -> Option<http1::SendRequest<RequestBody>> {
        let mut idle = self.idle();
        let mut position = idle.len();
        while let Some(previous) = position.checked_sub(1) {
            position = previous;
            let sender = &idle.get(position)?.sender;
            if sender.is_closed() {
                idle.remove(position);
            } else if sender.is_ready() {
                return idle.remove(position).map(|idle| idle.sender);
            }
        }
        None
    }

    pub(super) fn keep_idle(&self, sender: http1::SendRequest<RequestBody>) {
        if sender.is_closed() {
            return;
        }
        let mut idle = self.idle();
        if idle.len() >= self.limits.idle_per_endpoint {
            idle.pop_front();
        }
        idle.push_back(Idle {
            sender,
            since: Instant::now(),
        });
    }

    pub(super) fn close_idle(&self) {
        let limit = self.limits.idle;
        self.idle()
            .retain(|idle| !idle.sender.is_closed() && idle.since.elapsed() < limit);
    }

    fn idle(&self) -> MutexGuard<'_, VecDeque<Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
