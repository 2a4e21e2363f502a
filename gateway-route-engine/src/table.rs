//! Routing table: everything that deciding on a request takes, immutable.

use std::collections::BTreeMap;
use std::sync::Arc;

use gateway_api_types::NamespacedName;

use crate::backend::AppProtocol;
use crate::grpc_match::GrpcMatch;
use crate::hostname::Hostname;
use crate::http_match::HttpMatch;
use crate::index::Index;
use crate::index::flat_map::FlatMap;
use crate::index::hash::{chain, hash};
use crate::index::hosts::{Host, HostMap};
use crate::listener::{Listener, ListenerId, ListenerProtocol};
use crate::normalize::PathForm;
use crate::options::RegexRank;
use crate::precedence::{HostnameRank, Precedence};
use crate::rule::{RouteKind, Rule};
use crate::scan::same;
use crate::service_map::ServiceMap;
use crate::tracing::Tracing;

/// The routes of all Gateways and of the mesh, ready to be asked. It never changes: a new one takes its place, and
/// readers of the old one finish with it. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct RoutingTable {
    /// In the order of their names.
    pub(crate) gateways: Arc<FlatMap<(NamespacedName, Arc<GatewayTable>)>>,
    pub(crate) mesh: Arc<MeshTable>,
    pub(crate) path_form: PathForm,
    pub(crate) tracing: Arc<BTreeMap<NamespacedName, Tracing>>,
    /// Where patterns stand among paths, for those who ask why.
    pub(crate) regex_rank: RegexRank,
}

/// So few Gateways are held against a name one after the other, which is sooner done than a hash.
const FEW: usize = 4;

/// The Services of a mesh (spec 8.1).
#[derive(Clone, Debug, Default)]
pub(crate) struct MeshTable {
    pub(crate) services: ServiceMap,
    /// Whether a Service that is not here exists all the same, without routes.
    pub(crate) others_exist: bool,
}

/// The ports of a Service. A key without a number stands for all that no other key names, of a
/// Service whose ports are not known.
#[derive(Clone, Debug, Default)]
pub(crate) struct ServiceTable {
    pub(crate) ports: BTreeMap<(Option<u16>, Transport), ServicePortTable>,
}

/// What a Service port carries: one number may stand for both (spec 12.48).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Transport {
    /// Connections: all protocols but UDP.
    Tcp,
    /// Datagrams.
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
    /// In their order.
    pub(crate) ports: Box<[(u16, Arc<PortTable>)]>,
}

impl GatewayTable {
    #[inline]
    pub(crate) fn port(&self, port: u16) -> Option<&Arc<PortTable>> {
        Some(&self.ports[self.place(port)?].1)
    }

    fn place(&self, port: u16) -> Option<usize> {
        self.ports
            .binary_search_by_key(&port, |(port, _)| *port)
            .ok()
    }
}

/// The listeners of a port, found by what a client speaks and the name that it asks for: of those
/// that have a host the most specific one takes it (spec 2.4.1).
#[derive(Clone, Debug)]
pub(crate) struct PortTable {
    /// The most specific hostname first.
    pub(crate) listeners: Vec<ListenerTable>,
    pub(crate) http: HostMap<u32>,
    pub(crate) https: HostMap<u32>,
    /// HTTPS and TLS, between which the server name of the handshake decides (spec 12.78).
    pub(crate) encrypted: HostMap<u32>,
    pub(crate) tcp: Option<u32>,
    pub(crate) udp: Option<u32>,
}

/// A listener that is programmed.
#[derive(Clone, Debug)]
pub(crate) struct ListenerTable {
    pub(crate) listener: Arc<Listener>,
    pub(crate) routes: Arc<ListenerRoutes>,
}

/// What is attached to a listener, or to a Service port by one group, found by host and request.
#[derive(Clone, Debug)]
pub(crate) struct ListenerRoutes {
    pub(crate) http: Index<HttpMatch>,
    pub(crate) grpc: Index<GrpcMatch>,
    /// TLSRoutes, TCPRoutes or UDPRoutes, whichever the protocol takes.
    pub(crate) layer4: Index<()>,
    /// How many HTTPRoutes are attached, those without rules that can be used included.
    pub(crate) http_routes: usize,
    /// How many GRPCRoutes are attached, those without rules included.
    pub(crate) grpc_routes: usize,
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
    pub(crate) rule: Rule,
}

impl PortTable {
    pub(crate) fn new(mut listeners: Vec<ListenerTable>) -> Self {
        use ListenerProtocol::{Http, Https, Tcp, Tls, Udp};
        listeners.sort_by_key(|table| HostnameRank::of(table.listener.hostname.as_ref()));
        let speaking = |protocols: &'static [ListenerProtocol]| {
            let indices = listeners.iter().zip(0..);
            indices.filter(move |(table, _)| protocols.contains(&table.listener.protocol))
        };
        let by_host = |protocols| {
            let mut hosts = BTreeMap::new();
            for (table, index) in speaking(protocols) {
                hosts
                    .entry(table.listener.hostname.clone())
                    .or_insert(index);
            }
            HostMap::new(hosts)
        };
        let first = |protocols| speaking(protocols).next().map(|(_, index)| index);
        Self {
            http: by_host(&[Http]),
            https: by_host(&[Https]),
            encrypted: by_host(&[Https, Tls]),
            tcp: first(&[Tcp]),
            udp: first(&[Udp]),
            listeners,
        }
    }

    /// The most specific of some listeners that has a host, which is without port.
    #[inline]
    pub(crate) fn serving(
        &self,
        listeners: &HostMap<u32>,
        host: Option<Host<'_>>,
    ) -> Option<&ListenerTable> {
        let index = listeners.find_map(host, |_, index| Some(*index));
        index.and_then(|index| self.get(index))
    }

    pub(crate) fn get(&self, index: u32) -> Option<&ListenerTable> {
        self.listeners.get(index as usize)
    }
}

