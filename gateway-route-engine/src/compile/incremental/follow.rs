//! Follow: what changed routes, and those that other changes reach, come to, in the place of what they
//! came to before.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use gateway_api_types::NamespacedName;

use super::neighbours;
use super::reach::{Changes, Reach};
use super::references::References;
use super::{Compiler, Memory, Update};
use crate::compile::attach::Parents;
use crate::compile::context::{Context, Findings};
use crate::compile::diagnostics::{Diagnostic, ObjectRef};
use crate::compile::endpoints::Endpoints;
use crate::compile::gateways::{self, GatewayState};
use crate::compile::judged::JudgedRoute;
use crate::compile::mesh::{self, MeshBuilder};
use crate::compile::policies::{Ancestors, x_telemetry_policy};
use crate::compile::resources::Resources;
use crate::compile::sharing::Sharing;
use crate::compile::status::{self, Statuses};
use crate::compile::table::{Attached, Builder};
use crate::compile::{routes, scope};
use crate::listener::ListenerId;
use crate::rule::{RouteId, RouteKind};

/// What some routes come to.
struct Judged {
    attached: Vec<Vec<Attached>>,
    mesh: MeshBuilder,
    counts: Vec<Vec<i32>>,
    statuses: Statuses,
    sharing: Sharing,
    ancestors: Ancestors,
    references: References,
}

/// A change of a listener's routes.
struct ListenerEdit {
    gateway: NamespacedName,
    port: u16,
    id: ListenerId,
    old: Attached,
    new: Attached,
}

/// Where routes are judged.
struct Ground<'g, 'a> {
    context: &'g Context<'a>,
    parents: &'g Parents,
    controllers: &'g BTreeSet<Arc<str>>,
}

/// What has to be written elsewhere once routes are judged.
struct Outcome {
    edits: Vec<ListenerEdit>,
    mesh: MeshBuilder,
    statuses: Statuses,
    /// Findings on routes.
    findings: Findings,
    /// Those on policies, where the Gateways behind them changed.
    of_policies: Option<Findings>,
}

impl Compiler {
    /// Follows changes; `None` where they reach more than can be followed.
    pub(super) fn follow(
        &mut self,
        mut changes: Changes,
        mut touched: BTreeSet<RouteId>,
    ) -> Option<Update> {
        if self.memory.some_left_out {
            return None;
        }
        let mut reach = changes.reached(&self.resources, &self.options, &mut self.memory)?;
        let mut services: BTreeSet<_> = changes.services().cloned().collect();
        let before = &mut changes.before;
        for id in std::mem::take(&mut reach.routes) {
            if !touched.contains(&id) {
                self.resources.copy_route(&id, before);
                touched.insert(id);
            }
        }
        let references = &self.memory.references;
        neighbours::add(
            references,
            &self.resources,
            before,
            &mut touched,
            &mut services,
        );
        let mut update = Update::default();
        if touched.is_empty() && reach.is_empty() {
            let mesh = MeshBuilder::of(&self.resources, &services);
            mesh.replace_in(&mut self.table.mesh, &services);
        } else {
            let outcome = self.judge_again(&changes, &touched, &services, &reach)?;
            update.statuses = self.take(outcome, &touched, &services);
        }
        Some(update)
    }

