//! Grants: whether a reference may cross namespaces (spec 3.5).

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::{NamespacedName, ReferenceGrant, ReferenceGrantSpec, ReferenceGrantTo};

use super::context::{Finding, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::resources::Resources;
use crate::options::Assumptions;

/// The ReferenceGrants of the input, which are sorted by the namespace that they open.
pub(crate) struct Grants<'a> {
    all: &'a BTreeMap<NamespacedName, Arc<ReferenceGrant>>,
    /// What those of a namespace permit, once a reference asks.
    by_namespace: RefCell<BTreeMap<String, Permits>>,
    /// Those that a reference needed.
    used: RefCell<BTreeSet<NamespacedName>>,
}

/// What the grants of a namespace permit. Many references may ask many grants.
#[derive(Default)]
struct Permits {
    /// Sorted by way.
    ways: Vec<(Way<String>, OnWay)>,
    /// Grants with long lists, which are looked through.
    wide: Vec<(NamespacedName, Arc<ReferenceGrant>)>,
}

/// Group, kind and namespace of who refers, group and kind of what is referred to.
type Way<T> = [T; 5];

/// The grants of a way: those for every name, and those for one.
#[derive(Default)]
struct OnWay {
    every: Permitting,
    named: BTreeMap<String, Permitting>,
}

/// Grants that permit the same, and whether they are noted as used.
#[derive(Default)]
struct Permitting {
    grants: Vec<NamespacedName>,
    noted: Cell<bool>,
}

/// How many ways of one grant are written out.
const FEW_WAYS: usize = 16;

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
            by_namespace: RefCell::default(),
            used: RefCell::default(),
        }
    }

    /// Whether the reference stays in its namespace, or a grant in the referent's namespace permits
    /// it.
    pub(crate) fn permit(&self, from: Referrer<'_>, to: Referent<'_>) -> bool {
        if from.namespace == to.namespace {
            return true;
        }
        let is_known = self.by_namespace.borrow().contains_key(to.namespace);
        if !is_known {
            let permits = self.of_namespace(to.namespace);
            let namespace = to.namespace.to_owned();
            self.by_namespace.borrow_mut().insert(namespace, permits);
        }
        let known = self.by_namespace.borrow();
        let permits = known.get(to.namespace);
        permits.is_some_and(|permits| permits.permit(from, to, &mut self.used.borrow_mut()))
    }

    fn of_namespace(&self, namespace: &str) -> Permits {
        let first = NamespacedName::new(namespace, "");
        let grants = self.all.range(first..);
        Permits::of(grants.take_while(|(name, _)| name.namespace == namespace))
    }

    /// Reports the grants that no reference needed, where who could refer is not outside the input.
    pub(crate) fn report_unused(&self, assume: &Assumptions, findings: &mut Findings) {
        let used = self.used.borrow();
        let unused = self.all.iter().filter(|(name, grant)| {
            let mut from = grant.spec.from.iter();
            !used.contains(*name) && from.all(|from| assume.missing(&from.kind))
        });
        for (name, _) in unused {
            let message = "no reference in the input needs this grant";
            let finding = Finding::info(Field::Root("spec"), "unused-grant", message);
            let help = "group, kind and namespace of `from` are the referrer's, group and kind of `to` the referent's; remove the grant if it is left over";
            let object = ObjectRef::gateway_api("ReferenceGrant", name);
            findings.push(&object, finding.help(help));
        }
    }
}

impl Permits {
    fn of<'a>(grants: impl Iterator<Item = (&'a NamespacedName, &'a Arc<ReferenceGrant>)>) -> Self {
        let mut wide = Vec::new();
        let mut ways: BTreeMap<Way<String>, OnWay> = BTreeMap::new();
        for (name, grant) in grants {
            let spec = &grant.spec;
            if spec.from.len().saturating_mul(spec.to.len()) > FEW_WAYS {
                wide.push((name.clone(), Arc::clone(grant)));
                continue;
            }
            for (from, to) in spec
                .from
                .iter()
                .flat_map(|from| spec.to.iter().map(move |to| (from, to)))
            {
                let way = [
                    &from.group,
                    &from.kind,
                    &from.namespace,
                    &to.group,
                    &to.kind,
                ];
                let on_way = ways.entry(way.map(String::clone)).or_default();
                let permitting = match name_of(to) {
                    None => &mut on_way.every,
                    Some(name) => on_way.named.entry(name.to_owned()).or_default(),
                };
                permitting.grants.push(name.clone());
            }
        }
        let ways = ways.into_iter().collect();
        Self { ways, wide }
    }

    fn on_way(&self, way: Way<&str>) -> Option<&OnWay> {
        let compare = |(known, _): &(Way<String>, OnWay)| {
            known.iter().map(String::as_str).cmp(way.iter().copied())
        };
        let place = self.ways.binary_search_by(compare).ok()?;
        self.ways.get(place).map(|(_, on_way)| on_way)
    }

    /// Whether a grant permits a reference. Every one that does is used.
    fn permit(
        &self,
        from: Referrer<'_>,
        to: Referent<'_>,
        used: &mut BTreeSet<NamespacedName>,
    ) -> bool {
        let mut permitted = false;
        let way = [from.group, from.kind, from.namespace, to.group, to.kind];
        if let Some(on_way) = self.on_way(way) {
            let named = on_way.named.get(to.name);
            for permitting in named.into_iter().chain([&on_way.every]) {
                permitted |= permitting.note(used);
            }
        }
        for (name, _) in self
            .wide
            .iter()
            .filter(|(_, grant)| permits(&grant.spec, from, to))
        {
            permitted = true;
            if !used.contains(name) {
                used.insert(name.clone());
            }
        }
        permitted
    }
}

