//! Grants: whether a reference may cross namespaces (spec 3.5).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::{NamespacedName, ReferenceGrant, ReferenceGrantSpec, ReferenceGrantTo};

use super::context::{Finding, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::resources::Resources;

/// The ReferenceGrants of the input, which are sorted by the namespace that they open.
pub(crate) struct Grants<'a> {
    all: &'a BTreeMap<NamespacedName, Arc<ReferenceGrant>>,
    /// Those that a reference needed.
    used: RefCell<BTreeSet<NamespacedName>>,
}

/// Who refers to something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Referrer<'a> {
    pub(crate) group: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) namespace: &'a str,
}

/// What is referred to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Referent<'a> {
    pub(crate) group: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) namespace: &'a str,
    pub(crate) name: &'a str,
}

impl<'a> Grants<'a> {
    pub(crate) fn new(resources: &'a Resources) -> Self {
        Self {
            all: &resources.reference_grants,
            used: RefCell::default(),
        }
    }

    /// Whether the reference stays in its namespace, or a grant in the referent's namespace permits
    /// it.
    pub(crate) fn permit(&self, from: Referrer<'_>, to: Referent<'_>) -> bool {
        if from.namespace == to.namespace {
            return true;
        }
        let first = NamespacedName::new(to.namespace, "");
        let grants = self.all.range(first..);
        let grants = grants.take_while(|(name, _)| name.namespace == to.namespace);
        let permitting = grants.filter(|(_, grant)| permits(&grant.spec, from, to));
        permitting.fold(false, |_, (name, _)| {
            let mut used = self.used.borrow_mut();
            if !used.contains(name) {
                used.insert(name.clone());
            }
            true
        })
    }

    /// Reports the grants that no reference needed.
    pub(crate) fn report_unused(&self, findings: &mut Findings) {
        let used = self.used.borrow();
        for name in self.all.keys().filter(|name| !used.contains(*name)) {
            let message = "no reference in the input needs this grant";
            let finding = Finding::info(Field::Root("spec"), "unused-grant", message);
            let help = "group, kind and namespace of `from` are the referrer's, group and kind of `to` the referent's; remove the grant if it is left over";
            let object = ObjectRef::gateway_api("ReferenceGrant", name);
            findings.push(&object, finding.help(help));
        }
    }
}

/// Lists are OR-ed; a name that is left out, or empty, is every name (spec 3.5.2).
fn permits(grant: &ReferenceGrantSpec, from: Referrer<'_>, to: Referent<'_>) -> bool {
    let names = |entry: &ReferenceGrantTo| match entry.name.as_deref() {
        None | Some("") => true,
        Some(name) => name == to.name,
    };
    grant.from.iter().any(|entry| {
        entry.group == from.group && entry.kind == from.kind && entry.namespace == from.namespace
    }) && grant
        .to
        .iter()
        .any(|entry| entry.group == to.group && entry.kind == to.kind && names(entry))
}
