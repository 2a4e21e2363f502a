//! Retries of a rule (spec 6.5).

use std::time::Duration;

use http::header::HeaderName;

use crate::headers::RequestHeaders;

/// When an attempt is repeated. A rule that switches retries off (`attempts: 0`) has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    /// Response codes, 400 to 599, after which an attempt is repeated; none by default (spec
    /// 12.43).
    pub codes: Vec<u16>,
    /// How many attempts may follow the first one, at least 1.
    pub attempts: u32,
    /// The base of the wait before an attempt; `None`: the data plane's own.
    pub backoff: Option<Duration>,
}

/// How an attempt ended that has no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ended {
    /// The backend cannot have acted on the request: there was no connection, nothing was sent, or
    /// the backend said so.
    Unprocessed,
    /// The time for one attempt passed after something was sent.
    TimedOut,
    /// The connection broke after something was sent.
    Broken,
}

/// The base of the wait where the rule names none.
const DEFAULT_BACKOFF: Duration = Duration::from_millis(25);

/// The wait grows up to this many times its base.
const LONGEST_BACKOFF: u32 = 10;

impl Retry {
    /// Whether another attempt is wanted after a response with this status and these headers. gRPC
    /// reports UNAVAILABLE for a call that was not processed, in a head that has the trailers
    /// already (spec 6.5.3).
    pub fn wants_after_response(&self, status: u16, headers: &dyn RequestHeaders) -> bool {
        let grpc_status = HeaderName::from_static("grpc-status");
        self.codes.contains(&status) || headers.value(&grpc_status).as_deref() == Some(b"14")
    }

    /// Whether another attempt is wanted after one without a response: if the backend cannot have
    /// processed the request; after the time for an attempt has passed only if the rule lists 504,
    /// and after a connection that broke only if it lists 502 and the request may be repeated
    /// (`idempotent`, RFC 9110 section 9.2.2; spec 6.5.3, 12.83).
    pub fn wants_after(&self, ended: Ended, idempotent: bool) -> bool {
        match ended {
            Ended::Unprocessed => true,
            Ended::TimedOut => self.codes.contains(&504),
            Ended::Broken => idempotent && self.codes.contains(&502),
        }
    }

    /// How long to wait before the retry with this number, counted from 0: the base, which is 25 ms
    /// unless the rule says otherwise, doubled each time up to ten times itself, and up to half of
    /// that more, so that those who failed together do not come back together. `entropy` says how
    /// much more (spec 6.5.4).
    pub fn wait(&self, number: u32, entropy: u64) -> Duration {
        let base = self.backoff.unwrap_or(DEFAULT_BACKOFF);
        let factor = 2_u32.saturating_pow(number).min(LONGEST_BACKOFF);
        let wait = base.saturating_mul(factor);
        let share = u32::try_from(entropy >> 32).unwrap_or(u32::MAX);
        wait.saturating_add((wait / 2).mul_f64(f64::from(share) / f64::from(u32::MAX)))
    }
}

#[cfg(test)]
mod tests {
    use http::header::{HeaderMap, HeaderValue};

    use super::*;

    fn retry(codes: &[u16]) -> Retry {
        Retry {
            codes: codes.to_vec(),
            attempts: 3,
            backoff: Some(Duration::from_millis(100)),
        }
    }

    #[test]
    fn only_listed_codes_and_what_was_not_processed_are_retried() {
        use Ended::{Broken, TimedOut, Unprocessed};
        for (codes, ended, idempotent, expected) in [
            (&[][..], Unprocessed, false, true),
            (&[500], TimedOut, true, false),
            (&[504], TimedOut, false, true),
            (&[504], Broken, true, false),
            (&[502], Broken, true, true),
            (&[502], Broken, false, false),
        ] {
            assert_eq!(
                retry(codes).wants_after(ended, idempotent),
                expected,
                "{codes:?} {ended:?}"
            );
        }
        let unavailable = HeaderMap::from_iter([(
            HeaderName::from_static("grpc-status"),
            HeaderValue::from_static("14"),
        )]);
        for (codes, status, headers, expected) in [
            (&[500, 503][..], 503, HeaderMap::new(), true),
            (&[500], 503, HeaderMap::new(), false),
            (&[], 503, HeaderMap::new(), false),
            (&[], 200, unavailable, true),
        ] {
            assert_eq!(
                retry(codes).wants_after_response(status, &headers),
                expected,
                "{codes:?} {status}"
            );
        }
    }

    #[test]
    fn the_wait_grows_to_a_bound_and_never_falls_below_the_base() {
        for (number, entropy, expected) in [
            (0, 0, 100),
            (0, u64::MAX, 150),
            (1, 0, 200),
            (3, 0, 800),
            (4, 0, 1000),
            (100, u64::MAX, 1500),
        ] {
            assert_eq!(
                retry(&[]).wait(number, entropy),
                Duration::from_millis(expected),
                "{number}"
            );
        }
    }
}
