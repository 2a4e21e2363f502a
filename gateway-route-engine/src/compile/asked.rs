//! Asked: the objects beside routes on which outcomes depend, be they there or not, so that changes of
//! all others are known to change nothing.

use std::collections::{BTreeMap, BTreeSet};

use gateway_api_types::NamespacedName;

/// What an outcome asks of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AskedKind {
    /// The labels of a namespace.
    Namespace,
    /// The certificate of a Secret.
    Secret,
    /// The bundle of a ConfigMap, or whether there is one.
    ConfigMap,
    /// The bundle of a ClusterTrustBundle.
    ClusterTrustBundle,
    /// The ports of a Service that a policy targets.
    PolicyTarget,
}

/// Names of objects, by what was asked of them.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    names: BTreeMap<AskedKind, BTreeSet<NamespacedName>>,
}

impl Asked {
    /// Notes that an outcome depends on an object.
    pub(crate) fn note(&mut self, kind: AskedKind, name: &NamespacedName) {
        let names = self.names.entry(kind).or_default();
        if !names.contains(name) {
            names.insert(name.clone());
        }
    }

    /// Whether one does.
    pub(crate) fn contains(&self, kind: AskedKind, name: &NamespacedName) -> bool {
        let names = self.names.get(&kind);
        names.is_some_and(|names| names.contains(name))
    }

    /// Adds what was asked elsewhere.
    pub(crate) fn extend(&mut self, other: Self) {
        for (kind, names) in other.names {
            self.names.entry(kind).or_default().extend(names);
        }
    }
}
