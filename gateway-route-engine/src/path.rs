//! Path match: exact, prefix by element, regular expression (spec 4.2).

use std::fmt;

use compact_str::CompactString;

use crate::choices::RegexExtent;
use crate::normalize::PathForm;
use crate::pattern::{InvalidPattern, Pattern};
use crate::scan::same;

/// The longest value of a path match, in characters (spec 4.2.4).
const MAX_LENGTH: usize = 1024;

/// A path match. Paths and values are compared in one form, by default the normalised one (spec 12.17).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathMatch {
    /// `Exact`: the whole path, case-sensitive.
    Exact(Box<str>),
    /// `PathPrefix`: whole elements, case-sensitive.
    Prefix(PathPrefix),
    /// `RegularExpression`: the whole path.
    Regex(Pattern),
}

/// A prefix of whole path elements, without its trailing slash, so that `/foo` and `/foo/` are one
/// (spec 4.2.2, 12.16). The prefix `/` is the empty text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PathPrefix(CompactString);

/// Why a value is not one of a path match (spec 4.2.4).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidPath {
    /// It does not start with `/`.
    Relative,
    /// More than 1024 characters.
    TooLong,
    /// It holds the text given: `//`, `/./`, `/../`, `%2f`, `%2F` or `#`, or ends in `/.` or `/..`.
    Forbidden(&'static str),
    /// It holds a character that has to be percent-encoded.
    Character(char),
    /// It holds `%` without two hexadecimal digits behind it.
    Escape,
    /// The regular expression cannot be used.
    Pattern(InvalidPattern),
}

impl PathMatch {
    /// An `Exact` match.
    pub fn exact(value: &str, form: PathForm) -> Result<Self, InvalidPath> {
        check(value)?;
        Ok(Self::Exact(form.of(value).path.into()))
    }

    /// A `PathPrefix` match.
    pub fn prefix(value: &str, form: PathForm) -> Result<Self, InvalidPath> {
        PathPrefix::parse(value, form).map(Self::Prefix)
    }

    /// A `RegularExpression` match.
    pub fn regex(value: &str) -> Result<Self, InvalidPath> {
        Self::regex_as(value, RegexExtent::Full)
    }

    /// A `RegularExpression` match of as much of a path as `extent` says.
    pub fn regex_as(value: &str, extent: RegexExtent) -> Result<Self, InvalidPath> {
        if value.chars().count() > MAX_LENGTH {
            return Err(InvalidPath::TooLong);
        }
        Pattern::parse_as(value, extent)
            .map(Self::Regex)
            .map_err(InvalidPath::Pattern)
    }

    /// Whether a normalised request path matches.
    #[expect(
        clippy::inline_always,
        reason = "most matches ask for a path and no more, which is soon compared"
    )]
    #[inline(always)]
    pub fn matches(&self, path: &str) -> bool {
        match self {
            Self::Exact(value) => **value == *path,
            Self::Prefix(prefix) => prefix.strip(path).is_some(),
            Self::Regex(pattern) => pattern.matches(path.as_bytes()),
        }
    }
}

impl PathPrefix {
    /// The prefix that matches every path: what an absent path match means (spec 4.1.4).
    pub fn root() -> Self {
        Self("".into())
    }

    /// Reads the value of a `PathPrefix` match.
    pub fn parse(value: &str, form: PathForm) -> Result<Self, InvalidPath> {
        check(value)?;
        let normal = form.of(value).path;
        Ok(Self(normal.strip_suffix('/').unwrap_or(&normal).into()))
    }

    /// How many characters count for precedence: those without the trailing slash, 1 for `/` (spec
    /// 12.16).
    pub fn characters(&self) -> usize {
        self.0.len().max(1)
    }

    /// What is left of a normalised path behind this prefix: empty or starting with `/`; `None`
    /// where it does not match.
    #[inline]
    pub fn strip<'a>(&self, path: &'a str) -> Option<&'a str> {
        let elements = self.elements();
        let (start, rest) = path.split_at_checked(elements.len())?;
        let whole = elements.is_empty() || rest.is_empty() || rest.starts_with('/');
        (whole && same(start.as_bytes(), elements.as_bytes())).then_some(rest)
    }

    /// The elements of the prefix, each behind a `/`: empty for the root.
    pub(crate) fn elements(&self) -> &str {
        &self.0
    }

    /// The prefix as it is written: `/` for the root.
    pub fn as_str(&self) -> &str {
        if self.0.is_empty() { "/" } else { &self.0 }
    }
}

