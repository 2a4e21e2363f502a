//! Retry budget: the share of the requests to a backend that may be retries (spec 6.7.2, 6.7.3).

use std::time::Duration;

/// The `retryConstraint` of an XBackendTrafficPolicy. It bounds the retries of all rules to the
/// target together; one beyond it is answered with 503.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryBudget {
    /// The share in percent, 0 to 100.
    pub percent: u8,
    /// The sliding time in which requests and retries are counted, 1 s to 1 h.
    pub interval: Duration,
    /// This many retries are allowed whatever the share ...
    pub min_retry_count: u32,
    /// ... in this time, above 0 and up to 1 h.
    pub min_retry_interval: Duration,
}

impl RetryBudget {
    /// Whether one more retry may be made, after so many requests and retries in the interval (spec
    /// 12.45).
    pub fn allows(&self, requests: u64, retries: u64) -> bool {
        let by_share = u128::from(requests) * u128::from(self.percent);
        let by_rate = u128::from(self.min_retry_count) * self.interval.as_nanos();
        let retries = u128::from(retries);
        // Compared without dividing: a share of 20 % of 4 requests is not yet one retry.
        retries * 100 < by_share || retries * self.min_retry_interval.as_nanos() < by_rate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retry_needs_room_in_the_share_or_in_the_rate() {
        let budget = |percent, min_retry_count, min_retry_interval| RetryBudget {
            percent,
            interval: Duration::from_secs(10),
            min_retry_count,
            min_retry_interval: Duration::from_secs(min_retry_interval),
        };
        for (budget, requests, retries, expected) in [
            (budget(20, 10, 1), 0, 99, true),
            (budget(20, 10, 1), 0, 100, false),
            (budget(20, 10, 1), 1000, 199, true),
            (budget(20, 10, 1), 1000, 200, false),
            (budget(0, 1, 10), 1_000_000, 0, true),
            (budget(0, 1, 10), 1_000_000, 1, false),
            (budget(100, 1, 3600), 1, 0, true),
        ] {
            let found = budget.allows(requests, retries);
            assert_eq!(
                found, expected,
                "{budget:?}, {requests} requests, {retries} retries"
            );
        }
    }
}
