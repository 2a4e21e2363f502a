//! Meters: under which names the requests of a listener and a route are measured, resolved once for each snapshot.

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use foldhash::fast::RandomState;
use gateway_api_types::NamespacedName;
use gateway_route_engine::{Listener, ListenerParent, Rule};

use super::metrics::{Cells, Metrics, RequestLabels};

/// The meters of a snapshot, each made when it is first used.
#[derive(Debug, Default)]
pub struct Meters {
    /// A snapshot's listeners and routes stay where they are for as long as it lives, so that their addresses name them.
    found: RwLock<HashMap<(u64, usize), Arc<Meter>, RandomState>>,
    hasher: RandomState,
}

/// The meter of a listener and a route.
#[derive(Debug)]
pub struct Meter {
    /// `namespace/name`.
    pub gateway: Arc<str>,
    /// The listener's name, behind the ListenerSet's where it is of one; empty where no listener has the host.
    pub listener: Arc<str>,
    /// `HTTPRoute/namespace/name`; empty where no rule matches.
    pub route: Arc<str>,
    durations: Cells<(&'static str, u16)>,
}

impl Meters {
    /// The meter of a request.
    pub fn of(
        &self,
        gateway: &NamespacedName,
        listener: Option<&Listener>,
        rule: Option<&Rule>,
    ) -> Arc<Meter> {
        let at_listener = match listener {
            Some(listener) => std::ptr::from_ref(listener).addr() as u64,
            None => self.hasher.hash_one(gateway),
        };
        let key = (
            at_listener,
            rule.map_or(0, |rule| rule.route().name.as_ptr().addr()),
        );
        if let Some(meter) = self
            .found
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
        {
            return Arc::clone(meter);
        }
        let mut found = self.found.write().unwrap_or_else(PoisonError::into_inner);
        let meter = found
            .entry(key)
            .or_insert_with(|| Arc::new(Meter::new(gateway, listener, rule)));
        Arc::clone(meter)
    }
}

impl Meter {
    /// The meter of these.
    pub fn new(gateway: &NamespacedName, listener: Option<&Listener>, rule: Option<&Rule>) -> Self {
        let listener = listener.map(|listener| match listener.id.parent {
            ListenerParent::Gateway => listener.id.section.clone(),
            ListenerParent::ListenerSet => format!("{}/{}", listener.id.name, listener.id.section),
        });
        let route = rule.map(Rule::route);
        let route = route.map(|route| format!("{}/{route}", route.kind.as_str()));
        Self {
            gateway: gateway.to_string().into(),
            listener: listener.unwrap_or_default().into(),
            route: route.unwrap_or_default().into(),
            durations: Cells::default(),
        }
    }

    /// A request has ended.
    pub fn observe(
        &self,
        metrics: &Metrics,
        method: &'static str,
        status: u16,
        duration: Duration,
    ) {
        self.durations.observe((method, status), duration, || {
            metrics.request(RequestLabels {
                method,
                status,
                route: Arc::clone(&self.route),
                gateway: Arc::clone(&self.gateway),
                listener: Arc::clone(&self.listener),
            })
        });
    }
}