impl ListenerRoutes {
    pub(crate) fn has_http(&self) -> bool {
        self.http_routes > 0
    }

    pub(crate) fn has_grpc(&self) -> bool {
        self.grpc_routes > 0
    }
}

impl RoutingTable {
    /// Changes the routes of a listener, if it is in the table. Whoever reads another clone of the
    /// table sees nothing of it; what does not change stays shared.
    pub(crate) fn edit_listener(
        &mut self,
        gateway: &NamespacedName,
        port: u16,
        listener: &ListenerId,
        edit: impl FnOnce(&mut ListenerRoutes),
    ) {
        let gateways = Arc::make_mut(&mut self.gateways).values_mut();
        let found = gateways.iter_mut().find(|(name, _)| name == gateway);
        let table = found.and_then(|(_, table)| {
            let place = table.place(port)?;
            Arc::make_mut(table).ports.get_mut(place)
        });
        let listeners = table.map(|(_, table)| &mut Arc::make_mut(table).listeners);
        let mut listeners = listeners.into_iter().flatten();
        if let Some(found) = listeners.find(|table| table.listener.id == *listener) {
            edit(Arc::make_mut(&mut found.routes));
        }
    }

    /// A Gateway's listeners.
    #[expect(
        clippy::inline_always,
        reason = "one of the steps that every request takes once"
    )]
    #[inline(always)]
    pub(crate) fn gateway(&self, name: &NamespacedName) -> Option<&GatewayTable> {
        let all = self.gateways.values();
        if all.len() > FEW {
            return self.gateway_among_many(name);
        }
        for (found, table) in all {
            if same_name(found, name) {
                return Some(table);
            }
        }
        None
    }

    /// Not in line, where it would take registers from the rest.
    #[inline(never)]
    fn gateway_among_many(&self, name: &NamespacedName) -> Option<&GatewayTable> {
        let hash = hash_name(name);
        let found = self.gateways.find(hash, |(found, _)| found == name)?;
        Some(&found.1)
    }

    /// The Gateways in the table.
    pub fn gateways(&self) -> impl Iterator<Item = &NamespacedName> {
        self.gateways.values().iter().map(|(name, _)| name)
    }

    /// Whether a Service exists, as far as that is known.
    pub fn has_service(&self, service: &NamespacedName) -> bool {
        self.mesh.others_exist || self.mesh.services.get(service).is_some()
    }

    /// What a Gateway records of its traffic; `None`: what the data plane does by itself (spec
    /// 8.4.2).
    pub fn tracing(&self, gateway: &NamespacedName) -> Option<&Tracing> {
        self.tracing.get(gateway)
    }

    /// The listeners of a Gateway on a port, the most specific hostname first. All of them speak
    /// HTTP, or HTTPS and TLS, or TCP, and there may be one of UDP beside them (spec 2.3).
    pub fn listeners(
        &self,
        gateway: &NamespacedName,
        port: u16,
    ) -> impl Iterator<Item = &Listener> {
        let found = self.gateway(gateway).and_then(|table| table.port(port));
        let listeners = found.into_iter().flat_map(|table| &table.listeners);
        listeners.map(|table| &*table.listener)
    }

    /// The listener that takes a TLS connection, HTTPS or TLS, by the server name of the handshake; `None`: the
    /// connection is to be closed without one (spec 2.4.1, 12.38, 12.78).
    pub fn listener_of_handshake(
        &self,
        gateway: &NamespacedName,
        port: u16,
        server_name: Option<&str>,
    ) -> Option<&Listener> {
        let port = self.gateway(gateway)?.port(port)?;
        let server_name = server_name.and_then(Host::of);
        let found = port.serving(&port.encrypted, server_name)?;
        Some(&found.listener)
    }

    /// The ports that a Gateway listens on, each with the protocols there, for a data plane to
    /// bind.
    pub fn ports(
        &self,
        gateway: &NamespacedName,
    ) -> impl Iterator<Item = (u16, Vec<ListenerProtocol>)> {
        self.gateway(gateway)
            .into_iter()
            .flat_map(|table| &table.ports)
            .map(|(port, table)| {
                let mut protocols: Vec<_> = table
                    .listeners
                    .iter()
                    .map(|found| found.listener.protocol)
                    .collect();
                protocols.sort_unstable();
                protocols.dedup();
                (*port, protocols)
            })
    }
}

fn same_name(one: &NamespacedName, other: &NamespacedName) -> bool {
    same(one.name.as_bytes(), other.name.as_bytes())
        && same(one.namespace.as_bytes(), other.namespace.as_bytes())
}

/// The hash under which something of this name is found.
pub(crate) fn hash_name(name: &NamespacedName) -> u64 {
    chain(hash(name.namespace.as_bytes()), name.name.as_bytes())
}
