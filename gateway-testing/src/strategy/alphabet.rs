//! Alphabet: the few names that everything is made of.

use super::generate::{Just, Strategy, prop_oneof};
use gateway_api_types::{ObjectMeta, Time};
use k8s_openapi::jiff::Timestamp;

use super::{pick, rarely, text};

/// `a-b` beside `a`: as the bytes of `namespace/name` they sort the other way round (spec 12.51).
pub(super) const NAMESPACES: &[&str] = &["a", "a-b", "b"];

/// Names of routes and of grants.
const NAMES: &[&str] = &["a", "a-b", "b", "c"];

/// Exact hostnames and wildcards, nested and apart.
const HOSTNAMES: &[&str] = &[
    "example.com",
    "a.example.com",
    "a.example.com",
    "b.a.example.com",
    "other.org",
    "*.example.com",
    "*.example.com",
    "*.a.example.com",
    "*.com",
];

/// Names of controllers.
const CONTROLLERS: &[&str] = &["example.com/ours", "example.com/theirs"];

pub(super) fn namespace() -> impl Strategy<Value = String> {
    prop_oneof![8 => Just("a".to_owned()), 3 => text(NAMESPACES)]
}

pub(super) fn hostname() -> impl Strategy<Value = String> {
    text(HOSTNAMES)
}

pub(super) fn controller() -> impl Strategy<Value = String> {
    text(CONTROLLERS)
}

/// A name in a namespace, with a generation or without, and an age that several objects share.
pub(super) fn metadata(name: impl Strategy<Value = String>) -> impl Strategy<Value = ObjectMeta> {
    let created = prop_oneof![2 => Just(None), 3 => pick(&[1_000_i64, 2_000]).prop_map(Some)];
    (namespace(), name, created, rarely(3, 1..4_i64)).prop_map(
        |(namespace, name, created, generation)| ObjectMeta {
            namespace: Some(namespace),
            name: Some(name),
            creation_timestamp: created
                .and_then(|at| Timestamp::from_second(at).ok())
                .map(Time),
            generation,
            ..ObjectMeta::default()
        },
    )
}

pub(super) fn name() -> impl Strategy<Value = String> {
    text(NAMES)
}

/// A name alone.
pub(super) fn named(namespace: &str, name: &str) -> ObjectMeta {
    ObjectMeta {
        namespace: Some(namespace.to_owned()),
        name: Some(name.to_owned()),
        ..ObjectMeta::default()
    }
}
