//! Strategies: random worlds and requests that lean to collisions.
//!
//! There are few hosts, few paths and few names, so that objects meet each other all the time and
//! the steps of the precedence order that come last decide often. [`Mix::MostlyValid`] breaks a
//! rule now and then, so that a bad neighbour is always near; [`Mix::FreeForm`] breaks them as
//! often as not.

mod aimed;
mod aims;
mod alphabet;
mod backends;
mod bytes;
mod choices;
mod filters;
mod foreign;
mod gateways;
mod generate;
mod grpc_routes;
mod layer4_routes;
mod listeners;
mod matches;
mod missed;
mod multicluster;
mod patterns;
mod policies;
mod requests;
mod routes;
mod trust;

use std::collections::BTreeSet;

use gateway_api_types::HttpRoute;

pub use self::bytes::case_from;
pub use self::generate::Drawn;
use self::generate::{BoxedStrategy, Draw, Just, Rng, Strategy, prop, prop_oneof};

use crate::options::{Assume, Channel, Options, RegexRank};
use crate::request::Request;
use crate::world::World;

/// One world in so many has a crowd of routes, of fewer than so many.
const CROWDED: usize = 16;
const CROWD: usize = 40;

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

/// Cases by their numbers.
#[derive(Debug)]
pub struct Cases(BoxedStrategy<Case>);

impl Cases {
    /// Those of a mix.
    pub fn new(mix: Mix) -> Self {
        Self(cases(mix).boxed())
    }

    /// The case of this number among those of a seed.
    pub fn get(&self, seed: u64, number: u64) -> Case {
        let start = Rng::new(seed).next() ^ number;
        self.0.draw(&mut Rng::new(start))
    }
}

/// Cases by their numbers, each with many requests that are aimed at what its routes match. Some of their
/// worlds are crowded.
#[derive(Debug)]
pub struct DenseCases {
    cases: Cases,
    crowd: BoxedStrategy<HttpRoute>,
    requests: usize,
}

impl DenseCases {
    /// Those of a mix, with so many requests each.
    pub fn new(mix: Mix, requests: usize) -> Self {
        Self {
            cases: Cases::new(mix),
            crowd: routes::route(mix).boxed(),
            requests,
        }
    }

    /// The case of this number among those of a seed.
    pub fn get(&self, seed: u64, number: u64) -> Case {
        let mut case = self.cases.get(seed, number);
        let mut rng = Rng::new(Rng::new(!seed).next() ^ number);
        if rng.below(CROWDED) == 0 {
            for index in 0..rng.below(CROWD) {
                let mut route = self.crowd.draw(&mut rng);
                route.metadata.name = Some(format!("c-{index}"));
                case.world.http_routes.push(route);
            }
        }
        let left = self.requests.saturating_sub(case.requests.len());
        let aimed = aimed::requests(&case.world, left, &mut rng);
        case.requests.extend(aimed);
        case
    }
}

/// A world with requests at its Gateways.
pub fn case(mix: Mix) -> Drawn<Case> {
    Drawn(cases(mix).boxed())
}

/// A world.
pub fn world(mix: Mix) -> Drawn<World> {
    Drawn(worlds(mix).boxed())
}

fn cases(mix: Mix) -> impl Strategy<Value = Case> {
    (worlds(mix), options(), requests()).prop_map(|(world, options, requests)| Case {
        world,
        options,
        requests,
    })
}

/// Requests at the Gateways of generated worlds.
fn requests() -> impl Strategy<Value = Vec<Request>> {
    prop::collection::vec(requests::request(), 1..12)
}

