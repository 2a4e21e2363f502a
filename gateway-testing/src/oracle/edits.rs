//! Edits: what header modifiers do to header lists (spec 5.2, 12.20).

use gateway_api_types::HttpHeaderFilter;
use serde_json::{Value, json};

/// Edits of headers in the order remove, set, add; names in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    pub(super) remove: Vec<String>,
    pub(super) set: Vec<(String, String)>,
    pub(super) add: Vec<(String, String)>,
}

impl Edits {
    /// The edits of a modifier; of entries with one name the first counts (spec 5.2.3).
    pub(super) fn of(modifier: &HttpHeaderFilter) -> Self {
        let pairs = |headers: &Option<Vec<gateway_api_types::HttpHeader>>| {
            let pairs = headers
                .iter()
                .flatten()
                .map(|header| (header.name.to_ascii_lowercase(), header.value.clone()));
            let mut kept: Vec<(String, String)> = Vec::new();
            for (name, value) in pairs {
                if !kept.iter().any(|(other, _)| *other == name) {
                    kept.push((name, value));
                }
            }
            kept
        };
        let remove = modifier
            .remove
            .iter()
            .flatten()
            .map(|name| name.to_ascii_lowercase())
            .collect();
        Self {
            remove,
            set: pairs(&modifier.set),
            add: pairs(&modifier.add),
        }
    }

    /// Edits a list of header lines.
    pub(super) fn apply(&self, headers: &mut Vec<(String, String)>) {
        headers.retain(|(name, _)| !self.remove.contains(name));
        for (name, value) in &self.set {
            headers.retain(|(other, _)| other != name);
            headers.push((name.clone(), value.clone()));
        }
        headers.extend(self.add.iter().cloned());
    }
}

/// Several edits, carried out one after the other, as the one that a decision shows.
pub(super) fn combined(list: &[Edits]) -> Value {
    let mut names: Vec<&String> = Vec::new();
    for edits in list {
        names.extend(
            edits
                .remove
                .iter()
                .chain(edits.set.iter().chain(&edits.add).map(|(name, _)| name)),
        );
    }
    names.sort();
    names.dedup();
    let (mut remove, mut set, mut add) = (Vec::new(), Vec::new(), Vec::new());
    for name in names {
        // What becomes of a header that is there tells whether the old value is kept, and what
        // comes behind it.
        let mut lines = vec![(name.clone(), String::new())];
        for edits in list {
            edits.apply(&mut lines);
        }
        lines.retain(|(other, _)| other == name);
        let kept = lines.first().is_some_and(|(_, value)| value.is_empty());
        let mut values = lines.into_iter().skip(usize::from(kept));
        match (kept, values.next()) {
            (false, None) => remove.push(json!(name)),
            (false, Some(first)) => set.push(json!(first)),
            (true, first) => add.extend(first.map(|first| json!(first))),
        }
        add.extend(values.map(|line| json!(line)));
    }
    json!({ "set": set, "add": add, "remove": remove })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edits(remove: &[&str], set: &[(&str, &str)], add: &[(&str, &str)]) -> Edits {
        let pairs = |list: &[(&str, &str)]| {
            list.iter()
                .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
                .collect()
        };
        Edits {
            remove: remove.iter().map(|name| (*name).to_owned()).collect(),
            set: pairs(set),
            add: pairs(add),
        }
    }

    #[test]
    fn several_edits_become_one() {
        let check =
            |list: &[Edits], expected: Value| assert_eq!(combined(list), expected, "{list:?}");
        check(&[], json!({ "set": [], "add": [], "remove": [] }));
        check(
            &[edits(&["a"], &[], &[])],
            json!({ "set": [], "add": [], "remove": ["a"] }),
        );
        check(
            &[
                edits(&["a"], &[], &[]),
                edits(&[], &[], &[("a", "1"), ("b", "2")]),
            ],
            json!({ "set": [["a", "1"]], "add": [["b", "2"]], "remove": [] }),
        );
        check(
            &[
                edits(&[], &[("a", "1")], &[("a", "2")]),
                edits(&[], &[], &[("a", "3")]),
            ],
            json!({ "set": [["a", "1"]], "add": [["a", "2"], ["a", "3"]], "remove": [] }),
        );
        check(
            &[edits(&[], &[], &[("a", "1")]), edits(&["a"], &[], &[])],
            json!({ "set": [], "add": [], "remove": ["a"] }),
        );
    }
}
