//! Left out: the Gateways that have no room among the ancestors of a policy, and for which it counts as
//! not implementable (spec 6.8.11, 8.3.8).

use std::collections::{BTreeMap, BTreeSet};

use gateway_api_types::NamespacedName;

use crate::compile::diagnostics::ObjectRef;

/// The policies that each Gateway is left out of. Most inputs have none: it takes 17 Gateways, or
/// entries of other controllers.
#[derive(Clone, Debug, Default)]
pub(crate) struct LeftOut {
    by_gateway: BTreeMap<NamespacedName, BTreeSet<ObjectRef>>,
}

impl LeftOut {
    pub(crate) fn note(&mut self, policy: &ObjectRef, gateway: &NamespacedName) {
        let policies = self.by_gateway.entry(gateway.clone()).or_default();
        policies.insert(policy.clone());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.by_gateway.is_empty()
    }

    /// The policies that a Gateway is left out of.
    pub(crate) fn of(&self, gateway: &NamespacedName) -> impl Iterator<Item = &ObjectRef> {
        self.by_gateway.get(gateway).into_iter().flatten()
    }

    /// Whether a Gateway, if it is one that asks, is left out of a policy.
    pub(crate) fn has(
        &self,
        kind: &str,
        policy: &NamespacedName,
        gateway: Option<&NamespacedName>,
    ) -> bool {
        let mut policies = gateway.into_iter().flat_map(|gateway| self.of(gateway));
        policies.any(|found| found.kind == kind && found.name == *policy)
    }
}
