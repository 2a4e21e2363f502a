//! A route that is judged: attached and lowered, on its way into the table and its status.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::NamespacedName;

use super::attach::{self, Attachment, Parents, Places, RouteHostnames};
use super::backends::Traffic;
use super::context::{Context, Findings};
use super::gateways::GatewayState;
use super::incremental::References;
use super::lower::layer4::{self, Layer4Rule, TlsModes};
use super::lower::{LoweredRoute, Lowering};
use super::mesh::{MeshRoute, ServiceId};
use super::policies::Ancestors;
use super::routes::{Route, RouteSpec};
use super::shared_hostnames::Contender;
use super::status::Statuses;
use super::{status, table};
use crate::rule::{RouteId, RouteKind};

/// A route with what became of its references to parents and of its rules.
pub(crate) struct JudgedRoute<'a> {
    route: Route<'a>,
    hostnames: RouteHostnames,
    attachments: Vec<Attachment<'a>>,
    /// The rules as a Gateway sees them.
    lowered: LoweredRoute,
    /// The rules as those Gateways see them that are left out of policies (spec 8.3.8).
    apart: BTreeMap<usize, LoweredRoute>,
    /// The rules as a mesh sees them, where a Service is among the parents: backends there need no
    /// grant (spec 8.1.10).
    pub(crate) in_mesh: Option<LoweredRoute>,
}

impl<'a> JudgedRoute<'a> {
    pub(crate) fn new(
        context: &Context<'a>,
        findings: &mut Findings,
        parents: &Parents,
        gateways: &[GatewayState<'a>],
        route: Route<'a>,
    ) -> Self {
        let hostnames = RouteHostnames::new(&route, findings);
        let attachments = attach::attach(context, findings, parents, gateways, &route, &hostnames);
        let on_services = attachments.iter().any(|attachment| attachment.in_mesh);
        let elsewhere = attachments.iter().any(|attachment| !attachment.in_mesh);
        let in_mesh = on_services.then(|| lower_in_mesh(context, findings, &route));
        let modes = TlsModes::of(gateways, &attachments);
        let lowered = if on_services && !elsewhere {
            LoweredRoute::default()
        } else {
            lower(context, findings, &route, (modes, None))
        };
        let apart = left_out(context, gateways, &attachments).into_iter();
        let apart = apart.map(|(index, gateway)| {
            let rules = lower(context, findings, &route, (modes, Some(gateway)));
            (index, rules)
        });
        let apart = apart.collect();
        Self {
            route,
            hostnames,
            attachments,
            lowered,
            apart,
            in_mesh,
        }
    }

    /// The route as the contest for Service ports takes it.
    pub(crate) fn on_services(&mut self) -> Option<MeshRoute<'_, 'a>> {
        Some(MeshRoute {
            route: &self.route,
            attachments: &mut self.attachments,
            lowered: self.in_mesh.as_ref()?,
        })
    }

    /// The route as the contest for hostnames of listeners takes it.
    pub(crate) fn on_hostnames(&mut self) -> Option<Contender<'_, 'a>> {
        let of_http = matches!(self.route.id.kind, RouteKind::Http | RouteKind::Grpc);
        let accepted = status::route::rules_rejection(&self.lowered).is_none();
        (of_http && accepted).then_some(Contender {
            route: &self.route,
            hostnames: &self.hostnames,
            attachments: &mut self.attachments,
        })
    }

    /// Notes which targets of policies stand behind the Gateways that take the route.
    pub(crate) fn note_targets(&self, ancestors: &mut Ancestors) {
        let named = &self.lowered.named;
        if named.is_empty() || status::route::rules_rejection(&self.lowered).is_some() {
            return;
        }
        for attachment in &self.attachments {
            if let Ok(Places::Listeners { gateway, .. }) = &attachment.places {
                ancestors.add(named, *gateway);
            }
        }
    }

    /// Notes what the route refers to.
    pub(crate) fn note_references(&self, references: &mut References) {
        let in_mesh = self.in_mesh.iter().flat_map(|lowered| &lowered.backends);
        let backends = self.lowered.backends.iter().chain(in_mesh);
        for (namespace, name) in backends {
            let name = NamespacedName::new(&**namespace, &**name);
            references.add_backend(&self.route.id, name);
        }
        for reference in self.route.parent_refs {
            let namespace = reference.namespace.as_deref();
            let namespace = namespace.unwrap_or(&self.route.id.name.namespace);
            let name = NamespacedName::new(namespace, &*reference.name);
            if ServiceId::of(reference, &name).is_some() {
                references.add_parent(&self.route.id, name);
            }
        }
    }

    /// Puts the route into the table, counts it on its listeners, and writes its status.
    pub(crate) fn finish(
        mut self,
        context: &Context<'_>,
        findings: &mut Findings,
        gateways: &mut [GatewayState<'_>],
        builder: &mut table::Builder,
        statuses: &mut Statuses,
        controllers: &BTreeSet<Arc<str>>,
    ) {
        builder.sharing.share(&mut self.lowered);
        for lowered in self.apart.values_mut().chain(&mut self.in_mesh) {
            builder.sharing.share(lowered);
        }
        let rules_at = |gateway: &usize| self.apart.get(gateway).unwrap_or(&self.lowered);
        let (route, attachments, options) = (&self.route, &self.attachments, context.options);
        let listeners = table::distinct(attachments);
        if !listeners.is_empty() && status::route::rules_rejection(&self.lowered).is_none() {
            for (gateway, listener) in listeners {
                gateways[gateway].listeners[listener].attached_routes += 1;
            }
            let hostnames = &self.hostnames;
            builder.add(options, gateways, route, hostnames, attachments, rules_at);
        }
        if let Some(lowered) = &self.in_mesh
            && status::route::rules_rejection(lowered).is_none()
        {
            builder.add_to_mesh(options, route, attachments, lowered);
        }
        let rules = |attachment: &Attachment<'_>| match (&self.in_mesh, &attachment.places) {
            (Some(lowered), _) if attachment.in_mesh => lowered,
            (_, Ok(Places::Listeners { gateway, .. })) => rules_at(gateway),
            _ => &self.lowered,
        };
        let entries =
            status::route::parents(context, findings, route, attachments, rules, controllers);
        if !entries.is_empty() || !route.parents.is_empty() {
            statuses.routes.insert(RouteId::clone(&route.id), entries);
        }
    }
}

/// The Gateways of a route that are left out of policies.
fn left_out<'g>(
    context: &Context<'_>,
    gateways: &'g [GatewayState<'_>],
    attachments: &[Attachment<'_>],
) -> BTreeMap<usize, &'g NamespacedName> {
    let left_out = &context.policies.left_out;
    if left_out.is_empty() {
        return BTreeMap::new();
    }
    let own = attachments
        .iter()
        .filter_map(|attachment| match &attachment.places {
            Ok(Places::Listeners { gateway, .. }) => Some((*gateway, gateways[*gateway].own.name)),
            _ => None,
        });
    own.filter(|(_, name)| left_out.of(name).next().is_some())
        .collect()
}

