//! Times as a server writes them: whole seconds in UTC.

/// What stands for no time.
pub(crate) const ZERO: &str = "0001-01-01T00:00:00Z";

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Days in 400 years, after which the calendar repeats.
const ERA: i64 = 146_097;

/// A time of RFC 3339 as a server writes it; a text that is none comes back as it is.
pub(crate) fn in_utc(text: &str) -> String {
    match seconds(text) {
        Some(seconds) => shown(seconds),
        None => text.to_owned(),
    }
}

/// Seconds since the first of March of the year 0.
fn seconds(text: &str) -> Option<i64> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    let days = days(number(0..4)?, number(5..7)?, number(8..10)?);
    // Go reads hours of one digit, too.
    let minute = text.find(':')? + 1;
    let hour = number(11..minute - 1)?;
    let clock =
        hour * HOUR + number(minute..minute + 2)? * MINUTE + number(minute + 3..minute + 5)?;
    let shift = if text.ends_with('Z') {
        0
    } else {
        let zone = text.len().checked_sub(6)?;
        let ahead = number(zone + 1..zone + 3)? * HOUR + number(zone + 4..zone + 6)? * MINUTE;
        match text.as_bytes().get(zone)? {
            b'-' => -ahead,
            _ => ahead,
        }
    };
    Some(days * DAY + clock - shift)
}

/// Days since the first of March of the year 0. A year begins in March here, so that a leap day is its last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let month = (month + 9) % 12;
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (month * 153 + 2) / 5
        + day
        - 1
}

fn shown(seconds: i64) -> String {
    let (days, clock) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let (era, rest) = (days.div_euclid(ERA), days.rem_euclid(ERA));
    let year = (rest - rest / 1460 + rest / 36_524 - rest / (ERA - 1)) / 365;
    let of_year = rest - (year * 365 + year / 4 - year / 100);
    let month = (of_year * 5 + 2) / 153;
    let day = of_year - (month * 153 + 2) / 5 + 1;
    let year = era * 400 + year + i64::from(month >= 10);
    let month = (month + 2) % 12 + 1;
    let (hour, minute, second) = (clock / HOUR, clock % HOUR / MINUTE, clock % MINUTE);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::in_utc;

    #[test]
    fn times_come_out_in_utc_without_fractions() {
        let check = |text: &str, expected: &str| assert_eq!(in_utc(text), expected, "{text}");
        check("2026-01-01T00:00:00+23:60", "2025-12-31T00:00:00Z");
        check("2024-02-29T23:30:00-00:45", "2024-03-01T00:15:00Z");
        check("2023-03-01T00:30:00.75+01:00", "2023-02-28T23:30:00Z");
        check("2000-03-01T00:00:00+00:01", "2000-02-29T23:59:00Z");
        check("1900-03-01T00:00:00+00:01", "1900-02-28T23:59:00Z");
        check("2026-01-01T1:02:03Z", "2026-01-01T01:02:03Z");
        check("0001-01-01T00:00:00,5Z", super::ZERO);
        for text in [
            "9999-12-31T23:59:59Z",
            "2026-11-27T01:02:03Z",
            "0400-02-29T12:00:00Z",
        ] {
            check(text, text);
        }
    }
}
