//! Mesh: Services as parents of routes (spec 8.1, 12.66, 12.82).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::{Feature, NamespacedName, ParentReference};
use k8s_openapi::api::core::v1::{Service, ServicePort as DeclaredPort};

use super::attach::{Attachment, Places, Refusal, section};
use super::context::{Context, Finding, Findings};
use super::field::Field;
use super::lower::LoweredRoute;
use super::policies::TargetKind;
use super::resources::Resources;
use super::route_kinds;
use super::routes::Route;
use super::services::{Declared, carries};
use super::status::route::rules_rejection;
use super::table::{Attached, Origin};
use crate::backend::AppProtocol;
use crate::options::Options;
use crate::rule::RouteKind;
use crate::service_map::ServiceMap;
use crate::table::{MeshTable, ServicePortTable, ServiceRoutes, ServiceTable};

pub(crate) use crate::table::Transport;

/// A port of a Service that a route is attached to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ServicePort {
    pub(crate) service: ServiceId,
    /// `None`: every port that nothing else names, of a Service whose ports are not known.
    pub(crate) port: Option<u16>,
    pub(crate) transport: Transport,
}

/// A Service or a `ServiceImport`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ServiceId {
    pub(crate) name: NamespacedName,
    pub(crate) import: bool,
}

/// A route that has a Service among its parents, with its rules as a mesh sees them.
pub(crate) struct MeshRoute<'r, 'a> {
    pub(crate) route: &'r Route<'a>,
    pub(crate) attachments: &'r mut [Attachment<'a>],
    pub(crate) lowered: &'r LoweredRoute,
}

impl ServiceId {
    /// What a reference names, if it is a parent in a mesh.
    pub(crate) fn of(reference: &ParentReference, name: &NamespacedName) -> Option<Self> {
        let import = match TargetKind::of(reference.group(), reference.kind())? {
            TargetKind::Service => false,
            TargetKind::ServiceImport => true,
            TargetKind::XBackend => return None,
        };
        let name = name.clone();
        Some(Self { name, import })
    }

    /// As `kind` spells it.
    pub(crate) fn kind(&self) -> &'static str {
        self.target().as_str()
    }

    fn target(&self) -> TargetKind {
        if self.import {
            TargetKind::ServiceImport
        } else {
            TargetKind::Service
        }
    }
}

/// Whether routes of a kind are served in a mesh at all.
pub(crate) fn serves(context: &Context<'_>, route: &Route<'_>) -> bool {
    let kind = route_kinds::feature(route.id.kind);
    context.options.has(&Feature::Mesh) && context.options.has(&kind)
}

/// The ports of a Service that a reference of a route selects, or why it selects none; `None` for a
/// Service that does not exist, which gets no entry (spec 12.66).
pub(crate) fn select(
    context: &Context<'_>,
    route: RouteKind,
    reference: &ParentReference,
    service: &ServiceId,
) -> Option<Result<Vec<ServicePort>, Refusal>> {
    let transport = transport(route);
    let on = |port| ServicePort {
        service: service.clone(),
        port,
        transport,
    };
    let Some(found) = Declared::of(context.resources, service.target(), &service.name) else {
        if context.options.assume.missing(service.kind()) {
            return None;
        }
        // Nobody knows which port has the name.
        let named = section(reference).is_some() && reference.port.is_none();
        let number = reference.port.and_then(|port| u16::try_from(port).ok());
        return Some(Ok(if named { Vec::new() } else { vec![on(number)] }));
    };
    let kind = service.kind();
    if !found.has_frontend {
        let message = format!(
            "{kind} `{}` has no address of its own that requests could be routed at",
            service.name
        );
        return Some(Err(("NoMatchingParent", message)));
    }
    let selected = |port: &&DeclaredPort| {
        carries(port, transport)
            && reference.port.is_none_or(|number| number == port.port)
            && section(reference).is_none_or(|name| port.name.as_deref() == Some(name))
    };
    let ports: Vec<_> = found
        .ports
        .iter()
        .filter(selected)
        .filter_map(|port| u16::try_from(port.port).ok())
        .map(|number| on(Some(number)))
        .collect();
    if ports.is_empty() {
        let message = format!(
            "{kind} `{}` has no such port for {}",
            service.name,
            route.with_article()
        );
        return Some(Err(("NoMatchingParent", message)));
    }
    Some(Ok(ports))
}

