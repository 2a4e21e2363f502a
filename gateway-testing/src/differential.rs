//! Differential: one engine's answers held against another's.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::compare;
use crate::engine::Engine;
use crate::scenario;
use crate::strategy::Case;

/// What two engines answer differently, a line for each answer. Empty if they agree.
pub fn differences(case: &Case, one: &dyn Engine, other: &dyn Engine) -> Vec<String> {
    let mut differences = Vec::new();
    let [first, second] =
        [one, other].map(|engine| engine.answer(&case.world, &case.options, &case.requests));
    let decisions = [first.0, second.0].map(|decisions| {
        let decisions = decisions.into_iter();
        decisions.map(compare::decision).collect::<Vec<_>>()
    });
    let mut statuses = [first.1, second.1];
    for (index, (first, second)) in decisions[0].iter().zip(&decisions[1]).enumerate() {
        differences.extend(difference(&format!("request {index}"), first, second));
    }
    let objects: BTreeSet<_> = statuses
        .iter()
        .flat_map(|statuses| statuses.keys().cloned())
        .collect();
    for object in objects {
        let found = statuses.each_mut().map(|statuses| statuses.remove(&object));
        let [first, second] = found.map(|found| found.map_or(Value::Null, compare::status));
        differences.extend(difference(&object, &first, &second));
    }
    differences
}

/// The members in which two answers differ.
fn difference(place: &str, one: &Value, other: &Value) -> Option<String> {
    if one == other {
        return None;
    }
    let (Value::Object(first), Value::Object(second)) = (one, other) else {
        return Some(format!("{place}: {one}\n    against {other}"));
    };
    let keys: BTreeSet<_> = first.keys().chain(second.keys()).collect();
    let of = |answer: &serde_json::Map<String, Value>, key: &str| {
        answer
            .get(key)
            .map_or_else(|| "absent".to_owned(), Value::to_string)
    };
    let differing = keys
        .into_iter()
        .filter(|key| first.get(*key) != second.get(*key));
    let lines = differing.map(|key| {
        format!(
            "{place}: {key}: {}\n    against {}",
            of(first, key),
            of(second, key)
        )
    });
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// A report of differences: what they are, and the case as a scenario that expects what `one` says,
/// to be copied into `testdata`.
pub fn report(case: &Case, one: &dyn Engine, other: &dyn Engine) -> Option<String> {
    let differences = differences(case, one, other);
    if differences.is_empty() {
        return None;
    }
    let scenario = scenario::of_case("found by the property tests", case, one).write();
    let names = format!("{} against {}", one.name(), other.name());
    Some(format!("{names}\n{}\n\n{scenario}", differences.join("\n")))
}
