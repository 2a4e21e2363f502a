//! Inventory: which objects there are, and where they are written.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use gateway_validate::document::{List, Node};

use crate::{LoadedObject, Manifests, ObjectKey, Place};

/// The objects of manifests, without what is in them: small enough to keep, and to say what a later version has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory(BTreeMap<ObjectKey, Written>);

/// Where an object is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub file: Arc<str>,
    /// Line and column of the object.
    pub start: (usize, usize),
    /// Line and column of each rule of a route.
    pub rules: Vec<(usize, usize)>,
    /// Tells one version of it from another.
    hash: u64,
}

/// So many objects are named where changes are told; of further ones only the number is.
const NAMED: usize = 5;

impl Inventory {
    /// Those of manifests.
    pub fn new(manifests: &Manifests) -> Self {
        let objects = manifests.objects().iter();
        Self(
            objects
                .map(|object| (object.key().clone(), Written::new(object)))
                .collect(),
        )
    }

    /// The objects, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&ObjectKey, &Written)> {
        self.0.iter()
    }

    /// The routes, each as `HTTPRoute/namespace/name`.
    pub fn routes(&self) -> impl Iterator<Item = String> {
        let routes = self.0.keys().filter(|key| key.kind.ends_with("Route"));
        routes.map(|key| format!("{}/{}/{}", key.kind, key.namespace, key.name))
    }

    /// Where a rule of a route is written: file, line, column.
    pub fn rule(&self, route: &ObjectKey, rule: usize) -> Option<(&str, (usize, usize))> {
        let written = self.0.get(route)?;
        Some((&written.file, *written.rules.get(rule)?))
    }

    /// What is new, other and gone in comparison with earlier, in words; `None` if nothing is.
    pub fn changes_since(&self, before: &Self) -> Option<String> {
        let hash = |objects: &Self, key| objects.0.get(key).map(|written| written.hash);
        let here = self.0.keys().filter_map(|key| match hash(before, key) {
            None => Some((key, "added")),
            Some(hash_before) => (Some(hash_before) != hash(self, key)).then_some((key, "changed")),
        });
        let gone = before.0.keys().filter(|key| !self.0.contains_key(key));
        let changes: Vec<_> = here.chain(gone.map(|key| (key, "removed"))).collect();
        let named = changes.iter().take(NAMED);
        let mut words: Vec<_> = named.map(|(key, what)| format!("{key} {what}")).collect();
        match changes.len().saturating_sub(NAMED) {
            0 => {}
            more => words.push(format!("{more} more objects")),
        }
        (!words.is_empty()).then(|| words.join(", "))
    }
}

impl Written {
    fn new(object: &LoadedObject) -> Self {
        let start = |place: &Place| {
            let start = place.range.map(|range| range.start);
            start.map_or((0, 0), |start| (start.line, start.column))
        };
        let node = object.node();
        let span = node.map_or_else(Default::default, Node::span);
        let place = object.place_of_span(span);
        let rules = node.and_then(|node| node.get("spec")?.get("rules")?.as_list());
        let rules = 0..rules.map_or(0, List::len);
        let mut hasher = DefaultHasher::new();
        object.source().text().slice(span).hash(&mut hasher);
        Self {
            start: start(&place),
            rules: rules
                .map(|rule| format!("spec.rules[{rule}]").parse().unwrap_or_default())
                .map(|path| start(&object.place(&path)))
                .collect(),
            file: place.file,
            hash: hasher.finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn objects(list: &[(&str, &str)]) -> Inventory {
        let one = |(name, value): &(&str, &str)| {
            format!(
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}\ndata: {{a: '{value}'}}\n"
            )
        };
        let texts: Vec<_> = list.iter().map(one).collect();
        Inventory::new(&Manifests::from_texts([("a.yaml", texts.join("---\n"))]))
    }

    #[test]
    fn changes_are_named_and_many_are_counted() {
        let before = objects(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let after = objects(&[("c", "1"), ("a", "2"), ("d", "1")]);
        let said = "ConfigMap `default/a` changed, ConfigMap `default/d` added, ConfigMap `default/b` removed";
        assert_eq!(after.changes_since(&before).as_deref(), Some(said));
        assert_eq!(
            objects(&[("b", "1"), ("c", "1"), ("a", "1")]).changes_since(&before),
            None
        );
        let many: Vec<_> = ["e", "f", "g", "h", "i", "j", "k"]
            .map(|name| (name, "1"))
            .into();
        let said = objects(&many).changes_since(&objects(&[])).unwrap();
        assert!(
            said.ends_with("ConfigMap `default/i` added, 2 more objects"),
            "{said}"
        );
    }
}