/// Settles which kind of routes has each port: of one group's, GRPCRoute before HTTPRoute before
/// TLSRoute before TCPRoute. A route that loses all its ports is in conflict (spec 8.1.9, 8.1.12).
pub(crate) fn settle(findings: &mut Findings, routes: &mut [MeshRoute<'_, '_>]) {
    name_all_ports(routes);
    let mut winners: BTreeMap<GroupId, u8> = BTreeMap::new();
    for one in routes.iter() {
        for port in one.ports() {
            let key = (port.clone(), group(one.route, &port.service));
            let rank = rank(one.route.id.kind);
            winners
                .entry(key)
                .and_modify(|best| *best = rank.min(*best))
                .or_insert(rank);
        }
    }
    let accepted = routes.iter_mut().filter(|one| one.is_accepted());
    for one in accepted {
        let kind = one.route.id.kind;
        for attachment in &mut *one.attachments {
            let Ok(Places::ServicePorts(ports)) = &mut attachment.places else {
                continue;
            };
            let any = !ports.is_empty();
            ports.retain(|port| {
                let key = (port.clone(), group(one.route, &port.service));
                winners.get(&key).is_none_or(|best| *best == rank(kind))
            });
            if any && ports.is_empty() {
                let message = "a route of a kind that takes precedence has the Service's port";
                attachment.places = Err(("Conflicted", message.to_owned()));
                let list = Field::Root("spec.parentRefs");
                let place = attachment.index.map_or(list, |index| list.item(index));
                let finding = Finding::error(place, "route-conflict", message);
                let help =
                    "name another port in `port`, or write all routes of this one in one kind";
                findings.push(&one.route.object(), finding.help(help));
            }
        }
    }
}

/// A route on all ports of a Service whose ports are not known is on those that others name, too.
fn name_all_ports(routes: &mut [MeshRoute<'_, '_>]) {
    let mut named: BTreeMap<(ServiceId, Transport), BTreeSet<u16>> = BTreeMap::new();
    for port in routes.iter().flat_map(MeshRoute::ports) {
        let key = (port.service.clone(), port.transport);
        named.entry(key).or_default().extend(port.port);
    }
    for attachment in routes.iter_mut().flat_map(|one| &mut *one.attachments) {
        let Ok(Places::ServicePorts(ports)) = &mut attachment.places else {
            continue;
        };
        let unnamed: Vec<_> = ports
            .iter()
            .filter(|port| port.port.is_none())
            .cloned()
            .collect();
        for all in unnamed {
            let numbers = named.get(&(all.service.clone(), all.transport));
            ports.extend(numbers.into_iter().flatten().map(|number| ServicePort {
                port: Some(*number),
                ..all.clone()
            }));
        }
    }
}

impl MeshRoute<'_, '_> {
    fn is_accepted(&self) -> bool {
        rules_rejection(self.lowered).is_none()
    }

    /// The ports that the route is attached to, none if its rules are all invalid.
    fn ports(&self) -> impl Iterator<Item = &ServicePort> {
        let accepted = self.is_accepted();
        let attachments = self.attachments.iter().filter(move |_| accepted);
        attachments.flat_map(Attachment::service_ports)
    }
}

/// The Services of the table under construction.
#[derive(Default)]
pub(crate) struct MeshBuilder {
    services: BTreeMap<NamespacedName, ServiceTable>,
    /// Whether a Service that is not here exists all the same, without routes.
    others_exist: bool,
    groups: BTreeMap<GroupId, (RouteKind, Attached)>,
}

/// A port and the namespace of a consumer.
type GroupId = (ServicePort, Option<String>);

impl MeshBuilder {
    /// The Services of the input, each with the ports that it declares.
    pub(crate) fn new(context: &Context<'_>) -> Self {
        let services = context.resources.services.iter();
        let services = services.map(|(name, service)| (name.clone(), declared(service)));
        Self {
            services: services.collect(),
            others_exist: !context.options.assume.missing("Service"),
            groups: BTreeMap::new(),
        }
    }

    /// Those of the input among these.
    pub(crate) fn of(resources: &Resources, names: &BTreeSet<NamespacedName>) -> Self {
        let services = names.iter().filter_map(|name| {
            let service = resources.services.get(name)?;
            Some((name.clone(), declared(service)))
        });
        Self {
            services: services.collect(),
            ..Self::default()
        }
    }

    /// Adds the valid rules of an accepted route to a port. Nobody can send a request to a
    /// `ServiceImport` by name, which is why it has no place in the table.
    pub(crate) fn add(
        &mut self,
        options: &Options,
        route: &Route<'_>,
        port: &ServicePort,
        lowered: &LoweredRoute,
    ) {
        if port.service.import {
            return;
        }
        let id = (port.clone(), group(route, &port.service));
        let kind = route.id.kind;
        let (_, attached) = self
            .groups
            .entry(id)
            .or_insert_with(|| (kind, Attached::default()));
        attached.claim(kind);
        let age = route.age();
        let origin = Origin {
            options,
            hostname: None,
            age: &age,
            passthrough: false,
        };
        for rule in lowered.rules.iter().flatten() {
            attached.add(&origin, rule);
        }
    }

