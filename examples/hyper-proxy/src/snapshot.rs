//! Snapshot: one configuration, compiled. It never changes: a reload puts another one in its place, and requests finish with
//! the one that they started with.

use std::ops::Deref;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use gateway_data_plane::addresses::Assignment;
use gateway_data_plane::failure::Failure;
use gateway_data_plane::telemetry::Meters;
use gateway_data_plane::tls::{Identities, Material, Terminations, upstream};
use gateway_data_plane::upstream::{Dial, Protocol, Registry, Upstream};
use gateway_data_plane::upstreams::Upstreams;
use gateway_manifests::Inventory;
use gateway_route_engine::backend::{Backend, BackendTarget};
use gateway_route_engine::rule::RouteKind;
use gateway_route_engine::{
    Assume, Assumptions, Listener, Options, RoutingTable, Statuses, Transport, compile,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::Time;
use k8s_openapi::jiff::Timestamp;

use crate::source::{Input, Problem};

/// What requests are served by.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// Decides on requests.
    pub table: RoutingTable,
    /// What it was made of.
    pub objects: Inventory,
    /// What its requests are measured by.
    pub meters: Meters,
    /// What listeners bring to TLS handshakes.
    pub terminations: Terminations,
    upstreams: Upstreams,
    identities: Identities,
}

impl Snapshot {
    /// Compiles what a source gave, for Gateways that have these addresses. What is wrong with it is told, and costs no other
    /// part of the configuration its place.
    pub fn compile(
        input: &Input,
        addresses: &Assignment,
        endpoints: &Registry,
    ) -> (Self, Statuses, Vec<Problem>) {
        let compiled = compile(&input.resources, &options(addresses));
        // A Gateway without the addresses that it asks for is not programmed, and its status says so. Who has its manifests on
        // another machine wants it served all the same.
        let table = if addresses.unusable.is_empty() {
            compiled.table
        } else {
            compile(&input.resources, &options(&Assignment::default())).table
        };
        let material = Material::of(&input.resources);
        let (terminations, unusable) = Terminations::of(&table, &material);
        let towards = upstream::unusable(&input.resources, &table, &material);
        let diagnostics = compiled.diagnostics.iter().chain(&unusable).chain(&towards);
        let problems = diagnostics.map(|diagnostic| input.locate(diagnostic));
        let problems = problems.collect();
        let snapshot = Self {
            table,
            objects: input.inventory(),
            meters: Meters::default(),
            terminations,
            upstreams: Upstreams::of(&input.resources, endpoints),
            identities: Identities::new(material),
        };
        (snapshot, compiled.statuses, problems)
    }

    /// All backends of the table.
    pub fn upstreams(&self) -> impl Iterator<Item = &Upstream> {
        let mut upstreams: Vec<_> = self.upstreams.all().collect();
        upstreams.sort_unstable_by_key(|upstream| &upstream.name);
        upstreams.into_iter()
    }

    /// The endpoints of a backend of the table, for connections.
    pub fn upstream(&self, target: &BackendTarget) -> Option<&Arc<Upstream>> {
        self.upstreams.get(target, Transport::Tcp)
    }

    /// The endpoints of a backend of the table, for datagrams.
    pub fn udp_upstream(&self, target: &BackendTarget) -> Option<&Arc<Upstream>> {
        self.upstreams.get(target, Transport::Udp)
    }

    /// How a backend is spoken to by what came through a listener and was routed by a kind of route. TLS that cannot be set up
    /// fails, and is never left out (spec 6.8.9).
    pub fn dial(
        &self,
        backend: &Backend,
        route: RouteKind,
        listener: Option<&Listener>,
    ) -> Result<Dial, Failure> {
        Ok(Dial {
            protocol: Protocol::of(backend, route),
            tls: self
                .identities
                .of(backend, listener)
                .map_err(Failure::NoTls)?,
        })
    }

    /// The same, and the backend's endpoints.
    pub fn reach(
        &self,
        backend: &Backend,
        route: RouteKind,
        listener: Option<&Listener>,
    ) -> Result<(Dial, &Arc<Upstream>), Failure> {
        let dial = self.dial(backend, route, listener)?;
        let upstream = self.upstream(&backend.target);
        Ok((dial, upstream.ok_or(Failure::NoEndpoints)?))
    }
}

/// A proxy serves with what it has: an object that is not there cannot be used. What it does not use, it takes for granted.
fn options(addresses: &Assignment) -> Options {
    let kinds = ["GatewayClass", "Namespace"].map(|kind| (kind.to_owned(), Assume::Present));
    Options {
        assume: Assumptions {
            default: Assume::Missing,
            kinds: kinds.into(),
        },
        now: now(),
        assigned_addresses: addresses.assigned().collect(),
        unusable_addresses: addresses.unusable().collect(),
        ..Options::default()
    }
}

/// The time that conditions get which change.
fn now() -> Time {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let second = i64::try_from(since.as_secs()).unwrap_or_default();
    Time(Timestamp::from_second(second).unwrap_or_default())
}

/// The snapshot in use, and what outlives it.
#[derive(Debug)]
pub struct Live {
    snapshot: arc_swap::ArcSwap<Snapshot>,
    /// Endpoints with their connections.
    pub endpoints: Registry,
}

impl Live {
    /// Serves nothing yet.
    pub fn new(endpoints: Registry) -> Self {
        Self {
            snapshot: arc_swap::ArcSwap::default(),
            endpoints,
        }
    }

    /// The snapshot that a request starting now is served by.
    pub fn current(&self) -> Arc<Snapshot> {
        self.snapshot.load_full()
    }

    /// The same for a look at it, which costs less.
    pub fn peek(&self) -> impl Deref<Target = Arc<Snapshot>> {
        self.snapshot.load()
    }

    /// Serves the requests from now on by another snapshot.
    pub fn replace(&self, snapshot: Snapshot) {
        self.snapshot.store(Arc::new(snapshot));
    }
}
