//! Budget: how many of the requests to a backend were retries lately, for its retry budget (spec 6.7.3, 12.45).

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use gateway_route_engine::RetryBudget;
use tokio::time::Instant;

/// In how many parts the interval slides.
const PARTS: u32 = 10;

/// Requests and retries of the last interval.
#[derive(Debug)]
pub struct Tally {
    since: Instant,
    window: Mutex<Window>,
}

#[derive(Debug, Default)]
struct Window {
    part: Duration,
    counts: VecDeque<Counts>,
}

#[derive(Debug)]
struct Counts {
    /// Which part of the time since the start it is.
    number: u128,
    requests: u64,
    retries: u64,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            since: Instant::now(),
            window: Mutex::default(),
        }
    }
}

impl Tally {
    /// Counts a request.
    pub fn request(&self, budget: &RetryBudget, now: Instant) {
        self.count(budget, now, |counts| {
            counts.back_mut().map(|now| now.requests += 1).is_some()
        });
    }

    /// Counts a retry, if the budget has room for one.
    pub fn retry(&self, budget: &RetryBudget, now: Instant) -> bool {
        self.count(budget, now, |counts| {
            let requests = counts.iter().map(|counts| counts.requests).sum();
            let retries = counts.iter().map(|counts| counts.retries).sum();
            let allowed = budget.allows(requests, retries);
            counts.back_mut().is_some_and(|now| {
                now.retries += u64::from(allowed);
                allowed
            })
        })
    }

    /// The counts of the interval, the last one being that of this moment.
    fn count(
        &self,
        budget: &RetryBudget,
        now: Instant,
        change: impl FnOnce(&mut VecDeque<Counts>) -> bool,
    ) -> bool {
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        let part = (budget.interval / PARTS).max(Duration::from_millis(1));
        if window.part != part {
            *window = Window {
                part,
                counts: VecDeque::new(),
            };
        }
        let number = now.saturating_duration_since(self.since).as_nanos() / part.as_nanos();
        let counts = &mut window.counts;
        counts.retain(|counts| counts.number + u128::from(PARTS) > number);
        if counts.back().is_none_or(|last| last.number < number) {
            counts.push_back(Counts {
                number,
                requests: 0,
                retries: 0,
            });
        }
        change(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_are_bounded_in_a_sliding_interval() {
        let budget = RetryBudget {
            percent: 20,
            interval: Duration::from_secs(10),
            min_retry_count: 1,
            min_retry_interval: Duration::from_secs(10),
        };
        let tally = Tally::default();
        let mut now = tally.since;
        assert!(tally.retry(&budget, now), "the least number");
        assert!(!tally.retry(&budget, now));
        for _ in 0..15 {
            tally.request(&budget, now);
        }
        assert!(
            tally.retry(&budget, now) && tally.retry(&budget, now),
            "a share of 20 %"
        );
        assert!(!tally.retry(&budget, now));
        now += Duration::from_secs(5);
        assert!(!tally.retry(&budget, now));
        now += Duration::from_secs(6);
        assert!(tally.retry(&budget, now), "what is long ago does not count");
        assert!(!tally.retry(&budget, now));
    }
}
