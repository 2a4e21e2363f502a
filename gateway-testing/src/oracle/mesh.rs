//! Mesh: Services as parents of routes (spec 8.1, 12.60, 12.66, 12.82).

use gateway_api_types::{BackendObjectReference, GatewayApiObject, ParentReference};
use k8s_openapi::api::core::v1::{Service, ServicePort as Port};
use serde_json::{Value, json};

use super::backends::{self, MULTICLUSTER, User};
use super::candidates::{grpc_winner, http_winner, plain_winner};
use super::cluster::{Cluster, Found};
use super::decide::{is_grpc, view};
use super::decision::{decision, not_found, reject};
use super::layer4;
use super::outcome::{Place, outcome};
use super::parents::identity;
use super::route::Route;
use crate::request::{Protocol, Request, ServicePort};

/// Kinds in the order in which they win a port of a Service (spec 8.1.9).
const KINDS: [&str; 4] = ["GRPCRoute", "HTTPRoute", "TLSRoute", "TCPRoute"];

/// A number that no port has, so that only routes on all ports reach it.
const NO_PORT: i32 = -1;

/// A route as it refers to backends from a mesh.
pub(super) fn user<'a>(route: &Route<'a>) -> User<'a> {
    User {
        mesh: true,
        ..User::route(route.kind, route.namespace)
    }
}

/// The name under which the mesh is ours: that of the first XMesh of ours, else that of the options or
/// classes (spec 8.2.3, 12.82).
pub(super) fn controller(cluster: Cluster<'_>) -> String {
    let wanted = cluster.options.controller.as_deref();
    let mut meshes: Vec<_> = cluster.world.x_meshes.iter().collect();
    meshes.sort_by_key(|mesh| mesh.name());
    let mut meshes = meshes.into_iter().map(|mesh| &mesh.spec.controller_name);
    let ours = |name: &&String| wanted.is_none_or(|wanted| wanted == *name);
    meshes
        .find(ours)
        .cloned()
        .unwrap_or_else(|| cluster.controller())
}

/// Kind, namespace and name of a Service or ServiceImport.
type Id<'a> = (&'a str, &'a str, &'a str);

/// What a parentRef names, if it is one of these (spec 8.1.1).
fn service_of<'a>(route: &'a Route<'_>, parent: &'a ParentReference) -> Option<Id<'a>> {
    let (group, kind, namespace, name, ..) = identity(route.namespace, parent);
    [("", "Service"), (MULTICLUSTER, "ServiceImport")]
        .contains(&(group, kind))
        .then_some((kind, namespace, name))
}

/// The ports of a parent, and whether routes can be attached to it: it is neither headless nor an
/// alias (spec 8.1.2).
fn find<'w>(cluster: Cluster<'w>, (kind, namespace, name): Id<'_>) -> Frontend<'w> {
    if kind == "ServiceImport" {
        return match cluster.service_import(namespace, name) {
            Found::Missing => Frontend::Missing,
            Found::Assumed => Frontend::Assumed,
            Found::Object(import) => {
                let headless = import.spec.r#type.as_deref() == Some("Headless");
                Frontend::Known(import.spec.ports.iter().collect(), !headless)
            }
        };
    }
    match cluster.service(namespace, name) {
        Found::Missing => Frontend::Missing,
        Found::Assumed => Frontend::Assumed,
        Found::Object(service) => Frontend::Known(ports(service), is_parent(service)),
    }
}

/// What is known of a parent.
enum Frontend<'w> {
    Missing,
    Assumed,
    Known(Vec<&'w Port>, bool),
}

