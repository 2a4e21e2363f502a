//! Incremental: a set of objects that stays compiled while it changes.
//!
//! A change of routes judges those routes again, before and after, and edits what they touch: the
//! hostnames of their listeners, the ports of the Services that are their parents, their statuses and
//! diagnostics, the counts of their Gateways and the ancestors of policies. Of routes with Services as
//! parents, those of the same Services come with them, since kinds of routes contend for ports
//! ([`neighbours`]). A change of Services, EndpointSlices, ReferenceGrants and of the labels of
//! Namespaces is one of the routes that they reach ([`reach`]). Secrets, ConfigMaps,
//! `ClusterTrustBundle`s and Pods change nothing unless something asks for them and they turn from good
//! to bad or back. Where nothing but the status of a Gateway, a class, a mesh or a policy changes, its
//! status alone is computed again. Everything else is shared with the table of before, which its
//! readers keep.
//!
//! The rest is compiled anew as a whole, since its reach is as large: what a Gateway, a ListenerSet, a
//! class or an XMesh asks for, and the versions of CRDs, decide on every route below; a policy, an
//! XBackend, a ServiceImport, and a Service that a policy targets, decide on other policies of the same
//! target and on the places of all targets; so do a certificate or bundle in use that turns bad, Pods
//! beside an XBackend, a policy without room for a Gateway among its ancestors, a grant to anything but routes, the labels of a Namespace where ListenerSets are
//! selected, and every change where the options let one kind of routes have a hostname alone (spec
//! 12.14). Both ways end in what [`compile`](super::compile()) makes of the same objects.

mod follow;
mod neighbours;
mod reach;
mod references;

pub(crate) use references::References;

use std::collections::BTreeSet;
use std::sync::Arc;

use gateway_api_types::NamespacedName;

use super::asked::Asked;
use super::diagnostics::Diagnostic;
use super::endpoints::SliceIndex;
use super::policies::Ancestors;
use super::resources::{Resource, Resources};
use super::sharing::Sharing;
use super::status::Statuses;
use super::{Compiled, judge_all};
use crate::choices::SharedHostnames;
use crate::options::Options;
use crate::rule::RouteId;
use crate::table::RoutingTable;
use reach::Changes;

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
    changes: Changes,
    /// The routes that are changed.
    routes: BTreeSet<RouteId>,
}

/// What a change changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    /// The statuses that are new or different: what a controller has to write.
    pub statuses: Statuses,
    /// Whether everything was compiled anew.
    pub full: bool,
}

/// What a compile knows at its end and has to know to follow a change.
#[derive(Debug)]
pub(crate) struct Memory {
    /// For each Gateway, for each of its listeners: how many routes are attached.
    pub(super) attached: Vec<Vec<i32>>,
    pub(super) sharing: Sharing,
    pub(super) ancestors: Ancestors,
    pub(super) references: References,
    pub(super) slices: SliceIndex,
    pub(super) asked: Asked,
    /// Whether Gateways are left out of policies, so that routes are not the same at all of them.
    pub(super) some_left_out: bool,
}

impl Compiler {
    /// Compiles a set of objects.
    pub fn new(resources: Resources, options: Options) -> Self {
        let (compiled, memory) = judge_all(&resources, &options, true).build_and_remember();
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
    /// `lost-match`, `redirect-cycle`, `shared-hostname` and `unused-grant`, come from [`compile`](crate::compile()) alone.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// Begins a change.
    pub fn edit(&mut self) -> Edit<'_> {
        Edit {
            compiler: self,
            changes: Changes::default(),
            routes: BTreeSet::new(),
        }
    }

    fn compile_again(&mut self) -> Update {
        let (compiled, memory) =
            judge_all(&self.resources, &self.options, true).build_and_remember();
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
}

impl Edit<'_> {
    /// Puts an object in, in the place of the one of the same kind and name.
    pub fn put<R: Resource>(&mut self, object: R) {
        self.set(&object.kept_as(), Some(Arc::new(object)));
    }

    /// Takes an object out. Of a kind without namespace only the name counts.
    pub fn remove<R: Resource>(&mut self, name: &NamespacedName) {
        self.set::<R>(name, None);
    }

    /// Carries the changes out.
    pub fn finish(self) -> Update {
        let Self {
            compiler,
            changes,
            routes,
        } = self;
        // Where only one kind of routes may have a hostname, any route may matter to any other.
        let contested = compiler.options.choices.shared_hostnames == SharedHostnames::OldestWins;
        if contested {
            return compiler.compile_again();
        }
        let followed = compiler.follow(changes, routes);
        followed.unwrap_or_else(|| compiler.compile_again())
    }

    /// Puts an object in or takes it out, and keeps it as it was before the first change.
    fn set<R: Resource>(&mut self, name: &NamespacedName, object: Option<Arc<R>>) {
        let resources = &mut self.compiler.resources;
        let Changes { before, after } = &mut self.changes;
        if R::of(before, name).is_none() && R::of(after, name).is_none() {
            R::set_in(before, name, R::of(resources, name).cloned());
        }
        if let Some(kind) = R::ROUTE {
            let name = name.clone();
            self.routes.insert(RouteId { kind, name });
        }
        R::set_in(after, name, object.clone());
        R::set_in(resources, name, object);
    }
}
