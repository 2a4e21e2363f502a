//! Compare: decisions and statuses in a form in which equal ones are equal.
//!
//! Decisions: header lists become maps, since the order of different names means nothing and a list
//! of values may be one line or several (spec 5.2.1); edits of responses become what happens to
//! each header; `error` texts are only there or not; mirrors count where a request is forwarded,
//! and whether one is sampled counts where the share leaves no choice.
//!
//! Statuses: conditions count by type, status, reason and generation; lists that are maps by their
//! key (conditions, listeners, kinds, parents, ancestors, addresses) have no order; supported features
//! are data; a condition whose reasons nobody lists counts without it (spec 2.14).

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// A decision in its comparable form.
#[must_use]
pub fn decision(mut decision: Value) -> Value {
    let forwarded = decision["outcome"] == "forward";
    if let Some(error) = decision.get_mut("error") {
        *error = json!(!error.is_null());
    }
    if decision.get("outcome").is_none() {
        return decision;
    }
    decision["headers"] = headers(&decision["headers"], &["location"]);
    decision["responseHeaders"] = effects(&decision["responseHeaders"]);
    if !decision["request"].is_null() {
        decision["request"]["headers"] = headers(&decision["request"]["headers"], &[]);
    }
    if !forwarded {
        decision["mirrors"] = json!([]);
    }
    for mirror in decision["mirrors"].as_array_mut().into_iter().flatten() {
        mirror["request"]["headers"] = headers(&mirror["request"]["headers"], &[]);
        if mirror["numerator"] != json!(0) && mirror["numerator"] != mirror["denominator"] {
            mirror["sampled"] = Value::Null;
        }
    }
    decision
}

/// A decision that a scenario expects, in the form in which found ones are compared. It holds some
/// members only; headers may be written as lists of pairs or as maps, an error as whether there is
/// one.
#[must_use]
pub fn expected_decision(mut expected: Value) -> Value {
    if let Some(error) = expected
        .get_mut("error")
        .filter(|error| !error.is_boolean())
    {
        *error = json!(!error.is_null());
    }
    if let Some(edits) = expected.get_mut("responseHeaders") {
        *edits = effects(edits);
    }
    let of_mirrors = expected.get_mut("mirrors").and_then(Value::as_array_mut);
    for mirror in of_mirrors.into_iter().flatten() {
        if let Some(request) = mirror.get_mut("request") {
            expected_headers(request, &[]);
        }
    }
    if let Some(request) = expected.get_mut("request") {
        expected_headers(request, &[]);
    }
    expected_headers(&mut expected, &["location"]);
    expected
}

fn expected_headers(of: &mut Value, without: &[&str]) {
    if let Some(lines) = of.get_mut("headers").filter(|lines| lines.is_array()) {
        *lines = headers(lines, without);
    }
}

/// Header lines by name, the values of one name joined.
fn headers(lines: &Value, without: &[&str]) -> Value {
    let mut joined: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in pairs(lines).filter(|(name, _)| !without.contains(name)) {
        joined.entry(name).or_default().push(value);
    }
    let joined = joined
        .into_iter()
        .map(|(name, values)| (name.to_owned(), json!(values.join(", "))));
    Value::Object(joined.collect())
}

/// What edits in the order remove, set, add do to each header: whether its old values stay, and
/// what follows them.
fn effects(edits: &Value) -> Value {
    let mut effects: BTreeMap<&str, (bool, Vec<&str>)> = BTreeMap::new();
    for name in edits["remove"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        effects.insert(name, (false, Vec::new()));
    }
    for (name, value) in pairs(&edits["set"]) {
        effects.insert(name, (false, vec![value]));
    }
    for (name, value) in pairs(&edits["add"]) {
        effects
            .entry(name)
            .or_insert((true, Vec::new()))
            .1
            .push(value);
    }
    let effects = effects.into_iter().map(|(name, (kept, values))| {
        (
            name.to_owned(),
            json!({ "kept": kept, "then": values.join(", ") }),
        )
    });
    Value::Object(effects.collect())
}

