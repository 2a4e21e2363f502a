//! Path modifier: how a rewrite or a redirect changes the path (spec 5.4).

use std::fmt::Write as _;

use crate::path::PathPrefix;

/// What becomes of the path. Replacements are kept as they go on the wire: with a leading slash,
/// `?` and `#` and whatever else no path may hold percent-encoded (spec 12.21).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathModifier {
    /// `ReplaceFullPath`.
    ReplaceFullPath(Box<str>),
    /// `ReplacePrefixMatch`: the prefix that the rule's only match names, and what stands in its
    /// place.
    ReplacePrefixMatch {
        /// The prefix that is taken off the path as it was matched (spec 12.59).
        prefix: PathPrefix,
        /// The replacement, without a trailing slash (spec 5.4.4).
        replacement: Box<str>,
    },
}

impl PathModifier {
    /// A `ReplaceFullPath` modifier.
    pub fn replace_full_path(value: &str) -> Self {
        Self::ReplaceFullPath(sanitize(value).into())
    }

    /// A `ReplacePrefixMatch` modifier of a rule whose only match is this prefix.
    pub fn replace_prefix_match(prefix: PathPrefix, value: &str) -> Self {
        let replacement = if value.is_empty() {
            String::new()
        } else {
            sanitize(value)
        };
        let replacement = replacement.strip_suffix('/').unwrap_or(&replacement).into();
        Self::ReplacePrefixMatch {
            prefix,
            replacement,
        }
    }

    /// The path that takes the place of a normalised path; the query is not part of either.
    pub fn apply(&self, path: &str) -> String {
        match self {
            Self::ReplaceFullPath(value) => value.to_string(),
            Self::ReplacePrefixMatch {
                prefix,
                replacement,
            } => {
                let rest = prefix.strip(path).unwrap_or(path);
                let joined = format!("{replacement}{rest}");
                if joined.is_empty() {
                    "/".to_owned()
                } else {
                    joined
                }
            }
        }
    }
}

/// A replacement as a path on the wire.
fn sanitize(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 1);
    if !value.starts_with('/') {
        out.push('/');
    }
    for byte in value.bytes() {
        if byte.is_ascii_graphic() && !b"\"#<>?\\^`{|}".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::PathForm;

    #[test]
    fn prefixes_are_replaced_as_the_table_of_spec_5_4_3_says() {
        for (path, prefix, replacement, expected) in [
            ("/foo/bar", "/foo", "/xyz", "/xyz/bar"),
            ("/foo/bar", "/foo", "/xyz/", "/xyz/bar"),
            ("/foo/bar", "/foo/", "/xyz", "/xyz/bar"),
            ("/foo/bar", "/foo/", "/xyz/", "/xyz/bar"),
            ("/foo", "/foo", "/xyz", "/xyz"),
            ("/foo/", "/foo", "/xyz", "/xyz/"),
            ("/foo/bar", "/foo", "", "/bar"),
            ("/foo/", "/foo", "", "/"),
            ("/foo", "/foo", "", "/"),
            ("/foo/", "/foo", "/", "/"),
            ("/foo", "/foo", "/", "/"),
            ("/", "/", "/xyz", "/xyz/"),
            ("/foo", "/", "/xyz", "/xyz/foo"),
            ("/foo", "/", "", "/foo"),
            ("/foo/x", "/foo", "xyz", "/xyz/x"),
            ("/foo/x", "/foo", "/a?b#c", "/a%3Fb%23c/x"),
        ] {
            let modifier = PathModifier::replace_prefix_match(
                PathPrefix::parse(prefix, PathForm::Normalized).unwrap(),
                replacement,
            );
            assert_eq!(
                modifier.apply(path),
                expected,
                "{path} {prefix} {replacement}"
            );
        }
    }

    #[test]
    fn a_full_path_is_replaced_by_what_a_path_may_hold() {
        for (value, expected) in [
            ("/one", "/one"),
            ("/one/", "/one/"),
            ("", "/"),
            ("one", "/one"),
            ("/a?b=c", "/a%3Fb=c"),
            ("/a b\r\nX: y", "/a%20b%0D%0AX:%20y"),
            ("/é", "/%C3%A9"),
            ("/100%25", "/100%25"),
        ] {
            assert_eq!(
                PathModifier::replace_full_path(value).apply("/x"),
                expected,
                "{value}"
            );
        }
    }
}
