//! A data plane on hyper: live traffic, served as `gateway-route-engine` decides.
//!
//! The engine is a function from manifests to a routing table and from a request to a decision. [`gateway_data_plane`] has the
//! parts that carry decisions out: endpoints, bodies, TLS, telemetry. Here they become a proxy: what listens, in which order the
//! parts meet a request, and how one configuration takes the place of another. Nothing in this crate looks at a route; it follows
//! a [`Decision`](gateway_route_engine::Decision).
//!
//! The way of a request, one file a step: [`listener`] accepts a connection, [`entrance`] finds out what is spoken on it,
//! a [`handshake`] begins TLS, [`layer4`] and [`udp`] carry bytes as they are, [`connection`] speaks HTTP, [`service`] asks the engine
//! and [`gate`] authorization services, [`exchange`] chooses the [`target`], [`forward`] tries its endpoints, [`mirror`] sends copies.
//! [`observe`] tells what has become of it.
//!
//! The way of a configuration: a [`source`] gives objects and says when there are others, [`snapshot`] compiles, and [`reload`]
//! binds the listeners and swaps the snapshot that requests read.

pub mod admin;
pub mod args;
pub mod auth;
pub mod config;
pub mod connection;
pub mod demo;
pub mod entrance;
pub mod exchange;
pub mod forward;
pub mod gate;
pub mod handshake;
pub mod layer4;
pub mod listener;
pub mod mirror;
pub mod observe;
pub mod overview;
pub mod reload;
pub mod server;
pub mod service;
pub mod signals;
pub mod snapshot;
pub mod source;
pub mod target;
pub mod udp;
pub mod upgrade;

pub use config::Config;
pub use gateway_data_plane::limits::Limits;
pub use gateway_data_plane::pool::{Addresses, Pool};
pub use gateway_data_plane::telemetry::AccessLogTo;
pub use reload::NothingToServe;
pub use server::{Proxy, start};
pub use source::{ManifestFiles, ManifestText, Source};
