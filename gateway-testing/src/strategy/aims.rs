//! Aims: what the routes of a world match, and where requests for it come in.

use gateway_api_types::{
    GatewayApiObject, GrpcRouteMatch, HttpRouteMatch, ObjectMeta, ParentReference, ProtocolType,
    TlsRoute,
};

use crate::request::{ObjectName, Protocol, ServicePort};
use crate::world::World;

/// A listener, as a client finds it.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    pub(super) gateway: ObjectName,
    /// The object that has the listener: the Gateway or a ListenerSet.
    owner: ObjectName,
    section: String,
    pub(super) port: u16,
    pub(super) protocol: Protocol,
    pub(super) hostname: Option<String>,
}

/// A match of a route.
#[derive(Clone, Debug)]
pub(super) struct Goal {
    pub(super) hostnames: Vec<String>,
    pub(super) wanted: Wanted,
    /// The listeners that the route may be attached to, by their places.
    pub(super) gates: Vec<usize>,
    /// The Service ports that it has as parents.
    pub(super) services: Vec<ServicePort>,
    pub(super) namespace: String,
}

/// What a match asks for.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    Http(Box<HttpRouteMatch>),
    Grpc(Box<GrpcRouteMatch>),
    /// Below HTTP there is nothing but the connection.
    Connection,
}

/// Everything there is to aim at in a world.
#[derive(Clone, Debug, Default)]
pub(super) struct Aims {
    pub(super) gates: Vec<Gate>,
    pub(super) goals: Vec<Goal>,
}

impl Aims {
    /// Those of a world.
    pub(super) fn of(world: &World) -> Self {
        let mut aims = Self {
            gates: gates(world),
            goals: Vec::new(),
        };
        for route in &world.http_routes {
            let (refs, hosts) = (&route.spec.parent_refs, route.spec.hostnames.as_ref());
            let rules = route.spec.rules.iter().flatten();
            let matches = rules.flat_map(|rule| match rule.matches.as_deref() {
                None | Some([]) => vec![HttpRouteMatch::default()],
                Some(matches) => matches.to_vec(),
            });
            let wanted = matches.map(|found| Wanted::Http(Box::new(found)));
            aims.add(world, &route.metadata, refs.as_deref(), hosts, wanted);
        }
        for route in &world.grpc_routes {
            let (refs, hosts) = (&route.spec.parent_refs, route.spec.hostnames.as_ref());
            let rules = route.spec.rules.iter().flatten();
            let matches = rules.flat_map(|rule| match rule.matches.as_deref() {
                None | Some([]) => vec![GrpcRouteMatch::default()],
                Some(matches) => matches.to_vec(),
            });
            let wanted = matches.map(|found| Wanted::Grpc(Box::new(found)));
            aims.add(world, &route.metadata, refs.as_deref(), hosts, wanted);
        }
        macro_rules! connections {
            ($($field:ident, $hosts:ident;)*) => {
                $(for route in &world.$field {
                    let refs = route.spec.parent_refs.as_deref();
                    aims.add(world, &route.metadata, refs, $hosts(route), [Wanted::Connection]);
                })*
            };
        }
        connections! {
            tls_routes, hostnames_of;
            tcp_routes, none;
            udp_routes, none;
        }
        aims
    }

    fn add(
        &mut self,
        world: &World,
        metadata: &ObjectMeta,
        refs: Option<&[ParentReference]>,
        hostnames: Option<&Vec<String>>,
        wanted: impl IntoIterator<Item = Wanted>,
    ) {
        let namespace = metadata.namespace.clone().unwrap_or_default();
        let refs = refs.unwrap_or_default();
        let gates = (0..self.gates.len())
            .filter(|gate| {
                refs.iter()
                    .any(|parent| self.gates[*gate].is_meant(&namespace, parent))
            })
            .collect();
        let services = refs
            .iter()
            .flat_map(|parent| service_ports(world, &namespace, parent));
        let goal = Goal {
            hostnames: hostnames.cloned().unwrap_or_default(),
            wanted: Wanted::Connection,
            gates,
            services: services.collect(),
            namespace: namespace.clone(),
        };
        let goals = wanted.into_iter().map(|wanted| Goal {
            wanted,
            ..goal.clone()
        });
        self.goals.extend(goals);
    }
}

impl Gate {
    /// Whether a reference of a route may mean this listener. Whether the route is attached is
    /// somebody else's to say.
    fn is_meant(&self, namespace: &str, parent: &ParentReference) -> bool {
        parent.name == self.owner.name
            && parent.namespace.as_deref().unwrap_or(namespace) == self.owner.namespace
            && parent.port.is_none_or(|port| port == i32::from(self.port))
            && parent
                .section_name
                .as_deref()
                .is_none_or(|name| name == self.section)
    }
}

fn gates(world: &World) -> Vec<Gate> {
    let mut gates = Vec::new();
    macro_rules! add {
        ($owner:expr, $gateway:expr, $listeners:expr) => {
            gates.extend($listeners.iter().filter_map(|listener| {
                Some(Gate {
                    gateway: $gateway,
                    owner: name_of($owner),
                    section: listener.name.clone(),
                    port: u16::try_from(listener.port).ok().filter(|port| *port > 0)?,
                    protocol: protocol(&listener.protocol),
                    hostname: listener.hostname.clone(),
                })
            }));
        };
    }
    for gateway in &world.gateways {
        add!(gateway, name_of(gateway), gateway.spec.listeners);
    }
    for set in &world.listener_sets {
        let parent = &set.spec.parent_ref;
        let gateway = ObjectName {
            namespace: parent
                .namespace
                .clone()
                .unwrap_or(set.namespace().to_owned()),
            name: parent.name.clone(),
        };
        add!(set, gateway.clone(), set.spec.listeners);
    }
    gates
}

fn hostnames_of(route: &TlsRoute) -> Option<&Vec<String>> {
    route.spec.hostnames.as_ref()
}

fn none<T>(_: &T) -> Option<&Vec<String>> {
    None
}

fn name_of(object: &impl GatewayApiObject) -> ObjectName {
    ObjectName {
        namespace: object.namespace().to_owned(),
        name: object.name().to_owned(),
    }
}

fn protocol(protocol: &ProtocolType) -> Protocol {
    match protocol {
        ProtocolType::Https => Protocol::Https,
        ProtocolType::Tls => Protocol::Tls,
        ProtocolType::Tcp => Protocol::Tcp,
        ProtocolType::Udp => Protocol::Udp,
        _ => Protocol::Http,
    }
}

/// The ports of a Service that a reference may mean: those that the Service has, and the one that is
/// asked for.
fn service_ports(world: &World, namespace: &str, parent: &ParentReference) -> Vec<ServicePort> {
    if parent.kind.as_deref() != Some("Service") {
        return Vec::new();
    }
    let namespace = parent.namespace.as_deref().unwrap_or(namespace);
    let services = world.services.iter().filter(|service| {
        service.metadata.name.as_deref() == Some(&parent.name)
            && service.metadata.namespace.as_deref() == Some(namespace)
    });
    let ports = services
        .filter_map(|service| service.spec.as_ref()?.ports.as_ref())
        .flatten();
    let ports = ports.map(|port| port.port).chain(parent.port).chain([80]);
    let ports = ports.filter_map(|port| u16::try_from(port).ok());
    ports
        .filter(|port| *port > 0)
        .map(|port| ServicePort {
            namespace: namespace.to_owned(),
            name: parent.name.clone(),
            port,
        })
        .collect()
}