/// Checks the value of an `Exact` or `PathPrefix` match, in the order in which a person would look
/// (spec 4.2.4).
pub(crate) fn check(value: &str) -> Result<(), InvalidPath> {
    if !value.starts_with('/') {
        return Err(InvalidPath::Relative);
    }
    if value.chars().count() > MAX_LENGTH {
        return Err(InvalidPath::TooLong);
    }
    if let Some(text) = ["//", "/./", "/../", "%2f", "%2F", "#"]
        .into_iter()
        .find(|text| value.contains(text))
    {
        return Err(InvalidPath::Forbidden(text));
    }
    if let Some(text) = ["/..", "/."].into_iter().find(|text| value.ends_with(text)) {
        return Err(InvalidPath::Forbidden(text));
    }
    for (at, character) in value.char_indices() {
        if character == '%' {
            crate::normalize::escape(&value.as_bytes()[at..]).ok_or(InvalidPath::Escape)?;
        } else if !is_path_character(character) {
            return Err(InvalidPath::Character(character));
        }
    }
    Ok(())
}

fn is_path_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-/._~!$&'()*+,;=:@".contains(character)
}

impl fmt::Display for InvalidPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Relative => f.write_str("a path starts with `/`"),
            Self::TooLong => f.write_str("a path has at most 1024 characters"),
            Self::Forbidden(text @ ("/." | "/..")) => write!(f, "a path must not end in `{text}`"),
            Self::Forbidden("#") => f.write_str("a path must not hold `#`; write `%23` for the character itself"),
            Self::Forbidden(text) => write!(f, "a path must not hold `{text}`"),
            Self::Character('?') => {
                f.write_str("a path holds no query: match `?` parameters with `queryParams`, or write `%3F` for the character itself")
            }
            Self::Character(character) => {
                write!(f, "a path must not hold `{}`; percent-encode it", character.escape_default())
            }
            Self::Escape => f.write_str("`%` is followed by two hexadecimal digits; write `%25` for the character itself"),
            Self::Pattern(error) => write!(f, "the regular expression cannot be used: {error}"),
        }
    }
}

impl std::error::Error for InvalidPath {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_match_whole_elements() {
        for (prefix, path, rest) in [
            ("/abc", "/abc", Some("")),
            ("/abc", "/abc/", Some("/")),
            ("/abc", "/abc/def", Some("/def")),
            ("/abc", "/abcd", None),
            ("/abc/", "/abc", Some("")),
            ("/abc/", "/abc/def", Some("/def")),
            ("/", "/", Some("/")),
            ("/", "/x", Some("/x")),
            ("/Abc", "/abc", None),
            ("/%7Eu", "/~u/x", Some("/x")),
        ] {
            assert_eq!(
                PathPrefix::parse(prefix, PathForm::Normalized)
                    .unwrap()
                    .strip(path),
                rest,
                "{prefix} {path}"
            );
        }
    }

    #[test]
    fn exact_matches_the_whole_path_only() {
        for (value, path, expected) in [
            ("/abc", "/abc", true),
            ("/abc", "/abc/", false),
            ("/abc", "/ABC", false),
            ("/", "/", true),
        ] {
            assert_eq!(
                PathMatch::exact(value, PathForm::Normalized)
                    .unwrap()
                    .matches(path),
                expected,
                "{value} {path}"
            );
        }
    }

    #[test]
    fn values_outside_the_grammar_are_refused() {
        for (value, expected) in [
            ("", InvalidPath::Relative),
            ("foo", InvalidPath::Relative),
            ("/a//b", InvalidPath::Forbidden("//")),
            ("/a/./b", InvalidPath::Forbidden("/./")),
            ("/a/../b", InvalidPath::Forbidden("/../")),
            ("/a/.", InvalidPath::Forbidden("/.")),
            ("/a/..", InvalidPath::Forbidden("/..")),
            ("/a%2fb", InvalidPath::Forbidden("%2f")),
            ("/a#b", InvalidPath::Forbidden("#")),
            ("/a?b", InvalidPath::Character('?')),
            ("/a b", InvalidPath::Character(' ')),
            ("/é", InvalidPath::Character('é')),
            ("/a%4", InvalidPath::Escape),
        ] {
            assert_eq!(
                PathMatch::prefix(value, PathForm::Normalized),
                Err(expected.clone()),
                "{value}"
            );
            assert_eq!(
                PathMatch::exact(value, PathForm::Normalized),
                Err(expected),
                "{value}"
            );
        }
        assert_eq!(
            PathMatch::exact(&format!("/{}", "a".repeat(1024)), PathForm::Normalized),
            Err(InvalidPath::TooLong)
        );
        assert!(PathMatch::regex("/(").is_err());
    }
}