/// The controller of an entry for a Service, and why it refuses the route; `None`: there is no
/// entry.
pub(super) fn judge(
    cluster: Cluster<'_>,
    route: &Route<'_>,
    parent: &ParentReference,
) -> Option<(String, Option<&'static str>)> {
    let id = service_of(route, parent)?;
    let controller = controller(cluster);
    let consumes = id.1 != route.namespace && !cluster.options.has("MeshConsumerRoute");
    let known = match find(cluster, id) {
        Frontend::Missing => return None,
        Frontend::Assumed => None,
        Frontend::Known(ports, is_parent) => Some((ports, is_parent)),
    };
    if consumes {
        return Some((controller, Some("UnsupportedValue")));
    }
    let Some((ports, is_parent)) = known else {
        // Of a Service whose ports nobody knows, a route has a port, all of them, or one of a name
        // that nobody knows either; what all of them lose to has every single one.
        let port = match (parent.port, &parent.section_name) {
            (Some(port), _) => Some(port),
            (None, None) => Some(NO_PORT),
            (None, Some(_)) => None,
        };
        let lost = port.is_some_and(|port| loses(cluster, route, id, port));
        return Some((controller, conflicted(route, lost)));
    };
    let selected: Vec<_> = ports
        .iter()
        .filter(|port| selects(parent, route, port))
        .collect();
    if selected.is_empty() || !is_parent {
        return Some((controller, Some("NoMatchingParent")));
    }
    let lost = selected
        .iter()
        .all(|port| loses(cluster, route, id, port.port));
    Some((controller, conflicted(route, lost)))
}

/// A route without a valid rule is refused for that, and has lost to nobody: conflicts come last
/// (spec 3.2.5, 3.2.8).
fn conflicted(route: &Route<'_>, lost: bool) -> Option<&'static str> {
    (lost && route.is_valid()).then_some("Conflicted")
}

fn ports(service: &Service) -> Vec<&Port> {
    let spec = service.spec.iter();
    spec.flat_map(|spec| spec.ports.iter().flatten()).collect()
}

/// Whether a Service has a port of this number for what a client speaks.
fn listens(service: &Service, port: i32, request: &Request) -> bool {
    let wanted = transport(request.protocol == Protocol::Udp);
    let mut ports = ports(service).into_iter();
    ports.any(|found| found.port == port && carries(found, wanted))
}

/// What a port of a Service has to be for datagrams or for connections.
fn transport(udp: bool) -> &'static str {
    if udp { "UDP" } else { "TCP" }
}

/// Whether a port is of this protocol; one that does not say is of TCP.
fn carries(port: &Port, protocol: &str) -> bool {
    let own = port.protocol.as_deref().filter(|own| !own.is_empty());
    own.unwrap_or("TCP") == protocol
}

/// Neither headless nor an alias (spec 8.1.2).
fn is_parent(service: &Service) -> bool {
    let spec = service.spec.as_ref();
    let headless = spec.and_then(|spec| spec.cluster_ip.as_deref()) == Some("None");
    let alias = spec.and_then(|spec| spec.type_.as_deref()) == Some("ExternalName");
    !headless && !alias
}

/// Number and name both have to fit (spec 8.1.3), and the protocol the kind (spec 12.48).
fn selects(parent: &ParentReference, route: &Route<'_>, port: &Port) -> bool {
    let section = parent.section_name.as_deref();
    parent.port.is_none_or(|number| number == port.port)
        && section.is_none_or(|section| Some(section) == port.name.as_deref())
        && carries(port, transport(route.kind == "UDPRoute"))
}

/// The routes of a Service's port that a namespace's clients follow: its own consumer routes if
/// there are any, else the producer's (spec 8.1.5, 8.1.6). The same number of TCP and of UDP are two
/// ports, and what is attached to one says nothing of the other (spec 8.1.9, 12.48).
fn group<'w>(
    cluster: Cluster<'w>,
    service: Id<'_>,
    (port, udp): (i32, bool),
    source: Option<&str>,
) -> Vec<&'w Route<'w>> {
    let attached = |route: &&Route<'_>| {
        (route.kind == "UDPRoute") == udp
            && route.is_valid()
            && route.parents.iter().any(|parent| {
                service_of(route, parent) == Some(service) && reaches(cluster, route, parent, port)
            })
    };
    let attached: Vec<_> = cluster.mesh_routes.iter().filter(attached).collect();
    let of = |namespace: Option<&str>| -> Vec<_> {
        let routes = attached.iter().copied();
        routes
            .filter(|route| Some(route.namespace) == namespace)
            .collect()
    };
    let consumer = of(source);
    if consumer.is_empty() {
        of(Some(service.1))
    } else {
        consumer
    }
}

