//! Bytes: a case chosen by the input of a fuzzer.

use super::generate::{Rng, Strategy};
use super::{Case, Mix, options, requests, worlds};

/// How many bytes choose each part of a case.
const PART: usize = 4;

/// The case that bytes choose. Each part has bytes of its own, so that a fuzzer changes one and keeps
/// the others: first the world, then the options, then groups of requests.
pub fn case_from(bytes: &[u8], mix: Mix) -> Case {
    let (chosen, rest) = bytes.split_at(bytes.len().min(2 * PART));
    let (of_world, of_options) = chosen.split_at(chosen.len().min(PART));
    let mut groups = rest.chunks(PART);
    let mut asked = drawn(groups.next().unwrap_or_default(), &requests());
    for group in groups.take(8) {
        asked.extend(drawn(group, &requests()));
    }
    Case {
        world: drawn(of_world, &worlds(mix)),
        options: drawn(of_options, &options()),
        requests: asked,
    }
}

/// What bytes draw, as a seed.
fn drawn<S: Strategy>(bytes: &[u8], strategy: &S) -> S::Value {
    let seed = bytes
        .iter()
        .fold(0, |seed, byte| seed << 8 | u64::from(*byte));
    strategy.draw(&mut Rng::new(seed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_bytes_are_enough_for_a_case() {
        for bytes in [&[][..], &[0], &[0; 64], &[0xFF; 64]] {
            let case = case_from(bytes, Mix::MostlyValid);
            assert!(!case.requests.is_empty(), "{bytes:?}");
        }
    }

    #[test]
    fn what_chooses_requests_leaves_the_world_alone() {
        let [one, other] = [[0; 12], [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]]
            .map(|bytes| case_from(&bytes, Mix::MostlyValid));
        assert_eq!(one.world.to_values(), other.world.to_values());
        assert_ne!(
            format!("{:?}", one.requests),
            format!("{:?}", other.requests)
        );
    }
}
