//! Weighted split: which backend a request goes to, as a pure map from a number (spec 6.2).

/// The shares of a list of backends. A number out of the whole range of `u64` is mapped onto the
/// backends in proportion to their weights, in list order: the first backend owns the lowest
/// numbers, and a sweep over the range gives exact shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// Behind each backend, the sum of the weights up to and including its own.
    bounds: Box<[u64]>,
}

impl Split {
    /// The split of these weights. Backends of weight 0 are never chosen (spec 6.2.1).
    pub fn new(weights: impl IntoIterator<Item = u32>) -> Self {
        let bounds = weights.into_iter().scan(0, |sum: &mut u64, weight| {
            *sum += u64::from(weight);
            Some(*sum)
        });
        Self {
            bounds: bounds.collect(),
        }
    }

    /// The sum of all weights.
    pub fn total(&self) -> u64 {
        self.bounds.last().copied().unwrap_or(0)
    }

    /// The index of the backend that this number belongs to; `None` when there are no backends or
    /// all weights are 0.
    pub fn pick(&self, entropy: u64) -> Option<usize> {
        let total = self.total();
        if total == 0 {
            return None;
        }
        // Most rules have one backend.
        if self.bounds.len() == 1 {
            return Some(0);
        }
        let point = scale(entropy, total);
        Some(self.bounds.partition_point(|bound| *bound <= point))
    }

    /// As [`pick`](Self::pick), among the backends that are not `excluded` alone: for a retry that
    /// must not meet again what has failed. `None` when nothing with a weight is left.
    pub fn pick_except(&self, entropy: u64, excluded: impl Fn(usize) -> bool) -> Option<usize> {
        let weight = |index| {
            if excluded(index) {
                0
            } else {
                self.weight(index)
            }
        };
        let total = (0..self.bounds.len()).map(weight).sum();
        let point = scale(entropy, total);
        let mut end = 0;
        (0..self.bounds.len()).find(|index| {
            end += weight(*index);
            point < end
        })
    }

    /// The backend that a key sticks to, by weighted rendezvous: keys are spread by weight, a key
    /// stays where it is while its backend's weight does not shrink and no other's grows, and when
    /// a backend goes only its own keys move. `identity` tells backends apart, whatever their order.
    pub fn pick_keyed(&self, key: u64, identity: impl Fn(usize) -> u64) -> Option<usize> {
        let mut best: Option<(usize, u64, u64)> = None;
        for index in 0..self.bounds.len() {
            let weight = self.weight(index);
            if weight == 0 {
                continue;
            }
            // The smallest distance in relation to the weight wins; distances are exponentially
            // distributed, which makes the shares exact.
            let distance = distance(mix(key ^ mix(identity(index))));
            let nearer = best.is_none_or(|(_, other_weight, other)| {
                u128::from(distance) * u128::from(other_weight)
                    < u128::from(other) * u128::from(weight)
            });
            if nearer {
                best = Some((index, weight, distance));
            }
        }
        best.map(|(index, ..)| index)
    }

    fn weight(&self, index: usize) -> u64 {
        let before = index.checked_sub(1).map_or(0, |before| self.bounds[before]);
        self.bounds[index] - before
    }
}

/// How many fractional bits a [`distance`] has.
const FRACTION: u32 = 24;

/// The negative binary logarithm of a number's share of the range of `u64`, in fixed point: whole
/// numbers give the same result on every machine, which floating point does not promise.
fn distance(value: u64) -> u64 {
    let value = value | 1;
    let zeros = value.leading_zeros();
    // Between 1 and 2, in 63 fractional bits; squaring doubles the logarithm, bit by bit.
    let mut mantissa = value << zeros;
    let mut fraction = 0;
    for _ in 0..FRACTION {
        let square = u128::from(mantissa) * u128::from(mantissa);
        let doubled = square >> 127 == 1;
        let wide = square >> if doubled { 64 } else { 63 };
        mantissa = u64::try_from(wide).unwrap_or(u64::MAX);
        fraction = (fraction << 1) | u64::from(doubled);
    }
    ((u64::from(zeros) + 1) << FRACTION) - fraction
}

/// Whether a share of `numerator` in `denominator` of all requests takes this one. `stream` numbers
/// independent choices that are made from one number, so that two mirrors neither follow each other
/// nor the backend (spec 5.5.5).
pub fn sampled(entropy: u64, stream: u64, numerator: u32, denominator: u32) -> bool {
    let drawn = mix(entropy ^ mix(stream.wrapping_add(1)));
    is_taken(drawn, numerator, denominator)
}

