//! Lowering of timeouts and retries (spec 6.4, 6.5).

use std::time::Duration;

use gateway_api_types::{HttpRouteRetry, HttpRouteTimeouts};

use super::Lowering;
use crate::compile::context::Finding;
use crate::compile::field::Field;
use crate::retry::Retry;
use crate::timeouts::Timeouts;

impl Lowering<'_, '_> {
    /// Lowers timeouts; zero switches one off.
    pub(crate) fn timeouts(
        &mut self,
        field: Field<'_>,
        wire: Option<&HttpRouteTimeouts>,
    ) -> Timeouts {
        let Some(wire) = wire else {
            return Timeouts::default();
        };
        let field = field.member("timeouts");
        let mut read = |name, text: Option<&String>| {
            let duration = text.and_then(|text| self.duration(field.member(name), text));
            duration.filter(|duration| !duration.is_zero())
        };
        let request = read("request", wire.request.as_ref());
        let backend_request = read("backendRequest", wire.backend_request.as_ref());
        if let (Some(whole), Some(attempt)) = (request, backend_request)
            && attempt > whole
        {
            let message = "the timeout of one attempt is longer than that of the whole request";
            let finding = Finding::error(
                field.member("backendRequest"),
                "backend-timeout-too-long",
                message,
            );
            self.invalid(finding.help("`backendRequest` is at most `request`"));
        }
        Timeouts {
            request,
            backend_request,
        }
    }

    /// Lowers retries; no attempts are no retries, whatever else is written (spec 6.5.2).
    pub(crate) fn retry(
        &mut self,
        field: Field<'_>,
        wire: Option<&HttpRouteRetry>,
    ) -> Option<Retry> {
        let wire = wire?;
        let field = field.member("retry");
        let attempts = u32::try_from(wire.attempts().clamp(-1, i64::from(u32::MAX)))
            .unwrap_or_else(|_| {
                let message = format!("`{}` is not a number of retries", wire.attempts());
                let finding =
                    Finding::error(field.member("attempts"), "invalid-retry-attempts", message);
                self.invalid(
                    finding.help("write how many attempts may follow the first one, or 0 for none"),
                );
                0
            });
        let codes = self.retry_codes(field, wire.codes());
        let backoff = wire
            .backoff
            .as_ref()
            .and_then(|text| self.duration(field.member("backoff"), text));
        (attempts > 0).then_some(Retry {
            codes,
            attempts,
            backoff,
        })
    }

    fn retry_codes(&mut self, field: Field<'_>, wire: &[i64]) -> Vec<u16> {
        let list = field.member("codes");
        let mut codes = Vec::with_capacity(wire.len());
        for (index, code) in wire.iter().enumerate() {
            match u16::try_from(*code)
                .ok()
                .filter(|code| (400..600).contains(code))
            {
                Some(code) if !codes.contains(&code) => codes.push(code),
                Some(_) => {}
                None => {
                    let finding = Finding::error(
                        list.item(index),
                        "invalid-retry-code",
                        format!("`{code}` is not a code to retry on"),
                    );
                    self.invalid(finding.help("a code is a number from 400 to 599"));
                }
            }
        }
        codes
    }

    fn duration(&mut self, field: Field<'_>, text: &str) -> Option<Duration> {
        let parsed = parse_duration(text);
        if parsed.is_none() {
            let finding = Finding::error(
                field,
                "invalid-duration",
                format!("`{text}` is not a duration"),
            );
            self.invalid(finding.help(
                "write up to four whole numbers with their units h, m, s or ms, as in `1m30s`",
            ));
        }
        parsed
    }
}

/// Reads a duration of GEP-2257: one to four numbers of up to five digits, each with its unit (spec 9.1).
fn parse_duration(text: &str) -> Option<Duration> {
    let mut total = Duration::ZERO;
    let mut rest = text;
    for _ in 0..4 {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=5).contains(&digits) {
            return None;
        }
        let (number, behind) = rest.split_at(digits);
        let number: u64 = number.parse().ok()?;
        // `ms` before `m`: `5ms` is five milliseconds.
        let (unit, behind) = [("ms", 1), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)]
            .into_iter()
            .find_map(|(unit, millis)| Some((millis, behind.strip_prefix(unit)?)))?;
        total += Duration::from_millis(number * unit);
        rest = behind;
        if rest.is_empty() {
            return Some(total);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_those_of_gep_2257() {
        for (text, millis) in [
            ("0h", Some(0)),
            ("0h0m0s", Some(0)),
            ("00060m", Some(3_600_000)),
            ("1h500ms", Some(3_600_500)),
            ("1h2h20m10m", Some(12_600_000)),
            ("5ms", Some(5)),
            ("", None),
            ("1", None),
            ("1m1", None),
            ("1d", None),
            ("1h30m10s20ms50h", None),
            ("999999h", None),
            ("1.5h", None),
            ("-15m", None),
        ] {
            assert_eq!(
                parse_duration(text),
                millis.map(Duration::from_millis),
                "{text}"
            );
        }
    }
}
