//! What this project's tests stand on: worlds of objects, a second implementation of the
//! specification, generators and scenarios.
//!
//! - [`World`] is a set of objects, [`Request`] a request and [`Options`] the settings, all of them plain data.
//! - [`Engine`] is whatever answers requests and computes statuses for a world, in the JSON that `gapi` prints. There are two:
//!   [`oracle::Oracle`], written from the specification's text over the wire types, clear and slow, and the adapter of the real
//!   one. They share no code, so that a misreading has to be made twice to go unnoticed.
//!
//! The oracle covers every kind that the engine does, but for `ServiceImport`. Nothing
//! here is published.

pub mod adapter;
pub mod choices;
pub mod compare;
pub mod conformance;
mod contain;
pub mod differential;
pub mod engine;
pub mod expected_failures;
pub mod following;
pub mod options;
pub mod oracle;
pub mod request;
pub mod scenario;
pub mod shrink;
pub mod strategy;
pub mod world;

pub use adapter::RouteEngine;
pub use engine::{Engine, Statuses};
pub use options::{Assume, Channel, Options, RegexRank};
pub use oracle::Oracle;
pub use request::{ObjectName, Protocol, Request};
pub use scenario::Scenario;
pub use world::World;

/// The example of the project's README, which has to compile and hold.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
#[derive(Debug)]
pub struct Readme;
