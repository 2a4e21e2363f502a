//! Registry: which endpoints there are, so that a reload keeps their connections.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use gateway_route_engine::BackendTarget;

use super::Endpoint;
use crate::budget::Tally;
use crate::limits::Limits;

/// Every endpoint that some snapshot still uses, once. Clones share it.
#[derive(Clone, Debug)]
pub struct Registry {
    limits: Limits,
    endpoints: Arc<Mutex<BTreeMap<SocketAddr, Weak<Endpoint>>>>,
    tallies: Arc<Mutex<BTreeMap<BackendTarget, Weak<Tally>>>>,
}

impl Registry {
    /// Endpoints within these bounds.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            endpoints: Arc::default(),
            tallies: Arc::default(),
        }
    }

    /// The bounds.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The requests and retries of a backend, all of its ports together.
    pub fn tally(&self, target: &BackendTarget) -> Arc<Tally> {
        let object = BackendTarget {
            port: None,
            ..target.clone()
        };
        let mut tallies = self.tallies.lock().unwrap_or_else(PoisonError::into_inner);
        let known = tallies.entry(object).or_default();
        known.upgrade().unwrap_or_else(|| {
            let tally = Arc::new(Tally::default());
            *known = Arc::downgrade(&tally);
            tally
        })
    }

    /// The endpoint at an address, with whatever connections it has.
    pub fn endpoint(&self, address: SocketAddr) -> Arc<Endpoint> {
        let mut endpoints = self
            .endpoints
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let known = endpoints.entry(address).or_default();
        known.upgrade().unwrap_or_else(|| {
            let endpoint = Arc::new(Endpoint::new(address, &self.limits));
            *known = Arc::downgrade(&endpoint);
            endpoint
        })
    }

    /// Closes connections that were not used for long, and forgets endpoints that nothing uses.
    pub fn sweep(&self) {
        let mut endpoints = self
            .endpoints
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        endpoints.retain(|_, endpoint| endpoint.strong_count() > 0);
        let mut tallies = self.tallies.lock().unwrap_or_else(PoisonError::into_inner);
        tallies.retain(|_, tally| tally.strong_count() > 0);
        endpoints
            .values()
            .filter_map(Weak::upgrade)
            .for_each(|endpoint| endpoint.close_idle());
    }
}
