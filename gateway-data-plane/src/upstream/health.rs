//! Health: how busy an endpoint is, and whether it has failed so often lately that others are asked in its place.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use super::Endpoint;

/// What is known of an endpoint from the requests that it got.
#[derive(Debug)]
pub struct Health {
    since: Instant,
    in_flight: AtomicUsize,
    /// Failures since the last success.
    failures: AtomicU32,
    /// Until when others are asked in its place, in milliseconds after `since`; 0: it is asked.
    avoided_until: AtomicU64,
}

/// A request that an endpoint works on, until it is dropped.
#[derive(Debug)]
pub struct InFlight(Arc<Endpoint>);

impl Health {
    pub(super) fn new() -> Self {
        Self {
            since: Instant::now(),
            in_flight: AtomicUsize::new(0),
            failures: AtomicU32::new(0),
            avoided_until: AtomicU64::new(0),
        }
    }

    /// How many requests it works on.
    pub fn in_flight(&self) -> usize {
        self.in_flight.load(Ordering::Relaxed)
    }

    /// Notes an answer that is no failure.
    pub fn succeeded(&self) {
        // Read first: all requests share the value, and most find nothing to change.
        if self.failures.load(Ordering::Relaxed) > 0 {
            self.failures.store(0, Ordering::Relaxed);
        }
    }

    /// Notes a failure. After `most` in a row others are asked in its place for a `pause`; then one more failure is enough.
    pub fn failed(&self, most: u32, pause: Duration) {
        if self.failures.fetch_add(1, Ordering::Relaxed) + 1 >= most {
            let until = self.since.elapsed().saturating_add(pause);
            let until = u64::try_from(until.as_millis()).unwrap_or(u64::MAX);
            self.avoided_until.store(until, Ordering::Relaxed);
        }
    }

    /// Whether others are to be asked in its place.
    pub fn is_avoided(&self) -> bool {
        let until = self.avoided_until.load(Ordering::Relaxed);
        if until == 0 {
            return false;
        }
        let avoided = u128::from(until) > self.since.elapsed().as_millis();
        if !avoided {
            self.avoided_until.store(0, Ordering::Relaxed);
        }
        avoided
    }
}

impl InFlight {
    pub(super) fn new(endpoint: Arc<Endpoint>) -> Self {
        endpoint.health.in_flight.fetch_add(1, Ordering::Relaxed);
        Self(endpoint)
    }

    /// The endpoint.
    pub fn endpoint(&self) -> &Arc<Endpoint> {
        &self.0
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.health.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}
