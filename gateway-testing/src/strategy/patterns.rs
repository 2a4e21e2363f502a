//! Patterns: texts that a regular expression matches.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::string::string_regex;
use proptest::test_runner::TestRunner;

use super::generate::Rng;

/// How many texts are known of each pattern.
const KNOWN: usize = 12;

thread_local! {
    /// Texts that patterns match: there are few patterns, and to find texts takes long.
    static TEXTS: RefCell<BTreeMap<String, Vec<String>>> = const { RefCell::new(BTreeMap::new()) };
}

/// A text that a pattern matches, as far as one is known; in any case one that can be sent.
pub(super) fn matching(pattern: &str, rng: &mut Rng) -> String {
    TEXTS.with_borrow_mut(|texts| {
        let texts = texts
            .entry(pattern.to_owned())
            .or_insert_with(|| find(pattern));
        texts[rng.below(texts.len())].clone()
    })
}

fn find(pattern: &str) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let plain: String = pattern
        .chars()
        .filter(|one| one.is_ascii_alphanumeric() || *one == '/')
        .collect();
    let mut texts = vec![plain];
    if let Ok(strategy) = string_regex(pattern) {
        for _ in 0..KNOWN {
            let text = strategy.new_tree(&mut runner).map(|tree| tree.current());
            texts.extend(
                text.ok()
                    .filter(|text| text.bytes().all(|byte| byte.is_ascii_graphic())),
            );
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_that_match() {
        let mut rng = Rng::new(1);
        for pattern in ["/a(/b)?/?", "[12]", "Get|Put"] {
            let anchored = regex::Regex::new(&format!("^(?:{pattern})$")).unwrap();
            let found = (0..40)
                .filter(|_| anchored.is_match(&matching(pattern, &mut rng)))
                .count();
            assert!(found > 30, "{pattern}");
        }
        assert_eq!(matching("(", &mut rng), "");
    }
}
