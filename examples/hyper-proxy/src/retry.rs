//! Retry: when an attempt is followed by another one, and after what time (spec 6.5).

use std::time::Duration;

use gateway_route_engine::retry::Retry;
use http::{HeaderMap, StatusCode};

use crate::failure::Failure;

/// The base of the wait where the route names none.
const DEFAULT_BACKOFF: Duration = Duration::from_millis(25);

/// The wait grows up to this many times its base.
const LONGEST_BACKOFF: u32 = 10;

/// Whether a rule wants another attempt after a response with this head. gRPC reports UNAVAILABLE for a call that was not
/// processed, in a head that has the trailers already.
pub fn after_response(retry: &Retry, status: StatusCode, headers: &HeaderMap) -> bool {
    retry.codes.contains(&status.as_u16())
        || headers.get("grpc-status").is_some_and(|code| code == "14")
}

/// Whether a rule wants another attempt after a failure: if the backend cannot have processed the request; after the time
/// for an attempt has passed only if the rule lists 504, and after a connection that broke only if it lists 502 and the
/// request may be repeated (spec 6.5.3, 12.83).
pub fn after_failure(retry: &Retry, failure: &Failure, idempotent: bool) -> bool {
    let lists = |status: StatusCode| retry.codes.contains(&status.as_u16());
    failure.unprocessed()
        || match failure {
            Failure::AttemptTimeout { .. } => lists(StatusCode::GATEWAY_TIMEOUT),
            Failure::Send(_, error) => {
                idempotent && error.is_disconnect() && lists(StatusCode::BAD_GATEWAY)
            }
            _ => false,
        }
}

/// How long to wait before the retry with this number, counted from 0: the base, doubled each time up to a bound, and up to
/// half of that more, so that those who failed together do not come back together. `entropy` says how much more.
pub fn backoff(retry: &Retry, number: u32, entropy: u64) -> Duration {
    let base = retry.backoff.unwrap_or(DEFAULT_BACKOFF);
    let factor = 2_u32.saturating_pow(number).min(LONGEST_BACKOFF);
    let wait = base.saturating_mul(factor);
    let share = u32::try_from(entropy >> 32).unwrap_or(u32::MAX);
    wait.saturating_add((wait / 2).mul_f64(f64::from(share) / f64::from(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::upstream::ConnectError;

    fn retry(codes: &[u16]) -> Retry {
        Retry {
            codes: codes.to_vec(),
            attempts: 3,
            backoff: Some(Duration::from_millis(100)),
        }
    }

    #[test]
    fn only_listed_codes_and_what_was_not_processed_are_retried() {
        let refused = || {
            Failure::Connect(
                ([127, 0, 0, 1], 1).into(),
                ConnectError::TimedOut(Duration::from_secs(1)),
            )
        };
        for (codes, failure, expected) in [
            (&[][..], refused(), true),
            (&[], Failure::AttemptTimeout { sent: false }, true),
            (&[], Failure::AttemptTimeout { sent: true }, false),
            (&[504], Failure::AttemptTimeout { sent: true }, true),
            (&[504], Failure::RequestTimeout, false),
            (&[503], Failure::NoEndpoints, false),
        ] {
            assert_eq!(
                after_failure(&retry(codes), &failure, true),
                expected,
                "{codes:?} {failure}"
            );
        }
        for (codes, status, expected) in [
            (&[500, 503][..], 503, true),
            (&[500], 503, false),
            (&[], 503, false),
        ] {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(
                after_response(&retry(codes), status, &HeaderMap::new()),
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
                backoff(&retry(&[]), number, entropy),
                Duration::from_millis(expected),
                "{number}"
            );
        }
    }
}