    /// Judges routes as they were and as they are.
    ///
    /// Both are judged among the other objects as they are now: what changes of those is not what
    /// decides where a route is attached and under which hostnames, the labels of namespaces
    /// excepted. `None` where a policy ceases to have room for all Gateways.
    fn judge_again(
        &mut self,
        changes: &Changes,
        touched: &BTreeSet<RouteId>,
        services: &BTreeSet<NamespacedName>,
        reach: &Reach,
    ) -> Option<Outcome> {
        let known = std::mem::take(&mut self.memory.sharing);
        let (known, apart) = if reach.relabelled.is_empty() {
            (known, None)
        } else {
            let mut old = self.judge_before(changes, known, &reach.relabelled);
            (std::mem::take(&mut old.sharing), Some(old))
        };
        let Memory {
            attached,
            sharing,
            ancestors,
            references,
            slices,
            asked,
            some_left_out: _,
        } = &mut self.memory;
        let mut after = Resources::default();
        for id in touched {
            self.resources.copy_route(id, &mut after);
        }
        let (mut unchanged, mut of_policies) = (Findings::default(), Findings::default());
        let mut findings = Findings::default();
        let endpoints = Endpoints::with(&self.resources, Cow::Borrowed(slices));
        let context = Context::with(&self.resources, &self.options, endpoints, &mut of_policies);
        let mut gateways = gateways::gateways(&context, &mut unchanged);
        let ground = Ground {
            context: &context,
            parents: &Parents::new(&context, &gateways),
            controllers: &scope::controllers(&context),
        };
        let mesh = MeshBuilder::default();
        let mut old = match apart {
            Some(old) => Judged {
                sharing: known,
                ..old
            },
            None => ground.judge(&mut gateways, mesh, known, &changes.before, &mut unchanged),
        };
        let mesh = MeshBuilder::of(&self.resources, services);
        let known = std::mem::take(&mut old.sharing);
        let new = ground.judge(&mut gateways, mesh, known, &after, &mut findings);
        *sharing = new.sharing;
        references.replace(&old.references, new.references);
        let mut statuses = new.statuses;
        statuses.controllers.clone_from(&self.statuses.controllers);
        let mut edits = Vec::new();
        let per_gateway = gateways.iter_mut().zip(attached);
        let judged = old.attached.into_iter().zip(new.attached);
        let counts = old.counts.iter().zip(&new.counts);
        for (((gateway, total), routes), counts) in per_gateway.zip(judged).zip(counts) {
            add_counts(gateway, total, counts);
            if counts.0 != counts.1 || reach.gateways {
                write_statuses(&context, gateway, &mut statuses);
            }
            edits.extend(listener_edits(gateway, routes));
        }
        if reach.classes {
            statuses.gateway_classes = status::gateway_class::statuses(&context);
        }
        if reach.meshes {
            statuses.x_meshes = status::x_mesh::statuses(&context);
        }
        let moved = ancestors.replace(&old.ancestors, &new.ancestors) || reach.policies;
        if moved {
            let telemetry = x_telemetry_policy::judge(&context, &mut of_policies, &gateways);
            let writer = status::policy::Writer {
                context: &context,
                gateways: &gateways,
                controllers: ground.controllers,
            };
            let left_out = writer.policies(&mut of_policies, ancestors, &telemetry, &mut statuses);
            if !left_out.is_empty() {
                return None;
            }
        }
        asked.extend(context.asked.take());
        Some(Outcome {
            edits,
            mesh: new.mesh,
            statuses,
            findings,
            of_policies: moved.then_some(of_policies),
        })
    }

    /// Judges routes as they were, among namespaces with the labels that they had.
    fn judge_before(
        &mut self,
        changes: &Changes,
        sharing: Sharing,
        relabelled: &[String],
    ) -> Judged {
        self.resources.take_namespaces(relabelled, &changes.before);
        let mut unchanged = Findings::default();
        let endpoints = Endpoints::with(&self.resources, Cow::Borrowed(&self.memory.slices));
        let context = Context::with(&self.resources, &self.options, endpoints, &mut unchanged);
        let mut gateways = gateways::gateways(&context, &mut unchanged);
        let ground = Ground {
            context: &context,
            parents: &Parents::new(&context, &gateways),
            controllers: &scope::controllers(&context),
        };
        let (mesh, before) = (MeshBuilder::default(), &changes.before);
        let judged = ground.judge(&mut gateways, mesh, sharing, before, &mut unchanged);
        self.resources.take_namespaces(relabelled, &changes.after);
        judged
    }

    /// Puts an outcome in the place of what there was, and returns the statuses that differ.
    fn take(
        &mut self,
        outcome: Outcome,
        touched: &BTreeSet<RouteId>,
        services: &BTreeSet<NamespacedName>,
    ) -> Statuses {
        outcome.mesh.replace_in(&mut self.table.mesh, services);
        let rank = self.options.regex_rank;
        for edit in outcome.edits {
            let ListenerEdit {
                gateway,
                port,
                id,
                old,
                new,
            } = edit;
            self.table.edit_listener(&gateway, port, &id, |routes| {
                Attached::replace(old, new, touched, rank, routes);
            });
        }
        let changed = outcome.statuses.different_from(&self.statuses);
        for id in touched {
            self.forget(&ObjectRef::gateway_api(id.kind.as_str(), &id.name));
            self.statuses.routes.remove(id);
        }
        self.diagnostics.extend(outcome.findings.into_sorted());
        if let Some(of_policies) = outcome.of_policies {
            for object in self.resources.policies() {
                self.forget(&object);
            }
            self.diagnostics.extend(of_policies.into_sorted());
            self.statuses.forget_policies();
        }
        self.statuses.extend(outcome.statuses);
        changed
    }

    /// Forgets what was said of an object.
    fn forget(&mut self, object: &ObjectRef) {
        let first = Diagnostic::first_of(object.clone());
        let own = self.diagnostics.range(first..);
        let own: Vec<_> = own
            .take_while(|found| found.object == *object)
            .cloned()
            .collect();
        for diagnostic in own {
            self.diagnostics.remove(&diagnostic);
        }
    }
}

