//! Grants: whether a reference may cross namespaces (spec 3.5).

use std::collections::BTreeMap;

use gateway_api_types::{ReferenceGrantSpec, ReferenceGrantTo};

use super::resources::Resources;

/// The ReferenceGrants of the input, by the namespace that they open.
pub(crate) struct Grants<'a> {
    by_namespace: BTreeMap<&'a str, Vec<&'a ReferenceGrantSpec>>,
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
                .push(&grant.spec);
        }
        Self { by_namespace }
    }

    /// Whether the reference stays in its namespace, or a grant in the referent's namespace permits
    /// it.
    pub(crate) fn permit(&self, from: Referrer<'_>, to: Referent<'_>) -> bool {
        from.namespace == to.namespace
            || self
                .by_namespace
                .get(to.namespace)
                .into_iter()
                .flatten()
                .any(|grant| permits(grant, from, to))
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
