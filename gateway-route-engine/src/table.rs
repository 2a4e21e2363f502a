//! Routing table: everything that deciding on a request takes, immutable.

use std::collections::BTreeMap;
use std::sync::Arc;

use gateway_api_types::NamespacedName;

use crate::backend::AppProtocol;
use crate::grpc_match::GrpcMatch;
use crate::hostname::Hostname;
use crate::http_match::HttpMatch;
use crate::index::Index;
use crate::listener::{Listener, ListenerProtocol};
use crate::normalize::PathForm;
use crate::precedence::Precedence;
use crate::rule::{RouteKind, Rule};

/// The routes of all Gateways and of the mesh, ready to be asked. It never changes: a new one takes its place, and
/// readers of the old one finish with it. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct RoutingTable {
    pub(crate) gateways: Arc<BTreeMap<NamespacedName, GatewayTable>>,
    pub(crate) mesh: Arc<MeshTable>,
    pub(crate) path_form: PathForm,
}

/// The Services of a mesh (spec 8.1).
#[derive(Clone, Debug, Default)]
pub(crate) struct MeshTable {
    pub(crate) services: BTreeMap<NamespacedName, ServiceTable>,
    /// Whether a Service that is not here exists all the same, without routes.
    pub(crate) others_exist: bool,
}

/// The ports of a Service. A key without a number stands for all that no other key names, of a
/// Service whose ports are not known.
#[derive(Clone, Debug, Default)]
pub(crate) struct ServiceTable {
    pub(crate) ports: BTreeMap<(Option<u16>, Transport), ServicePortTable>,
}

/// What a Service port carries: one number may stand for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Transport {
    Tcp,
    Udp,
}

/// A port of a Service, with the routes of each group of clients.
#[derive(Clone, Debug, Default)]
pub(crate) struct ServicePortTable {
    pub(crate) app_protocol: Option<AppProtocol>,
    /// The routes of the Service's own namespace, for all clients.
    pub(crate) producer: Option<ServiceRoutes>,
    /// The routes of other namespaces, each for the clients of its own.
    pub(crate) consumers: BTreeMap<String, ServiceRoutes>,
}

/// The routes of one group, all of the kind that takes precedence (spec 8.1.9).
#[derive(Clone, Debug)]
pub(crate) struct ServiceRoutes {
    pub(crate) kind: RouteKind,
    pub(crate) routes: ListenerRoutes,
}

/// The listeners of a Gateway and its ListenerSets by port.
#[derive(Clone, Debug, Default)]
pub(crate) struct GatewayTable {
    pub(crate) ports: BTreeMap<u16, Vec<ListenerTable>>,
}

/// A listener that is programmed. Those of one port are sorted by
/// [`HostnameRank`](crate::precedence::HostnameRank), so that the first one that has a host is the
/// most specific one (spec 2.4.1).
#[derive(Clone, Debug)]
pub(crate) struct ListenerTable {
    pub(crate) listener: Listener,
    pub(crate) routes: ListenerRoutes,
}

/// What is attached to a listener, or to a Service port by one group, found by host and request.
#[derive(Clone, Debug)]
pub(crate) struct ListenerRoutes {
    pub(crate) http: Index<HttpMatch>,
    pub(crate) grpc: Index<GrpcMatch>,
    /// TLSRoutes, TCPRoutes or UDPRoutes, whichever the protocol takes.
    pub(crate) layer4: Index<()>,
    /// Whether an HTTPRoute is attached, be it one without rules that can be used.
    pub(crate) has_http: bool,
    /// Whether a GRPCRoute is attached, be it one without rules.
    pub(crate) has_grpc: bool,
}

/// One way for a request to reach a rule: a hostname of the route and a match of the rule. Of those
/// that match a request the one of the smallest precedence wins, which is what an [`Index`] answers
/// without asking them all.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<M> {
    pub(crate) precedence: Precedence,
    /// The route's hostname; `None`: any.
    pub(crate) hostname: Option<Hostname>,
    pub(crate) matches: Arc<M>,
    pub(crate) rule: Arc<Rule>,
}

impl RoutingTable {
    /// The Gateways in the table.
    pub fn gateways(&self) -> impl Iterator<Item = &NamespacedName> {
        self.gateways.keys()
    }

    /// Whether a Service exists, as far as that is known.
    pub fn has_service(&self, service: &NamespacedName) -> bool {
        self.mesh.others_exist || self.mesh.services.contains_key(service)
    }

    /// The ports that a Gateway listens on, each with the protocols there, for a data plane to
    /// bind.
    pub fn ports(
        &self,
        gateway: &NamespacedName,
    ) -> impl Iterator<Item = (u16, Vec<ListenerProtocol>)> {
        self.gateways
            .get(gateway)
            .into_iter()
            .flat_map(|table| &table.ports)
            .map(|(port, listeners)| {
                let mut protocols: Vec<_> = listeners
                    .iter()
                    .map(|found| found.listener.protocol)
                    .collect();
                protocols.sort_unstable();
                protocols.dedup();
                (*port, protocols)
            })
    }
}
