//! What rules of the CRDs need when they run: the functions and operators of CEL, and its errors.

use std::collections::BTreeMap;
use std::fmt;

use crate::fit::Data;
use crate::generated::field;
use crate::go;
pub(crate) use crate::go::is_ip;
pub(crate) use crate::names::{is_dns1123_label, is_dns1123_subdomain, is_qualified_name};
use crate::schema::{Field, Kind};
use crate::val::Val;

/// The outcome of an expression.
pub(crate) type Outcome<T> = Result<T, Fault>;

/// Why an expression has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A field that is not there is read.
    NoSuchKey(Field),
    /// A list is shorter than that.
    IndexOutOfBounds(usize),
    /// A text is shorter than that.
    IndexOutOfRange(usize),
    /// A value is not of the type that its schema says.
    Mismatch { wanted: Kind, found: &'static str },
    /// A null stands where the schema allows none.
    Null,
    /// A text is not a duration.
    NotADuration,
}

impl Fault {
    pub(crate) fn mismatch(wanted: Kind, data: Data<'_>) -> Self {
        let found = match data {
            Data::Null => return Self::Null,
            Data::Bool(_) => "bool",
            Data::Int(_) => "int64",
            Data::Float(_) => "float64",
            Data::Text(_) => "string",
            Data::List(_) => "[]interface {}",
            Data::Object(..) | Data::Map(_) => "map[string]interface {}",
        };
        Self::Mismatch { wanted, found }
    }
}

impl fmt::Display for Fault {
    /// As a server words it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchKey(Field(number)) => {
                let name = field::NAMES
                    .get(usize::from(*number))
                    .copied()
                    .unwrap_or_default();
                write!(f, "no such key: {name}")
            }
            Self::IndexOutOfBounds(index) => write!(f, "index out of bounds: {index}"),
            Self::IndexOutOfRange(index) => write!(f, "index out of range: {index}"),
            Self::Null => f.write_str("invalid data, got null for schema with nullable=false"),
            Self::NotADuration => {
                f.write_str("type conversion error from 'string' to 'google.protobuf.Duration'")
            }
            Self::Mismatch { wanted, found } => match wanted {
                Kind::Object => f.write_str(
                    "invalid data, expected a map for the provided schema with type=object",
                ),
                Kind::Array => f.write_str(
                    "invalid data, expected an array for the provided schema with type=array",
                ),
                Kind::String => write!(f, "invalid data, expected string, got {found}"),
                Kind::Integer => write!(f, "invalid data, expected int, got {found}"),
                Kind::Boolean => write!(f, "invalid data, expected bool, got {found}"),
            },
        }
    }
}

/// `left && right`: false absorbs an error of the other side.
pub(crate) fn and(
    left: impl FnOnce() -> Outcome<bool>,
    right: impl FnOnce() -> Outcome<bool>,
) -> Outcome<bool> {
    match left() {
        Ok(true) => right(),
        Ok(false) => Ok(false),
        Err(fault) => match right() {
            Ok(false) => Ok(false),
            _ => Err(fault),
        },
    }
}

/// `left || right`: true absorbs an error of the other side.
pub(crate) fn or(
    left: impl FnOnce() -> Outcome<bool>,
    right: impl FnOnce() -> Outcome<bool>,
) -> Outcome<bool> {
    match left() {
        Ok(false) => right(),
        Ok(true) => Ok(true),
        Err(fault) => match right() {
            Ok(true) => Ok(true),
            _ => Err(fault),
        },
    }
}

/// `items.all(item, test)`: one false is false, whatever fails elsewhere.
pub(crate) fn all<T>(
    items: impl Iterator<Item = T>,
    test: impl Fn(T) -> Outcome<bool>,
) -> Outcome<bool> {
    let mut fault = None;
    for item in items {
        match test(item) {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(error) => fault = fault.or(Some(error)),
        }
    }
    fault.map_or(Ok(true), Err)
}

