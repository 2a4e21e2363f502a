//! Regular expression: the dialect of every `RegularExpression` match (spec 12.18, 12.73).

use std::fmt;
use std::sync::Arc;

use regex_automata::meta;
use regex_syntax::hir::{Dot, Hir, Look, Repetition};

use crate::choices::RegexExtent;

/// Memory that one compiled pattern may take, so that a short hostile one (`(a{1000}){1000}`) is
/// refused instead of built.
const SIZE_LIMIT: usize = 1 << 20;
/// Memory that a search may use for its cache, per pattern and thread.
const CACHE_LIMIT: usize = 1 << 20;
/// How deep groups may nest.
const NEST_LIMIT: u32 = 100;

/// A regular expression that has to match a value from end to end: RE2's syntax, linear time,
/// case-sensitive unless it says `(?i)`. It reads bytes, because header values need not be UTF-8.
#[derive(Clone)]
pub struct Pattern {
    text: Arc<str>,
    extent: RegexExtent,
    regex: meta::Regex,
}

/// Why a text is not a regular expression that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidPattern {
    /// It does not parse: what is wrong, and the character where.
    Syntax {
        /// What the parser says, in lower case.
        problem: String,
        /// The offset in characters, counted from 1, where it stands.
        position: usize,
    },
    /// It parses but compiles to more than a mebibyte.
    TooLarge,
}

impl Pattern {
    /// Compiles a regular expression. It is anchored as a whole, by its syntax tree: alternatives
    /// and flags at its start bind as they do in the text alone (`/a|/ab` matches `/ab`).
    pub fn parse(text: &str) -> Result<Self, InvalidPattern> {
        Self::parse_as(text, RegexExtent::Full)
    }

    /// The same for a pattern that has to match as much of a value as `extent` says.
    pub fn parse_as(text: &str, extent: RegexExtent) -> Result<Self, InvalidPattern> {
        let anchored = anchor(text, extent)?;
        let regex = meta::Builder::new()
            .configure(
                meta::Config::new()
                    .utf8_empty(false)
                    .nfa_size_limit(Some(SIZE_LIMIT))
                    .hybrid_cache_capacity(CACHE_LIMIT),
            )
            .build_from_hir(&anchored)
            .map_err(|_| InvalidPattern::TooLarge)?;
        Ok(Self {
            text: text.into(),
            extent,
            regex,
        })
    }

    /// The syntax tree of the pattern, anchored at both ends.
    pub(crate) fn anchored(&self) -> Result<Hir, InvalidPattern> {
        anchor(&self.text, self.extent)
    }

    /// The pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many characters the pattern has: longer ones go first where nothing else decides (spec
    /// 12.18).
    pub fn characters(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether the whole of `value` matches, or a part of it where the pattern is to be searched for.
    pub fn matches(&self, value: &[u8]) -> bool {
        self.regex.is_match(value)
    }
}

fn anchor(text: &str, extent: RegexExtent) -> Result<Hir, InvalidPattern> {
    let body = regex_syntax::ParserBuilder::new()
        .utf8(false)
        .nest_limit(NEST_LIMIT)
        .build()
        .parse(text)
        .map_err(|error| InvalidPattern::syntax(&error))?;
    let ends = (Hir::look(Look::Start), Hir::look(Look::End));
    Ok(match extent {
        RegexExtent::Full => Hir::concat(vec![ends.0, body, ends.1]),
        // What stands before and behind is part of the match, so that searching is the same as
        // matching everywhere else.
        RegexExtent::Search => Hir::concat(vec![ends.0, anything(), body, anything(), ends.1]),
    })
}

fn anything() -> Hir {
    Hir::repetition(Repetition {
        min: 0,
        max: None,
        greedy: true,
        sub: Box::new(Hir::dot(Dot::AnyByte)),
    })
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.extent == other.extent
    }
}

impl Eq for Pattern {}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.text).finish()
    }
}

impl InvalidPattern {
    fn syntax(error: &regex_syntax::Error) -> Self {
        let (problem, offset) = match error {
            regex_syntax::Error::Parse(error) => {
                (error.kind().to_string(), error.span().start.column)
            }
            regex_syntax::Error::Translate(error) => {
                (error.kind().to_string(), error.span().start.column)
            }
            other => (other.to_string(), 1),
        };
        Self::Syntax {
            problem,
            position: offset,
        }
    }
}

impl fmt::Display for InvalidPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { problem, position } => {
                write!(f, "{problem}, at character {position} of the pattern")
            }
            Self::TooLarge => {
                f.write_str("the pattern compiles to more than 1 MiB; lower its repetition counts")
            }
        }
    }
}

impl std::error::Error for InvalidPattern {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_the_whole_value() {
        for (pattern, value, expected) in [
            ("/a|/ab", "/ab", true),
            ("/a|/ab", "/abc", false),
            ("/re/[a-z]+", "/re/x", true),
            ("/re/[a-z]+", "/re/x/", false),
            ("(?i)/ABC", "/abc", true),
            ("(?x) /a # a comment", "/a", true),
            ("", "", true),
            ("", "/", false),
            ("^/a$", "/a", true),
            (".*", "/a\nb", false),
            ("(?m)^a$", "a\nb", false),
        ] {
            assert_eq!(
                Pattern::parse(pattern).unwrap().matches(value.as_bytes()),
                expected,
                "{pattern} {value}"
            );
        }
        assert!(Pattern::parse(".*").unwrap().matches(b"x"));
    }

    #[test]
    fn a_pattern_may_be_searched_for() {
        for (pattern, value, expected) in [
            ("b", "abc", true),
            ("^b", "abc", false),
            ("^a", "abc", true),
            ("c$", "ab\nc", true),
            ("a|x$", "abc", true),
            ("x|y", "abc", false),
            ("", "abc", true),
        ] {
            let pattern = Pattern::parse_as(pattern, RegexExtent::Search).unwrap();
            assert_eq!(
                pattern.matches(value.as_bytes()),
                expected,
                "{pattern:?} {value}"
            );
        }
    }

    #[test]
    fn a_pattern_that_cannot_be_used_says_why() {
        for pattern in ["(", "a)|(b", "[z-a]", "*a", r"(a)\1"] {
            assert!(
                matches!(Pattern::parse(pattern), Err(InvalidPattern::Syntax { .. })),
                "{pattern}"
            );
        }
        assert_eq!(
            Pattern::parse("((a{1000}){1000}){1000}"),
            Err(InvalidPattern::TooLarge)
        );
        assert!(Pattern::parse(&"(".repeat(10_000)).is_err());
    }
}
