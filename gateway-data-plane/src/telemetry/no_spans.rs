//! No spans: what stands in place of them in a build without the feature `otlp`. Nothing of it leaves a trace in the program.

#![allow(
    clippy::unused_self,
    clippy::unused_async,
    reason = "they are called as those of the other build are"
)]

use std::sync::Arc;

use http::{HeaderMap, Request};

use super::{Collectors, Ended, names};
use crate::failure::Failure;
use crate::outgoing::Outgoing;
use crate::upstream::{Dial, Endpoint, Upstream};

/// Nothing is recorded of a request.
#[derive(Debug)]
pub struct Recording;

/// Nothing is sent anywhere.
#[derive(Debug, Default)]
pub struct Exporter {}

impl Recording {
    /// There is nothing to record.
    pub fn start<B>(_: &Request<B>, _: names::Recorded) -> Self {
        Self
    }

    /// There is nothing to record.
    pub fn path<'p>(&mut self, _: impl FnOnce() -> Option<&'p str>) {}

    /// There is nothing to record.
    pub fn attempt(&mut self, _: &mut Outgoing, _: &Dial, _: &Endpoint, _: &Upstream) {}

    /// There is nothing to record.
    pub fn attempted(&mut self, _: Result<u16, &Failure>) {}

    /// There is nothing to record.
    pub fn responded(&mut self, _: &HeaderMap) {}

    /// There is nothing to send.
    pub fn end(&mut self, _: &Ended<'_>, _: &Exporter, _: &dyn Collectors) {}
}

impl Exporter {
    /// There is nothing to do.
    pub fn start(&self, _: Arc<dyn Collectors>) {}

    /// There is nothing to wait for.
    pub async fn flush(&self) {}
}
