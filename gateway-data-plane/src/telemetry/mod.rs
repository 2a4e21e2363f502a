//! Telemetry: what is told of requests, connections and flows, in metrics, the access log and spans, without a say in what
//! becomes of them.

mod access_log;
mod carried;
mod meters;
mod metrics;
pub mod names;
pub mod reasons;
#[cfg_attr(not(feature = "otlp"), path = "no_spans.rs")]
mod spans;
mod traceparent;

use std::sync::Arc;
use std::time::Duration;

use gateway_api_types::NamespacedName;
use gateway_route_engine::backend::Backend;
use gateway_route_engine::rule::RouteKind;
use gateway_route_engine::tracing::Spans;

pub use access_log::{AccessLog, AccessLogTo, Line, Told};
pub use carried::CarriedLine;
pub use meters::{Meter, Meters};
pub use metrics::{Cells, Drops, Metrics, OpenConnection, OpenFlow, method_name};
pub use spans::{Exporter, Recording};
pub use traceparent::TraceParent;

use crate::entry::Entry;
use crate::failure::Failure;
use crate::upstream::{Dial, Upstream};

/// What has become of a request.
#[derive(Debug)]
pub struct Ended<'e> {
    /// Where its client came in.
    pub entry: &'e Entry,
    /// What it is measured by.
    pub meter: &'e Meter,
    /// The number of the rule in its route.
    pub rule: Option<usize>,
    /// What was out of the ordinary, the first thing first.
    pub flags: &'e [&'static str],
    /// The status of the answer; `None`: the client got none.
    pub status: Option<u16>,
    /// How long it took.
    pub duration: Duration,
}

/// Where the spans of Gateways go, as the configuration in use says.
pub trait Collectors: Send + Sync {
    /// How the spans of a Gateway are recorded; `None`: not at all.
    fn spans(&self, gateway: &NamespacedName) -> Option<Arc<Spans>>;

    /// How the collector of a Gateway is spoken to by requests of a kind, and where it is.
    ///
    /// # Errors
    ///
    /// When its TLS cannot be set up, or it is none of the backends that there are.
    fn collector(
        &self,
        gateway: &NamespacedName,
        provider: &Backend,
        kind: RouteKind,
    ) -> Result<(Dial, Arc<Upstream>), Failure>;

    /// What spans are counted in.
    fn metrics(&self) -> &Metrics;
}
