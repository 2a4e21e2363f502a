//! The parts of a data plane: what stands around `gateway-route-engine` whoever serves with it.
//!
//! The engine is a function from manifests to a routing table and from a request to a decision. Here is what carries a decision
//! out, on tokio and hyper, in parts that know each other as little as they can. None of them looks at a route, listens on a socket
//! or reads a file; time and randomness come in here.
//!
//! The way of a request, a module a step: [`framing`] and [`stall`] stand between the socket and hyper, [`entry`] is what is known of
//! the client, [`intake`] refuses what is no proper request, [`headers`] removes and adds what concerns the way and not the
//! message, [`authorization`] asks services, [`session`] finds the endpoint of before, [`outgoing`] makes the request that a backend
//! gets, an [`upstream`] has the endpoints and their connections, within a [`budget`] of retries, [`body`] streams what is sent and
//! answered, [`failure`] says why nothing is, and [`reply`] makes the answers that are the gateway's own. [`relay`] carries what is not
//! HTTP. [`telemetry`] tells of all of it.
//!
//! The way of a configuration: [`addresses`] gives each Gateway its own, [`served_port`] says
//! what to listen on, [`upstreams`] lists the endpoints of all backends, and [`tls`]
//! makes of Secrets and bundles what handshakes need. What outlives a configuration is in the [`Registry`](upstream::Registry).

pub mod addresses;
pub mod authorization;
pub mod body;
pub mod budget;
pub mod entry;
pub mod failure;
pub mod fields;
pub mod framing;
mod gathered;
mod grpc;
pub mod headers;
pub mod intake;
pub mod limits;
pub mod outgoing;
pub mod pool;
pub mod relay;
pub mod reply;
pub mod served_port;
pub mod session;
pub mod stall;
pub mod telemetry;
#[cfg(test)]
mod testing;
pub mod tls;
pub mod upstream;
pub mod upstreams;

/// Holds the README to its example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
