//! Scalars: what a piece of YAML text means to Kubernetes.
//!
//! The API machinery reads YAML with Go's yaml.v2, which follows YAML 1.1 with some omissions: `yes` and
//! `on` are booleans and `010` is 8, but `12:30` is a text.

use std::borrow::Cow;

use super::number::Number;
use crate::go;

/// A value without parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scalar<'a> {
    Null,
    Bool(bool),
    Number(Number),
    String(&'a str),
}

/// What a scalar means before it becomes JSON.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Plain {
    Null,
    Bool(bool),
    Int(i64),
    /// An integer beyond `i64`, which becomes a float in JSON.
    BigInt(u64),
    Float(f64),
    Timestamp,
    Text,
}

/// Why a tagged scalar has no value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum InvalidScalar {
    /// The text does not fit the tag.
    Tag,
    /// An infinity or not a number, which JSON cannot hold.
    NoJson,
}

/// What a key was before it became a text: keys of YAML need not be texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// A text.
    #[default]
    Text,
    /// A boolean.
    Bool,
    /// An integer.
    Int,
    /// A float.
    Float,
}

/// What a scalar with a tag of YAML's own (`!!int` is `int`) means, in whatever quotes.
pub(super) fn tagged(tag: &str, text: &str) -> Result<Plain, InvalidScalar> {
    let found = match resolve(text) {
        // A timestamp is tried only where nothing else is asked for.
        Plain::Timestamp if !matches!(tag, "timestamp") => resolve_number(text),
        found => found,
    };
    match (tag, found) {
        ("bool", Plain::Bool(_))
        | ("int", Plain::Int(_) | Plain::BigInt(_))
        | ("float", Plain::Float(_) | Plain::BigInt(_))
        | ("null", Plain::Null)
        | ("timestamp", Plain::Timestamp) => Ok(found),
        #[expect(
            clippy::cast_precision_loss,
            reason = "`!!float` asks for the closest float"
        )]
        ("float", Plain::Int(whole)) => Ok(Plain::Float(whole as f64)),
        ("bool" | "int" | "float" | "null" | "timestamp", _) => Err(InvalidScalar::Tag),
        _ => Ok(Plain::Text),
    }
}

impl Plain {
    /// The value that a scalar of this text becomes in JSON.
    pub(super) fn value(self, text: &str) -> Result<Scalar<'_>, InvalidScalar> {
        Ok(match self {
            Self::Null => Scalar::Null,
            Self::Bool(value) => Scalar::Bool(value),
            Self::Int(value) => Scalar::Number(Number::Int(value)),
            #[expect(
                clippy::cast_precision_loss,
                reason = "an API server reads it as the closest float"
            )]
            Self::BigInt(value) => Scalar::Number(Number::Float(value as f64)),
            Self::Float(value) if value.is_finite() => {
                Scalar::Number(Number::from_yaml_float(value))
            }
            Self::Float(_) => return Err(InvalidScalar::NoJson),
            Self::Timestamp | Self::Text => Scalar::String(text),
        })
    }

    /// The key that a scalar of this text becomes in JSON; `None` for what becomes none.
    pub(super) fn key(self, text: &str) -> Option<(Cow<'_, str>, KeyKind)> {
        Some(match self {
            Self::Null | Self::BigInt(_) => return None,
            Self::Bool(value) => (value.to_string().into(), KeyKind::Bool),
            Self::Int(value) => (value.to_string().into(), KeyKind::Int),
            Self::Float(value) => (float_key(value).into(), KeyKind::Float),
            Self::Timestamp | Self::Text => (text.into(), KeyKind::Text),
        })
    }
}

impl<'a> Scalar<'a> {
    /// The key that a value becomes where an alias names it.
    pub(super) fn key(self) -> Option<(Cow<'a, str>, KeyKind)> {
        match self {
            Self::Null => None,
            Self::Bool(value) => Plain::Bool(value).key(""),
            Self::Number(Number::Int(value)) => Plain::Int(value).key(""),
            Self::Number(Number::Float(value)) => Plain::Float(value).key(""),
            Self::String(text) => Plain::Text.key(text),
        }
    }
}

/// A float as a key: with the digits of 32 bits, which is all that is left of it.
#[expect(
    clippy::cast_possible_truncation,
    reason = "this is what becomes of it"
)]
fn float_key(value: f64) -> String {
    match value as f32 {
        f32::INFINITY => ".inf".to_owned(),
        f32::NEG_INFINITY => "-.inf".to_owned(),
        narrow if narrow.is_nan() => ".nan".to_owned(),
        narrow => go::float(narrow),
    }
}

