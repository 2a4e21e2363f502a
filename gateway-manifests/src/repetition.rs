//! Repetition: which of two objects with one key counts.

use std::cmp::Ordering;

use crate::finding::{Finding, Severity};
use crate::object::LoadedObject;
use gateway_validate::field_path::FieldPath;

/// What an object that is there already and another of its key are to each other.
pub(crate) struct Repetition {
    /// Whether the one that came later counts: it is of a later generation.
    pub(crate) replaces: bool,
    /// What is said of the one that does not count.
    pub(crate) finding: Finding,
}

impl Repetition {
    /// Of two generations of an object the later one counts, by `metadata.generation`, then by a
    /// `resourceVersion` that is a number; of others the one that came first.
    pub(crate) fn of(first: &LoadedObject, second: &LoadedObject) -> Self {
        let values = [first.to_json(), second.to_json()];
        let age = compare(&values);
        let replaces = matches!(age, Some((_, Ordering::Less)));
        let (kept, left_out) = if replaces {
            (second, first)
        } else {
            (first, second)
        };
        let name = FieldPath::root().field("metadata").field("name");
        let place = kept.place(&name);
        let key = &left_out.key;
        let (message, help) = match age {
            _ if values[0] == values[1] => (
                format!("{key} is defined twice in the same words, first at {place}"),
                "remove one of the two",
            ),
            Some((field, _)) => (
                format!(
                    "{key} is defined twice; at {place} it has a later `{field}`, which counts"
                ),
                "remove the one that is out of date",
            ),
            None => (
                format!("{key} is defined twice, first at {place}"),
                "give one of them another name, or remove it",
            ),
        };
        let mut finding = left_out.finding("duplicate-object", &name, message);
        finding.help = Some(help.to_owned());
        if values[0] == values[1] {
            finding.severity = Severity::Warning;
        }
        Self { replaces, finding }
    }
}

/// The field by which two objects are of different generations, and how the first compares.
fn compare(values: &[serde_json::Value; 2]) -> Option<(&'static str, Ordering)> {
    let [first, second] = values.each_ref().map(|value| &value["metadata"]);
    let by = |field: &'static str, ordering: Option<Ordering>| {
        let differs = ordering.filter(|ordering| ordering.is_ne());
        differs.map(|ordering| (field, ordering))
    };
    let generation = |value: &serde_json::Value| value["generation"].as_i64();
    let version = |value: &serde_json::Value| value["resourceVersion"].as_str()?.parse().ok();
    let generations = generation(first).zip(generation(second));
    let versions: Option<(u64, u64)> = version(first).zip(version(second));
    by(
        "generation",
        generations.map(|(one, other)| one.cmp(&other)),
    )
    .or_else(|| {
        by(
            "resourceVersion",
            versions.map(|(one, other)| one.cmp(&other)),
        )
    })
}
