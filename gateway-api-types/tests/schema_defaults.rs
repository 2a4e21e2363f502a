//! Defaults are those of the schema, whatever an object has and lacks: the types against a few lines
//! that follow the CRDs.
#![cfg(all(feature = "crds", feature = "experimental", feature = "proptest"))]
#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

#[macro_use]
#[path = "common/each_kind.rs"]
mod each_kind;
mod common;

use std::collections::BTreeMap;
use std::fmt::Debug;

use common::difference;
use gateway_api_types::{Channel, GatewayApiObject, Object, crds};
use proptest::arbitrary::Arbitrary;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;

/// Writes the defaults of a schema into a value, from the top down.
fn apply(schema: &Value, value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                if let (Some(default), false) =
                    (property.get("default"), members.contains_key(name))
                {
                    members.insert(name.clone(), default.clone());
                }
                if let Some(member) = members.get_mut(name) {
                    apply(property, member);
                }
            }
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| apply(&schema["items"], item)),
        _ => {}
    }
}

/// Schemas of the experimental channel, by `apiVersion` and kind.
fn schemas() -> BTreeMap<(String, String), Value> {
    let mut found = BTreeMap::new();
    for crd in crds(Channel::Experimental) {
        let crd = serde_json::to_value(crd).unwrap();
        for version in crd["spec"]["versions"].as_array().unwrap() {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let group = text(&crd["spec"]["group"]);
            let api_version = format!("{group}/{}", text(&version["name"]));
            let schema = version["schema"]["openAPIV3Schema"].clone();
            found.insert((api_version, text(&crd["spec"]["names"]["kind"])), schema);
        }
    }
    found
}

fn check<T>()
where
    T: GatewayApiObject + Arbitrary + Clone + Debug + Into<Object>,
{
    let schemas = schemas();
    let config = Config {
        cases: 200,
        failure_persistence: None,
        ..Config::default()
    };
    let result = TestRunner::new(config).run(&any::<T>(), |object| {
        let mut expected = serde_json::to_value(&object).unwrap();
        let key = |name: &str| expected[name].as_str().unwrap().to_owned();
        let schema = &schemas[&(key("apiVersion"), key("kind"))];
        apply(schema, &mut expected);
        let object: Object = object.into();
        let written = serde_json::to_value(object.with_defaults()).unwrap();
        prop_assert_eq!(difference("", &expected, &written), None);
        Ok(())
    });
    let failure = result.err().map(|error| error.to_string());
    assert_eq!(failure, None, "{}", T::KIND);
}

test_each_kind!(check);
