//! Regular expressions: RE2-like syntax, the whole text has to match (spec 12.18, 12.73).

use regex::bytes::Regex;

/// Whether a pattern is one.
pub(super) fn is_pattern(pattern: &str) -> bool {
    Regex::new(pattern).is_ok()
}

/// Whether a pattern matches a text from its first byte to its last.
pub(super) fn full_match(pattern: &str, text: &[u8]) -> bool {
    if !is_pattern(pattern) {
        return false;
    }
    // The line break ends a comment that the pattern may close with, where `(?x)` turned comments
    // on; there alone it is ignored.
    let wrapped = Regex::new(&format!("^(?:{pattern})$"))
        .or_else(|_| Regex::new(&format!("^(?:{pattern}\n)$")));
    wrapped.is_ok_and(|regex| regex.is_match(text))
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
                full_match(pattern, text.as_bytes()),
                expected,
                "{pattern} {text}"
            );
        }
    }
}
