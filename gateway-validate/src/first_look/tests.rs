//! A first look finds what it must, and looks once.

use std::cell::Cell;

use serde_json::{Value, json};

use super::*;
use crate::fit::{Fitted, Mode};
use crate::generated::resources;
use crate::release::{Channel, Release};
use crate::schema::Resource;

fn resource(kind: &str) -> &'static Resource {
    let mut resources = resources(Release::V1_7_0, Channel::Standard).iter();
    resources.find(|resource| resource.kind == kind).unwrap()
}

fn route(rules: &Value) -> Value {
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": { "name": "a" },
        "spec": { "rules": rules },
    })
}

fn look_at_route(object: &Value) -> Look {
    look_at_object(object, &resource("HTTPRoute").versions[0])
}

#[track_caller]
fn check_rules(rules: &Value, found: Look) {
    assert_eq!(look_at_route(&route(rules)), found, "{rules}");
}

#[test]
fn what_is_not_as_its_schema_has_it_takes_a_closer_look() {
    let with = |name: &str, value: Value| json!([{ name: value }]);
    let headers = |headers: Value| json!([{ "matches": [{ "headers": headers }] }]);
    check_rules(&json!([{}]), Look::Sound);
    check_rules(&with("name", json!("rule")), Look::Sound);
    check_rules(&with("name", json!("Rule")), Look::Unsure);
    check_rules(&with("name", json!(null)), Look::Unsure);
    check_rules(&with("name", json!(1)), Look::Unsure);
    check_rules(&with("nam", json!("rule")), Look::Unsure);
    check_rules(
        &headers(json!([{ "name": "a", "value": "b" }])),
        Look::Sound,
    );
    check_rules(&headers(json!([{ "name": "a" }])), Look::Unsure);
    check_rules(
        &headers(json!([{ "name": "a b", "value": "b" }])),
        Look::Unsure,
    );
    check_rules(
        &headers(json!([{ "name": "a", "value": "" }])),
        Look::Unsure,
    );
    check_rules(
        &headers(json!([{ "name": "a", "type": "X", "value": "b" }])),
        Look::Unsure,
    );
    let twice = json!([{ "name": "a", "value": "b" }, { "name": "a", "value": "c" }]);
    check_rules(&headers(twice), Look::Unsure);
    let port = |port: Value| json!([{ "backendRefs": [{ "name": "a", "port": port }] }]);
    check_rules(&port(json!(80)), Look::Sound);
    check_rules(&port(json!(80.0)), Look::Unsure);
    check_rules(&port(json!(65_536)), Look::Unsure);
}

#[test]
fn what_is_wrong_with_one_of_many_items_is_found_wherever_it_stands() {
    let check = |first: &Value, other: &Value, found: Look| {
        for position in 0..6 {
            let header = |index: usize| {
                let mut header = if index == position { other } else { first }.clone();
                // Keys differ.
                if header["name"] == "a" {
                    header["name"] = json!(format!("a{index}"));
                }
                header
            };
            let headers: Value = (0..6).map(header).collect();
            check_rules(&json!([{ "matches": [{ "headers": headers }] }]), found);
        }
    };
    let short = json!({ "name": "a", "value": "b" });
    let long = json!({ "name": "a", "type": "Exact", "value": "b" });
    for first in [&short, &long] {
        for sound in [
            &short,
            &long,
            &json!({ "name": "a", "value": "é".repeat(4096) }),
            &json!({ "name": "long-names-are-read-in-one-way-and-short-ones-in-another", "value": "b" }),
        ] {
            check(first, sound, Look::Sound);
        }
        for wrong in [
            json!({}),
            json!([]),
            json!("a"),
            json!({ "name": "a" }),
            json!({ "value": "b" }),
            json!({ "name": "a", "value": "" }),
            json!({ "name": "a", "value": null }),
            json!({ "name": "a", "value": 1 }),
            json!({ "name": "a", "value": "b".repeat(4097) }),
            json!({ "name": "a", "value": "b", "a": 1 }),
            json!({ "name": "a", "typo": "Exact", "value": "b" }),
            json!({ "name": "a", "type": "Exactly", "value": "b" }),
            json!({ "name": "", "value": "b" }),
            json!({ "name": "not a name", "value": "b" }),
            json!({ "name": "long-names-are-read-in-one-way-and-short-ones-in-another!?", "value": "b" }),
            json!({ "name": "a".repeat(257), "value": "b" }),
            json!({ "name": 1, "value": "b" }),
        ] {
            check(first, &wrong, Look::Unsure);
        }
    }
    // Four of a shape that is wrong.
    for wrong in [
        json!({ "name": "a" }),
        json!({ "name": "a", "unknown": "b" }),
    ] {
        check(&wrong, &wrong, Look::Unsure);
    }
}

