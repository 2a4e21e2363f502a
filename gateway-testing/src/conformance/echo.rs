//! Echo: what the suite's backend answers, and what a data plane makes of it by a decision.

use serde_json::Value;

use crate::oracle::milliseconds;

/// The status that a client sees when the request is forwarded by this decision (spec 6.4, 6.5):
/// the backend waits and fails as the query asks for.
pub(super) fn status(decision: &Value) -> u64 {
    let target = decision["request"]["path"].as_str().unwrap_or_default();
    let backend = Backend::asked_for(target);
    let limit = |name: &str| decision["timeouts"][name].as_str().and_then(milliseconds);
    let retry = &decision["retry"];
    let attempts = retry["attempts"].as_u64().unwrap_or(0);
    let retried = |code: u64| {
        retry["codes"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|listed| listed.as_u64() == Some(code))
    };
    let mut elapsed = 0;
    for attempt in 0..=attempts {
        let (wait, code) = backend.answer(attempt);
        let slow = limit("backendRequest").is_some_and(|limit| wait > limit);
        elapsed += if slow {
            limit("backendRequest").unwrap_or(wait)
        } else {
            wait
        };
        if limit("request").is_some_and(|limit| elapsed > limit) {
            return 504;
        }
        let code = if slow { 504 } else { code };
        if code == 200 || attempt == attempts || !retried(code) {
            return code;
        }
    }
    504
}

/// What a query asks of the backend.
#[derive(Default)]
struct Backend {
    delay: u64,
    delay_retry: u64,
    code: Option<u64>,
    succeed_after: u64,
}

impl Backend {
    fn asked_for(target: &str) -> Self {
        let mut backend = Self::default();
        let query = target.split_once('?').map_or("", |(_, query)| query);
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "delay" => backend.delay = milliseconds(value).unwrap_or(0),
                "delayRetry" => backend.delay_retry = milliseconds(value).unwrap_or(0),
                "responseCode" => backend.code = value.parse().ok(),
                "succeedAfter" => backend.succeed_after = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        backend
    }

    /// How long it takes for an answer, and its status.
    fn answer(&self, attempt: u64) -> (u64, u64) {
        let wait = if attempt == 0 {
            self.delay
        } else {
            self.delay_retry
        };
        let code = if attempt < self.succeed_after {
            self.code.unwrap_or(200)
        } else {
            200
        };
        (wait, code)
    }
}
