//! Hash: a fast one with a fixed seed, for texts and for paths element by element.
//!
//! It folds eight bytes at a time with one wide multiplication. Its seed is fixed because equal
//! input has to give equal tables; what is put into tables is configuration, never a request, so
//! that a client cannot lengthen a chain. Equal hashes of different texts cost time and never an
//! answer: whoever finds something by hash compares the text itself.

use crate::scan::end;

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const FACTOR: u64 = 0xa076_1d64_78bd_642f;
/// The bit that capitals lack, in each of eight bytes.
const LOWER: u64 = ONES * 0x20;
const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = ONES * 0x80;

/// The hash of a text.
pub(crate) fn hash(text: &[u8]) -> u64 {
    chain(SEED, text)
}

/// The hash of a text, and the same for every way to write its letters small or large.
pub(crate) fn hash_caseless(text: &[u8]) -> u64 {
    fold_words(SEED, text, |word| word | LOWER)
}

/// As [`hash_caseless`], and whether all bytes are such as names are made of. In one go, for every
/// request asks for both.
#[expect(
    clippy::inline_always,
    reason = "one of the steps that every request takes once"
)]
#[inline(always)]
pub(crate) fn hash_name(text: &[u8]) -> (u64, bool) {
    let mut others = 0;
    let hash = fold_words(SEED, text, |word| {
        let lower = word | LOWER;
        others |= word | not_of_names(lower);
        lower
    });
    (hash, others & HIGH == 0)
}

/// The high bit of each byte that no name holds: from `:` up to the letters, and behind them. `lower`
/// has the bit that capitals lack set in each byte; where one of them is not ASCII, the answer is void.
#[inline]
fn not_of_names(lower: u64) -> u64 {
    let from = |byte: u8| lower.wrapping_add(ONES * u64::from(0x80 - byte));
    from(b':') & !from(b'a') | from(b'{')
}

/// The hash of a text behind another: of a path's element, say, behind those before it.
pub(crate) fn chain(before: u64, text: &[u8]) -> u64 {
    fold_words(before, text, |word| word)
}

/// The start of every chain.
pub(crate) const fn chain_start() -> u64 {
    SEED
}

/// Every word goes through `each` before it is mixed in.
#[expect(
    clippy::inline_always,
    reason = "what `each` keeps stays in a register"
)]
#[inline(always)]
fn fold_words(seed: u64, text: &[u8], mut each: impl FnMut(u64) -> u64) -> u64 {
    let mut state = seed ^ (text.len() as u64).wrapping_mul(FACTOR);
    let mut mix = |word: u64| state = fold(state ^ each(word), FACTOR);
    let (words, rest) = text.as_chunks::<8>();
    for word in words {
        mix(u64::from_le_bytes(*word));
    }
    // The last bytes are read together with some before them, which saves a loop over bytes.
    if !rest.is_empty() {
        mix(end(text));
    }
    fold(state, SEED)
}

/// Both halves of the product, one over the other.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the halves are what is wanted"
)]
fn fold(one: u64, other: u64) -> u64 {
    let wide = u128::from(one) * u128::from(other);
    wide as u64 ^ (wide >> 64) as u64
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn texts_that_differ_a_little_hash_apart() {
        let texts: Vec<String> = (0..40)
            .flat_map(|length| {
                (0..length).map(move |at| {
                    let mut text = vec![b'a'; length];
                    text[at] = b'b';
                    String::from_utf8(text).unwrap()
                })
            })
            .collect();
        let hashes: BTreeSet<_> = texts.iter().map(|text| hash(text.as_bytes())).collect();
        assert_eq!(hashes.len(), texts.len());
    }

    #[test]
    fn case_is_folded_where_it_is_asked_for() {
        for text in [
            "A",
            "aB",
            "Abc",
            "ABCD",
            "Host-1.example",
            "WWW.EXAMPLE.COM",
        ] {
            let lower = text.to_ascii_lowercase();
            assert_eq!(
                hash_caseless(text.as_bytes()),
                hash_caseless(lower.as_bytes()),
                "{text}"
            );
            assert_ne!(hash(text.as_bytes()), hash(lower.as_bytes()), "{text}");
        }
    }

    #[test]
    fn what_no_name_holds_is_seen_wherever_it_stands() {
        for length in 1..40 {
            let name = &"Az-09.z".repeat(length)[..length];
            assert_eq!(
                hash_name(name.as_bytes()),
                (hash_caseless(name.as_bytes()), true)
            );
            for at in 0..length {
                for odd in [
                    ":",
                    "@",
                    "[",
                    "]",
                    "{",
                    "~",
                    "_",
                    "\u{7f}",
                    "\u{e9}",
                    "\u{10ffff}",
                ] {
                    let text = format!("{}{odd}{}", &name[..at], &name[at..]);
                    let (hash, is_name) = hash_name(text.as_bytes());
                    assert_eq!(hash, hash_caseless(text.as_bytes()));
                    assert!(!is_name, "{text}");
                }
            }
        }
        assert!(hash_name(b"").1);
    }

    #[test]
    fn a_chain_depends_on_where_its_elements_end() {
        let two =
            |one: &str, other: &str| chain(chain(chain_start(), one.as_bytes()), other.as_bytes());
        assert_ne!(two("ab", "c"), two("a", "bc"));
        assert_ne!(two("ab", ""), two("", "ab"));
    }
}
