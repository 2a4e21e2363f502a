//! Strategies of proptest: values that follow the schema of their type, now and then with an enum's
//! value that no release has.
//!
//! What the schema says node by node holds: types, required fields, lengths, patterns, bounds. What
//! relates several fields, the rules in CEL, need not.

use proptest::arbitrary::Arbitrary;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::channel::Channel;
use crate::generated::kinds::for_each_kind;
use crate::generated::schemas::for_each_schema;
use crate::kind::Kind;
use crate::schema_facts;

/// Most items that a list has beyond those that it must have.
const EXTRA_ITEMS: u64 = 2;
/// Share of the optional fields that are there.
const PRESENT: f64 = 0.4;

/// Implements `Arbitrary` for structs and enums.
macro_rules! arbitraries {
    (
        structs { $($(#[$struct_gate:meta])? $struct:ident = $struct_go:literal,)* }
        scalars { $($(#[$scalar_gate:meta])? $scalar:ident = $scalar_go:literal,)* }
    ) => {
        $(
            $(#[$struct_gate])?
            arbitrary!(
                $struct,
                schema_facts::of_struct($struct_go, Channel::Experimental),
                kind_of(stringify!($struct))
            );
        )*
        $($(#[$scalar_gate])? arbitrary!($scalar, schema_facts::of_scalar($scalar_go), None);)*
    };
}

macro_rules! arbitrary {
    ($name:ident, $schema:expr, $kind:expr) => {
        impl Arbitrary for crate::$name {
            type Parameters = ();
            type Strategy = BoxedStrategy<Self>;

            // Compiled where it is used: a strategy for each of 170 types takes its time.
            #[inline]
            fn arbitrary_with((): ()) -> Self::Strategy {
                typed(&$schema.unwrap_or_default(), $kind)
            }
        }
    };
}

/// Finds a kind by the name of its Rust type.
macro_rules! kinds_by_type {
    ($($(#[$gate:meta])? $name:ident = $kind:literal in $group:literal { $($facts:tt)* })*) => {
        fn kind_of(name: &str) -> Option<Kind> {
            match name {
                $(stringify!($name) => Some(Kind::$name),)*
                _ => None,
            }
        }
    };
}

for_each_kind!(kinds_by_type);
for_each_schema!(arbitraries);

/// Values of a type that follow a schema; objects of a kind name it and one of its versions.
fn typed<T: DeserializeOwned + std::fmt::Debug + 'static>(
    schema: &Value,
    kind: Option<Kind>,
) -> BoxedStrategy<T> {
    let values = node(schema);
    let values = match kind {
        None => values,
        Some(kind) => (values, any::<prop::sample::Index>())
            .prop_map(move |(mut value, index)| {
                let version = kind.versions()[index.index(kind.versions().len())];
                value["apiVersion"] = json!(format!("{}/{version}", kind.group()));
                value["kind"] = json!(kind.as_str());
                value
            })
            .boxed(),
    };
    let read = |value| serde_json::from_value(value).ok();
    values
        .prop_filter_map("a value that its type can hold", read)
        .boxed()
}

/// JSON values that follow a node of a schema.
fn node(schema: &Value) -> BoxedStrategy<Value> {
    match schema["type"].as_str() {
        Some("object") if schema["properties"].is_object() => object(schema),
        Some("object") if schema["additionalProperties"].is_object() => {
            let (min, max) = bounds(schema, "minProperties", "maxProperties", EXTRA_ITEMS);
            let keys = "[a-z]{1,8}(\\.[a-z]{1,8})?/[a-zA-Z0-9]{1,8}";
            btree_map(keys, node(&schema["additionalProperties"]), min..=max)
                .prop_map(|entries| entries.into_iter().collect())
                .boxed()
        }
        Some("object") => metadata(),
        Some("array") => {
            let (min, max) = bounds(schema, "minItems", "maxItems", EXTRA_ITEMS);
            vec(node(&schema["items"]), min..=max)
                .prop_map(Value::Array)
                .boxed()
        }
        Some("boolean") => any::<bool>().prop_map(Value::Bool).boxed(),
        Some("integer") => integer(schema),
        _ => string(schema),
    }
}

/// Size that a schema allows, at most a little more than it demands.
fn bounds(schema: &Value, min: &str, max: &str, extra: u64) -> (usize, usize) {
    let min = schema[min].as_u64().unwrap_or(0);
    let max = schema[max].as_u64().unwrap_or(u64::MAX).min(min + extra);
    let size = |size| usize::try_from(size).unwrap_or(usize::MAX);
    (size(min), size(max))
}

fn object(schema: &Value) -> BoxedStrategy<Value> {
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let properties = schema["properties"].as_object().into_iter().flatten();
    let fields = properties.map(|(name, property)| {
        let (name, value) = (name.clone(), node(property));
        let value = if required.contains(&json!(name)) {
            value.prop_map(Some).boxed()
        } else {
            prop::option::weighted(PRESENT, value).boxed()
        };
        value.prop_map(move |value| (name.clone(), value)).boxed()
    });
    let fields: Vec<_> = fields.collect();
    fields
        .prop_map(|fields| {
            let there = fields
                .into_iter()
                .filter_map(|(name, value)| Some((name, value?)));
            Value::Object(there.collect::<Map<_, _>>())
        })
        .boxed()
}

/// Metadata, which schemas leave to the server.
fn metadata() -> BoxedStrategy<Value> {
    let label = ("[a-z]{1,8}", "[a-z0-9]{0,8}");
    let labels = btree_map(label.0, label.1, 0..3);
    ("[a-z][a-z0-9-]{0,10}[a-z0-9]", prop::option::of("[a-z]{1,8}"), labels, 1..100_i64, date_time())
        .prop_map(|(name, namespace, labels, generation, created)| {
            let mut metadata = json!({
                "name": name, "labels": labels, "generation": generation, "creationTimestamp": created,
            });
            if let Some(namespace) = namespace {
                metadata["namespace"] = json!(namespace);
            }
            metadata
        })
        .boxed()
}

fn integer(schema: &Value) -> BoxedStrategy<Value> {
    if let Some(values) = schema["enum"].as_array() {
        return one_of(values, (0..1000_i64).prop_map(Value::from).boxed());
    }
    let min = schema["minimum"].as_i64().unwrap_or(i32::MIN.into());
    let max = schema["maximum"].as_i64().unwrap_or(i32::MAX.into());
    (min..=max).prop_map(Value::from).boxed()
}

fn string(schema: &Value) -> BoxedStrategy<Value> {
    if let Some(values) = schema["enum"].as_array() {
        return one_of(
            values,
            "Future[A-Z][a-z]{2,6}".prop_map(Value::from).boxed(),
        );
    }
    if schema["format"] == "date-time" {
        return date_time();
    }
    let pattern = schema["pattern"].as_str().map(bounded);
    let pattern = pattern.and_then(|pattern| prop::string::string_regex(&pattern).ok());
    if let Some(texts) = pattern {
        return texts.prop_map(Value::from).boxed();
    }
    let (min, max) = bounds(schema, "minLength", "maxLength", 12);
    vec(prop::char::range(' ', '\u{17e}'), min..=max)
        .prop_map(|chars| Value::from(chars.into_iter().collect::<String>()))
        .boxed()
}

/// One of these values or, now and then, another one.
fn one_of(values: &[Value], other: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    prop_oneof![9 => prop::sample::select(values.to_vec()), 1 => other].boxed()
}

/// Times to the second, which is what Kubernetes keeps of them.
fn date_time() -> BoxedStrategy<Value> {
    (
        1970..2100_u32,
        1..=12_u32,
        1..=28_u32,
        0..24_u32,
        0..60_u32,
        0..60_u32,
    )
        .prop_map(|(year, month, day, hour, minute, second)| {
            json!(format!(
                "{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
            ))
        })
        .boxed()
}

/// A pattern without anchors, its unbounded repetitions made short.
fn bounded(pattern: &str) -> String {
    let mut out = String::new();
    let mut in_class = false;
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                out.push(c);
                out.extend(chars.next());
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '^' | '$' if !in_class => continue,
            '*' if !in_class => {
                out.push_str("{0,3}");
                continue;
            }
            '+' if !in_class => {
                out.push_str("{1,4}");
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_lose_anchors_and_unbounded_repetitions() {
        for (pattern, expected) in [
            (r"^[-^$*+]*$", "[-^$*+]{0,3}"),
            (r"^$|^\*a+\/$", r"|\*a{1,4}\/"),
        ] {
            assert_eq!(bounded(pattern), expected);
        }
    }
}
