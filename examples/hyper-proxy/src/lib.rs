//! A data plane on hyper: live traffic, served as `gateway-route-engine` decides.
//!
//! The engine is a function from manifests to a routing table and from a request to a decision. Here is everything that the
//! engine is not: sockets, connections, bodies, time. Nothing in this crate looks at a route; it carries out what a
//! [`Decision`](gateway_route_engine::Decision) says.
//!
//! The way of a request, one file a step: [`listener`] accepts a connection, [`entrance`] finds out what is spoken on it,
//! [`tls`] begins with a handshake, [`layer4`] and [`udp`] carry bytes as they are, [`connection`] speaks HTTP, [`intake`] refuses
//! what is no proper request, [`service`] asks the engine and [`gate`] authorization services, [`exchange`] chooses the
//! [`target`], [`forward`] tries its endpoints within its [`upstream`], [`mirror`] sends copies, [`reply`] makes the answers that are the gateway's own.
//!
//! The way of a configuration: a [`source`] gives objects and says when there are others, [`addresses`] chooses where Gateways
//! are, [`snapshot`] compiles, and [`reload`] binds the listeners and swaps the snapshot that requests read.

pub mod addresses;
pub mod admin;
pub mod args;
pub mod auth;
pub mod body;
pub mod budget;
pub mod config;
pub mod connection;
pub mod demo;
pub mod entrance;
pub mod entry;
pub mod exchange;
pub mod failure;
pub mod fields;
pub mod forward;
pub mod framing;
pub mod gate;
pub mod gathered;
pub mod grpc;
pub mod headers;
pub mod intake;
pub mod layer4;
pub mod listener;
pub mod mirror;
pub mod observe;
pub mod outgoing;
pub mod overview;
pub mod relay;
pub mod reload;
pub mod reply;
pub mod server;
pub mod service;
pub mod session;
pub mod signals;
pub mod snapshot;
pub mod source;
pub mod stall;
pub mod target;
pub mod tls;
pub mod udp;
pub mod upgrade;
pub mod upstream;
pub mod upstreams;

pub use config::{Addresses, Config, Limits, Pool};
pub use observe::AccessLogTo;
pub use reload::NothingToServe;
pub use server::{Proxy, start};
pub use source::{ManifestFiles, ManifestText, Source};
