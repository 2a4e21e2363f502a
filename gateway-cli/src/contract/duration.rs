//! Duration in the canonical form of GEP-2257 (spec 9.1.2).

use std::fmt::Write as _;
use std::time::Duration;

/// Units from the largest on, in milliseconds.
const UNITS: [(u128, &str); 4] = [(3_600_000, "h"), (60_000, "m"), (1_000, "s"), (1, "ms")];

/// Writes a duration with descending units, none of them twice: `2h30m`, `0s`.
pub(super) fn canonical(duration: Duration) -> String {
    let mut rest = duration.as_millis();
    if rest == 0 {
        return "0s".to_owned();
    }
    let mut text = String::new();
    for (size, unit) in UNITS {
        let count = rest / size;
        rest %= size;
        if count > 0 {
            // Writing to a text cannot fail.
            let _infallible = write!(text, "{count}{unit}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_descend_and_stand_once() {
        for (millis, expected) in [
            (0, "0s"),
            (600, "600ms"),
            (10_000, "10s"),
            (7_230_000, "2h30s"),
            (9_000_000, "2h30m"),
            (5_410_000, "1h30m10s"),
            (3_661_001, "1h1m1s1ms"),
            (240 * 3_600_000, "240h"),
        ] {
            assert_eq!(canonical(Duration::from_millis(millis)), expected);
        }
    }
}
