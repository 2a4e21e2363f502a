//! Incremental: a set of objects that stays compiled while it changes.
//!
//! A change of routes judges those routes again, before and after, and edits what they touch: the
//! hostnames of their listeners, their statuses and diagnostics, and the counts of their Gateways.
//! Everything else is shared with the table of before, which its readers keep. Whatever else
//! changes, and whatever ties routes to each other (policies, Services as parents), is compiled
//! anew as a whole. Both ways end in what [`compile`](super::compile) makes of the same objects.

use std::collections::BTreeSet;
use std::sync::Arc;

use gateway_api_types::NamespacedName;

use super::attach::Parents;
use super::context::{Context, Findings};
use super::diagnostics::{Diagnostic, ObjectRef};
use super::gateways::{self, GatewayState};
use super::judged::JudgedRoute;
use super::resources::{Resource, Resources};
use super::sharing::Sharing;
use super::status::{self, Statuses};
use super::table::{Attached, Builder};
use super::{Compiled, Memory, judge_all, routes, scope};
use crate::choices::SharedHostnames;
use crate::listener::ListenerId;
use crate::options::Options;
use crate::rule::RouteId;
use crate::table::RoutingTable;

/// A set of objects, what it compiles to, and what it takes to follow its changes.
#[derive(Debug)]
pub struct Compiler {
    resources: Resources,
    options: Options,
    table: RoutingTable,
    statuses: Statuses,
    diagnostics: BTreeSet<Diagnostic>,
    memory: Memory,
}

/// Changes that take effect together, when they are [finished](Edit::finish).
#[derive(Debug)]
#[must_use = "changes take effect when they are finished"]
pub struct Edit<'c> {
    compiler: &'c mut Compiler,
    /// The routes that are changed, as they were before.
    before: Resources,
    touched: BTreeSet<RouteId>,
    /// Whether anything but routes is changed.
    others: bool,
}

/// What a change changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    /// The statuses that are new or different: what a controller has to write.
    pub statuses: Statuses,
    /// Whether everything was compiled anew.
    pub full: bool,
}

/// What some routes come to.
struct Judged {
    attached: Vec<Vec<Attached>>,
    counts: Vec<Vec<i32>>,
    statuses: Statuses,
    sharing: Sharing,
}

/// A change of a listener's routes.
struct ListenerEdit {
    gateway: NamespacedName,
    port: u16,
    id: ListenerId,
    old: Attached,
    new: Attached,
}

impl Compiler {
    /// Compiles a set of objects.
    pub fn new(resources: Resources, options: Options) -> Self {
        let (compiled, memory) = judge_all(&resources, &options, false).build_and_remember();
        Self {
            resources,
            options,
            table: compiled.table,
            statuses: compiled.statuses,
            diagnostics: compiled.diagnostics.into_iter().collect(),
            memory,
        }
    }

    /// The objects as they are now.
    pub fn resources(&self) -> &Resources {
        &self.resources
    }

    /// The table as it is now. A clone of it never changes.
    pub fn table(&self) -> &RoutingTable {
        &self.table
    }

    /// All statuses.
    pub fn statuses(&self) -> &Statuses {
        &self.statuses
    }

