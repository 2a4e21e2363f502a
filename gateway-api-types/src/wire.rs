//! Reading of scalars and maps as an API server reads them.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, LabelSelectorRequirement};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::shared::SupportedFeature;

/// Whole numbers that a field may hold.
pub(crate) trait Integer: TryFrom<i64> {
    const EXPECTED: &'static str;
}

impl Integer for i32 {
    const EXPECTED: &'static str = "a whole number of 32 bits";
}

impl Integer for i64 {
    const EXPECTED: &'static str = "a whole number of 64 bits";
}

/// Reads an integer, also where it is spelled with a point or an exponent: `80.0`, `1e6`.
pub(crate) fn integer<'de, D: Deserializer<'de>, T: Integer>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(Number(PhantomData))
}

/// Reads an integer that may be absent.
pub(crate) fn optional_integer<'de, D: Deserializer<'de>, T: Integer>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(Option::<Whole<T>>::deserialize(deserializer)?.map(|whole| whole.0))
}

/// Reads a list of integers that may be absent.
pub(crate) fn optional_integers<'de, D: Deserializer<'de>, T: Integer>(
    deserializer: D,
) -> Result<Option<Vec<T>>, D::Error> {
    let list = Option::<Vec<Whole<T>>>::deserialize(deserializer)?;
    Ok(list.map(|list| list.into_iter().map(|whole| whole.0).collect()))
}

/// Reads a string without copying it a second time.
pub(crate) fn string<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    String::deserialize(deserializer)
}

/// Reads a map; an entry that is null is as good as absent.
pub(crate) fn map<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, String>, D::Error> {
    let entries = BTreeMap::<String, Option<String>>::deserialize(deserializer)?;
    let there = entries
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)));
    Ok(there.collect())
}

/// Reads a map that may be absent.
pub(crate) fn optional_map<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<BTreeMap<String, String>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Entries(#[serde(deserialize_with = "map")] BTreeMap<String, String>);

    Ok(Option::<Entries>::deserialize(deserializer)?.map(|entries| entries.0))
}

/// Reads a selector that may be absent, its labels as any other map.
pub(crate) fn optional_selector<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<LabelSelector>, D::Error> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Selector {
        match_expressions: Option<Vec<LabelSelectorRequirement>>,
        #[serde(default, deserialize_with = "optional_map")]
        match_labels: Option<BTreeMap<String, String>>,
    }

    let selector = Option::<Selector>::deserialize(deserializer)?;
    Ok(selector.map(|selector| LabelSelector {
        match_expressions: selector.match_expressions,
        match_labels: selector.match_labels,
    }))
}

/// Reads a list of features that may be absent, each as an object or, in the older form, as a plain name
/// (spec 2.1.5).
pub(crate) fn optional_features<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<SupportedFeature>>, D::Error> {
    let entries = Option::<Vec<FeatureEntry>>::deserialize(deserializer)?;
    Ok(entries.map(|entries| entries.into_iter().map(|entry| entry.0).collect()))
}

struct FeatureEntry(SupportedFeature);

impl<'de> Deserialize<'de> for FeatureEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Feature).map(Self)
    }
}

struct Feature;

impl<'de> Visitor<'de> for Feature {
    type Value = SupportedFeature;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<SupportedFeature, E> {
        let name = name.to_owned();
        Ok(SupportedFeature { name })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<SupportedFeature, A::Error> {
        SupportedFeature::deserialize(MapAccessDeserializer::new(map))
    }
}

/// The object with an empty text for each label and annotation of its own that is null, which is
/// what an API server makes of those.
pub(crate) fn with_empty_texts(mut object: Value) -> Value {
    for place in ["/metadata/labels", "/metadata/annotations"] {
        let entries = object.pointer_mut(place).and_then(Value::as_object_mut);
        for entry in entries.into_iter().flat_map(Map::values_mut) {
            if entry.is_null() {
                *entry = Value::String(String::new());
            }
        }
    }
    object
}

struct Whole<T>(T);

impl<'de, T: Integer> Deserialize<'de> for Whole<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        integer(deserializer).map(Self)
    }
}

struct Number<T>(PhantomData<T>);

impl<T: Integer> Visitor<'_> for Number<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        T::try_from(value).map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        let narrow = i64::try_from(value)
            .ok()
            .and_then(|value| T::try_from(value).ok());
        narrow.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    #[allow(
        clippy::cast_possible_truncation,
        reason = "the value is whole and within the bounds of i64, both checked before"
    )]
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        const BOUND: f64 = 9_223_372_036_854_775_808.0;
        let whole = value.fract() == 0.0 && (-BOUND..BOUND).contains(&value);
        let narrow = whole
            .then_some(value as i64)
            .and_then(|value| T::try_from(value).ok());
        narrow.ok_or_else(|| E::invalid_value(Unexpected::Float(value), &self))
    }
}
