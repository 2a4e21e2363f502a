//! Assertions of a test on statuses.

use serde_json::{Value, json};

use super::Snapshot;
use super::snapshot::key;

/// What is wrong about a status.
pub(super) fn differences(snapshot: &Snapshot, item: &Value) -> Vec<String> {
    let object = &item["object"];
    let status = snapshot.status(object);
    let generation = snapshot.object(object).map_or(Value::Null, |object| {
        object["metadata"]["generation"].clone()
    });
    let mut wrong = Vec::new();
    let assertion = item["assert"].as_str().unwrap_or_default();
    match assertion {
        "gatewayConditions" | "gatewayClassConditions" | "listenerSetConditions" => {
            check_conditions(&status["conditions"], item, &generation, &mut wrong);
        }
        // Addresses are assigned by a data plane: here a programmed Gateway is taken to have one
        // (spec 12.79).
        "gatewayHasAddress" => {
            let programmed = json!({ "conditions": [{ "type": "Programmed", "status": "True" }] });
            check_conditions(&status["conditions"], &programmed, &generation, &mut wrong);
        }
        "allListenersHaveConditions" => {
            for listener in list(&status["listeners"]) {
                check_conditions(&listener["conditions"], item, &generation, &mut wrong);
            }
        }
        "listenersHaveConditions" => {
            for name in list(&item["listenerNames"]) {
                let listener =
                    list(&status["listeners"]).find(|listener| listener["name"] == *name);
                let conditions = listener.map_or(&Value::Null, |listener| &listener["conditions"]);
                check_conditions(conditions, item, &generation, &mut wrong);
            }
        }
        "listenersExact" => check_listeners(status, item, &generation, &mut wrong),
        "routeParent" => check_parent(status, &item["parentRef"], item, &generation, &mut wrong),
        "routeParentCondition" => {
            check_parent(status, &item["parent"], item, &generation, &mut wrong);
        }
        "policyAncestorCondition" => check_ancestor(status, item, &generation, &mut wrong),
        "allConditionsLatestGeneration" => check_generations(status, &generation, &mut wrong),
        "noAcceptedParents" => check_refused(status, &mut wrong),
        "zeroAttachedRoutes" => check_unattached(status, &mut wrong),
        "attachedListenerSets" => {
            let found = status["attachedListenerSets"].as_u64().unwrap_or(0);
            if item["count"] != json!(found) {
                wrong.push(format!(
                    "there are {found} ListenerSets, not {}",
                    item["count"]
                ));
            }
        }
        "foreignConditionKept" | "foreignParentKept" | "foreignAncestorKept" => {
            check_kept(snapshot, item, &mut wrong);
        }
        other => wrong.push(format!("nothing checks `{other}`")),
    }
    wrong
        .into_iter()
        .map(|wrong| format!("{assertion} of {object}: {wrong}"))
        .collect()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Conditions by type, with the status, the reason and the generation that are asked for.
fn check_conditions(found: &Value, item: &Value, generation: &Value, wrong: &mut Vec<String>) {
    for expected in list(&item["conditions"]) {
        let Some(condition) = list(found).find(|condition| condition["type"] == expected["type"])
        else {
            wrong.push(format!("there is no {} in {found}", expected["type"]));
            continue;
        };
        let any = |member: &str| matches!(expected[member].as_str(), None | Some("any" | ""));
        for member in ["status", "reason"] {
            if !any(member) && condition[member] != expected[member] {
                wrong.push(format!("{condition} against {expected}"));
            }
        }
        if condition["observedGeneration"] != *generation {
            wrong.push(format!("{condition} is not of generation {generation}"));
        }
    }
}

fn check_listeners(status: &Value, item: &Value, generation: &Value, wrong: &mut Vec<String>) {
    let count = list(&status["listeners"]).count();
    if item["listenerCount"] != json!(count) {
        wrong.push(format!("{count} listeners, not {}", item["listenerCount"]));
    }
    for expected in list(&item["listeners"]) {
        let Some(listener) =
            list(&status["listeners"]).find(|listener| listener["name"] == expected["name"])
        else {
            wrong.push(format!("there is no listener {}", expected["name"]));
            continue;
        };
        if listener["attachedRoutes"] != expected["attachedRoutes"] {
            wrong.push(format!(
                "{listener} against {} attached routes",
                expected["attachedRoutes"]
            ));
        }
        let wanted: Vec<_> = list(&expected["supportedKinds"]).collect();
        let kinds: Vec<_> = list(&listener["supportedKinds"]).collect();
        let missing = wanted.iter().any(|kind| !kinds.contains(kind));
        let exact = expected["supportedKindsMatch"] != "superset";
        if missing || (exact && kinds.len() != wanted.len()) {
            wrong.push(format!("kinds are {kinds:?}, not {wanted:?}"));
        }
        check_conditions(&listener["conditions"], expected, generation, wrong);
    }
}

/// The entry of a parent that is ours. Its kind is not compared: the suite writes Gateway for each.
fn check_parent(
    status: &Value,
    parent: &Value,
    item: &Value,
    generation: &Value,
    wrong: &mut Vec<String>,
) {
    let own = &item["object"]["namespace"];
    let identity = |reference: &Value| {
        let namespace = if reference["namespace"].is_null() {
            own
        } else {
            &reference["namespace"]
        };
        (namespace.clone(), reference["name"].clone())
    };
    let controller = item["controllerName"].as_str();
    let entries = list(&status["parents"]).filter(|entry| {
        let ours = match controller {
            Some(controller) => entry["controllerName"] == controller,
            None => true,
        };
        ours && identity(&entry["parentRef"]) == identity(parent)
    });
    let entries: Vec<_> = entries.collect();
    if entries.is_empty() {
        wrong.push(format!("there is no entry for {parent} in {status}"));
    }
    // Several entries of one parent differ by their section: one has to be as asked for.
    let judged = entries.iter().map(|entry| {
        let mut wrong = Vec::new();
        let generation = if controller.is_some() {
            &entry["conditions"][0]["observedGeneration"]
        } else {
            generation
        };
        check_conditions(&entry["conditions"], item, generation, &mut wrong);
        wrong
    });
    wrong.extend(judged.min_by_key(Vec::len).unwrap_or_default());
}

fn check_ancestor(status: &Value, item: &Value, generation: &Value, wrong: &mut Vec<String>) {
    let ancestor = &item["ancestor"];
    let same = |entry: &&Value| {
        ["kind", "name", "namespace"]
            .iter()
            .all(|member| entry["ancestorRef"][*member] == ancestor[*member])
    };
    match list(&status["ancestors"]).find(same) {
        Some(entry) => check_conditions(&entry["conditions"], item, generation, wrong),
        None => wrong.push(format!("there is no entry for {ancestor}")),
    }
}

/// Every condition of ours is of the latest generation; others' conditions and entries are passed
/// over, and go by names of their own.
fn check_generations(status: &Value, generation: &Value, wrong: &mut Vec<String>) {
    let lists = std::iter::once(&status["conditions"])
        .chain(list(&status["listeners"]).map(|listener| &listener["conditions"]))
        .chain(entries(status).map(|entry| &entry["conditions"]));
    let mut any = false;
    for condition in lists.flat_map(list) {
        let foreign = condition["type"]
            .as_str()
            .is_some_and(|kind| kind.contains('/'));
        any = true;
        if !foreign && condition["observedGeneration"] != *generation {
            wrong.push(format!("{condition} is not of generation {generation}"));
        }
    }
    if !any {
        wrong.push("there are no conditions".to_owned());
    }
}

fn entries(status: &Value) -> impl Iterator<Item = &Value> {
    let entries = list(&status["parents"]).chain(list(&status["ancestors"]));
    entries.filter(|entry| {
        !entry["controllerName"]
            .as_str()
            .is_some_and(|name| name.contains("stale"))
    })
}

/// No entry at all, or a single one that says no.
fn check_refused(status: &Value, wrong: &mut Vec<String>) {
    let parents: Vec<_> = list(&status["parents"]).collect();
    let refused = |parent: &Value| {
        list(&parent["conditions"])
            .any(|condition| condition["type"] == "Accepted" && condition["status"] == "False")
    };
    match parents.as_slice() {
        [] => {}
        [parent] if refused(parent) => {}
        _ => wrong.push(format!("the parents are {}", status["parents"])),
    }
}

fn check_unattached(status: &Value, wrong: &mut Vec<String>) {
    let listeners: Vec<_> = list(&status["listeners"]).collect();
    match listeners.as_slice() {
        [] => {}
        [listener] if listener["attachedRoutes"] == 0 => {}
        _ => wrong.push(format!("the listeners are {}", status["listeners"])),
    }
}

/// What another controller added is there, in every field as it was.
fn check_kept(snapshot: &Snapshot, item: &Value, wrong: &mut Vec<String>) {
    let status = snapshot.status(&item["object"]);
    let key = key(&item["object"]);
    let mut any = false;
    for (_, added) in snapshot.added.iter().filter(|(object, _)| *object == key) {
        any = true;
        if !keeps(status, added) {
            wrong.push(format!("{added} is not in {status}"));
        }
    }
    if !any {
        wrong.push("no other controller wrote anything".to_owned());
    }
}

/// Whether every entry of lists is there; listeners go by name.
fn keeps(status: &Value, added: &Value) -> bool {
    added
        .as_object()
        .into_iter()
        .flatten()
        .all(|(member, entries)| {
            list(entries).all(|entry| match member.as_str() {
                "listeners" => list(&status["listeners"])
                    .filter(|listener| listener["name"] == entry["name"])
                    .any(|listener| keeps(listener, &json!({ "conditions": entry["conditions"] }))),
                _ => list(&status[member]).any(|found| found == entry),
            })
        })
}