/// Whether a share of `numerator` in `denominator` of all numbers takes this one.
pub(crate) fn is_taken(drawn: u64, numerator: u32, denominator: u32) -> bool {
    scale(drawn, u64::from(denominator)) < u64::from(numerator)
}

/// Maps the range of `u64` evenly onto `0..size`.
fn scale(entropy: u64, size: u64) -> u64 {
    let wide = (u128::from(entropy) * u128::from(size)) >> 64;
    u64::try_from(wide).unwrap_or(u64::MAX)
}

/// The finaliser of SplitMix64: every bit of the input stirs every bit of the output.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lowest number that is mapped to `point` out of `total`.
    fn boundary(point: u64, total: u64) -> u64 {
        u64::try_from((u128::from(point) << 64).div_ceil(u128::from(total))).unwrap()
    }

    #[test]
    fn shares_are_exact_at_every_boundary() {
        for weights in [
            &[1][..],
            &[90, 10],
            &[0, 3, 0, 1],
            &[1, 1, 1],
            &[1_000_000; 16],
            &[7, 0],
            &[0, 7],
        ] {
            let split = Split::new(weights.iter().copied());
            let mut start = 0;
            for (index, weight) in weights
                .iter()
                .enumerate()
                .filter(|(_, weight)| **weight > 0)
            {
                let first = boundary(start, split.total());
                assert_eq!(split.pick(first), Some(index), "{weights:?}");
                if start > 0 {
                    assert_ne!(split.pick(first - 1), Some(index), "{weights:?}");
                }
                start += u64::from(*weight);
            }
            assert_eq!(
                split.pick(u64::MAX),
                weights.iter().rposition(|weight| *weight > 0),
                "{weights:?}"
            );
        }
    }

    #[test]
    fn a_retry_draws_from_what_is_left_in_the_same_proportions() {
        let split = Split::new([1, 2, 0, 3]);
        for (excluded, total, shares) in [
            (&[][..], 6, &[(0, 0), (1, 1), (3, 3)][..]),
            (&[1], 4, &[(0, 0), (3, 1)]),
            (&[0, 3], 2, &[(1, 0)]),
        ] {
            let pick = |entropy| split.pick_except(entropy, |index| excluded.contains(&index));
            for (index, start) in shares {
                let first = boundary(*start, total);
                assert_eq!(pick(first), Some(*index), "{excluded:?}");
                assert!(
                    *start == 0 || pick(first - 1) != Some(*index),
                    "{excluded:?}"
                );
            }
            assert_eq!(pick(u64::MAX), shares.last().map(|(index, _)| *index));
        }
        assert_eq!(split.pick_except(7, |_| true), None);
        assert_eq!(split.pick_except(7, |index| index != 2), None);
    }

    #[test]
    fn keys_spread_by_weight_and_move_only_where_they_must() {
        let identity = |index: usize| index as u64 * 77;
        let picks = |weights: [u32; 3]| -> Vec<_> {
            let split = Split::new(weights);
            (0..30_000)
                .map(|key| split.pick_keyed(key, identity))
                .collect()
        };
        let before = picks([1, 2, 3]);
        for (index, share) in [(0, 5_000), (1, 10_000), (2, 15_000)] {
            let count = before.iter().filter(|pick| **pick == Some(index)).count();
            assert!(count.abs_diff(share) < 400, "{index}: {count}");
        }
        for (one, other) in before.iter().zip(picks([1, 0, 3])) {
            assert!(*one == Some(1) || *one == other, "{one:?} {other:?}");
        }
        for (one, other) in before.iter().zip(picks([1, 4, 3])) {
            assert!(*one == other || other == Some(1), "{one:?} {other:?}");
        }
        assert_eq!(Split::new([0, 0]).pick_keyed(1, identity), None);
    }

    #[test]
    fn without_weight_nothing_is_chosen() {
        assert_eq!(Split::new([]).pick(0), None);
        assert_eq!(Split::new([0, 0]).pick(u64::MAX), None);
    }

    #[test]
    fn sampling_takes_all_none_or_about_its_share() {
        let taken = |stream, numerator, denominator| {
            (0..10_000)
                .filter(|entropy| sampled(mix(*entropy), stream, numerator, denominator))
                .count()
        };
        assert_eq!(taken(0, 0, 100), 0);
        assert_eq!(taken(0, 100, 100), 10_000);
        assert!((1_900..2_100).contains(&taken(0, 20, 100)));
        let both = (0..10_000)
            .filter(|e| sampled(*e, 0, 1, 2) && sampled(*e, 1, 1, 2))
            .count();
        assert!(
            (2_300..2_700).contains(&both),
            "two streams are independent: {both}"
        );
    }
}