    /// Findings for people, sorted by object and field. Those that take all routes to see,
    /// `shared-hostname` and `unused-grant`, come from [`compile`](crate::compile()) alone.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// Begins a change.
    pub fn edit(&mut self) -> Edit<'_> {
        Edit {
            compiler: self,
            before: Resources::default(),
            touched: BTreeSet::new(),
            others: false,
        }
    }

    /// Whether nothing ties routes to each other or to policies that answer for them.
    fn routes_stand_alone(&self) -> bool {
        let resources = &self.resources;
        self.options.choices.shared_hostnames == SharedHostnames::Coexist
            && resources.backend_tls_policies.is_empty()
            && resources.x_backends.is_empty()
            && resources.x_backend_traffic_policies.is_empty()
            && resources.x_telemetry_policies.is_empty()
    }

    fn compile_again(&mut self) -> Update {
        let (compiled, memory) =
            judge_all(&self.resources, &self.options, false).build_and_remember();
        let Compiled {
            table,
            statuses,
            diagnostics,
        } = compiled;
        let changed = statuses.different_from(&self.statuses);
        self.table = table;
        self.statuses = statuses;
        self.diagnostics = diagnostics.into_iter().collect();
        self.memory = memory;
        Update {
            statuses: changed,
            full: true,
        }
    }

    /// Follows a change of routes; `None` where one of them has a Service as its parent.
    fn follow(&mut self, before: &Resources, touched: &BTreeSet<RouteId>) -> Option<Update> {
        let after = self.resources.routes_of(touched);
        let sharing = std::mem::take(&mut self.memory.sharing);
        let mut unchanged = Findings::default();
        let context = Context::new(&self.resources, &self.options, &mut unchanged);
        let mut gateways = gateways::gateways(&context, &mut unchanged);
        let parents = Parents::new(&context, &gateways);
        let mut findings = Findings::default();
        let old = judge(
            &context,
            &parents,
            &mut gateways,
            sharing,
            before,
            &mut unchanged,
        )?;
        let new = judge(
            &context,
            &parents,
            &mut gateways,
            old.sharing,
            &after,
            &mut findings,
        )?;
        let mut statuses = new.statuses;
        statuses.controllers.clone_from(&self.statuses.controllers);
        let mut edits = Vec::new();
        let per_gateway = gateways.iter_mut().zip(&mut self.memory.attached);
        let judged = old.attached.into_iter().zip(new.attached);
        let counts = old.counts.iter().zip(&new.counts);
        for (((gateway, total), (old, new)), counts) in per_gateway.zip(judged).zip(counts) {
            add_counts(gateway, total, counts);
            if counts.0 != counts.1 {
                let name = gateway.own.name.clone();
                let status = status::gateway::status(&context, gateway);
                statuses.gateways.insert(name, status);
                for set in &gateway.sets {
                    let status = status::gateway::set_status(&context, gateway, set);
                    statuses.listener_sets.insert(set.name.clone(), status);
                }
            }
            let listeners = gateway.listeners.iter().zip(old.into_iter().zip(new));
            for (listener, (old, new)) in listeners {
                if let Some(port) = listener.port
                    && !(old.is_empty() && new.is_empty())
                {
                    edits.push(ListenerEdit {
                        gateway: gateway.own.name.clone(),
                        port,
                        id: listener.id.clone(),
                        old,
                        new,
                    });
                }
            }
        }
        self.memory.sharing = new.sharing;
        for edit in edits {
            let ListenerEdit {
                gateway,
                port,
                id,
                old,
                new,
            } = edit;
            let rank = self.options.regex_rank;
            self.table.edit_listener(&gateway, port, &id, |routes| {
                Attached::replace(old, new, touched, rank, routes);
            });
        }
        self.replace_diagnostics(touched, findings);
        let changed = statuses.different_from(&self.statuses);
        for id in touched {
            self.statuses.routes.remove(id);
        }
        self.statuses.extend(statuses);
        Some(Update {
            statuses: changed,
            full: false,
        })
    }

    fn replace_diagnostics(&mut self, touched: &BTreeSet<RouteId>, findings: Findings) {
        for id in touched {
            let object = ObjectRef::gateway_api(id.kind.as_str(), &id.name);
            let first = Diagnostic::first_of(object.clone());
            let own = self.diagnostics.range(first..);
            let own: Vec<_> = own
                .take_while(|found| found.object == object)
                .cloned()
                .collect();
            for diagnostic in own {
                self.diagnostics.remove(&diagnostic);
            }
        }
        self.diagnostics.extend(findings.into_sorted());
    }
}

impl Edit<'_> {
    /// Puts an object in, in the place of the one of the same kind and name.
    pub fn put<R: Resource>(&mut self, object: R) {
        let name = object.kept_as();
        self.note::<R>(&name);
        self.compiler.resources.insert(object);
    }

    /// Takes an object out. Of a kind without namespace only the name counts.
    pub fn remove<R: Resource>(&mut self, name: &NamespacedName) {
        self.note::<R>(name);
        R::set_in(&mut self.compiler.resources, name, None);
    }

    /// Carries the changes out.
    pub fn finish(self) -> Update {
        let Self {
            compiler,
            before,
            touched,
            others,
        } = self;
        if others || !compiler.routes_stand_alone() {
            return compiler.compile_again();
        }
        let followed = compiler.follow(&before, &touched);
        followed.unwrap_or_else(|| compiler.compile_again())
    }

    /// Keeps an object as it was before the first change.
    fn note<R: Resource>(&mut self, name: &NamespacedName) {
        let Some(kind) = R::ROUTE else {
            self.others = true;
            return;
        };
        let name = name.clone();
        if self.touched.insert(RouteId {
            kind,
            name: name.clone(),
        }) {
            let old = R::of(&self.compiler.resources, &name).map(Arc::clone);
            R::set_in(&mut self.before, &name, old);
        }
    }
}

/// Judges routes and leaves the Gateways as they were; `None` where a Service is a parent.
fn judge(
    context: &Context<'_>,
    parents: &Parents,
    gateways: &mut [GatewayState<'_>],
    sharing: Sharing,
    resources: &Resources,
    findings: &mut Findings,
) -> Option<Judged> {
    let controllers = scope::controllers(context);
    let mut builder = Builder::for_listeners(gateways, sharing);
    let mut statuses = Statuses::default();
    for route in routes::routes(resources) {
        let judged = JudgedRoute::new(context, findings, parents, gateways, route);
        if judged.in_mesh.is_some() {
            return None;
        }
        judged.finish(context, gateways, &mut builder, &mut statuses, &controllers);
    }
    let counts = gateways.iter().map(GatewayState::attached).collect();
    let listeners = gateways
        .iter_mut()
        .flat_map(|gateway| &mut gateway.listeners);
    listeners.for_each(|listener| listener.attached_routes = 0);
    Some(Judged {
        attached: builder.routes,
        counts,
        statuses,
        sharing: builder.sharing,
    })
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

impl Resources {
    /// These routes alone.
    fn routes_of(&self, ids: &BTreeSet<RouteId>) -> Self {
        use crate::rule::RouteKind;
        let mut routes = Self::default();
        for id in ids {
            macro_rules! copy {
                ($field:ident) => {
                    if let Some(route) = self.$field.get(&id.name) {
                        routes.$field.insert(id.name.clone(), Arc::clone(route));
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
        routes
    }
}
