//! Generated objects of every kind are written and read back the same.
#![cfg(all(feature = "proptest", feature = "experimental"))]
#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

#[macro_use]
#[path = "common/each_kind.rs"]
mod each_kind;

use std::fmt::{Debug, Display};

use gateway_api_types::{GatewayApiObject, Object, Version};
use proptest::arbitrary::Arbitrary;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Objects of each kind, unless `PROPTEST_CASES` says otherwise: as many as a build goes through in
/// about the same time.
const CASES: u32 = if cfg!(debug_assertions) {
    1_000
} else {
    10_000
};

/// An object goes to each version of its kind and back, and nothing but `apiVersion` changes.
fn every_version<T>(object: &T) -> Result<(), TestCaseError>
where
    T: GatewayApiObject + Clone + Debug + PartialEq,
{
    for name in T::KIND.versions() {
        let mut other = object.clone();
        other.set_version(Version::new(name).unwrap());
        let mut expected = serde_json::to_value(object).unwrap();
        expected["apiVersion"] = format!("{}/{name}", T::KIND.group()).into();
        let mut read: T = serde_json::from_value(serde_json::to_value(&other).unwrap()).unwrap();
        prop_assert_eq!(serde_json::to_value(&read).unwrap(), expected);
        read.set_version(object.version());
        prop_assert_eq!(&read, object);
    }
    Ok(())
}

fn check<T>()
where
    T: GatewayApiObject + Arbitrary + Clone + Debug + PartialEq + Into<Object>,
{
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = CASES;
    }
    let result = TestRunner::new(config).run(&any::<T>(), |object| {
        let failed = |error: &dyn Display| TestCaseError::fail(error.to_string());
        let text = serde_json::to_string(&object).map_err(|error| failed(&error))?;
        let read: T = serde_json::from_str(&text).map_err(|error| failed(&error))?;
        prop_assert_eq!(&read, &object);
        let json = serde_json::to_value(&object).map_err(|error| failed(&error))?;
        let read = Object::from_value(json.clone()).map_err(|error| failed(&error))?;
        prop_assert_eq!(serde_json::to_value(&read).ok(), Some(json));
        prop_assert_eq!(read, object.clone().into());
        every_version(&object)
    });
    let failure = result.err().map(|error| error.to_string());
    assert_eq!(failure, None, "{}", T::KIND);
}

test_each_kind!(check);
