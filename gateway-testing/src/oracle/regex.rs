//! Regular expressions: RE2-like syntax, the whole text has to match (spec 12.18, 12.73).

use std::cell::RefCell;
use std::collections::BTreeMap;

use regex::bytes::Regex;

use crate::choices::RegexExtent;

thread_local! {
    /// Patterns that were read before: to read one takes longer than all else together.
    static READ: RefCell<BTreeMap<String, Option<Regex>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Whether a pattern is one.
pub(super) fn is_pattern(pattern: &str) -> bool {
    read(pattern).is_some()
}

/// Whether a pattern matches a text from its first byte to its last, or a part of it.
pub(super) fn matches(pattern: &str, text: &[u8], extent: RegexExtent) -> bool {
    match extent {
        RegexExtent::Full => read(pattern).is_some_and(|regex| regex.is_match(text)),
        RegexExtent::Search => Regex::new(pattern).is_ok_and(|regex| regex.is_match(text)),
    }
}

/// A pattern with anchors on both sides.
fn read(pattern: &str) -> Option<Regex> {
    let compile = || {
        Regex::new(pattern).ok()?;
        // The line break ends a comment that the pattern may close with, where `(?x)` turned
        // comments on; there alone it is ignored.
        let wrapped = Regex::new(&format!("^(?:{pattern})$"));
        wrapped
            .or_else(|_| Regex::new(&format!("^(?:{pattern}\n)$")))
            .ok()
    };
    READ.with_borrow_mut(|read| {
        let regex = read.entry(pattern.to_owned()).or_insert_with(compile);
        regex.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_the_whole_text() {
        for (pattern, text, expected) in [
            ("/a|/ab", "/ab", true),
            ("/a|/ab", "/abc", false),
            ("", "", true),
            ("", "a", false),
            ("a", "A", false),
            ("(?i)a", "A", true),
            ("(?x) a # comment", "a", true),
            ("^a$", "a", true),
            ("a)(b", "ab", false),
        ] {
            assert_eq!(
                matches(pattern, text.as_bytes(), RegexExtent::Full),
                expected,
                "{pattern} {text}"
            );
        }
    }
}