/// Lowers the rules of a route for the listeners that it is attached to, all of them or those of a
/// Gateway.
fn lower(
    context: &Context<'_>,
    findings: &mut Findings,
    route: &Route<'_>,
    (modes, gateway): (TlsModes, Option<&NamespacedName>),
) -> LoweredRoute {
    match layer4_rules(&route.spec) {
        Some(rules) if route.id.kind == RouteKind::Tls => {
            layer4::tls_route(context, findings, route, (modes, gateway), &rules)
        }
        rules => {
            let mut lowering = Lowering::new(context, findings, route, false);
            lowering.gateway = gateway;
            lower_as(lowering, rules.as_deref())
        }
    }
}

/// Lowers the rules of a route for the Services that are its parents. TLS between pods is passed
/// through.
fn lower_in_mesh(
    context: &Context<'_>,
    findings: &mut Findings,
    route: &Route<'_>,
) -> LoweredRoute {
    let rules = layer4_rules(&route.spec);
    let mut lowering = Lowering::new(context, findings, route, true);
    if route.id.kind == RouteKind::Tls {
        lowering.traffic = Traffic::Passthrough;
    }
    lower_as(lowering, rules.as_deref())
}

fn lower_as(lowering: Lowering<'_, '_>, layer4: Option<&[Layer4Rule<'_>]>) -> LoweredRoute {
    match (lowering.route.spec, layer4) {
        (RouteSpec::Http(spec), _) => lowering.http_route(spec),
        (RouteSpec::Grpc(spec), _) => lowering.grpc_route(spec),
        (_, rules) => lowering.layer4_route(rules.unwrap_or_default()),
    }
}

/// The rules of a route without matches; `None` for the kinds that have them.
fn layer4_rules<'a>(spec: &RouteSpec<'a>) -> Option<Vec<Layer4Rule<'a>>> {
    macro_rules! rules {
        ($spec:expr) => {{
            let rules = $spec.rules.iter().map(|rule| Layer4Rule {
                name: rule.name.as_deref(),
                backend_refs: &rule.backend_refs,
            });
            Some(rules.collect())
        }};
    }
    match spec {
        RouteSpec::Http(_) | RouteSpec::Grpc(_) => None,
        RouteSpec::Tls(spec) => rules!(spec),
        RouteSpec::Tcp(spec) => rules!(spec),
        RouteSpec::Udp(spec) => rules!(spec),
    }
}
