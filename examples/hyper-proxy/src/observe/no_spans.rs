//! No spans: what stands in place of them in a build without the feature `otlp`. Nothing of it leaves a trace in the program.

#![allow(
    clippy::unused_self,
    clippy::unused_async,
    reason = "they are called as those of the other build are"
)]

use std::sync::Arc;

use http::{HeaderMap, Request};
use hyper::body::Incoming;

use super::names;
use super::seen::Ended;
use crate::failure::Failure;
use crate::outgoing::Outgoing;
use crate::server::Server;
use crate::upstream::{Dial, Endpoint, Upstream};

#[derive(Debug)]
pub(super) struct Recording;

/// Nothing is sent anywhere.
#[derive(Debug, Default)]
pub struct Exporter {}

impl Recording {
    pub(super) fn start(_: &Request<Incoming>, _: names::Recorded) -> Self {
        Self
    }

    pub(super) fn path<'p>(&mut self, _: impl FnOnce() -> Option<&'p str>) {}

    pub(super) fn attempt(&mut self, _: &mut Outgoing, _: &Dial, _: &Endpoint, _: &Upstream) {}

    pub(super) fn attempted(&mut self, _: Result<u16, &Failure>) {}

    pub(super) fn responded(&mut self, _: &HeaderMap) {}

    pub(super) fn end(&mut self, _: &Ended<'_>) {}
}

impl Exporter {
    /// There is nothing to do.
    pub fn start(_: &Arc<Server>) {}

    /// There is nothing to wait for.
    pub async fn flush(&self) {}
}
