//! Normalised path: the one form in which request paths and configured paths are compared (spec
//! 12.17).

use std::borrow::Cow;

use crate::scan::{find, is_normal_path, normal_path};

/// A path brought into the form that matches compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NormalizedPath<'a> {
    /// The path: unreserved escapes decoded, the other escapes in upper case, `//` collapsed, dot
    /// segments resolved.
    pub path: Cow<'a, str>,
    /// Whether a backend is sent this form instead of the path as it came, though no filter rewrites
    /// it: the path held dot segments, plain or encoded (spec 12.74), or the options say so.
    pub climbed: bool,
}

/// In which form paths are matched, rewritten and redirected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PathForm {
    /// Normalised: the default (spec 12.17).
    #[default]
    Normalized,
    /// Normalised, and backends get that form, too (spec 12.74).
    NormalizedForward,
    /// As they were sent.
    Raw,
}

impl PathForm {
    /// The path of a request target in this form, and its query.
    #[expect(
        clippy::inline_always,
        reason = "what it returns is read at once, which takes long from memory just written"
    )]
    #[inline(always)]
    pub(crate) fn of_target(self, target: &str) -> (Cow<'_, str>, Option<&str>) {
        if let Some(end) = normal_path(target.as_bytes()) {
            let (path, behind) = target.split_at(end);
            return (Cow::Borrowed(path), query_of(behind));
        }
        let (path, query) = split_target(target);
        (self.of(path).path, query)
    }

    /// A path, given without its query, in this form.
    pub fn of(self, path: &str) -> NormalizedPath<'_> {
        match self {
            Self::Normalized => normalize(path),
            Self::NormalizedForward => {
                let normalized = normalize(path);
                let climbed = normalized.climbed || normalized.path != path;
                NormalizedPath {
                    climbed,
                    ..normalized
                }
            }
            Self::Raw if path.is_empty() => NormalizedPath {
                path: Cow::Borrowed("/"),
                climbed: false,
            },
            Self::Raw => NormalizedPath {
                path: Cow::Borrowed(path),
                climbed: false,
            },
        }
    }
}

/// Normalises a path, given without its query. An empty path is `/`; `%2F` is never decoded; an
/// escape that is none stays as it is written.
pub fn normalize(path: &str) -> NormalizedPath<'_> {
    if path.is_empty() {
        return NormalizedPath {
            path: Cow::Borrowed("/"),
            climbed: false,
        };
    }
    if path == "*" || is_normal_path(path.as_bytes()) {
        return NormalizedPath {
            path: Cow::Borrowed(path),
            climbed: false,
        };
    }
    let decoded = decode_unreserved(path);
    let collapsed = collapse_slashes(&decoded);
    let (path, climbed) = resolve_dot_segments(&collapsed);
    NormalizedPath {
        path: Cow::Owned(path),
        climbed,
    }
}

/// Splits a request target in origin form into path and query; a fragment, which no client sends,
/// is dropped.
pub fn split_target(target: &str) -> (&str, Option<&str>) {
    let end = target
        .bytes()
        .position(|byte| matches!(byte, b'?' | b'#'))
        .unwrap_or(target.len());
    let (path, behind) = target.split_at(end);
    (path, query_of(behind))
}

/// The query in what follows a path.
fn query_of(behind: &str) -> Option<&str> {
    let query = behind.strip_prefix('?')?;
    let end = find(query.as_bytes(), b'#').unwrap_or(query.len());
    Some(&query[..end])
}

fn decode_unreserved(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match escape(rest.as_bytes()) {
            Some(byte) if is_unreserved(byte) => out.push(char::from(byte)),
            Some(_) => out.push_str(&rest[..3].to_ascii_uppercase()),
            None => {
                out.push('%');
                rest = &rest[1..];
                continue;
            }
        }
        rest = &rest[3..];
    }
    out.push_str(rest);
    out
}

/// The byte that the escape at the start of `text` stands for, if there is one.
pub(crate) fn escape(text: &[u8]) -> Option<u8> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    match text {
        [b'%', high, low, ..] => Some(digit(*high)? * 16 + digit(*low)?),
        _ => None,
    }
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn collapse_slashes(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for character in path.chars() {
        if !(character == '/' && out.ends_with('/')) {
            out.push(character);
        }
    }
    out
}

/// Resolves `.` and `..` as RFC 3986 section 5.2.4 does: nothing climbs above the root, and a path
/// that ends in a dot segment ends in a slash.
fn resolve_dot_segments(path: &str) -> (String, bool) {
    if !path.starts_with('/') {
        return (path.to_owned(), false);
    }
    let mut segments: Vec<&str> = Vec::new();
    let mut climbed = false;
    let mut ends_in_dots = false;
    for segment in path[1..].split('/') {
        ends_in_dots = matches!(segment, "." | "..");
        climbed |= ends_in_dots;
        match segment {
            "." => {}
            ".." => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    if ends_in_dots {
        segments.push("");
    }
    (format!("/{}", segments.join("/")), climbed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_normalised_as_spec_12_17_says() {
        for (path, expected, climbed) in [
            ("", "/", false),
            ("/", "/", false),
            ("/a/b", "/a/b", false),
            ("/a/b/", "/a/b/", false),
            ("/a.b/.c/..d/e..", "/a.b/.c/..d/e..", false),
            ("/%61%2d%5F%7e", "/a-_~", false),
            ("/a%2fb%2Fc", "/a%2Fb%2Fc", false),
            ("/%c3%a9", "/%C3%A9", false),
            ("/a%zz%4", "/a%zz%4", false),
            ("/%", "/%", false),
            ("//a///b//", "/a/b/", false),
            ("/a/./b", "/a/b", true),
            ("/a/../b", "/b", true),
            ("/a/..", "/", true),
            ("/a/b/..", "/a/", true),
            ("/a/b/.", "/a/b/", true),
            ("/../../x", "/x", true),
            ("/a/%2e%2E/b", "/b", true),
            ("/a//../b", "/b", true),
            ("/a%2F../b", "/a%2F../b", false),
            ("*", "*", false),
            ("/é/%41", "/é/A", false),
        ] {
            let normalized = normalize(path);
            assert_eq!(
                (normalized.path.as_ref(), normalized.climbed),
                (expected, climbed),
                "{path}"
            );
            assert_eq!(normalize(expected).path, expected, "twice: {path}");
        }
    }

    #[test]
    fn a_target_is_split_at_its_first_question_mark() {
        assert_eq!(split_target("/a?b=c?d"), ("/a", Some("b=c?d")));
        assert_eq!(split_target("/a?"), ("/a", Some("")));
        assert_eq!(split_target("/a#f?x"), ("/a", None));
    }
}
