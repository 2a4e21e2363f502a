//! Strategies: random worlds and requests that lean to collisions.
//!
//! There are few hosts, few paths and few names, so that objects meet each other all the time and
//! the steps of the precedence order that come last decide often. [`Mix::MostlyValid`] breaks a
//! rule now and then, so that a bad neighbour is always near; [`Mix::FreeForm`] breaks them as
//! often as not.

mod alphabet;
mod backends;
mod bytes;
mod choices;
mod filters;
mod foreign;
mod gateways;
mod grpc_routes;
mod layer4_routes;
mod listeners;
mod matches;
mod policies;
mod requests;
mod routes;
mod trust;

use std::collections::BTreeSet;

pub use bytes::case_from;
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
    (world(mix).boxed(), options(), requests().boxed()).prop_map(|(world, options, requests)| {
        Case {
            world,
            options,
            requests,
        }
    })
}

/// Requests at the Gateways of generated worlds.
pub fn requests() -> impl Strategy<Value = Vec<Request>> {
    prop::collection::vec(requests::request(), 1..12)
}

/// A world.
pub fn world(mix: Mix) -> impl Strategy<Value = World> {
    // Boxed, since their values together are more than the stack of a test holds.
    let infrastructure = (
        gateways::classes().boxed(),
        gateways::gateways(mix).boxed(),
        many(gateways::listener_set(mix), 2, 7).boxed(),
        gateways::namespaces().boxed(),
        gateways::meshes().boxed(),
    );
    let trust = (
        trust::secrets().boxed(),
        trust::config_maps().boxed(),
        trust::bundles().boxed(),
    );
    let routes = (
        many(routes::route(mix), 6, 21).boxed(),
        many(grpc_routes::route(mix), 2, 9).boxed(),
        many(layer4_routes::tls_route(mix), 2, 5).boxed(),
        many(layer4_routes::tcp_route(mix), 2, 4).boxed(),
        many(layer4_routes::udp_route(mix), 1, 3).boxed(),
    );
    let backends = (
        backends::services().boxed(),
        backends::endpoint_slices().boxed(),
        backends::grants().boxed(),
        policies::x_backends(mix).boxed(),
        policies::pods().boxed(),
    );
    let policies = (
        policies::backend_tls_policies(mix).boxed(),
        policies::traffic_policies(mix).boxed(),
        policies::telemetry_policies(mix).boxed(),
    );
    let parts = (infrastructure, trust, routes, backends, policies);
    let world = parts.prop_map(|(infrastructure, trust, routes, backends, policies)| {
        let (gateway_classes, gateways, listener_sets, namespaces, x_meshes) = infrastructure;
        let (secrets, config_maps, cluster_trust_bundles) = trust;
        let (http_routes, grpc_routes, tls_routes, tcp_routes, udp_routes) = routes;
        let (services, endpoint_slices, reference_grants, x_backends, pods) = backends;
        let (backend_tls_policies, x_backend_traffic_policies, x_telemetry_policies) = policies;
        World {
            gateway_classes,
            gateways: distinct(gateways, |object| &object.metadata),
            listener_sets: distinct(listener_sets, |object| &object.metadata),
            http_routes: distinct(http_routes, |object| &object.metadata),
            grpc_routes: distinct(grpc_routes, |object| &object.metadata),
            tls_routes: distinct(tls_routes, |object| &object.metadata),
            tcp_routes: distinct(tcp_routes, |object| &object.metadata),
            udp_routes: distinct(udp_routes, |object| &object.metadata),
            reference_grants: distinct(reference_grants, |object| &object.metadata),
            backend_tls_policies: distinct(backend_tls_policies, |object| &object.metadata),
            x_backends: distinct(x_backends, |object| &object.metadata),
            x_backend_traffic_policies: distinct(x_backend_traffic_policies, |object| {
                &object.metadata
            }),
            x_telemetry_policies: distinct(x_telemetry_policies, |object| &object.metadata),
            x_meshes,
            namespaces,
            services: distinct(services, |object| &object.metadata),
            endpoint_slices: distinct(endpoint_slices, |object| &object.metadata),
            secrets,
            config_maps,
            pods: distinct(pods, |object| &object.metadata),
            cluster_trust_bundles,
        }
    });
    (world, prop::bool::weighted(0.15)).prop_map(|(mut world, written)| {
        if written {
            foreign::write(&mut world);
        }
        world
    })
}

/// Up to `usual` of them, now and then up to `most`: small worlds meet as often, and shrink sooner.
fn many<S: Strategy + 'static>(
    strategy: S,
    usual: usize,
    most: usize,
) -> impl Strategy<Value = Vec<S::Value>>
where
    S::Value: Clone,
{
    let number = prop_oneof![12 => 0..=usual, 1 => 0..most];
    let strategy = strategy.boxed();
    number.prop_flat_map(move |number| prop::collection::vec(strategy.clone(), number))
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
    let off = rarely(12, pick(&["TLSRouteModeMixed", "TLSRouteModeTerminate"]));
    let choices = choices::choices().boxed();
    (controller, assume, channel, rank, raw, off, choices).prop_map(
        |(controller, (complete, slices), channel, regex_rank, raw_paths, off, choices)| Options {
            controller,
            complete,
            assume: slices
                .map(|assume| ("EndpointSlice".to_owned(), assume))
                .into_iter()
                .collect(),
            channel,
            regex_rank,
            raw_paths,
            known_routability: BTreeSet::from(["example.com/known".to_owned()]),
            disabled_features: off.into_iter().map(str::to_owned).collect(),
            ..choices
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
