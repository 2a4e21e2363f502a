//! Durations, and what is meant by what is none (spec 9.1).

use std::fmt::Write;

use gateway_api_types::Duration;

/// Reads a duration of the Gateway API.
pub(super) fn parse(text: &str) -> Option<Duration> {
    Duration::parse(text).ok()
}

/// The duration that a text most likely means: of Go, of other configuration languages, or seconds.
pub(super) fn meant(text: &str) -> Option<String> {
    let mut rest = text.trim();
    if rest.is_empty() {
        return None;
    }
    let mut micros: u128 = 0;
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let unit_end = after
            .find(|c: char| c.is_ascii_digit() || c == '.')
            .unwrap_or(after.len());
        let (unit, after) = after.split_at(unit_end);
        micros = micros.checked_add(scaled(number, unit_micros(unit.trim())?)?)?;
        rest = after;
    }
    // Nothing below a millisecond can be said; the closest is one.
    let millis = u64::try_from(micros.div_ceil(1000)).ok()?;
    written(millis)
}

fn unit_micros(unit: &str) -> Option<u128> {
    Some(match unit {
        "us" | "µs" | "μs" => 1,
        "ms" | "millis" | "milliseconds" => 1_000,
        "" | "s" | "S" | "sec" | "secs" | "second" | "seconds" => 1_000_000,
        "m" | "M" | "min" | "mins" | "minute" | "minutes" => 60_000_000,
        "h" | "H" | "hour" | "hours" => 3_600_000_000,
        "d" | "day" | "days" => 86_400_000_000,
        "w" | "week" | "weeks" => 604_800_000_000,
        _ => return None,
    })
}

/// A decimal number of units in microseconds.
fn scaled(number: &str, micros: u128) -> Option<u128> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let places = u32::try_from(fraction.len())
        .ok()
        .filter(|places| *places <= 9)?;
    let digits: u128 = format!("{whole}{fraction}").parse().ok()?;
    digits
        .checked_mul(micros)?
        .checked_div(10_u128.checked_pow(places)?)
}

fn written(mut millis: u64) -> Option<String> {
    if millis == 0 {
        return Some("0s".to_owned());
    }
    let mut text = String::new();
    for (unit, size) in [("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)] {
        let count = millis / size;
        millis %= size;
        if count > 99_999 {
            return None;
        }
        if count > 0 {
            let _ = write!(text, "{count}{unit}");
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_duration_mostly_means_one() {
        for (text, expected) in [
            ("30", Some("30s")),
            ("1.5s", Some("1s500ms")),
            ("1.5h", Some("1h30m")),
            ("1d", Some("24h")),
            ("500us", Some("1ms")),
            ("0", Some("0s")),
            ("1m30", Some("1m30s")),
            ("10 s", Some("10s")),
            ("-15m", None),
            ("soon", None),
            ("", None),
            ("99999999999999999999999999999999999999999d", None),
            ("1.99999999999999999999s", None),
        ] {
            let meant = meant(text);
            assert_eq!(meant.as_deref(), expected, "{text}");
            assert!(meant.is_none_or(|meant| parse(&meant).is_some()), "{text}");
        }
    }
}
