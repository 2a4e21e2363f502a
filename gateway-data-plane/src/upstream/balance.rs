//! Balance: which endpoint of a backend gets a request, the less busy one of two.

use std::sync::Arc;

use super::Endpoint;

/// Chooses among endpoints: of two that `turn` and chance point at, the one with fewer requests. Those that `failed` and those
/// that are avoided for their failures are passed over while others are left. `None` without endpoints.
pub(super) fn choose<'e>(
    endpoints: &'e [Arc<Endpoint>],
    turn: usize,
    chance: usize,
    failed: &[Arc<Endpoint>],
) -> Option<&'e Arc<Endpoint>> {
    let count = endpoints.len();
    let has_failed =
        |endpoint: &Arc<Endpoint>| failed.iter().any(|failed| Arc::ptr_eq(failed, endpoint));
    let usable = |endpoint: &&Arc<Endpoint>| !has_failed(endpoint) && !endpoint.health.is_avoided();
    let from = |start: usize, accept: &dyn Fn(&&Arc<Endpoint>) -> bool| {
        let (before, after) = endpoints.split_at(start.checked_rem(count)?);
        after.iter().chain(before).find(|endpoint| accept(endpoint))
    };
    let fresh = |endpoint: &&Arc<Endpoint>| !has_failed(endpoint);
    let Some(first) = from(turn, &usable) else {
        return from(turn, &fresh).or_else(|| from(turn, &|_| true));
    };
    // A distance from 1 to one less than the count leads to another endpoint.
    let other = chance
        .checked_rem(count.saturating_sub(1))
        .map_or(turn, |step| turn.wrapping_add(step + 1));
    let second = from(other, &usable)?;
    let busier = first.health.in_flight() > second.health.in_flight();
    Some(if busier { second } else { first })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::limits::Limits;
    use crate::upstream::health::InFlight;

    fn endpoints(count: u16) -> Vec<Arc<Endpoint>> {
        let endpoint = |port| {
            Arc::new(Endpoint::new(
                ([127, 0, 0, 1], port).into(),
                &Limits::default(),
            ))
        };
        (0..count).map(endpoint).collect()
    }

    fn position(
        endpoints: &[Arc<Endpoint>],
        turn: usize,
        chance: usize,
        failed: &[Arc<Endpoint>],
    ) -> Option<u16> {
        choose(endpoints, turn, chance, failed).map(|endpoint| endpoint.address().port())
    }

    #[test]
    fn idle_endpoints_take_turns_and_busy_ones_are_spared() {
        let three = endpoints(3);
        let turns = |chance| {
            (0..6)
                .map(|turn| position(&three, turn, chance, &[]).unwrap())
                .collect::<Vec<_>>()
        };
        assert_eq!(turns(0), [0, 1, 2, 0, 1, 2]);
        assert_eq!(turns(1), [0, 1, 2, 0, 1, 2]);
        let busy = InFlight::new(Arc::clone(&three[0]));
        assert_eq!(position(&three, 0, 0, &[]), Some(1));
        assert_eq!(position(&three, 0, 1, &[]), Some(2));
        assert_eq!(position(&three, 2, 0, &[]), Some(2));
        drop(busy);
        assert_eq!(position(&three, 0, 0, &[]), Some(0));
        assert_eq!(position(&[], 7, 7, &[]), None);
        assert_eq!(position(&endpoints(1), 7, 7, &[]), Some(0));
    }

    #[test]
    fn failures_lead_elsewhere_while_there_is_somewhere() {
        let two = endpoints(2);
        let failed = |count: usize| two[..count].to_vec();
        assert_eq!(position(&two, 0, 0, &failed(1)), Some(1));
        assert_eq!(position(&two, 0, 0, &failed(2)), Some(0));
        let pause = Duration::from_millis(300);
        for _ in 0..2 {
            two[0].health.failed(3, pause);
        }
        two[0].health.succeeded();
        two[0].health.failed(3, pause);
        assert_eq!(position(&two, 0, 0, &[]), Some(0), "never three in a row");
        for _ in 0..2 {
            two[0].health.failed(3, pause);
        }
        assert_eq!(position(&two, 0, 0, &[]), Some(1));
        assert_eq!(
            position(&two, 0, 0, &[Arc::clone(&two[1])]),
            Some(0),
            "an avoided one is better than a failed one"
        );
        std::thread::sleep(pause);
        assert_eq!(position(&two, 0, 0, &[]), Some(0), "it gets another chance");
        two[0].health.failed(3, pause);
        assert_eq!(position(&two, 0, 0, &[]), Some(1));
    }
}
