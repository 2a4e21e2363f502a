//! Snapshot: one configuration, compiled. It never changes: a reload puts another one in its place, and requests finish with
//! the one that they started with.

use std::collections::HashMap;
use std::sync::Arc;

use gateway_route_engine::backend::BackendTarget;
use gateway_route_engine::{
    Assume, Assumptions, Endpoints, Options, Resources, RoutingTable, compile,
};

use crate::source::{Input, Problem};
use crate::upstream::{Registry, Upstream};

/// What requests are served by.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// Decides on requests.
    pub table: RoutingTable,
    upstreams: HashMap<BackendTarget, Upstream>,
}

impl Snapshot {
    /// Compiles what a source gave. What is wrong with it is told, and costs no other part of the configuration its place.
    pub fn compile(input: &Input, endpoints: &Registry) -> (Self, Vec<Problem>) {
        let compiled = compile(&input.resources, &options());
        let upstreams = upstreams(&input.resources, endpoints);
        let problems = compiled
            .diagnostics
            .iter()
            .map(|diagnostic| input.locate(diagnostic))
            .collect();
        (
            Self {
                table: compiled.table,
                upstreams,
            },
            problems,
        )
    }

    /// The endpoints of a backend of the table.
    pub fn upstream(&self, target: &BackendTarget) -> Option<&Upstream> {
        self.upstreams.get(target)
    }
}

/// A proxy serves with what it has: an object that is not there cannot be used. What it does not use, it takes for granted.
fn options() -> Options {
    let kinds = ["GatewayClass", "Namespace"].map(|kind| (kind.to_owned(), Assume::Present));
    Options {
        assume: Assumptions {
            default: Assume::Missing,
            kinds: kinds.into(),
        },
        ..Options::default()
    }
}

/// The endpoints of everything that requests may be sent to: each port of each Service.
fn upstreams(resources: &Resources, endpoints: &Registry) -> HashMap<BackendTarget, Upstream> {
    let ports = resources.services.iter().flat_map(|(name, service)| {
        let ports = service
            .spec
            .iter()
            .flat_map(|spec| spec.ports.iter().flatten());
        ports.map(move |port| (name, port.port))
    });
    let targets = ports.map(|(name, port)| BackendTarget {
        group: "".into(),
        kind: "Service".into(),
        namespace: name.namespace.as_str().into(),
        name: name.name.as_str().into(),
        port: u16::try_from(port).ok(),
    });
    let found = Endpoints::of(resources);
    let upstream = |target: BackendTarget| {
        let addresses = found.addresses(&target).into_iter();
        let upstream = Upstream::new(
            addresses
                .map(|address| endpoints.endpoint(address))
                .collect(),
        );
        (target, upstream)
    };
    targets.map(upstream).collect()
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

    /// Serves the requests from now on by another snapshot.
    pub fn replace(&self, snapshot: Snapshot) {
        self.snapshot.store(Arc::new(snapshot));
    }
}
