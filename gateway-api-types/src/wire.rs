//! Reading of scalars as an API server reads them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, Unexpected, Visitor};

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
