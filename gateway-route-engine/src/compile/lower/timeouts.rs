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
        let parsed = gateway_api_types::Duration::parse(text).ok();
        if parsed.is_none() {
            let message = format!("`{text}` is not a duration");
            let finding = Finding::error(field, "invalid-duration", message);
            let help =
                "write up to four whole numbers with their units h, m, s or ms, as in `1m30s`";
            self.invalid(finding.help(help));
        }
        parsed.map(Duration::from)
    }
}
