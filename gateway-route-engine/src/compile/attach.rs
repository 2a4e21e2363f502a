//! Attachment: which listeners a route gets, parent by parent, and why it gets none (spec 3.1 to
//! 3.3).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::{Feature, GatewayDefaultScope, NamespacedName, ParentReference};

use super::context::{Context, Finding, Findings, GATEWAY_GROUP};
use super::features;
use super::field::Field;
use super::gateways::GatewayState;
use super::known::Known;
use super::listeners::ListenerState;
use super::mesh::{self, ServiceId, ServicePort};
use super::routes::Route;
use super::scope;
use crate::hostname::Hostname;
use crate::rule::RouteKind;

/// Where parents are found by name.
pub(crate) struct Parents {
    /// The controller of the mesh.
    pub(crate) mesh: Arc<str>,
    gateways: BTreeMap<NamespacedName, usize>,
    /// The Gateway, and the rank of the set's listeners if the Gateway allows it.
    sets: BTreeMap<NamespacedName, (usize, Option<usize>)>,
}

/// What became of one reference to a parent that is ours.
pub(crate) struct Attachment<'a> {
    /// As it is written; of a default Gateway, as it could have been.
    pub(crate) parent_ref: Cow<'a, ParentReference>,
    /// Its place in `spec.parentRefs`; a default Gateway has none.
    pub(crate) index: Option<usize>,
    pub(crate) controller: Arc<str>,
    /// Whether the parent is a Service, so that backends need no grant (spec 8.1.10).
    pub(crate) in_mesh: bool,
    /// Where the route gets its requests, or why it gets none.
    pub(crate) places: Result<Places, Refusal>,
}

/// What a route is attached to by one of its references.
pub(crate) enum Places {
    Listeners {
        /// The Gateway that the parent is or belongs to.
        gateway: usize,
        /// Places in the list of the Gateway's listeners.
        listeners: Vec<usize>,
    },
    ServicePorts(Vec<ServicePort>),
}

/// The reason and message of `Accepted=False`.
pub(crate) type Refusal = (&'static str, String);

/// The hostnames of a route that are ones, in list order.
pub(crate) struct RouteHostnames {
    pub(crate) valid: Vec<Hostname>,
    /// Whether none were written, so that every host is meant.
    pub(crate) any: bool,
}

/// What makes two references to a parent the same: group, kind, name, section name, port.
type ParentKey<'a> = (
    &'a str,
    &'a str,
    NamespacedName,
    Option<&'a str>,
    Option<i32>,
);

/// How far a listener came with a route, in the order of the stages (spec 12.13).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    NotSelected,
    NotAllowed,
    NoHostname,
    Attached,
}

impl Attachment<'_> {
    /// The Service ports that the route is attached to.
    pub(crate) fn service_ports(&self) -> impl Iterator<Item = &ServicePort> {
        let ports = match &self.places {
            Ok(Places::ServicePorts(ports)) => ports.as_slice(),
            _ => &[],
        };
        ports.iter()
    }
}

impl Parents {
    pub(crate) fn new(context: &Context<'_>, gateways: &[GatewayState<'_>]) -> Self {
        let mut parents = Self {
            mesh: scope::mesh_controller(context),
            gateways: BTreeMap::new(),
            sets: BTreeMap::new(),
        };
        for (index, gateway) in gateways.iter().enumerate() {
            parents.gateways.insert(gateway.own.name.clone(), index);
            for set in &gateway.sets {
                parents.sets.insert(set.name.clone(), (index, set.rank));
            }
        }
        parents
    }

    /// The Gateway and the rank of the listeners that a reference means; `None` for parents that
    /// are not ours.
    fn find(
        &self,
        reference: &ParentReference,
        name: &NamespacedName,
    ) -> Option<(usize, Option<usize>)> {
        match (reference.group(), reference.kind()) {
            (GATEWAY_GROUP, "Gateway") => self.gateways.get(name).map(|index| (*index, Some(0))),
            (GATEWAY_GROUP, "ListenerSet") => self.sets.get(name).copied(),
            _ => None,
        }
    }
}

impl RouteHostnames {
    /// Reads the hostnames of a route; those that are none are reported and never match.
    pub(crate) fn new(route: &Route<'_>, findings: &mut Findings) -> Self {
        let list = Field::Root("spec.hostnames");
        let mut valid: Vec<Hostname> = Vec::with_capacity(route.hostnames.len());
        let mut known = Known::default();
        for (index, text) in route.hostnames.iter().enumerate() {
            match Hostname::parse(text) {
                Ok(hostname) if known.has(&valid, Hostname::as_str, hostname.as_str()) => {}
                Ok(hostname) => valid.push(hostname),
                Err(error) => {
                    let message = format!("`{text}` is not a hostname, and never matches");
                    let finding = Finding::error(list.item(index), "invalid-hostname", message);
                    findings.push(&route.object(), finding.help(error.to_string()));
                }
            }
        }
        Self {
            valid,
            any: route.hostnames.is_empty(),
        }
    }