/// `items.exists(item, test)`: one true is true, whatever fails elsewhere.
pub(crate) fn exists<T>(
    items: impl Iterator<Item = T>,
    test: impl Fn(T) -> Outcome<bool>,
) -> Outcome<bool> {
    let mut fault = None;
    for item in items {
        match test(item) {
            Ok(false) => {}
            Ok(true) => return Ok(true),
            Err(error) => fault = fault.or(Some(error)),
        }
    }
    fault.map_or(Ok(false), Err)
}

/// `items.filter(item, test).size()`: an error is the outcome; of several the last one.
pub(crate) fn count<T>(
    items: impl Iterator<Item = T>,
    test: impl Fn(T) -> Outcome<bool>,
) -> Outcome<i64> {
    let mut count = Ok(0);
    for item in items {
        match test(item) {
            Ok(passed) => count = count.map(|count| count + i64::from(passed)),
            Err(fault) => count = Err(fault),
        }
    }
    count
}

/// `items.exists_one(item, test)`
pub(crate) fn exists_one<T>(
    items: impl Iterator<Item = T>,
    test: impl Fn(T) -> Outcome<bool>,
) -> Outcome<bool> {
    count(items, test).map(|count| count == 1)
}

/// Up to this many items are compared with each other as the rule says; it is the faster way.
const FEW: usize = 4;

/// Whether no two items have the same key, as `rule` says it by comparing each with each other. Items
/// without a key take no part.
pub(crate) fn each_once<'t, K: Ord>(
    items: impl ExactSizeIterator<Item = Val<'t>>,
    key: impl Fn(Val<'t>) -> Outcome<Option<K>>,
    rule: impl FnOnce() -> Outcome<bool>,
) -> Outcome<bool> {
    if items.len() <= FEW {
        return rule();
    }
    let Ok(mut keys) = items.map(key).collect::<Outcome<Vec<_>>>() else {
        return rule();
    };
    keys.retain(Option::is_some);
    keys.sort_unstable();
    Ok(keys
        .iter()
        .zip(keys.iter().skip(1))
        .all(|(one, next)| one != next))
}

/// Whether items that have the same key agree, as `rule` says it by comparing each with each other.
pub(crate) fn agree<'t, K: Ord, S: PartialEq + Copy>(
    items: impl ExactSizeIterator<Item = Val<'t>>,
    key: impl Fn(Val<'t>) -> Outcome<K>,
    shared: impl Fn(Val<'t>) -> Outcome<S>,
    rule: impl FnOnce() -> Outcome<bool>,
) -> Outcome<bool> {
    if items.len() <= FEW {
        return rule();
    }
    let read = |item: Val<'t>| Ok((key(item)?, shared(item)?));
    let Ok(pairs) = items.map(read).collect::<Outcome<Vec<_>>>() else {
        return rule();
    };
    let mut first = BTreeMap::new();
    Ok(pairs
        .into_iter()
        .all(|(key, shared)| *first.entry(key).or_insert(shared) == shared))
}

/// A span of time, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Duration(i64);

/// `duration(text)`
pub(crate) fn duration(text: &str) -> Outcome<Duration> {
    go::duration(text).map(Duration).ok_or(Fault::NotADuration)
}

/// `size(text)`: code points.
pub(crate) fn characters(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(i64::MAX)
}

/// `text.split(separator)`
pub(crate) fn split<'t>(text: &'t str, separator: &str) -> Vec<&'t str> {
    text.split(separator).collect()
}

/// `texts[index]`
pub(crate) fn item_of<'t>(texts: &[&'t str], index: usize) -> Outcome<&'t str> {
    texts
        .get(index)
        .copied()
        .ok_or(Fault::IndexOutOfBounds(index))
}

/// `text.substring(start)`: from a code point on.
pub(crate) fn substring(text: &str, start: usize) -> Outcome<&str> {
    let mut places = text
        .char_indices()
        .map(|(place, _)| place)
        .chain(std::iter::once(text.len()));
    let place = places.nth(start).ok_or(Fault::IndexOutOfRange(start))?;
    text.get(place..).ok_or(Fault::IndexOutOfRange(start))
}

/// `optional == null`, which an optional never is, be it empty or not.
pub(crate) fn is_null(_has_value: bool) -> bool {
    false
}
