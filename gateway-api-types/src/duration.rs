//! Durations as the Gateway API spells them.

use std::fmt;
use std::str::FromStr;
use std::time;

use crate::generated::string_docs::with_string_doc;
use crate::values::Rule;

/// Most components that a text may have.
const MAX_COMPONENTS: usize = 4;
/// Most digits that a component may have.
const MAX_DIGITS: usize = 5;
const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
/// First span that the canonical form, with hours once and of five digits, cannot say.
const TOO_LONG: u64 = 100_000 * HOUR;

with_string_doc! {
    Duration:
    ///
    /// The value is the sum of the pairs. Printing gives the canonical form: largest units first,
    /// each once, and `0s` for zero. Several pairs of hours may sum up to more than the canonical
    /// form can say; see [`canonical`](Self::canonical).
    ///
    /// ```
    /// use gateway_api_types::Duration;
    ///
    /// let timeout: Duration = "90m".parse()?;
    /// assert_eq!(timeout.to_string(), "1h30m");
    /// assert_eq!(std::time::Duration::from(timeout).as_secs(), 5400);
    /// # Ok::<(), gateway_api_types::InvalidDuration>(())
    /// ```
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Duration {
        milliseconds: u64,
    }
}

/// Text or span that is no duration of the Gateway API.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidDuration {
    /// A text that is not a sum of components.
    Malformed(String),
    /// A span with a part below a millisecond.
    TooFine(time::Duration),
    /// A span that no text can say.
    TooLong(time::Duration),
}

impl Duration {
    /// No time at all, which switches a timeout off.
    pub const ZERO: Self = Self { milliseconds: 0 };

    /// Reads a text, such as `10s`.
    pub fn parse(text: &str) -> Result<Self, InvalidDuration> {
        let malformed = || InvalidDuration::Malformed(text.to_owned());
        let mut rest = text;
        let mut milliseconds = 0;
        for _ in 0..MAX_COMPONENTS {
            let (component, after) = component(rest).ok_or_else(malformed)?;
            milliseconds += component;
            rest = after;
            if rest.is_empty() {
                return Ok(Self { milliseconds });
            }
        }
        Err(malformed())
    }

    /// Canonical text, for a field; fails above 99999 hours, which only a sum can say.
    pub fn canonical(self) -> Result<String, InvalidDuration> {
        if self.milliseconds < TOO_LONG {
            return Ok(self.to_string());
        }
        Err(InvalidDuration::TooLong(self.into()))
    }

    /// The span in milliseconds.
    pub fn as_millis(self) -> u64 {
        self.milliseconds
    }

    /// Whether it is no time at all.
    pub fn is_zero(self) -> bool {
        self == Self::ZERO
    }
}

/// Value of the first component in milliseconds, and what follows it.
fn component(text: &str) -> Option<(u64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > MAX_DIGITS {
        return None;
    }
    let (number, rest) = text.split_at(digits);
    let number: u64 = number.parse().ok()?;
    // `ms` before `m`: no component begins with an `s`.
    let units = [("ms", 1), ("h", HOUR), ("m", MINUTE), ("s", SECOND)];
    let (unit, factor) = units.into_iter().find(|(unit, _)| rest.starts_with(unit))?;
    Some((number * factor, &rest[unit.len()..]))
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return f.write_str("0s");
        }
        let mut rest = self.milliseconds;
        for (unit, factor) in [("h", HOUR), ("m", MINUTE), ("s", SECOND), ("ms", 1)] {
            if rest >= factor {
                write!(f, "{}{unit}", rest / factor)?;
                rest %= factor;
            }
        }
        Ok(())
    }
}

impl Rule for Duration {
    fn problem(value: &str) -> Option<String> {
        Self::parse(value).err().map(|error| error.to_string())
    }
}

impl FromStr for Duration {
    type Err = InvalidDuration;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl From<Duration> for time::Duration {
    fn from(duration: Duration) -> Self {
        Self::from_millis(duration.milliseconds)
    }
}

impl TryFrom<time::Duration> for Duration {
    type Error = InvalidDuration;

    /// Fails for parts of a millisecond and above 99999 hours, which have no canonical text.
    fn try_from(span: time::Duration) -> Result<Self, Self::Error> {
        if !span.subsec_nanos().is_multiple_of(1_000_000) {
            return Err(InvalidDuration::TooFine(span));
        }
        let milliseconds = u64::try_from(span.as_millis()).unwrap_or(TOO_LONG);
        if milliseconds < TOO_LONG {
            return Ok(Self { milliseconds });
        }
        Err(InvalidDuration::TooLong(span))
    }
}

impl fmt::Display for InvalidDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(text) => write!(
                f,
                "`{text}` is not a duration: write one to four numbers of up to five digits, each \
                 with a unit of h, m, s or ms, such as `1h30m` or `500ms`"
            ),
            Self::TooFine(span) => write!(f, "{span:?} is not a whole number of milliseconds"),
            Self::TooLong(span) => write!(f, "{span:?} is more than 99999 hours"),
        }
    }
}

impl std::error::Error for InvalidDuration {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_the_gep_are_read_and_printed_canonically() {
        for (text, canonical) in [
            ("0h", "0s"),
            ("0s", "0s"),
            ("0h0m0s", "0s"),
            ("1h", "1h"),
            ("00060m", "1h"),
            ("1h500ms", "1h500ms"),
            ("1h2h20m10m", "3h30m"),
            ("150m", "2h30m"),
            ("7230s", "2h30s"),
            ("10s30m1h", "1h30m10s"),
            ("100ms200ms300ms", "600ms"),
            ("5ms", "5ms"),
            ("99999h", "99999h"),
        ] {
            let duration = Duration::parse(text).unwrap();
            assert_eq!(duration.canonical().unwrap(), canonical, "{text}");
            assert_eq!(Duration::parse(canonical).unwrap(), duration, "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "1",
            "10",
            "0",
            "1m1",
            "1d",
            "1h30m10s20ms50h",
            "999999h",
            "1.5h",
            "-15m",
            "h",
            "1H",
            " 1s",
            "1s ",
            "1m s",
            "\u{661}s",
            "1us",
        ] {
            assert_eq!(
                Duration::parse(text),
                Err(InvalidDuration::Malformed(text.to_owned()))
            );
        }
    }

    #[test]
    fn spans_outside_the_canonical_form_are_refused() {
        use InvalidDuration::{TooFine, TooLong};
        let hour = |hours: u64| time::Duration::from_secs(hours * 3600);
        let check = |span, expected: Result<&str, InvalidDuration>| {
            let found = Duration::try_from(span).map(|duration| duration.to_string());
            assert_eq!(found, expected.map(str::to_owned));
        };
        check(hour(240), Ok("240h"));
        check(
            time::Duration::from_millis(TOO_LONG - 1),
            Ok("99999h59m59s999ms"),
        );
        check(hour(100_000), Err(TooLong(hour(100_000))));
        check(hour(240_000), Err(TooLong(hour(240_000))));
        check(time::Duration::MAX, Err(TooFine(time::Duration::MAX)));
        check(
            time::Duration::from_micros(1),
            Err(TooFine(time::Duration::from_micros(1))),
        );
        let sum = Duration::parse("99999h99999h99999h99999h").unwrap();
        assert_eq!(sum.as_millis(), 4 * 99_999 * HOUR);
        assert_eq!(sum.canonical(), Err(TooLong(hour(4 * 99_999))));
    }
}