impl Permitting {
    /// Whether there is any; all are used then.
    fn note(&self, used: &mut BTreeSet<NamespacedName>) -> bool {
        if !self.noted.replace(true) {
            used.extend(self.grants.iter().cloned());
        }
        !self.grants.is_empty()
    }
}

/// The one name that an entry is for; one that is left out, or empty, is every name (spec 3.5.2).
fn name_of(entry: &ReferenceGrantTo) -> Option<&str> {
    entry.name.as_deref().filter(|name| !name.is_empty())
}

/// Lists are OR-ed (spec 3.5.2).
fn permits(grant: &ReferenceGrantSpec, from: Referrer<'_>, to: Referent<'_>) -> bool {
    let names = |entry: &ReferenceGrantTo| name_of(entry).is_none_or(|name| name == to.name);
    grant.from.iter().any(|entry| {
        entry.group == from.group && entry.kind == from.kind && entry.namespace == from.namespace
    }) && grant
        .to
        .iter()
        .any(|entry| entry.group == to.group && entry.kind == to.kind && names(entry))
}

#[cfg(test)]
mod tests {
    use gateway_api_types::ReferenceGrantFrom;

    use super::*;

    const NAMES: [Option<&str>; 4] = [None, Some(""), Some("a"), Some("b")];

    /// A grant of `count` namespaces that open two kinds each, of one name or of all.
    fn grant(count: usize, first: usize, name: Option<&str>) -> Arc<ReferenceGrant> {
        let from = (first..first + count).map(|number| ReferenceGrantFrom {
            group: "g".to_owned(),
            kind: "Route".to_owned(),
            namespace: format!("n{number}"),
        });
        let to = ["Service", "Secret"].map(|kind| ReferenceGrantTo {
            group: String::new(),
            kind: kind.to_owned(),
            name: name.map(str::to_owned),
        });
        let spec = ReferenceGrantSpec {
            from: from.collect(),
            to: to.into(),
        };
        Arc::new(ReferenceGrant::new(
            NamespacedName::new("to", "grant"),
            spec,
        ))
    }

    /// What is written out by its ways permits what the lists say, and uses the same grants.
    #[test]
    fn ways_say_what_the_lists_say() {
        let grants = (0..24).map(|index| {
            let count = if index % 5 == 0 { 12 } else { index % 3 };
            let name = NamespacedName::new("to", format!("grant-{index}"));
            (name, grant(count, index % 4, NAMES[index % 4]))
        });
        let grants: BTreeMap<_, _> = grants.collect();
        let known = Permits::of(grants.iter());
        assert!(!known.wide.is_empty() && !known.ways.is_empty());
        let mut all_used = BTreeSet::new();
        let mut answers = BTreeSet::new();
        for number in 0..16 {
            for kind in ["Service", "Secret", "Pod"] {
                for name in ["a", "b", "c"] {
                    let namespace = format!("n{number}");
                    let from = Referrer {
                        group: "g",
                        kind: "Route",
                        namespace: &namespace,
                    };
                    let to = Referent {
                        group: "",
                        kind,
                        namespace: "to",
                        name,
                    };
                    let permitting = grants
                        .iter()
                        .filter(|(_, grant)| permits(&grant.spec, from, to));
                    let expected: BTreeSet<_> = permitting.map(|(name, _)| name.clone()).collect();
                    let before: BTreeSet<NamespacedName> = all_used.clone();
                    let permitted = known.permit(from, to, &mut all_used);
                    assert_eq!(permitted, !expected.is_empty(), "{from:?} {to:?}");
                    assert_eq!(all_used, &before | &expected, "{from:?} {to:?}");
                    answers.insert(permitted);
                }
            }
        }
        assert_eq!(answers.len(), 2);
    }
}
