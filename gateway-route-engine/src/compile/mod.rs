//! Compile: from objects to a routing table, statuses and diagnostics.
//!
//! It is total: whatever the objects hold, it neither panics nor fails as a whole. What is invalid
//! is left out alone, with the condition that the spec asks for and a diagnostic. The order in
//! which objects were inserted never matters.

mod addresses;
mod attach;
mod backends;
mod certificates;
mod conflicts;
mod context;
pub mod diagnostics;
mod endpoints;
mod field;
mod frontend_tls;
mod gateways;
mod grants;
mod listeners;
mod lower;
mod overlaps;
mod parameters;
mod pem;
pub mod resources;
mod routes;
mod scope;
pub mod status;
mod table;

use std::collections::BTreeSet;

pub use diagnostics::{Diagnostic, ObjectRef, Severity};
pub use resources::{Resource, Resources};
pub use status::Statuses;

use attach::{Parents, RouteHostnames};
use context::{Context, Findings};
use lower::layer4::Layer4Rule;
use lower::{LoweredRoute, Lowering};
use routes::{Route, RouteSpec};

use crate::options::Options;
use crate::rule::RouteId;
use crate::table::RoutingTable;

/// What [`compile`] makes of a set of objects.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// Decides on requests.
    pub table: RoutingTable,
    /// The `status` of every object that is ours.
    pub statuses: Statuses,
    /// Findings for people, sorted by object and field.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles a set of objects.
pub fn compile(resources: &Resources, options: &Options) -> Compiled {
    let context = Context::new(resources, options);
    let mut findings = Findings::default();
    let mut gateways = gateways::gateways(&context, &mut findings);
    let parents = Parents::new(&gateways);
    let mut builder = table::Builder::new(&gateways);
    let mut statuses = Statuses::default();
    let own = scope::own_controller(&context);
    let mut controllers: BTreeSet<String> = gateways
        .iter()
        .map(|gateway| gateway.own.controller.to_string())
        .collect();
    controllers.insert(own.to_string());
    let controllers: BTreeSet<&str> = controllers.iter().map(String::as_str).collect();

    for route in routes::routes(&context) {
        let hostnames = RouteHostnames::new(&route, &mut findings);
        let attachments = attach::attach(
            &context,
            &mut findings,
            &parents,
            &gateways,
            &route,
            &hostnames,
        );
        let lowered = lower(&context, &mut findings, &route);
        if status::route::rules_rejection(&lowered).is_none() {
            for (gateway, listener) in table::distinct(&attachments) {
                gateways[gateway].listeners[listener].attached_routes += 1;
            }
            builder.add(
                options,
                &gateways,
                &route,
                &hostnames,
                &attachments,
                &lowered,
            );
        }
        let entries =
            status::route::parents(&context, &route, &attachments, &lowered, &controllers);
        if !entries.is_empty() || !route.parents.is_empty() {
            statuses.routes.insert(RouteId::clone(&route.id), entries);
        }
    }
    statuses.gateway_classes = status::gateway_class::statuses(&context);
    for gateway in &gateways {
        statuses.gateways.insert(
            gateway.own.name.clone(),
            status::gateway::status(&context, gateway),
        );
        for set in &gateway.sets {
            statuses.listener_sets.insert(
                set.name.clone(),
                status::gateway::set_status(&context, gateway, set),
            );
        }
    }
    let table = builder.finish(options, &gateways);
    Compiled {
        table,
        statuses,
        diagnostics: findings.into_sorted(),
    }
}

/// Lowers the rules of a route.
fn lower(context: &Context<'_>, findings: &mut Findings, route: &Route<'_>) -> LoweredRoute {
    let lowering = Lowering::new(context, findings, route);
    macro_rules! layer4 {
        ($spec:expr) => {{
            let rules = $spec.rules.iter();
            let rules: Vec<_> = rules
                .map(|rule| Layer4Rule {
                    name: rule.name.as_deref(),
                    backend_refs: &rule.backend_refs,
                })
                .collect();
            lowering.layer4_route(&rules)
        }};
    }
    match route.spec {
        RouteSpec::Http(spec) => lowering.http_route(spec),
        RouteSpec::Grpc(spec) => lowering.grpc_route(spec),
        RouteSpec::Tls(spec) => layer4!(spec),
        RouteSpec::Tcp(spec) => layer4!(spec),
        RouteSpec::Udp(spec) => layer4!(spec),
    }
}