    /// What is attached to each port for each group of clients, with the Service.
    pub(crate) fn attached(&self) -> impl Iterator<Item = (&NamespacedName, &Attached)> {
        let groups = self.groups.iter();
        groups.map(|((port, _), (_, attached))| (&port.service.name, attached))
    }

    pub(crate) fn finish(self) -> Arc<MeshTable> {
        let others_exist = self.others_exist;
        let services = self.services().into_iter();
        let services = services.map(|(name, table)| (name, Arc::new(table)));
        Arc::new(MeshTable {
            services: ServiceMap::new(services),
            others_exist,
        })
    }

    /// Puts the Services of these names in the place of those in a table, and takes away those that
    /// are not here. All that does not change stays shared with who reads the table of before.
    pub(crate) fn replace_in(self, mesh: &mut Arc<MeshTable>, names: &BTreeSet<NamespacedName>) {
        let mut services = self.services();
        for name in names {
            let new = services.remove(name);
            let same = match (mesh.services.get(name), &new) {
                (None, None) => true,
                (Some(old), Some(new)) => are_same(old, new),
                _ => false,
            };
            if !same {
                Arc::make_mut(mesh).services.set(name, new);
            }
        }
    }

    /// The Services with the routes on their ports.
    fn services(self) -> BTreeMap<NamespacedName, ServiceTable> {
        let Self {
            mut services,
            groups,
            ..
        } = self;
        for ((port, namespace), (kind, attached)) in groups {
            let service = services.entry(port.service.name).or_insert_with(unknown);
            let place = service
                .ports
                .entry((port.port, port.transport))
                .or_default();
            let routes = ServiceRoutes {
                kind,
                routes: attached.index(),
            };
            match namespace {
                None => place.producer = Some(routes),
                Some(namespace) => drop(place.consumers.insert(namespace, routes)),
            }
        }
        services
    }
}

/// Whether two Services have the same ports, and neither has routes.
fn are_same(one: &ServiceTable, other: &ServiceTable) -> bool {
    let bare = |table: &ServiceTable| {
        let mut ports = table.ports.values();
        ports.all(|port| port.producer.is_none() && port.consumers.is_empty())
    };
    bare(one) && bare(other) && speaks(one).eq(speaks(other))
}

/// The ports of a Service without routes, with what they speak.
fn speaks(
    table: &ServiceTable,
) -> impl Iterator<Item = (&(Option<u16>, Transport), Option<AppProtocol>)> {
    let ports = table.ports.iter();
    ports.map(|(port, table)| (port, table.app_protocol))
}

/// The namespace of a consumer route; a producer route has the Service's own (spec 8.1.5).
fn group(route: &Route<'_>, service: &ServiceId) -> Option<String> {
    let own = &route.id.name.namespace;
    (*own != service.name.namespace).then(|| own.clone())
}

fn rank(kind: RouteKind) -> u8 {
    match kind {
        RouteKind::Grpc => 0,
        RouteKind::Http => 1,
        RouteKind::Tls => 2,
        RouteKind::Tcp => 3,
        RouteKind::Udp => 4,
    }
}

fn transport(route: RouteKind) -> Transport {
    if route == RouteKind::Udp {
        Transport::Udp
    } else {
        Transport::Tcp
    }
}

/// A Service without an address of its own takes requests on whatever port its endpoints do.
fn declared(service: &Service) -> ServiceTable {
    let found = Declared::of_service(service);
    if !found.has_frontend {
        return unknown();
    }
    let mut table = ServiceTable::default();
    for port in found.ports {
        for transport in [Transport::Tcp, Transport::Udp] {
            if let (true, Ok(number)) = (carries(port, transport), u16::try_from(port.port)) {
                let empty = ServicePortTable {
                    app_protocol: port.app_protocol.as_deref().and_then(AppProtocol::parse),
                    ..ServicePortTable::default()
                };
                table.ports.insert((Some(number), transport), empty);
            }
        }
    }
    table
}

/// A Service whose ports are not known has all of them.
fn unknown() -> ServiceTable {
    let all = [Transport::Tcp, Transport::Udp];
    ServiceTable {
        ports: all
            .map(|transport| ((None, transport), ServicePortTable::default()))
            .into(),
    }
}