fn pairs(lines: &Value) -> impl Iterator<Item = (&str, &str)> {
    let lines = lines.as_array().into_iter().flatten();
    lines.filter_map(|line| Some((line[0].as_str()?, line[1].as_str()?)))
}

/// A `.status` in its comparable form.
#[must_use]
pub fn status(mut status: Value) -> Value {
    let Some(members) = status.as_object_mut() else {
        return status;
    };
    members.remove("supportedFeatures");
    if members.get("addresses") == Some(&json!([])) {
        members.remove("addresses");
    }
    if let Some(addresses) = members.get_mut("addresses").and_then(Value::as_array_mut) {
        addresses.sort_by_key(ToString::to_string);
    }
    if members.get("attachedListenerSets") == Some(&json!(0)) {
        members.remove("attachedListenerSets");
    }
    if let Some(found) = members.get_mut("conditions") {
        *found = conditions(found);
    }
    if let Some(listeners) = members.get_mut("listeners") {
        let listeners = listeners
            .as_array_mut()
            .map(std::mem::take)
            .unwrap_or_default();
        let keyed = listeners.into_iter().map(|listener| {
            (
                listener["name"].as_str().unwrap_or_default().to_owned(),
                self::listener(listener),
            )
        });
        members.insert("listeners".to_owned(), Value::Object(keyed.collect()));
    }
    for (list, reference) in [("parents", "parentRef"), ("ancestors", "ancestorRef")] {
        let Some(entries) = members.get_mut(list).and_then(Value::as_array_mut) else {
            continue;
        };
        for entry in entries.iter_mut() {
            entry["conditions"] = conditions(&entry["conditions"]);
            with_defaults(&mut entry[reference]);
        }
        entries.sort_by_key(ToString::to_string);
    }
    status
}

/// A reference to a parent with what it may leave out (spec 3.1.1).
fn with_defaults(reference: &mut Value) {
    for (member, default) in [("group", "gateway.networking.k8s.io"), ("kind", "Gateway")] {
        if reference[member].is_null() {
            reference[member] = json!(default);
        }
    }
}

fn listener(mut listener: Value) -> Value {
    listener["conditions"] = conditions(&listener["conditions"]);
    if let Some(kinds) = listener["supportedKinds"].as_array_mut() {
        kinds.sort_by_key(ToString::to_string);
    }
    listener
}

/// Conditions by type. That nothing is in conflict may be said or left unsaid (spec 2.3.10).
fn conditions(list: &Value) -> Value {
    let mut keyed = Map::new();
    for condition in list.as_array().into_iter().flatten() {
        let kind = condition["type"].as_str().unwrap_or_default();
        let unsaid = kind == "Conflicted" && condition["status"] == "False";
        if !unsaid {
            let members = ["status", "reason", "observedGeneration"];
            let members = members.map(|key| (key.to_owned(), condition[key].clone()));
            let mut members: Map<_, _> = members.into_iter().collect();
            if kind == "DefaultGateway" {
                members.remove("reason");
            }
            keyed.insert(kind.to_owned(), Value::Object(members));
        }
    }
    Value::Object(keyed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_equal_that_do_the_same() {
        let check =
            |edits: Value, expected: Value| assert_eq!(effects(&edits), expected, "{edits}");
        check(
            json!({ "set": [["a", "1"]], "add": [], "remove": ["a"] }),
            json!({ "a": { "kept": false, "then": "1" } }),
        );
        check(
            json!({ "set": [], "add": [["a", "1"], ["a", "2"]], "remove": [] }),
            json!({ "a": { "kept": true, "then": "1, 2" } }),
        );
        check(
            json!({ "set": [], "add": [], "remove": ["a"] }),
            json!({ "a": { "kept": false, "then": "" } }),
        );
    }
}
