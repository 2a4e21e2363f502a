//! Time grows with the size of an object, and not with its square.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::time::{Duration, Instant};

use gateway_validate::document::{self, SourceText};
use gateway_validate::{Channel, Release, Validator};
use serde_json::{Value, json};

const VALIDATOR: Validator = Validator::new(Release::V1_7_0, Channel::Experimental);

/// The shortest of a few runs, of four times the small and of the large: the others were waiting. The two take turns and
/// the same time, so that a busy machine delays both.
fn times<T>(small: &T, large: &T, run: impl Fn(&T)) -> [Duration; 2] {
    let time = |times: usize, object: &T| {
        let start = Instant::now();
        (0..times).for_each(|_| run(object));
        start.elapsed()
    };
    let rounds: Vec<[Duration; 2]> = (0..7).map(|_| [time(4, small), time(1, large)]).collect();
    [0, 1].map(|which| rounds.iter().map(|round| round[which]).min().unwrap())
}

/// Four times the size must not take more than four times as long; a square would take sixteen times.
fn check_growth<T>(what: &str, make: impl Fn(usize) -> T, size: usize, run: impl Fn(&T)) {
    let [four, long] = times(&make(size), &make(size * 4), run);
    assert!(
        long < four * 5 / 2 + Duration::from_millis(3),
        "{what}: four times the small {four:?}, the large {long:?}"
    );
}

fn route(rules: usize) -> Value {
    let headers: Vec<Value> = (0..16)
        .map(|index| json!({ "name": format!("h{index}"), "value": "v" }))
        .collect();
    let matches: Vec<Value> = (0..64)
        .map(|index| json!({ "path": { "value": format!("/{index}") }, "headers": headers }))
        .collect();
    let rules = (0..rules).map(|index| json!({ "name": format!("r{index}"), "matches": matches }));
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": { "name": "a" },
        "spec": { "rules": rules.collect::<Vec<_>>() },
    })
}

fn gateway(listeners: usize) -> Value {
    let listener = |index: usize| json!({ "name": format!("l{index}"), "port": index % 60_000 + 1, "protocol": "HTTP", "hostname": "a.example.com" });
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway", "metadata": { "name": "a" },
        "spec": { "gatewayClassName": "c", "listeners": (0..listeners).map(listener).collect::<Vec<_>>() },
    })
}

fn labelled(labels: usize) -> Value {
    let labels = (0..labels).map(|index| (format!("l{index}"), Value::from("v")));
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
        "metadata": { "name": "a", "labels": labels.collect::<serde_json::Map<_, _>>() },
        "spec": { "unknown": 1 },
    })
}

#[test]
fn no_size_costs_its_square() {
    let create = |object: &Value| drop(VALIDATOR.validate(object));
    check_growth("rules of a route", route, 8, create);
    check_growth("listeners", gateway, 300, create);
    check_growth("labels", labelled, 500, create);
}

#[test]
fn no_length_of_a_text_costs_its_square() {
    let read = |text: &String| {
        let source = SourceText::new(text.as_str()).unwrap();
        drop(document::parse(&source));
    };
    let marks = |count| "---\n".repeat(count);
    check_growth("marks without a document", marks, 5_000, read);
    let directives = |count| "\n".repeat(count) + &"%a\n".repeat(count);
    check_growth("directives behind blank lines", directives, 5_000, read);
    let tags = |count| {
        let tags: Vec<_> = (0..count)
            .map(|index| format!("%TAG !e{index}! x\n"))
            .collect();
        tags.concat() + "---\na: 1\n"
    };
    check_growth("prefixes of tags", tags, 2_000, read);
}

#[test]
fn finding_each_member_of_a_mapping_takes_no_square() {
    let text = |count| {
        let members: Vec<_> = (0..count)
            .map(|index| format!("k{index}: {index}"))
            .collect();
        members.join("\n")
    };
    let find = |text: &String| {
        let source = SourceText::new(text.as_str()).unwrap();
        let parsed = document::parse(&source);
        let map = parsed.documents[0].root().as_map().unwrap();
        for member in map.iter() {
            assert_eq!(map.get(member.key).unwrap().key_span, member.key_span);
        }
        assert!(map.get("k").is_none());
    };
    check_growth("members of a mapping", text, 1_000, find);
}

/// An object that fails a rule in each of its parts, and one that differs from it in the very last.
fn check_update(what: &str, make: impl Fn(usize, &str) -> Value, size: usize) {
    let pair = |size| [make(size, "a"), make(size, "b")];
    assert!(
        !VALIDATOR.validate(&make(size, "b")).is_accepted(),
        "{what}"
    );
    check_growth(what, pair, size, |[old, new]| {
        drop(VALIDATOR.validate_update(old, new));
    });
}

/// Items of these lists have no counterparts, so that every failure asks for the whole list. With more than 16 rules
/// or 64 matches none of them would run.
fn broken_route(rules: usize, last: &str) -> Value {
    let matches: Vec<Value> = (0..64)
        .map(|index| json!({ "path": { "value": format!("/{index}/..") } }))
        .collect();
    let mut rules: Vec<Value> = (0..rules)
        .map(|index| json!({ "name": format!("r{index}"), "matches": matches }))
        .collect();
    if let Some(rule) = rules.last_mut() {
        rule["name"] = last.into();
    }
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": { "name": "route" },
        "spec": { "rules": rules },
    })
}

fn broken_gateway(listeners: usize, last: &str) -> Value {
    let mut object = gateway(listeners);
    if let Some(listeners) = object["spec"]["listeners"].as_array_mut() {
        for listener in listeners.iter_mut() {
            listener["protocol"] = "TCP".into();
        }
        listeners.push(json!({ "name": last, "port": 1, "protocol": "HTTP" }));
    }
    object
}

fn broken_options(options: usize, last: &str) -> Value {
    let mut object = gateway(1);
    let names = (0..options).map(|index| (format!("o/{index}/"), Value::from("v")));
    let names = names.chain([("last".to_owned(), last.into())]);
    let options = Value::Object(names.collect());
    object["spec"]["listeners"][0]["tls"] = json!({ "options": options });
    object
}

#[test]
fn no_update_costs_the_square_of_its_size() {
    check_update("rules of a route", broken_route, 4);
    check_update("listeners", broken_gateway, 300);
    check_update("entries of a map", broken_options, 1000);
}
