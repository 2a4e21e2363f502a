//! Bytes: a case chosen by the input of a fuzzer.

use proptest::strategy::{Strategy, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::{Case, Mix, options, requests, world};

/// How many bytes choose each part of a case.
const PART: usize = 4;

/// The case that bytes choose. Each part has bytes of its own, so that a fuzzer changes one and keeps
/// the others: first the world, then the options, then groups of requests.
///
/// They are seeds. Drawing from the bytes themselves ends in zeros, of which a strategy that rejects
/// some values would ask for ever.
pub fn case_from(bytes: &[u8], mix: Mix) -> Option<Case> {
    let (chosen, rest) = bytes.split_at(bytes.len().min(2 * PART));
    let (of_world, of_options) = chosen.split_at(chosen.len().min(PART));
    let mut groups = rest.chunks(PART);
    let mut asked = drawn(groups.next().unwrap_or_default(), &requests())?;
    for group in groups.take(8) {
        asked.extend(drawn(group, &requests())?);
    }
    Some(Case {
        world: drawn(of_world, &world(mix))?,
        options: drawn(of_options, &options())?,
        requests: asked,
    })
}

fn drawn<S: Strategy>(bytes: &[u8], strategy: &S) -> Option<S::Value> {
    let mut seed = [0; 32];
    for (place, byte) in seed.iter_mut().zip(bytes) {
        *place = *byte;
    }
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    strategy
        .new_tree(&mut runner)
        .ok()
        .map(|tree| tree.current())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_bytes_are_enough_for_a_case() {
        for bytes in [&[][..], &[0], &[0; 64], &[0xFF; 64]] {
            let case = case_from(bytes, Mix::MostlyValid);
            assert!(
                case.is_some_and(|case| !case.requests.is_empty()),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn what_chooses_requests_leaves_the_world_alone() {
        let [one, other] = [[0; 12], [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]]
            .map(|bytes| case_from(&bytes, Mix::MostlyValid).unwrap());
        assert_eq!(one.world.to_values(), other.world.to_values());
        assert_ne!(
            format!("{:?}", one.requests),
            format!("{:?}", other.requests)
        );
    }
}