#[test]
fn addresses_are_of_their_type() {
    let gateway = |address: Value| {
        json!({
            "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway", "metadata": { "name": "a" },
            "spec": {
                "gatewayClassName": "a", "addresses": [address],
                "listeners": [{ "name": "a", "port": 80, "protocol": "HTTP" }],
            },
        })
    };
    let version = &resource("Gateway").versions[0];
    for (address, found) in [
        (json!({ "value": "192.0.2.1" }), Look::Sound),
        (json!({}), Look::Sound),
        (json!({ "value": "a.example.com" }), Look::Unsure),
        (
            json!({ "type": "Hostname", "value": "a.example.com" }),
            Look::Sound,
        ),
        (
            json!({ "type": "IPAddress", "value": "a.example.com" }),
            Look::Unsure,
        ),
    ] {
        assert_eq!(
            look_at_object(&gateway(address.clone()), version),
            found,
            "{address}"
        );
    }
}

#[test]
fn a_list_that_is_too_long_is_found_behind_other_faults() {
    let rule = || json!({ "name": "Rule", "unknown": 1 });
    check_rules(&(0..17).map(|_| rule()).collect(), Look::TooMany);
    let matches: Value = (0..65).map(|_| json!({})).collect();
    check_rules(&json!([rule(), { "matches": matches }]), Look::TooMany);
    // An unknown field is dropped with what is in it.
    check_rules(
        &json!([{ "unknown": [{ "matches": matches }] }]),
        Look::Unsure,
    );
}

#[test]
fn the_status_of_a_new_object_is_not_checked() {
    let parent = json!({ "controllerName": "a/b", "parentRef": { "name": "a" } });
    let parents: Value = (0..33).map(|_| parent.clone()).collect();
    let mut object = route(&json!([{}]));
    object["status"] = json!({ "parents": parents });
    assert_eq!(look_at_route(&object), Look::Unsure);
}

fn check_defaults(schema: &'static Schema) {
    if let Some(default) = schema.default {
        assert_eq!(look(default, schema), Look::Sound, "{default:?}");
    }
    for property in schema.properties {
        check_defaults(property.schema);
    }
    for inner in schema.items.iter().chain(&schema.additional) {
        check_defaults(inner);
    }
}

#[test]
fn defaults_are_sound() {
    for release in Release::ALL {
        for channel in Channel::ALL {
            for resource in resources(release, channel) {
                for version in resource.versions {
                    check_defaults(version.schema);
                }
            }
        }
    }
}

/// A value that counts how often its kind is looked at.
#[derive(Clone, Copy)]
struct Counted<'a> {
    value: &'a Value,
    views: &'a Cell<usize>,
}

impl<'a> Json<'a> for Counted<'a> {
    type Items = std::vec::IntoIter<Self>;
    type Members = std::vec::IntoIter<(&'a str, Self)>;

    fn view(self) -> View<'a, Self> {
        self.views.set(self.views.get() + 1);
        let of = |value| Self { value, ..self };
        match self.value.view() {
            View::Null => View::Null,
            View::Bool(value) => View::Bool(value),
            View::Int(value) => View::Int(value),
            View::Float(value) => View::Float(value),
            View::Text(text) => View::Text(text),
            View::List(items) => View::List(items.map(of).collect::<Vec<_>>().into_iter()),
            View::Object(members) => {
                let members = members.map(|(name, value)| (name, of(value)));
                View::Object(members.collect::<Vec<_>>().into_iter())
            }
        }
    }
}

/// A hundred rules of 64 matches of 16 headers, in the last of which stands `name`.
fn large(name: &str) -> Value {
    let header = |name: &str| json!({ "name": name, "value": "v" });
    let headers: Value = (0..16).map(|index| header(&format!("h{index}"))).collect();
    let matches: Value = (0..64).map(|_| json!({ "headers": headers })).collect();
    let mut rules: Value = (0..100).map(|_| json!({ "matches": matches })).collect();
    rules[99]["matches"][63]["headers"][15] = header(name);
    route(&rules)
}

/// Fits an object after a first look, and counts what was built and how often a value was looked at.
fn cost(object: &Value) -> (usize, usize) {
    let views = Cell::new(0);
    let counted = Counted {
        value: object,
        views: &views,
    };
    let version = &resource("HTTPRoute").versions[0];
    let look = look_at_object(counted, version);
    let fitted = Fitted::after(look, counted, version.schema);
    (fitted.size(), views.get())
}

#[test]
fn of_an_object_far_too_large_little_is_built_and_each_value_is_looked_at_once() {
    const HEADERS: usize = 100 * 64 * 16;
    // A header, its name twice, as it must differ, and its value.
    let (built, views) = cost(&large("last"));
    assert!(built < 200, "{built}");
    assert!(views < 4 * HEADERS + 20_000, "{views}");
    // The way to the one that is wrong is gone once more, list by list.
    let (built, views) = cost(&large("not a name"));
    assert!(built < 1_000, "{built}");
    assert!(views < 4 * HEADERS + 30_000, "{views}");
    let object = large("last");
    let whole = Fitted::new(
        &object,
        resource("HTTPRoute").versions[0].schema,
        Mode::Whole,
    );
    assert!(whole.size() > 4 * HEADERS);
}
