//! How Go reads and writes: what a server accepts and says depends on it.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// Nanoseconds of Go's duration units.
const UNITS: &[(&str, u64)] = &[
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
];

const MAX_MAGNITUDE: u64 = 1 << 63;

/// A duration as `time.ParseDuration` reads it, in nanoseconds.
pub(crate) fn duration(text: &str) -> Option<i64> {
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest == "0" {
        return Some(0);
    }
    if rest.is_empty() {
        return None;
    }
    let mut total = 0u64;
    while !rest.is_empty() {
        let (part, after) = duration_part(rest)?;
        total = total
            .checked_add(part)
            .filter(|total| *total <= MAX_MAGNITUDE)?;
        rest = after;
    }
    match (negative, i64::try_from(total)) {
        (true, Ok(total)) => Some(-total),
        (true, Err(_)) => Some(i64::MIN),
        (false, total) => total.ok(),
    }
}

/// A number with its unit, and what follows.
fn duration_part(text: &str) -> Option<(u64, &str)> {
    let (whole, rest) = split_digits(text);
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => split_digits(rest),
        None => ("", rest),
    };
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let (unit, rest) = rest.split_at(
        rest.find(|next: char| next == '.' || next.is_ascii_digit())
            .unwrap_or(rest.len()),
    );
    let (_, unit) = UNITS.iter().find(|(name, _)| *name == unit)?;
    let whole: u64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let value = whole
        .checked_mul(*unit)
        .filter(|value| *value <= MAX_MAGNITUDE)?;
    let value = value
        .checked_add(fraction_of(fraction, *unit))
        .filter(|value| *value <= MAX_MAGNITUDE)?;
    Some((value, rest))
}

/// The digits behind a point as a part of a unit. Digits beyond the precision are dropped.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "Go computes the fraction as a float, too"
)]
fn fraction_of(digits: &str, unit: u64) -> u64 {
    let mut value = 0u64;
    let mut scale = 1f64;
    for digit in digits.bytes() {
        if value > (MAX_MAGNITUDE - 1) / 10 {
            break;
        }
        let next = value * 10 + u64::from(digit - b'0');
        if next > MAX_MAGNITUDE {
            break;
        }
        value = next;
        scale *= 10.0;
    }
    (value as f64 * (unit as f64 / scale)) as u64
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(
        text.bytes()
            .position(|byte| !byte.is_ascii_digit())
            .unwrap_or(text.len()),
    )
}

/// A text as `%q` writes it.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{7}' => quoted.push_str("\\a"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{b}' => quoted.push_str("\\v"),
            '\u{c}' => quoted.push_str("\\f"),
            _ if is_printable(character) => quoted.push(character),
            _ => quoted.push_str(&escaped(character)),
        }
    }
    quoted.push('"');
    quoted
}