impl<'a> Ground<'_, 'a> {
    /// Judges routes and leaves the Gateways as they were. All routes of a Service that is a parent of
    /// one have to be among them.
    fn judge(
        &self,
        gateways: &mut [GatewayState<'a>],
        mesh: MeshBuilder,
        sharing: Sharing,
        resources: &Resources,
        findings: &mut Findings,
    ) -> Judged {
        let context = self.context;
        let mut builder = Builder::for_routes(gateways, mesh, sharing);
        let mut statuses = Statuses::default();
        let mut ancestors = Ancestors::new(&context.policies);
        let mut references = References::default();
        let mut judged = Vec::new();
        for route in routes::routes(resources) {
            let route = JudgedRoute::new(context, findings, self.parents, gateways, route);
            route.note_targets(&mut ancestors);
            route.note_references(&mut references);
            judged.push(route);
        }
        let on_services = judged.iter_mut().filter_map(JudgedRoute::on_services);
        mesh::settle(findings, &mut on_services.collect::<Vec<_>>());
        for route in judged {
            route.finish(
                context,
                findings,
                gateways,
                &mut builder,
                &mut statuses,
                self.controllers,
            );
        }
        let counts = gateways.iter().map(GatewayState::attached).collect();
        let listeners = gateways
            .iter_mut()
            .flat_map(|gateway| &mut gateway.listeners);
        listeners.for_each(|listener| listener.attached_routes = 0);
        Judged {
            attached: builder.routes,
            mesh: builder.mesh,
            counts,
            statuses,
            sharing: builder.sharing,
            ancestors,
            references,
        }
    }
}

/// Counts the routes of a Gateway's listeners anew.
fn add_counts(
    gateway: &mut GatewayState<'_>,
    total: &mut [i32],
    (old, new): (&Vec<i32>, &Vec<i32>),
) {
    let counts = total.iter_mut().zip(old.iter().zip(new));
    for (listener, (total, (old, new))) in gateway.listeners.iter_mut().zip(counts) {
        *total += new - old;
        listener.attached_routes = *total;
    }
}

fn write_statuses(context: &Context<'_>, gateway: &GatewayState<'_>, statuses: &mut Statuses) {
    let name = gateway.own.name.clone();
    let status = status::gateway::status(context, gateway);
    statuses.gateways.insert(name, status);
    for set in &gateway.sets {
        let status = status::gateway::set_status(context, gateway, set);
        statuses.listener_sets.insert(set.name.clone(), status);
    }
}

/// What changes on the listeners of a Gateway.
fn listener_edits(
    gateway: &GatewayState<'_>,
    (old, new): (Vec<Attached>, Vec<Attached>),
) -> impl Iterator<Item = ListenerEdit> {
    let listeners = gateway.listeners.iter().zip(old.into_iter().zip(new));
    listeners.filter_map(|(listener, (old, new))| {
        let changed = !(old.is_empty() && new.is_empty());
        changed.then_some(ListenerEdit {
            gateway: gateway.own.name.clone(),
            port: listener.port?,
            id: listener.id.clone(),
            old,
            new,
        })
    })
}

impl Resources {
    /// Puts a route, if it is here, into others.
    pub(super) fn copy_route(&self, id: &RouteId, others: &mut Self) {
        macro_rules! copy {
            ($field:ident) => {
                if let Some(route) = self.$field.get(&id.name) {
                    others.$field.insert(id.name.clone(), Arc::clone(route));
                }
            };
        }
        match id.kind {
            RouteKind::Http => copy!(http_routes),
            RouteKind::Grpc => copy!(grpc_routes),
            RouteKind::Tls => copy!(tls_routes),
            RouteKind::Tcp => copy!(tcp_routes),
            RouteKind::Udp => copy!(udp_routes),
        }
    }

    /// Takes namespaces over from others, where they may be missing.
    fn take_namespaces(&mut self, names: &[String], others: &Self) {
        for name in names {
            match others.namespaces.get(name) {
                Some(namespace) => {
                    let namespace = Arc::clone(namespace);
                    self.namespaces.insert(name.clone(), namespace);
                }
                None => drop(self.namespaces.remove(name)),
            }
        }
    }

    /// The policies, and the XBackends, which say the same things of themselves.
    fn policies(&self) -> Vec<ObjectRef> {
        let tls = self.backend_tls_policies.keys();
        let tls = tls.map(|name| ObjectRef::gateway_api("BackendTLSPolicy", name));
        let x_backends = self.x_backends.keys();
        let x_backends = x_backends.map(|name| ObjectRef::experimental("XBackend", name));
        let traffic = self.x_backend_traffic_policies.keys();
        let traffic = traffic.map(|name| ObjectRef::experimental("XBackendTrafficPolicy", name));
        let telemetry = self.x_telemetry_policies.keys();
        let telemetry = telemetry.map(|name| ObjectRef::experimental("XTelemetryPolicy", name));
        let all = tls.chain(x_backends).chain(traffic).chain(telemetry);
        all.collect()
    }
}

impl Statuses {
    /// Takes the statuses of policies and XBackends away.
    fn forget_policies(&mut self) {
        self.backend_tls_policies.clear();
        self.x_backends.clear();
        self.x_backend_traffic_policies.clear();
        self.x_telemetry_policies.clear();
    }
}
