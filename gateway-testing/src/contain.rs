//! Contain: whether a decision or status holds what a scenario asks for.

use serde_json::{Map, Value, json};

/// What is missing of `expected` in `found`, a line for each place. Of an object every member that
/// is expected has to be there, null standing for absence; lists have to be equally long.
pub(crate) fn contain(found: &Value, expected: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    walk("", found, expected, &mut wrong);
    wrong
}

fn walk(path: &str, found: &Value, expected: &Value, wrong: &mut Vec<String>) {
    let below = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (key, expected) in expected {
                let found = found.get(key).unwrap_or(&Value::Null);
                walk(&below(key), found, expected, wrong);
            }
        }
        (Value::Array(found), Value::Array(expected)) if found.len() == expected.len() => {
            for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
                walk(&format!("{path}[{index}]"), found, expected, wrong);
            }
        }
        _ if found == expected => {}
        _ => wrong.push(format!("{path} is {found}, not {expected}")),
    }
}

/// A status as scenarios write it: conditions as `type: status/reason`, listeners by name, kinds by
/// their names, addresses as texts, other members as they are.
pub(crate) fn simplified(status: &Value) -> Value {
    let mut simple = Map::new();
    for (key, value) in status.as_object().into_iter().flatten() {
        let value = match key.as_str() {
            "conditions" => conditions(value),
            "listeners" => {
                let listeners = value.as_array().into_iter().flatten();
                let named =
                    listeners.map(|listener| (text(&listener["name"]), simplified(listener)));
                Value::Object(named.collect())
            }
            "parents" | "ancestors" => value
                .as_array()
                .into_iter()
                .flatten()
                .map(simplified)
                .collect(),
            "supportedKinds" => {
                let kinds = value.as_array().into_iter().flatten();
                let mut kinds: Vec<_> = kinds.map(|kind| text(&kind["kind"])).collect();
                kinds.sort();
                json!(kinds)
            }
            "addresses" => {
                let addresses = value.as_array().into_iter().flatten();
                let addresses: Vec<_> = addresses.map(address).collect();
                if addresses.is_empty() {
                    continue;
                }
                json!(addresses)
            }
            _ => value.clone(),
        };
        simple.insert(key.clone(), value);
    }
    simple.insert("observedGeneration".to_owned(), generation(status));
    Value::Object(simple)
}

/// An address as `type value (routability)`, what goes without saying left out.
fn address(address: &Value) -> String {
    let part = |key: &str| text(&address[key]);
    let kind = Some(part("type")).filter(|kind| kind != "IPAddress" && !kind.is_empty());
    let routability = Some(part("routability")).filter(|found| !found.is_empty());
    let value = Some(part("value"));
    let routability = routability.map(|found| format!("({found})"));
    let parts = [kind, value, routability].into_iter().flatten();
    parts.collect::<Vec<_>>().join(" ")
}

fn conditions(list: &Value) -> Value {
    let conditions = list.as_array().into_iter().flatten().map(|condition| {
        let verdict = format!(
            "{}/{}",
            text(&condition["status"]),
            text(&condition["reason"])
        );
        (text(&condition["type"]), json!(verdict))
    });
    Value::Object(conditions.collect())
}

/// The generation that the `Accepted` condition was judged by.
fn generation(status: &Value) -> Value {
    let mut conditions = status["conditions"].as_array().into_iter().flatten();
    let accepted = conditions.find(|condition| condition["type"] == "Accepted");
    accepted.map_or(Value::Null, |accepted| {
        accepted["observedGeneration"].clone()
    })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_expected_has_to_be_there() {
        let check = |found: Value, expected: Value, wrong: &[&str]| {
            assert_eq!(contain(&found, &expected), wrong, "{found} {expected}");
        };
        check(json!({ "a": 1, "b": 2 }), json!({ "a": 1 }), &[]);
        check(json!({ "a": 1 }), json!({ "a": 1, "b": null }), &[]);
        check(
            json!({ "a": 1 }),
            json!({ "a": null }),
            &["a is 1, not null"],
        );
        check(
            json!({ "a": { "b": 1 } }),
            json!({ "a": { "b": 2 } }),
            &["a.b is 1, not 2"],
        );
        check(json!([1, 2]), json!([1]), &[" is [1,2], not [1]"]);
        check(json!([{ "a": 1, "b": 2 }]), json!([{ "a": 1 }]), &[]);
    }
}