fn escaped(character: char) -> String {
    match u32::from(character) {
        code @ 0..0x80 => format!("\\x{code:02x}"),
        code @ 0x80..0x1_0000 => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

/// Whether Go's `unicode.IsPrint` holds: letters, marks, numbers, punctuation, symbols and the blank.
fn is_printable(character: char) -> bool {
    if character.is_ascii() {
        return matches!(character, ' '..='~');
    }
    // A character behind another one is escaped for debugging exactly if it is not printable.
    let behind: String = ['a', character].iter().collect();
    behind.escape_debug().count() == 2
}

/// A float as `%v` writes it.
pub(crate) fn float(value: impl fmt::Display + fmt::LowerExp) -> String {
    exponential(value, -4..6)
}

/// A float as `encoding/json` writes it.
pub(crate) fn json_float(value: f64) -> String {
    let written = exponential(value, -6..21);
    // JSON leaves out the zero that Go puts in front of short exponents.
    written.replace("e-0", "e-")
}

/// A float in the fewest digits, with an exponent outside of a range.
fn exponential(value: impl fmt::Display + fmt::LowerExp, plain: std::ops::Range<i32>) -> String {
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    if plain.contains(&exponent) {
        return value.to_string();
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

/// A text as `encoding/json` writes it.
pub(crate) fn json_text(text: &str) -> String {
    let plain = serde_json::Value::from(text).to_string();
    plain
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// Whether a float is an integer to go-openapi: within 53 bits, and within a billionth of one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "the comparison is Go's, its conversions and precision included"
)]
pub(crate) fn is_integral(value: f64) -> bool {
    const LIMIT: f64 = ((1u64 << 53) - 1) as f64;
    const EPSILON: f64 = 1e-9;
    if !value.is_finite() || value.abs() > LIMIT {
        return false;
    }
    let nearest = if value < 0.0 {
        value as i64 as f64
    } else {
        value as u64 as f64
    };
    if value == nearest {
        return true;
    }
    let difference = (value - nearest).abs();
    if value == 0.0 || nearest == 0.0 {
        return false;
    }
    difference / (value.abs() + nearest.abs()).min(f64::MAX) < EPSILON
}

/// Whether a text is an IP address to CEL: no zone, and no IPv4 address mapped into IPv6.
pub(crate) fn is_ip(text: &str) -> bool {
    match text.parse() {
        Ok(IpAddr::V4(_)) => true,
        Ok(IpAddr::V6(address)) => address.to_ipv4_mapped().is_none(),
        Err(_) => false,
    }
}

/// Whether a text is an IP address to a schema of format `ipv4` or `ipv6`, which take the leading zeros
/// that Go once took.
pub(crate) fn is_sloppy_ip(text: &str) -> bool {
    match text.find(['.', ':']).and_then(|at| text.as_bytes().get(at)) {
        Some(b'.') => is_sloppy_ipv4(text),
        Some(_) => text.parse::<Ipv6Addr>().is_ok() || (text.contains('.') && is_sloppy_ipv6(text)),
        None => false,
    }
}

fn is_sloppy_ipv4(text: &str) -> bool {
    let mut parts = 0;
    for part in text.split('.') {
        let digits = part.trim_start_matches('0');
        let fits = !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (digits.is_empty() || digits.parse::<u8>().is_ok());
        if !fits {
            return false;
        }
        parts += 1;
    }
    parts == 4
}

/// An IPv6 address that ends in an IPv4 address, leading zeros allowed in both.
fn is_sloppy_ipv6(text: &str) -> bool {
    let Some((front, back)) = text.rsplit_once(':') else {
        return false;
    };
    let group = |group: &str| match group.trim_start_matches('0') {
        "" if !group.is_empty() => "0".to_owned(),
        trimmed => trimmed.to_owned(),
    };
    let groups: Vec<String> = front.split(':').map(group).collect();
    is_sloppy_ipv4(back)
        && format!("{}:0.0.0.0", groups.join(":"))
            .parse::<Ipv6Addr>()
            .is_ok()
}

/// Whether a text is a date-time to a schema: `2026-01-02T03:04:05Z`, in either case.
pub(crate) fn is_date_time(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut parts = lower.split('t');
    let (Some(date), Some(time)) = (parts.next(), parts.next()) else {
        return false;
    };
    is_date(date) && is_time(time)
}

fn is_date(text: &str) -> bool {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return false;
    };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0u32, |value, digit| {
            digit
                .is_ascii_digit()
                .then(|| value * 10 + u32::from(**digit - b'0'))
        })
    };
    let (Some(year), Some(month), Some(day)) = (
        number(&[y1, y2, y3, y4]),
        number(&[m1, m2]),
        number(&[d1, d2]),
    ) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// `03:04:05`, any character with digits behind it, and `z` or a shift. Hours and minutes of the shift may be
/// any digits.
fn is_time(text: &str) -> bool {
    let Some((_, rest)) = text
        .split_at_checked(8)
        .filter(|(clock, _)| is_clock(clock))
    else {
        return false;
    };
    let mut fraction = rest.chars();
    let point = fraction.next().is_some_and(|next| next != '\n');
    is_zone(rest) || (point && is_fraction_end(fraction.as_str()))
}

/// `03:04:05`
fn is_clock(text: &str) -> bool {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = text.as_bytes() else {
        return false;
    };
    is_pair(*h1, *h2, 23) && is_pair(*m1, *m2, 59) && is_pair(*s1, *s2, 59)
}

/// Two digits up to a limit.
fn is_pair(tens: u8, ones: u8, limit: u8) -> bool {
    tens.is_ascii_digit() && ones.is_ascii_digit() && (tens - b'0') * 10 + (ones - b'0') <= limit
}

/// At least one digit, then a zone.
fn is_fraction_end(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && text.get(digits..).is_some_and(is_zone)
}

fn is_zone(text: &str) -> bool {
    match text.as_bytes() {
        b"z" => true,
        [b'+' | b'-', a, b, b':', c, d] => [a, b, c, d].iter().all(|digit| digit.is_ascii_digit()),
        _ => false,
    }
}

/// Whether `time.Parse` reads a text as RFC 3339: upper case, a fraction of any length, an hour of one digit or two
/// up to 23.
pub(crate) fn is_rfc3339(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let short = time.as_bytes().get(1) == Some(&b':');
    let Some((clock, rest)) = time.split_at_checked(if short { 7 } else { 8 }) else {
        return false;
    };
    let padded = if short { "0" } else { "" };
    let fraction = rest.strip_prefix(['.', ',']);
    let zone = fraction.map_or(rest, |digits| {
        digits.trim_start_matches(|next: char| next.is_ascii_digit())
    });
    let has_digits = fraction.is_none_or(|digits| digits.len() > zone.len());
    let zone_fits = match zone.as_bytes() {
        b"Z" => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => is_pair(*h1, *h2, 24) && is_pair(*m1, *m2, 60),
        _ => false,
    };
    is_date(date) && is_clock(&format!("{padded}{clock}")) && has_digits && zone_fits
}

/// What `strings.ToLower` makes of a text: one character of each.
pub(crate) fn lower_case(text: &str) -> String {
    text.chars()
        .map(|character| {
            let mut lower = character.to_lowercase();
            // Of those that become two the first is it.
            lower.next().unwrap_or(character)
        })
        .collect()
}