/// Whether a parentRef that names a Service reaches a port of it.
fn reaches(cluster: Cluster<'_>, route: &Route<'_>, parent: &ParentReference, port: i32) -> bool {
    let Some(id) = service_of(route, parent) else {
        return false;
    };
    if id.1 != route.namespace && !cluster.options.has("MeshConsumerRoute") {
        return false;
    }
    match find(cluster, id) {
        Frontend::Missing => false,
        // Nobody knows which port has the name.
        Frontend::Assumed => match parent.port {
            Some(number) => number == port,
            None => parent.section_name.is_none(),
        },
        Frontend::Known(ports, is_parent) => {
            let selected = |found: &&Port| found.port == port && selects(parent, route, found);
            is_parent && ports.iter().any(selected)
        }
    }
}

/// Whether a kind that goes first takes a port from a route; UDP is apart (spec 8.1.9, 8.1.12).
fn loses(cluster: Cluster<'_>, route: &Route<'_>, service: Id<'_>, port: i32) -> bool {
    let group = group(cluster, service, (port, false), Some(route.namespace));
    let place = |kind: &str| KINDS.iter().position(|other| *other == kind);
    let Some(own) = place(route.kind) else {
        return false;
    };
    group
        .iter()
        .any(|other| place(other.kind).is_some_and(|other| other < own))
}

/// The decision on a request to a Service.
pub(super) fn decide(cluster: Cluster<'_>, service: &ServicePort, request: &Request) -> Value {
    let name = ("Service", &*service.namespace, &*service.name);
    let port = i32::from(service.port);
    match cluster.service(&service.namespace, &service.name) {
        Found::Missing => return json!({ "error": "there is no such Service" }),
        Found::Object(found) if is_parent(found) && !listens(found, port, request) => {
            return reject(None, "the Service has no such port");
        }
        _ => {}
    }
    let source = request.source_namespace.as_deref();
    let udp = request.protocol == Protocol::Udp;
    let mut routes = group(cluster, name, (port, udp), source);
    let kind = KINDS.iter().chain(&["UDPRoute"]);
    let kind = kind
        .copied()
        .find(|kind| routes.iter().any(|route| route.kind == *kind));
    let Some(kind) = kind else {
        return to_itself(cluster, service, request);
    };
    routes.retain(|route| route.kind == kind);
    let place = Place {
        cluster,
        listener: None,
        mesh: true,
        scheme: "http",
        port,
        certificate: Value::Null,
        // HTTPRoutes speak to everybody in the words of HTTP.
        grpc: kind == "GRPCRoute" && is_grpc(request),
    };
    let view = view(request, cluster.options);
    let http = request.protocol == Protocol::Http;
    let winner = match kind {
        "GRPCRoute" if http => grpc_winner(&routes, None, None, &view),
        "HTTPRoute" if http => http_winner(&routes, None, None, &view, cluster.options),
        "GRPCRoute" | "HTTPRoute" => return reject(None, "the routes are of HTTP"),
        "TLSRoute" if !matches!(request.protocol, Protocol::Tls | Protocol::Https) => {
            return reject(None, "the routes are of TLS");
        }
        _ => {
            return match plain_winner(&routes, None, None) {
                Some(candidate) => layer4::outcome(&place, &candidate, request),
                None => reject(None, "no route takes the connection"),
            };
        }
    };
    match winner {
        Some(candidate) => outcome(&place, &candidate, &view, request.entropy),
        None => not_found(None, kind == "GRPCRoute" && place.grpc),
    }
}

/// Without routes everything flows as if there were no mesh (spec 8.1.4).
fn to_itself(cluster: Cluster<'_>, service: &ServicePort, request: &Request) -> Value {
    let object = BackendObjectReference {
        group: None,
        kind: None,
        name: service.name.clone(),
        namespace: None,
        port: Some(i32::from(service.port)),
    };
    let user = User {
        mesh: true,
        tls: false,
        ..User::route("Service", &service.namespace)
    };
    let backend = backends::resolve(cluster, user, &object);
    // Of what has no address of its own the mesh sees nothing.
    let found = cluster.service(&service.namespace, &service.name);
    let known = matches!(found, Found::Object(found) if is_parent(found));
    decision(json!({
        "outcome": "forward",
        "backend": {
            "group": "", "kind": "Service", "namespace": service.namespace,
            "name": service.name, "port": service.port,
        },
        "appProtocol": backend.app_protocol.filter(|_| known),
        "request": layer4::as_sent(request),
    }))
}