    /// Whether some host is both the listener's and the route's.
    fn intersect(&self, listener: Option<&Hostname>) -> bool {
        self.any
            || listener.is_none_or(|listener| {
                self.valid
                    .iter()
                    .any(|own| own.intersection(listener).is_some())
            }) && !self.valid.is_empty()
    }

    /// The hostnames under which requests on a listener can reach the route; `None` stands for any.
    pub(crate) fn on_listener(&self, listener: Option<&Hostname>) -> Vec<Option<Hostname>> {
        if self.any {
            return vec![None];
        }
        let served = self
            .valid
            .iter()
            .filter(|own| listener.is_none_or(|listener| own.intersection(listener).is_some()));
        served.cloned().map(Some).collect()
    }
}

/// Judges every reference of a route to a parent that is ours.
pub(crate) fn attach<'a>(
    context: &Context<'a>,
    findings: &mut Findings,
    parents: &Parents,
    gateways: &[GatewayState<'a>],
    route: &Route<'a>,
    hostnames: &RouteHostnames,
) -> Vec<Attachment<'a>> {
    let list = Field::Root("spec.parentRefs");
    let mut seen: BTreeSet<ParentKey<'_>> = BTreeSet::new();
    let mut attachments = Vec::new();
    for (index, reference) in route.parent_refs.iter().enumerate() {
        let field = list.item(index);
        let namespace = reference
            .namespace
            .as_deref()
            .unwrap_or(&route.id.name.namespace);
        let name = NamespacedName::new(namespace, &*reference.name);
        let section = section(reference);
        if !seen.insert((
            reference.group(),
            reference.kind(),
            name.clone(),
            section,
            reference.port,
        )) {
            let message = "this parent is referred to already; the reference is ignored";
            findings.push(
                &route.object(),
                Finding::error(field, "duplicate-parent-ref", message).help("remove it"),
            );
            continue;
        }
        let service = ServiceId::of(reference, &name).filter(|_| mesh::serves(context, route));
        let (controller, places) = if let Some(service) = &service {
            let selected = mesh::select(context, route.id.kind, reference, service);
            let consumes = service.name.namespace != route.id.name.namespace;
            let places = selected.map(|ports| match ports {
                _ if consumes && !context.options.has(&Feature::MeshConsumerRoute) => Err((
                    "UnsupportedValue",
                    features::switched_off(&Feature::MeshConsumerRoute),
                )),
                ports => ports.map(Places::ServicePorts),
            });
            (Arc::clone(&parents.mesh), places)
        } else if let Some((gateway, rank)) = parents.find(reference, &name) {
            let state = &gateways[gateway];
            let places = match rank {
                _ if needs_port_feature(context, route, reference) => Err((
                    "UnsupportedValue",
                    features::switched_off(&Feature::HttpRouteParentRefPort),
                )),
                Some(rank) => select(context, state, rank, route, reference, hostnames)
                    .map(|listeners| Places::Listeners { gateway, listeners }),
                None => Err((
                    "NoMatchingParent",
                    format!("ListenerSet `{name}` is not allowed by its Gateway"),
                )),
            };
            (Arc::clone(&state.own.controller), Some(places))
        } else {
            (Arc::clone(&parents.mesh), None)
        };
        let Some(places) = places else {
            report_unknown(context, findings, route, field, reference, &name);
            continue;
        };
        if let Err((reason, message)) = &places {
            let id = rejection_id(reason);
            findings.push(
                &route.object(),
                Finding::error(field, id, message.clone()).help(rejection_help(reason)),
            );
        }
        attachments.push(Attachment {
            parent_ref: Cow::Borrowed(reference),
            index: Some(index),
            controller,
            in_mesh: service.is_some(),
            places,
        });
    }
    attachments.extend(default_gateways(context, gateways, route, hostnames, &seen));
    attachments
}

/// Default Gateways claim a route that asks for them as if it named each, without section name and
/// port (spec 2.13).
fn default_gateways<'a>(
    context: &Context<'a>,
    gateways: &[GatewayState<'a>],
    route: &Route<'a>,
    hostnames: &RouteHostnames,
    named: &BTreeSet<ParentKey<'_>>,
) -> Vec<Attachment<'a>> {
    let asked =
        context.experimental() && route.use_default_gateways == Some(&GatewayDefaultScope::All);
    if !asked {
        return Vec::new();
    }
    let claims = gateways.iter().enumerate().filter(|(_, gateway)| {
        gateway.is_default(context)
            && !named.contains(&(
                GATEWAY_GROUP,
                "Gateway",
                gateway.own.name.clone(),
                None,
                None,
            ))
    });
    claims
        .map(|(index, gateway)| {
            let reference = ParentReference {
                group: Some(GATEWAY_GROUP.to_owned()),
                kind: Some("Gateway".to_owned()),
                namespace: Some(gateway.own.name.namespace.clone()),
                name: gateway.own.name.name.clone(),
                section_name: None,
                port: None,
            };
            Attachment {
                places: select(context, gateway, 0, route, &reference, hostnames).map(
                    |listeners| Places::Listeners {
                        gateway: index,
                        listeners,
                    },
                ),
                parent_ref: Cow::Owned(reference),
                index: None,
                controller: Arc::clone(&gateway.own.controller),
                in_mesh: false,
            }
        })
        .collect()
}

