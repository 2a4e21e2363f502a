//! Oracle: the specification once more, straight from its text.
//!
//! It works on the wire types and answers in the JSON of `gapi`, builds every candidate, filters,
//! sorts by the full key and takes the first. Nothing is prepared or shared between requests: it is
//! as slow as it is plain. It uses nothing of the engine.

mod addresses;
mod attachment;
mod backend_tls;
mod backends;
mod candidates;
mod certificates;
mod channel;
mod classes;
mod cluster;
mod conditions;
mod cors;
mod decide;
mod decision;
mod edits;
mod external_auth;
mod features;
mod filter_validity;
mod forward;
mod frontend;
mod gateway_status;
mod grammar;
mod grpc_matching;
mod grpc_validity;
mod hostname;
mod layer4;
mod listener_filters;
mod listener_set_status;
mod listener_status;
mod listeners;
mod matching;
mod mesh;
mod outcome;
mod parents;
mod path;
mod policy_status;
mod redirect;
mod references;
mod regex;
mod route;
mod route_status;
mod shared_hostnames;
mod split;
mod statuses;
mod telemetry;
mod traffic_policy;
mod trust;
mod validity;
mod x_backend;

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
        let decide = |cluster: Cluster<'_>| {
            let requests = requests.iter();
            let decisions = requests.map(|request| decide::decide(cluster, request));
            decisions.collect()
        };
        with_cluster(world, options, decide)
    }

    fn statuses(&self, world: &World, options: &Options) -> Statuses {
        with_cluster(world, options, statuses::statuses)
    }

    fn answer(
        &self,
        world: &World,
        options: &Options,
        requests: &[Request],
    ) -> (Vec<Value>, Statuses) {
        with_cluster(world, options, |cluster| {
            let requests = requests.iter();
            let decisions = requests.map(|request| decide::decide(cluster, request));
            (decisions.collect(), statuses::statuses(cluster))
        })
    }
}

/// Works out the routes and the listeners of a world, and hands them on.
fn with_cluster<T>(world: &World, options: &Options, ask: impl FnOnce(Cluster<'_>) -> T) -> T {
    let world = features::visible(channel::visible(world, options.channel), options);
    let bare = Cluster {
        world: &world,
        options,
        routes: &[],
        mesh_routes: &[],
        listeners: &[],
        lost: &[],
        gateway: None,
    };
    let routes = route::routes(bare, false);
    let mesh_routes = route::routes(bare, true);
    let gateways = world.gateways.iter();
    let listeners: Vec<_> = gateways
        .map(|gateway| listeners::listeners_of(bare, gateway))
        .collect();
    let settled = Cluster {
        routes: &routes,
        mesh_routes: &mesh_routes,
        listeners: &listeners,
        ..bare
    };
    let lost = shared_hostnames::losses(settled);
    ask(Cluster {
        lost: &lost,
        ..settled
    })
}