fn worlds(mix: Mix) -> impl Strategy<Value = World> {
    let infrastructure = (
        gateways::classes(),
        gateways::gateways(mix),
        many(gateways::listener_set(mix), 2, 7),
        gateways::namespaces(),
        gateways::meshes(),
    );
    let trust = (trust::secrets(), trust::config_maps(), trust::bundles());
    let routes = (
        many(routes::route(mix), 6, 21),
        many(grpc_routes::route(mix), 2, 9),
        many(layer4_routes::tls_route(mix), 2, 5),
        many(layer4_routes::tcp_route(mix), 2, 4),
        many(layer4_routes::udp_route(mix), 1, 3),
    );
    let backends = (
        backends::services(),
        backends::endpoint_slices(),
        backends::grants(),
        policies::x_backends(mix),
        policies::pods(),
        (multicluster::service_imports(), multicluster::definitions()),
    );
    let policies = (
        policies::backend_tls_policies(mix),
        policies::traffic_policies(mix),
        policies::telemetry_policies(mix),
    );
    let parts = (infrastructure, trust, routes, backends, policies);
    let world = parts.prop_map(|(infrastructure, trust, routes, backends, policies)| {
        let (gateway_classes, gateways, listener_sets, namespaces, x_meshes) = infrastructure;
        let (secrets, config_maps, cluster_trust_bundles) = trust;
        let (http_routes, grpc_routes, tls_routes, tcp_routes, udp_routes) = routes;
        let (services, endpoint_slices, reference_grants, x_backends, pods, others) = backends;
        let (service_imports, custom_resource_definitions) = others;
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
            service_imports: distinct(service_imports, |object| &object.metadata),
            custom_resource_definitions: distinct(custom_resource_definitions, |object| {
                &object.metadata
            }),
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
fn many<S: Strategy>(
    strategy: S,
    usual: usize,
    most: usize,
) -> impl Strategy<Value = Vec<S::Value>> {
    let few = 0..=usual;
    let number = Draw(move |rng: &mut Rng| {
        if rng.below(13) > 0 {
            few.draw(rng)
        } else {
            rng.below(most)
        }
    });
    prop::collection::vec(strategy, number)
}

/// Features that are switched off now and then.
const OFF: &[&str] = &[
    "BackendTLSPolicy",
    "BackendTLSPolicySANValidation",
    "ClusterTrustBundle",
    "GRPCRoute",
    "GRPCRouteNamedRouteRule",
    "GRPCRouteRequestHeaderModifier",
    "GatewayBackendClientCertificate",
    "GatewayFrontendClientCertificateValidation",
    "GatewayFrontendClientCertificateValidationInsecureFallback",
    "GatewayListenerFilters",
    "GatewayPort8080",
    "HTTPRoute",
    "HTTPRoute303RedirectStatusCode",
    "HTTPRouteBackendProtocolH2C",
    "HTTPRouteBackendProtocolWebSocket",
    "HTTPRouteBackendRequestHeaderModification",
    "HTTPRouteBackendTimeout",
    "HTTPRouteBackendURLRewrite",
    "HTTPRouteCORS",
    "HTTPRouteExternalAuth",
    "HTTPRouteExternalAuthForwardBody",
    "HTTPRouteHostRewrite",
    "HTTPRouteMethodMatching",
    "HTTPRouteNamedRouteRule",
    "HTTPRouteParentRefPort",
    "HTTPRoutePathRedirect",
    "HTTPRoutePathRewrite",
    "HTTPRoutePortRedirect",
    "HTTPRouteQueryParamMatching",
    "HTTPRouteRequestMirror",
    "HTTPRouteRequestMultipleMirrors",
    "HTTPRouteRequestPercentageMirror",
    "HTTPRouteRequestTimeout",
    "HTTPRouteResponseHeaderModification",
    "HTTPRouteRetryCodes",
    "HTTPRouteRetryConnectionError",
    "HTTPRouteSchemeRedirect",
    "HTTPRouteSessionPersistence",
    "ListenerSet",
    "Mesh",
    "MeshConsumerRoute",
    "MeshHTTPRouteQueryParamMatching",
    "MeshHTTPRouteRewritePath",
    "TCPRoute",
    "TLSRoute",
    "TLSRouteModeMixed",
    "TLSRouteModeTerminate",
    "TelemetryPolicyTracing",
    "UDPRoute",
];

/// Settings, most often the default ones.
fn options() -> impl Strategy<Value = Options> {
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
    let off = prop_oneof![
        8 => Just(Vec::new()),
        1 => prop::collection::vec(text(OFF), 1..5),
    ];
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
            disabled_features: off.into_iter().collect(),
            ..choices
        },
    )
}

/// One value out of several.
fn pick<T: Clone>(values: &'static [T]) -> impl Strategy<Value = T> + Clone {
    Draw(move |rng: &mut Rng| values[rng.below(values.len())].clone())
}

/// A text out of several.
fn text(values: &'static [&'static str]) -> impl Strategy<Value = String> + Clone {
    Draw(move |rng: &mut Rng| values[rng.below(values.len())].to_owned())
}

/// Absent as often as there.
fn maybe<S: Strategy>(strategy: S) -> impl Strategy<Value = Option<S::Value>> {
    rarely(1, strategy)
}

/// There once in `often + 1` times.
fn rarely<S: Strategy>(often: usize, strategy: S) -> impl Strategy<Value = Option<S::Value>> {
    Draw(move |rng: &mut Rng| (rng.below(often + 1) == 0).then(|| strategy.draw(rng)))
}

/// Absent once in `often + 1` times.
fn mostly<S: Strategy>(often: usize, strategy: S) -> impl Strategy<Value = Option<S::Value>> {
    Draw(move |rng: &mut Rng| (rng.below(often + 1) > 0).then(|| strategy.draw(rng)))
}

/// A valid value, or now and then one that is not.
fn or_invalid<T>(
    mix: Mix,
    valid: impl Strategy<Value = T>,
    invalid: impl Strategy<Value = T>,
) -> impl Strategy<Value = T> {
    let often = if mix == Mix::MostlyValid { 400 } else { 25 };
    Draw(move |rng: &mut Rng| {
        if rng.below(often + 1) == 0 {
            invalid.draw(rng)
        } else {
            valid.draw(rng)
        }
    })
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
