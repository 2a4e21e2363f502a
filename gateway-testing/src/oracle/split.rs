//! The split: which backend a number draws (spec 6.2, 12.25; design.md section 5).

/// The index of the entry that `entropy` draws: the range of `u64` is divided among the weights in
/// list order and in proportion. `None` if there is no weight at all.
pub(super) fn draw(weights: &[u64], entropy: u64) -> Option<usize> {
    let total: u64 = weights.iter().sum();
    // floor(entropy * total / 2^64), a number below the total.
    let point = (u128::from(entropy) * u128::from(total)) >> 64;
    let mut end = 0;
    weights.iter().position(|weight| {
        end += u128::from(*weight);
        point < end
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_divide_the_whole_range_in_list_order() {
        let check = |weights: &[u64], entropy: u64, expected: Option<usize>| {
            assert_eq!(draw(weights, entropy), expected, "{weights:?} {entropy}");
        };
        check(&[], 0, None);
        check(&[0, 0], 0, None);
        check(&[0, 1], 0, Some(1));
        check(&[1, 0], u64::MAX, Some(0));
        check(&[1, 1], u64::MAX / 2, Some(0));
        check(&[1, 1], u64::MAX / 2 + 1, Some(1));
        check(&[9, 1], u64::MAX, Some(1));
        check(&[9, 1], 0, Some(0));
    }
}
