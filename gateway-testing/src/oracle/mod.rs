//! Oracle: the specification once more, straight from its text.
//!
//! It works on the wire types and answers in the JSON of `gapi`, builds every candidate, filters,
//! sorts by the full key and takes the first. Nothing is prepared or shared between requests: it is
//! as slow as it is plain. It uses nothing of the engine.

mod attachment;
mod backends;
mod candidates;
mod certificates;
mod cluster;
mod cors;
mod decide;
mod decision;
mod edits;
mod filter_validity;
mod forward;
mod grammar;
mod hostname;
mod listeners;
mod matching;
mod outcome;
mod path;
mod redirect;
mod regex;
mod split;
mod statuses;
mod validity;

use serde_json::Value;

use crate::engine::{Engine, Statuses};
use crate::options::Options;
use crate::request::Request;
use crate::world::World;

use self::cluster::Cluster;
pub(crate) use self::grammar::milliseconds;

/// The naive implementation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Oracle;

impl Engine for Oracle {
    fn name(&self) -> &'static str {
        "oracle"
    }

    fn decide(&self, world: &World, options: &Options, requests: &[Request]) -> Vec<Value> {
        let cluster = Cluster { world, options };
        requests
            .iter()
            .map(|request| decide::decide(cluster, request))
            .collect()
    }

    fn statuses(&self, world: &World, options: &Options) -> Statuses {
        statuses::statuses(Cluster { world, options })
    }
}
