//! Compile: from objects to a routing table, statuses and diagnostics.
//!
//! It is total: whatever the objects hold, it neither panics nor fails as a whole. What is invalid
//! is left out alone, with the condition that the spec asks for and a diagnostic. The order in
//! which objects were inserted never matters.

mod addresses;
mod asked;
mod attach;
mod backends;
mod certificates;
mod conflicts;
mod context;
pub mod diagnostics;
mod endpoints;
mod features;
mod field;
mod frontend_tls;
mod gateways;
mod grants;
mod incremental;
mod judged;
mod known;
mod listener_filters;
mod listeners;
mod lost_matches;
mod lower;
mod many;
mod mesh;
mod overlaps;
mod parameters;
mod pem;
mod policies;
mod redirect_cycles;
pub mod resources;
mod route_kinds;
mod routes;
mod scope;
mod services;
mod session_persistence;
mod shared_hostnames;
mod sharing;
pub mod status;
mod table;
mod tls_validation;
mod versions;
mod x_backend;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use gateway_api_types::NamespacedName;

pub use diagnostics::{Diagnostic, ObjectRef, Severity};
pub use endpoints::Endpoints;
pub use incremental::{Compiler, Edit, Update};
pub use resources::{Resource, Resources};
pub use status::Statuses;

use asked::Asked;
use attach::Parents;
use context::{Context, Findings};
use endpoints::SliceIndex;
use gateways::GatewayState;
use incremental::{Memory, References};
use judged::JudgedRoute;
use policies::left_out::LeftOut;
use policies::{Ancestors, x_telemetry_policy};

use crate::choices::SharedHostnames;
use crate::options::Options;
use crate::table::RoutingTable;
use crate::tracing::Tracing;

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

/// A set of objects that are judged, and what the table is built from: for who wants to know what
/// is wrong, or to build the table at another time.
pub struct Judgement<'a> {
    /// The `status` of every object that is ours.
    pub statuses: Statuses,
    /// Findings for people, sorted by object and field.
    pub diagnostics: Vec<Diagnostic>,
    options: &'a Options,
    gateways: Vec<GatewayState<'a>>,
    builder: table::Builder,
    tracing: BTreeMap<NamespacedName, Tracing>,
    ancestors: Ancestors,
    /// Nothing where no change is going to be followed.
    references: References,
    slices: SliceIndex,
    asked: Asked,
    left_out: LeftOut,
}

/// Compiles a set of objects.
pub fn compile(resources: &Resources, options: &Options) -> Compiled {
    judge(resources, options).build()
}

/// Judges a set of objects: the first and longer half of [`compile`].
pub fn judge<'a>(resources: &'a Resources, options: &'a Options) -> Judgement<'a> {
    judge_all(resources, options, false)
}

impl Judgement<'_> {
    /// Builds the table: the second half of [`compile`].
    pub fn build(self) -> Compiled {
        self.build_and_remember().0
    }

    fn build_and_remember(self) -> (Compiled, Memory) {
        let (mut table, sharing) = self.builder.finish(self.options, &self.gateways);
        table.tracing = Arc::new(self.tracing);
        let attached = self.gateways.iter().map(GatewayState::attached).collect();
        let memory = Memory {
            attached,
            sharing,
            ancestors: self.ancestors,
            references: self.references,
            slices: self.slices,
            asked: self.asked,
            some_left_out: !self.left_out.is_empty(),
        };
        let compiled = Compiled {
            table,
            statuses: self.statuses,
            diagnostics: self.diagnostics,
        };
        (compiled, memory)
    }
}

impl fmt::Debug for Judgement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Judgement")
            .field("statuses", &self.statuses)
            .field("diagnostics", &self.diagnostics)
            .finish_non_exhaustive()
    }
}

/// `followed`: whether changes are going to be followed. If not, it tells what it takes all routes to
/// see, which nothing but a diagnostic depends on.
fn judge_all<'a>(resources: &'a Resources, options: &'a Options, followed: bool) -> Judgement<'a> {
    let judged = judge_with(resources, options, followed, LeftOut::default());
    if judged.left_out.is_empty() {
        return judged;
    }
    // Which Gateways policies are not implemented for is known once all routes are judged.
    judge_with(resources, options, followed, judged.left_out)
}

fn judge_with<'a>(
    resources: &'a Resources,
    options: &'a Options,
    followed: bool,
    left_out: LeftOut,
) -> Judgement<'a> {
    let mut findings = Findings::default();
    let mut context = Context::new(resources, options, &mut findings);
    context.policies.left_out = left_out;
    parameters::report(&context, &mut findings);
    versions::report(&context, &mut findings);
    let mut gateways = gateways::gateways(&context, &mut findings);
    let parents = Parents::new(&context, &gateways);
    let mut builder = table::Builder::new(&context, &gateways);
    let mut ancestors = Ancestors::new(&context.policies);
    let mut references = References::default();
    let mut statuses = Statuses::default();
    let controllers = scope::controllers(&context);

    let mut waiting = Vec::new();
    let contested = options.choices.shared_hostnames == SharedHostnames::OldestWins;
    for route in routes::routes(resources) {
        let judged = JudgedRoute::new(&context, &mut findings, &parents, &gateways, route);
        if followed {
            judged.note_references(&mut references);
        }
        if judged.in_mesh.is_some() || contested {
            waiting.push(judged);
        } else {
            judged.note_targets(&mut ancestors);
            judged.finish(
                &context,
                &mut findings,
                &mut gateways,
                &mut builder,
                &mut statuses,
                &controllers,
            );
        }
    }
    if contested {
        let contenders = waiting.iter_mut().filter_map(JudgedRoute::on_hostnames);
        shared_hostnames::settle(
            &mut findings,
            &gateways,
            &mut contenders.collect::<Vec<_>>(),
        );
    }
    // Which of these has a Service port is known once all of them are.
    mesh::settle(
        &mut findings,
        &mut waiting
            .iter_mut()
            .filter_map(JudgedRoute::on_services)
            .collect::<Vec<_>>(),
    );
    for judged in waiting {
        judged.note_targets(&mut ancestors);
        judged.finish(
            &context,
            &mut findings,
            &mut gateways,
            &mut builder,
            &mut statuses,
            &controllers,
        );
    }
    statuses.gateway_classes = status::gateway_class::statuses(&context);
    statuses.x_meshes = status::x_mesh::statuses(&context);
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
    let telemetry = x_telemetry_policy::judge(&context, &mut findings, &gateways);
    let writer = status::policy::Writer {
        context: &context,
        gateways: &gateways,
        controllers: &controllers,
    };
    let left_out = writer.policies(&mut findings, &ancestors, &telemetry, &mut statuses);
    statuses.controllers = controllers;
    if !followed {
        context.grants.report_unused(&options.assume, &mut findings);
        builder.report_shared_hostnames(&mut findings);
        lost_matches::report(&builder, &gateways, &mut findings);
        redirect_cycles::report(options, &builder, &gateways, &mut findings);
    }
    Judgement {
        statuses,
        diagnostics: findings.into_sorted(),
        options,
        gateways,
        builder,
        tracing: telemetry.tracing,
        ancestors,
        references,
        slices: context.endpoints.slices.into_owned(),
        asked: context.asked.into_inner(),
        left_out,
    }
}
