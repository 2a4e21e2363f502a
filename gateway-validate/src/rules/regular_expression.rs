//! Regular expressions of matches: the dialect in which routes are served (spec 12.18, 12.73).

use regex_automata::nfa::thompson;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, Look};

/// Memory that one compiled pattern may take; the engine that serves routes refuses larger ones.
const SIZE_LIMIT: usize = 1 << 20;
/// How deep groups may nest.
const NEST_LIMIT: u32 = 100;
/// A pattern of this length without counted repetitions is far from the limit, and is not built.
const SURELY_SMALL: usize = 32;

/// Checks that a pattern can be used; the error says what is wrong.
pub(super) fn parse(text: &str) -> Result<(), String> {
    let body = tree(text)?;
    if text.len() <= SURELY_SMALL && !text.contains('{') {
        return Ok(());
    }
    let anchored = Hir::concat(vec![Hir::look(Look::Start), body, Hir::look(Look::End)]);
    let config = thompson::Config::new()
        .utf8(false)
        .nfa_size_limit(Some(SIZE_LIMIT));
    thompson::Compiler::new()
        .configure(config)
        .build_from_hir(&anchored)
        .map(|_| ())
        .map_err(|_| {
            "the pattern compiles to more than 1 MiB; lower its repetition counts".to_owned()
        })
}

/// Whether every text that matches starts with something else than `/`.
pub(super) fn never_starts_with_slash(text: &str) -> bool {
    let Ok(tree) = tree(text) else { return false };
    let prefixes = Extractor::new().extract(&tree);
    let Some(literals) = prefixes.literals() else {
        return false;
    };
    let other = |bytes: &[u8]| bytes.first().is_some_and(|first| *first != b'/');
    !literals.is_empty() && literals.iter().all(|literal| other(literal.as_bytes()))
}

/// Whether a pattern matches every path.
pub(super) fn matches_every_path(text: &str) -> bool {
    let inner = text.strip_prefix('^').unwrap_or(text);
    let inner = inner.strip_suffix('$').unwrap_or(inner);
    matches!(
        inner,
        ".*" | "/.*" | ".+" | "(.*)" | "/(.*)" | "(/.*)" | "/?.*"
    )
}

fn tree(text: &str) -> Result<Hir, String> {
    let mut parser = regex_syntax::ParserBuilder::new()
        .utf8(false)
        .nest_limit(NEST_LIMIT)
        .build();
    parser.parse(text).map_err(|error| {
        let (problem, column) = match &error {
            regex_syntax::Error::Parse(error) => {
                (error.kind().to_string(), error.span().start.column)
            }
            regex_syntax::Error::Translate(error) => {
                (error.kind().to_string(), error.span().start.column)
            }
            other => (other.to_string(), 1),
        };
        format!("{problem}, at character {column} of the pattern")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_cannot_be_used_say_why() {
        for pattern in ["(", "a)|(b", "[z-a]", "*a", r"(a)\1", "(?=a)"] {
            assert!(parse(pattern).is_err(), "{pattern}");
        }
        assert!(parse("((a{1000}){1000}){1000}").is_err());
        assert!(parse(&"(".repeat(10_000)).is_err());
        for pattern in ["", "/a|/ab", "(?i)/ABC", ".*", r"/\d{1,3}/[a-z]+"] {
            assert_eq!(parse(pattern), Ok(()), "{pattern}");
        }
        assert_eq!(
            parse("a(").unwrap_err(),
            "unclosed group, at character 2 of the pattern"
        );
    }

    #[test]
    fn patterns_without_a_slash_in_front_match_no_path() {
        for (pattern, expected) in [
            ("shop/.*", true),
            ("^shop$", true),
            ("(shop|cart)", true),
            ("/shop", false),
            (".*shop", false),
            ("(/shop|cart)", false),
            ("[a-z]+", false),
            ("", false),
            ("(", false),
        ] {
            assert_eq!(never_starts_with_slash(pattern), expected, "{pattern}");
        }
    }
}
