//! Checked strings take what the patterns and lengths of the schema take.
#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use gateway_api_types::{
    AbsoluteUri, AnnotationKey, AnnotationValue, AttributeName, CookieName, CorsOrigin, Duration,
    GatewayController, Group, HeaderName, Hostname, KindName, LabelKey, LabelValue, Namespace,
    ObjectName, PreciseHostname, SectionName,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use regex::Regex;
use serde_json::Value;

/// Facts of the schema, as codegen imported them.
fn definitions() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../codegen/api/v1.7.0/definitions.json"
    );
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A node of that Go type.
fn node<'a>(value: &'a Value, go: &str) -> Option<&'a Value> {
    match value {
        Value::Object(members) if members.get("$go").is_some_and(|found| found == go) => {
            Some(value)
        }
        Value::Object(members) => members.values().find_map(|value| node(value, go)),
        Value::Array(items) => items.iter().find_map(|item| node(item, go)),
        _ => None,
    }
}

/// Texts near the grammars: short, of few characters, or put together from their parts.
fn texts() -> impl Strategy<Value = String> {
    let parts = [
        "a",
        "z9",
        "A",
        "Zz",
        "0",
        "-",
        ".",
        "..",
        "*",
        "*.",
        "/",
        "://",
        "http",
        "https",
        "spiffe",
        ":",
        ":80",
        ":123456",
        "#",
        "?",
        "_",
        "~",
        "+",
        "ms",
        "s",
        "m",
        "h",
        "1",
        "é",
        " ",
        "\u{661}",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm",
    ];
    prop_oneof![
        "[a-zA-Z0-9.*:/_-]{0,6}",
        ".{0,4}",
        prop::collection::vec(prop::sample::select(parts.to_vec()), 0..8)
            .prop_map(|parts| parts.concat()),
        "a{240,260}",
        (4090..4100_usize).prop_map(|length| "a".repeat(length)),
        "(https?://)?(\\*\\.)?([a-z0-9-]{1,3}\\.){0,2}[a-z0-9*-]{0,3}(:[0-9]{0,6})?",
        "([0-9]{0,6}(h|m|s|ms)){0,5}",
    ]
}

/// Whether a type takes a text.
type Takes = fn(&str) -> bool;

fn check(definitions: &Value, go: &str, parse: Takes) {
    let node = node(definitions, go).unwrap();
    let pattern = node["pattern"].as_str();
    let pattern = pattern.map(|pattern| Regex::new(pattern).unwrap());
    let length =
        node["minLength"].as_u64().unwrap_or(0)..=node["maxLength"].as_u64().unwrap_or(u64::MAX);
    let config = Config {
        cases: 2_000,
        failure_persistence: None,
        ..Config::default()
    };
    let result = TestRunner::new(config).run(&texts(), |text| {
        let chars = text.chars().count() as u64;
        let taken = length.contains(&chars)
            && pattern
                .as_ref()
                .is_none_or(|pattern| pattern.is_match(&text));
        prop_assert_eq!(parse(&text), taken, "{:?}", text);
        Ok(())
    });
    assert_eq!(result.err().map(|error| error.to_string()), None, "{go}");
}

#[test]
fn checked_strings_follow_the_schema() {
    let definitions = definitions();
    let cases: [(&str, Takes); 16] = [
        ("v1.AnnotationValue", |text| {
            AnnotationValue::parse(text).is_ok()
        }),
        ("v1.ObjectName", |text| ObjectName::parse(text).is_ok()),
        ("v1.AbsoluteURI", |text| AbsoluteUri::parse(text).is_ok()),
        ("v1.CORSOrigin", |text| CorsOrigin::parse(text).is_ok()),
        ("v1.CookieName", |text| CookieName::parse(text).is_ok()),
        ("v1.Duration", |text| Duration::parse(text).is_ok()),
        ("v1.GatewayController", |text| {
            GatewayController::parse(text).is_ok()
        }),
        ("v1.Group", |text| Group::parse(text).is_ok()),
        ("v1.HeaderName", |text| HeaderName::parse(text).is_ok()),
        ("v1.Hostname", |text| Hostname::parse(text).is_ok()),
        ("v1.Kind", |text| KindName::parse(text).is_ok()),
        ("v1.LabelValue", |text| LabelValue::parse(text).is_ok()),
        ("v1.Namespace", |text| Namespace::parse(text).is_ok()),
        ("v1.PreciseHostname", |text| {
            PreciseHostname::parse(text).is_ok()
        }),
        ("v1.SectionName", |text| SectionName::parse(text).is_ok()),
        ("apisx.v1alpha1.AttributeName", |text| {
            AttributeName::parse(text).is_ok()
        }),
    ];
    for (go, parse) in cases {
        check(&definitions, go, parse);
    }
}

#[test]
fn a_key_has_an_optional_domain_and_a_short_name() {
    let long = |length| "a".repeat(length);
    for (key, taken) in [
        ("app".to_owned(), true),
        ("example.com/tier_1".to_owned(), true),
        ("Example.com/tier".to_owned(), false),
        ("/tier".to_owned(), false),
        ("example.com/".to_owned(), false),
        ("a/b/c".to_owned(), false),
        ("-app".to_owned(), false),
        (long(63), true),
        (long(64), false),
        (format!("{}/app", long(252)), true),
        (format!("{}/app", long(253)), false),
    ] {
        assert_eq!(LabelKey::parse(&key).is_ok(), taken, "{key}");
        assert_eq!(AnnotationKey::parse(&key).is_ok(), taken, "{key}");
    }
}

#[test]
fn an_error_says_what_to_write() {
    for (error, expected) in [
        (
            SectionName::parse("").unwrap_err(),
            "`` is not a section name: write 1 to 253 characters",
        ),
        (
            LabelValue::parse(&"a".repeat(64)).unwrap_err(),
            "`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa` is not a label \
                 value: write at most 63 characters",
        ),
        (
            Namespace::parse("a.b").unwrap_err(),
            "`a.b` is not a namespace: write small letters, digits and hyphens, such as `team-a`",
        ),
    ] {
        assert_eq!(error.to_string(), expected);
    }
}