/// What a scalar without a tag and without quotes means.
pub(super) fn resolve(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            return Plain::Bool(true);
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            return Plain::Bool(false);
        }
        ".nan" | ".NaN" | ".NAN" => return Plain::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => {
            return Plain::Float(f64::INFINITY);
        }
        "-.inf" | "-.Inf" | "-.INF" => return Plain::Float(f64::NEG_INFINITY),
        _ => {}
    }
    match text.as_bytes().first() {
        Some(b'.') => float(text),
        Some(b'0'..=b'9' | b'+' | b'-') if is_timestamp(text) => Plain::Timestamp,
        Some(b'0'..=b'9' | b'+' | b'-') => resolve_number(text),
        _ => Plain::Text,
    }
}

fn resolve_number(text: &str) -> Plain {
    let digits: Cow<'_, str> = if text.contains('_') {
        text.replace('_', "").into()
    } else {
        text.into()
    };
    if let Some(value) = integer(&digits) {
        return value;
    }
    float(&digits)
}

/// An integer as Go's `ParseInt` takes it with base 0: sign, prefix `0x`, `0o`, `0b` or `0`, digits.
fn integer(text: &str) -> Option<Plain> {
    let (negative, unsigned) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let signed = unsigned.len() < text.len();
    let lower = unsigned.get(..2).map(str::to_ascii_lowercase);
    let (radix, digits) = match lower.as_deref() {
        Some("0x") => (16, unsigned.get(2..)?),
        Some("0o") => (8, unsigned.get(2..)?),
        Some("0b") => (2, unsigned.get(2..)?),
        Some(_) if unsigned.starts_with('0') => (8, unsigned.get(1..)?),
        _ => (10, unsigned),
    };
    if digits.is_empty()
        || !digits
            .bytes()
            .all(|digit| char::from(digit).is_digit(radix))
    {
        return None;
    }
    let magnitude = u64::from_str_radix(digits, radix).ok()?;
    match (negative, i64::try_from(magnitude)) {
        (false, Ok(value)) => Some(Plain::Int(value)),
        (true, Ok(value)) => Some(Plain::Int(-value)),
        (true, Err(_)) => (magnitude == 1 << 63).then_some(Plain::Int(i64::MIN)),
        // Only `ParseUint` reads beyond `i64`, and it takes no sign.
        (false, Err(_)) => (!signed).then_some(Plain::BigInt(magnitude)),
    }
}

/// A float in YAML's spelling: digits with a point or exponent, finite.
fn float(text: &str) -> Plain {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (
            unsigned.get(..at).unwrap_or_default(),
            unsigned.get(at + 1..),
        ),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !digits.is_empty() && is_digits(digits)
    });
    let mantissa_fits =
        is_digits(whole) && is_digits(fraction) && !(whole.is_empty() && fraction.is_empty());
    if !mantissa_fits || !exponent_fits {
        return Plain::Text;
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Plain::Float(value),
        _ => Plain::Text,
    }
}

/// Whether the text is a date, perhaps with a time: `2026-1-2`, `2026-01-02T03:04:05Z`. Such a text stays
/// a text; only a wrong `!!timestamp` shows.
fn is_timestamp(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let (Some(year), Some(month), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let day_length = rest
        .find(|digit: char| !digit.is_ascii_digit())
        .unwrap_or(rest.len());
    let (day, time) = rest.split_at(day_length);
    let in_range = |part: &str, lengths: &[usize], from: u32, to: u32| {
        lengths.contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part
                .parse()
                .is_ok_and(|value: u32| (from..=to).contains(&value))
    };
    let last_day = match (
        month.trim_start_matches('0'),
        year.parse::<u32>().unwrap_or_default(),
    ) {
        ("2", year) if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        ("2", _) => 28,
        ("4" | "6" | "9" | "11", _) => 30,
        _ => 31,
    };
    let date = in_range(year, &[4], 0, 9999)
        && in_range(month, &[1, 2], 1, 12)
        && in_range(day, &[1, 2], 1, last_day);
    date && (time.is_empty() || is_time(time))
}

/// `T03:04:05.6Z`, `t03:04:05+01:00` or ` 03:04:05`.
fn is_time(text: &str) -> bool {
    let zoned = text.starts_with(['T', 't']);
    if !zoned && !text.starts_with(' ') {
        return false;
    }
    let clock = text.get(1..).unwrap_or_default();
    let end = clock.find(['Z', '+', '-']).unwrap_or(clock.len());
    let (clock, zone) = clock.split_at(end);
    let zone_fits = match zone.as_bytes() {
        [] => !zoned,
        b"Z" => zoned,
        [_, a, b, b':', c, d] => zoned && [a, b, c, d].iter().all(|digit| digit.is_ascii_digit()),
        _ => false,
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let limits = [23, 59, 59];
    let units: Vec<&str> = clock.split(':').collect();
    let clock_fits = units.len() == limits.len()
        && units.iter().zip(limits).all(|(unit, limit)| {
            matches!(unit.len(), 1 | 2) && unit.parse().is_ok_and(|value: u8| value <= limit)
        });
    zone_fits
        && clock_fits
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}
