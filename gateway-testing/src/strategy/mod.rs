//! Strategies: random worlds and requests that lean to collisions.
//!
//! There are few hosts, few paths and few names, so that objects meet each other all the time and
//! the steps of the precedence order that come last decide often. [`Mix::MostlyValid`] breaks a
//! rule now and then, so that a bad neighbour is always near; [`Mix::FreeForm`] breaks them as
//! often as not.

mod alphabet;
mod backends;
mod filters;
mod gateways;
mod matches;
mod requests;
mod routes;

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::options::{Assume, Channel, Options, RegexRank};
use crate::request::Request;
use crate::world::World;

/// How often generated objects break rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mix {
    /// Now and then.
    MostlyValid,
    /// About half of the time somewhere.
    FreeForm,
}

/// A world, what it is evaluated with, and what is asked of it.
#[derive(Clone, Debug)]
pub struct Case {
    /// Objects.
    pub world: World,
    /// Settings.
    pub options: Options,
    /// Requests.
    pub requests: Vec<Request>,
}

/// A world with requests at its Gateways.
pub fn case(mix: Mix) -> impl Strategy<Value = Case> {
    (
        world(mix),
        options(),
        prop::collection::vec(requests::request(), 1..12),
    )
        .prop_map(|(world, options, requests)| Case {
            world,
            options,
            requests,
        })
}

/// Requests at the Gateways of generated worlds.
pub fn requests() -> impl Strategy<Value = Vec<Request>> {
    prop::collection::vec(requests::request(), 1..12)
}

/// A world.
pub fn world(mix: Mix) -> impl Strategy<Value = World> {
    let infrastructure = (
        gateways::classes(),
        gateways::gateways(mix),
        prop::collection::vec(gateways::listener_set(mix), 0..2),
        gateways::namespaces(),
        gateways::secrets(),
    );
    let routes = prop::collection::vec(routes::route(mix), 0..8);
    let backends = (
        backends::services(),
        backends::endpoint_slices(),
        backends::grants(),
    );
    (infrastructure, routes, backends).prop_map(|(infrastructure, routes, backends)| {
        let (gateway_classes, gateways, listener_sets, namespaces, secrets) = infrastructure;
        let (services, endpoint_slices, reference_grants) = backends;
        World {
            gateway_classes,
            gateways: distinct(gateways, |object| &object.metadata),
            listener_sets: distinct(listener_sets, |object| &object.metadata),
            http_routes: distinct(routes, |object| &object.metadata),
            namespaces,
            secrets,
            services: distinct(services, |object| &object.metadata),
            endpoint_slices: distinct(endpoint_slices, |object| &object.metadata),
            reference_grants: distinct(reference_grants, |object| &object.metadata),
            ..World::default()
        }
    })
}

/// Settings, most often the default ones.
pub fn options() -> impl Strategy<Value = Options> {
    let controller = prop_oneof![25 => Just(None), 1 => alphabet::controller().prop_map(Some)];
    let slices = prop_oneof![12 => Just(None), 1 => Just(Some(Assume::Missing))];
    let rank = prop_oneof![
        6 => Just(RegexRank::BetweenExactAndPrefix),
        1 => Just(RegexRank::BeforeExact),
        1 => Just(RegexRank::AfterPrefix),
    ];
    let raw = prop::bool::weighted(0.1);
    let channel = prop_oneof![9 => Just(Channel::Experimental), 1 => Just(Channel::Standard)];
    let assume = (prop::bool::weighted(0.3), slices);
    (controller, assume, channel, rank, raw).prop_map(
        |(controller, (complete, slices), channel, regex_rank, raw_paths)| Options {
            controller,
            complete,
            assume: slices
                .map(|assume| ("EndpointSlice".to_owned(), assume))
                .into_iter()
                .collect(),
            channel,
            regex_rank,
            raw_paths,
            ..Options::default()
        },
    )
}

/// One value out of several.
fn pick<T: Clone + std::fmt::Debug + 'static>(values: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(values)
}

/// A text out of several.
fn text(values: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(values).prop_map(str::to_owned)
}

/// Absent as often as there.
fn maybe<S: Strategy>(strategy: S) -> impl Strategy<Value = Option<S::Value>> {
    prop::option::of(strategy)
}

/// There once in `often + 1` times.
fn rarely<S: Strategy>(often: u32, strategy: S) -> impl Strategy<Value = Option<S::Value>>
where
    S::Value: Clone,
{
    prop_oneof![often => Just(None), 1 => strategy.prop_map(Some)]
}

/// Absent once in `often + 1` times.
fn mostly<S: Strategy>(often: u32, strategy: S) -> impl Strategy<Value = Option<S::Value>>
where
    S::Value: Clone,
{
    prop_oneof![1 => Just(None), often => strategy.prop_map(Some)]
}

/// A valid value, or now and then one that is not.
fn or_invalid<T: std::fmt::Debug>(
    mix: Mix,
    valid: impl Strategy<Value = T>,
    invalid: impl Strategy<Value = T>,
) -> impl Strategy<Value = T> {
    let often = if mix == Mix::MostlyValid { 400 } else { 25 };
    prop_oneof![often => valid, 1 => invalid]
}

/// The first object of each name: the same name twice is the reader's concern.
fn distinct<T>(objects: Vec<T>, metadata: impl Fn(&T) -> &gateway_api_types::ObjectMeta) -> Vec<T> {
    let mut seen = BTreeSet::new();
    let name = |object: &T| {
        let metadata = metadata(object);
        (metadata.namespace.clone(), metadata.name.clone())
    };
    objects
        .into_iter()
        .filter(|object| seen.insert(name(object)))
        .collect()
}
