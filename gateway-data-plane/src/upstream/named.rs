//! Named: endpoints that DNS tells, of a backend outside the cluster (spec 6.9.1).

use std::sync::Arc;

use tokio::net::lookup_host;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use super::{Endpoint, Registry};

/// A host, and what was found under its name.
#[derive(Debug)]
pub(super) struct Named {
    host: Arc<str>,
    port: u16,
    registry: Registry,
    /// The lock is held while the name is looked up, so that it is looked up once.
    found: Mutex<Option<Found>>,
}

#[derive(Debug)]
struct Found {
    at: Instant,
    endpoints: Arc<[Arc<Endpoint>]>,
}

/// The most addresses of a name that are used.
const MOST: usize = 64;

impl Named {
    pub(super) fn new(host: Arc<str>, port: u16, registry: Registry) -> Self {
        Self {
            host,
            port,
            registry,
            found: Mutex::default(),
        }
    }

    /// The endpoints; none if the name is unknown. What was found a short time ago counts, and whatever was found before if
    /// there is no answer now.
    pub(super) async fn endpoints(&self) -> Arc<[Arc<Endpoint>]> {
        let limits = self.registry.limits();
        let mut found = self.found.lock().await;
        if let Some(found) = found
            .as_ref()
            .filter(|found| found.at.elapsed() < limits.resolved)
        {
            return Arc::clone(&found.endpoints);
        }
        let endpoints = match timeout(limits.connect, lookup_host((&*self.host, self.port))).await {
            Ok(Ok(addresses)) => {
                let mut addresses: Vec<_> = addresses.take(MOST).collect();
                addresses.sort_unstable();
                addresses.dedup();
                // A name outside must not lead to what listens for this machine alone, such as the proxy's own administration.
                addresses.retain(|address| {
                    limits.external_loopback || !address.ip().to_canonical().is_loopback()
                });
                if addresses.is_empty() {
                    tracing::warn!(host = %self.host, "the name leads to no address that may be used");
                }
                addresses
                    .into_iter()
                    .map(|address| self.registry.endpoint(address))
                    .collect()
            }
            failed => {
                let error = failed.map_or_else(
                    |_| "no answer in time".to_owned(),
                    |failed| {
                        failed
                            .err()
                            .map_or_else(String::new, |error| error.to_string())
                    },
                );
                tracing::warn!(host = %self.host, error, "the name could not be looked up");
                found
                    .take()
                    .map_or_else(|| Arc::new([]) as Arc<[_]>, |before| before.endpoints)
            }
        };
        *found = Some(Found {
            at: Instant::now(),
            endpoints: Arc::clone(&endpoints),
        });
        endpoints
    }
}