/// Whether a reference of an HTTPRoute to a listener by its port cannot be followed. Without it the
/// route would be attached to more than it asks for (spec 3.1.2).
fn needs_port_feature(
    context: &Context<'_>,
    route: &Route<'_>,
    reference: &ParentReference,
) -> bool {
    route.id.kind == RouteKind::Http
        && reference.port.is_some()
        && !context.options.has(&Feature::HttpRouteParentRefPort)
}

/// A section name; an empty one is none.
pub(crate) fn section(reference: &ParentReference) -> Option<&str> {
    reference
        .section_name
        .as_deref()
        .filter(|section| !section.is_empty())
}

/// The listeners of a parent that take the route, or the reason of the one that came furthest (spec
/// 3.2, 12.13).
fn select(
    context: &Context<'_>,
    gateway: &GatewayState<'_>,
    rank: usize,
    route: &Route<'_>,
    reference: &ParentReference,
    hostnames: &RouteHostnames,
) -> Result<Vec<usize>, Refusal> {
    let mut furthest = Stage::NotSelected;
    let mut attached = Vec::new();
    for (index, listener) in gateway.places_of(rank) {
        let stage = judge(context, listener, route, reference, hostnames);
        furthest = furthest.max(stage);
        if stage == Stage::Attached {
            attached.push(index);
        }
    }
    match furthest {
        Stage::Attached => Ok(attached),
        Stage::NoHostname => Err((
            "NoMatchingListenerHostname",
            "no hostname of the route is one of a listener that it may attach to".to_owned(),
        )),
        Stage::NotAllowed => Err((
            "NotAllowedByListeners",
            format!(
                "no listener that the reference selects allows {} of namespace `{}`",
                route.id.kind.with_article(),
                route.id.name.namespace
            ),
        )),
        Stage::NotSelected => Err((
            "NoMatchingParent",
            "the parent has no listener of that section name and port".to_owned(),
        )),
    }
}

fn judge(
    context: &Context<'_>,
    listener: &ListenerState<'_>,
    route: &Route<'_>,
    reference: &ParentReference,
    hostnames: &RouteHostnames,
) -> Stage {
    let named = section(reference).is_none_or(|section| section == listener.id.section);
    let on_port = reference
        .port
        .is_none_or(|port| listener.port.is_some_and(|own| i32::from(own) == port));
    if !(named && on_port) {
        return Stage::NotSelected;
    }
    if !(listener.supported.contains(&route.id.kind)
        && listener.allows_namespace(context, &route.id.name.namespace))
    {
        return Stage::NotAllowed;
    }
    let by_hostname = matches!(
        route.id.kind,
        RouteKind::Http | RouteKind::Grpc | RouteKind::Tls
    );
    match &listener.hostname {
        Ok(hostname) if !by_hostname || hostnames.intersect(hostname.as_ref()) => Stage::Attached,
        _ => Stage::NoHostname,
    }
}

/// A parent that is not in the input may be somewhere else, unless the input is complete (spec
/// 12.41).
fn report_unknown(
    context: &Context<'_>,
    findings: &mut Findings,
    route: &Route<'_>,
    field: Field<'_>,
    reference: &ParentReference,
    name: &NamespacedName,
) {
    let (kind, resources) = (reference.kind(), context.resources);
    let known = match (reference.group(), kind) {
        (GATEWAY_GROUP, "Gateway") => resources.gateways.contains_key(name),
        (GATEWAY_GROUP, "ListenerSet") => resources.listener_sets.contains_key(name),
        ("", "Service") | ("multicluster.x-k8s.io", "ServiceImport")
            if mesh::serves(context, route) =>
        {
            false
        }
        (group, _) => {
            let message = format!(
                "{} cannot attach to `{kind}` of group `{group}`",
                route.id.kind.with_article()
            );
            let finding = Finding::warning(field, "unsupported-parent-kind", message);
            findings.push(&route.object(), finding.help("parents are Gateways and ListenerSets of group `gateway.networking.k8s.io`, and Services of group `\"\"`"));
            return;
        }
    };
    if !known {
        let message =
            format!("{kind} `{name}` is not in the input; the route does not attach to it here");
        findings.push(
            &route.object(),
            Finding::warning(field, "parent-not-found", message)
                .help("name one that exists, with its namespace where that is another one"),
        );
    }
}

fn rejection_id(reason: &str) -> &'static str {
    match reason {
        "NoMatchingListenerHostname" => "no-matching-listener-hostname",
        "NotAllowedByListeners" => "not-allowed-by-listeners",
        "UnsupportedValue" => "unsupported-feature",
        _ => "no-matching-parent",
    }
}

fn rejection_help(reason: &str) -> &'static str {
    match reason {
        "NoMatchingListenerHostname" => {
            "give the route a hostname that the listener's covers, or the listener one that covers the route's"
        }
        "NotAllowedByListeners" => {
            "the listener's `allowedRoutes` and protocol decide which kinds and namespaces may attach"
        }
        _ => {
            "name a listener of the parent in `sectionName`, and its port in `port`, or leave both out"
        }
    }
}
