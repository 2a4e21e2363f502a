//! Grants: whether a reference may cross namespaces (spec 3.5).

use std::cell::Cell;
use std::collections::BTreeMap;

use gateway_api_types::{NamespacedName, ReferenceGrantSpec, ReferenceGrantTo};

use super::context::{Finding, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::resources::Resources;

/// The ReferenceGrants of the input, by the namespace that they open.
pub(crate) struct Grants<'a> {
    by_namespace: BTreeMap<&'a str, Vec<Grant<'a>>>,
}

/// A grant, and whether a reference needed it.
struct Grant<'a> {
    name: &'a NamespacedName,
    spec: &'a ReferenceGrantSpec,
    used: Cell<bool>,
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
        let mut by_namespace: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (name, grant) in &resources.reference_grants {
            by_namespace
                .entry(&name.namespace)
                .or_default()
                .push(Grant {
                    name,
                    spec: &grant.spec,
                    used: Cell::new(false),
                });
        }
        Self { by_namespace }
    }

    /// Whether the reference stays in its namespace, or a grant in the referent's namespace permits
    /// it.
    pub(crate) fn permit(&self, from: Referrer<'_>, to: Referent<'_>) -> bool {
        if from.namespace == to.namespace {
            return true;
        }
        let grants = self.by_namespace.get(to.namespace).into_iter().flatten();
        let permitting = grants.filter(|grant| permits(grant.spec, from, to));
        permitting.fold(false, |_, grant| {
            grant.used.set(true);
            true
        })
    }

    /// Reports the grants that no reference needed.
    pub(crate) fn report_unused(&self, findings: &mut Findings) {
        let grants = self.by_namespace.values().flatten();
        for grant in grants.filter(|grant| !grant.used.get()) {
            let message = "no reference in the input needs this grant";
            let finding = Finding::info(Field::Root("spec"), "unused-grant", message);
            let help = "group, kind and namespace of `from` are the referrer's, group and kind of `to` the referent's; remove the grant if it is left over";
            let object = ObjectRef::gateway_api("ReferenceGrant", grant.name);
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
