//! Engine: what answers requests and computes statuses.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::options::Options;
use crate::request::Request;
use crate::world::World;

/// The `.status` of every object that the engine would write to, by `Kind namespace/name` (`Kind
/// name` for cluster-scoped ones).
pub type Statuses = BTreeMap<String, Value>;

/// An implementation of the specification, seen from outside.
pub trait Engine {
    /// Name for messages.
    fn name(&self) -> &'static str;

    /// The decision on each request, as a line of `gapi eval` gives it, without its `id`.
    fn decide(&self, world: &World, options: &Options, requests: &[Request]) -> Vec<Value>;

    /// The statuses of the world's objects.
    fn statuses(&self, world: &World, options: &Options) -> Statuses;

    /// Both at once.
    fn answer(
        &self,
        world: &World,
        options: &Options,
        requests: &[Request],
    ) -> (Vec<Value>, Statuses) {
        (
            self.decide(world, options, requests),
            self.statuses(world, options),
        )
    }
}
