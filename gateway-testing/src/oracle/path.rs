//! Paths: the form in which they are matched (spec 12.17), matching (spec 4.2) and rewriting (spec
//! 5.4).

/// The path of a request and what else its target holds.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The path as it was sent.
    pub(super) sent: String,
    /// The path as it is matched.
    pub(super) matched: String,
    /// Whether it held dot segments, plain or encoded (spec 12.74).
    pub(super) has_dots: bool,
    /// The query, without its question mark.
    pub(super) query: Option<String>,
}

/// Takes a request target apart: the fragment is dropped, the query is no part of the path (spec
/// 4.2.5).
pub(super) fn parse_target(target: &str, raw: bool) -> Target {
    let target = target.split('#').next().unwrap_or_default();
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (target, None),
    };
    let sent = if path.is_empty() { "/" } else { path };
    let (matched, has_dots) = if raw {
        (sent.to_owned(), false)
    } else {
        normalize(sent)
    };
    Target {
        sent: sent.to_owned(),
        matched,
        has_dots,
        query,
    }
}

/// The path in the form that is matched, and whether it held dot segments. Unreserved characters
/// are decoded, other escapes upper-cased, slashes merged, dot segments resolved, in this order
/// (spec 12.17).
pub(super) fn normalize(path: &str) -> (String, bool) {
    let mut decoded = decode_unreserved(path);
    while decoded.contains("//") {
        decoded = decoded.replace("//", "/");
    }
    let Some(inside) = decoded.strip_prefix('/') else {
        return (decoded, false);
    };
    let segments: Vec<&str> = inside.split('/').collect();
    let has_dots = segments.iter().any(|segment| is_dots(segment));
    let mut kept: Vec<&str> = Vec::new();
    for segment in &segments {
        match *segment {
            "." => {}
            ".." => drop(kept.pop()),
            other => kept.push(other),
        }
    }
    // A path that ends in a dot segment names a folder: its slash stays.
    if segments.last().is_some_and(|last| is_dots(last)) {
        kept.push("");
    }
    (format!("/{}", kept.join("/")), has_dots)
}

fn is_dots(segment: &str) -> bool {
    segment == "." || segment == ".."
}

fn decode_unreserved(path: &str) -> String {
    let mut decoded = String::new();
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        decoded.push_str(&rest[..at]);
        let code = rest
            .get(at + 1..at + 3)
            .filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                decoded.push(char::from(byte));
            }
            Some(byte) => decoded = format!("{decoded}%{byte:02X}"),
            None => decoded.push('%'),
        }
        rest = &rest[at + if code.is_some() { 3 } else { 1 }..];
    }
    decoded + rest
}

/// A prefix without its trailing slash, which means nothing (spec 4.2.2).
pub(super) fn without_slash(prefix: &str) -> &str {
    prefix.strip_suffix('/').unwrap_or(prefix)
}

/// Whether a path starts with the elements of a prefix (spec 4.2.2). Both are in their matched
/// form.
pub(super) fn has_prefix(path: &str, prefix: &str) -> bool {
    match path.strip_prefix(without_slash(prefix)) {
        Some(rest) => rest.is_empty() || rest.starts_with('/'),
        None => false,
    }
}

/// Replaces the prefix of a path (spec 5.4.3 by the algorithm of 5.4.4). Both are in their matched
/// form.
pub(super) fn replace_prefix(path: &str, prefix: &str, replacement: &str) -> String {
    let rest = path.strip_prefix(without_slash(prefix)).unwrap_or(path);
    let joined = format!("{}{rest}", without_slash(&replacement_path(replacement)));
    if joined.is_empty() {
        "/".to_owned()
    } else {
        joined
    }
}

/// A replacement value as the path that it stands for: with a leading slash, `?` and `#` encoded
/// (spec 12.21).
pub(super) fn replacement_path(value: &str) -> String {
    let slash = if value.starts_with('/') { "" } else { "/" };
    format!("{slash}{}", value.replace('?', "%3F").replace('#', "%23"))
}

/// A path with the query that it came with (spec 12.21).
pub(super) fn with_query(path: &str, query: Option<&str>) -> String {
    match query {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_replaced_as_spec_5_4_3_says() {
        let check = |path, prefix, replacement, expected| {
            assert!(has_prefix(path, prefix), "{path} {prefix}");
            assert_eq!(
                replace_prefix(path, prefix, replacement),
                expected,
                "{path} {prefix} {replacement}"
            );
        };
        check("/foo/bar", "/foo", "/xyz", "/xyz/bar");
        check("/foo/bar", "/foo", "/xyz/", "/xyz/bar");
        check("/foo/bar", "/foo/", "/xyz", "/xyz/bar");
        check("/foo/bar", "/foo/", "/xyz/", "/xyz/bar");
        check("/foo", "/foo", "/xyz", "/xyz");
        check("/foo/", "/foo", "/xyz", "/xyz/");
        check("/foo/bar", "/foo", "", "/bar");
        check("/foo/", "/foo", "", "/");
        check("/foo", "/foo", "", "/");
        check("/foo/", "/foo", "/", "/");
        check("/foo", "/foo", "/", "/");
        // Spec 12.21.
        check("/", "/", "/xyz", "/xyz/");
        check("/foo", "/", "/xyz", "/xyz/foo");
        check("/foo", "/foo", "a?b", "/a%3Fb");
    }

    #[test]
    fn prefixes_match_by_element() {
        for (path, prefix, expected) in [
            ("/abc", "/abc", true),
            ("/abc/", "/abc", true),
            ("/abc/def", "/abc", true),
            ("/abc", "/abc/", true),
            ("/abcd", "/abc", false),
            ("/ABC", "/abc", false),
            ("/", "/", true),
            ("/a", "/", true),
        ] {
            assert_eq!(has_prefix(path, prefix), expected, "{path} {prefix}");
        }
    }

    #[test]
    fn paths_are_normalized_as_spec_12_17_says() {
        let check = |path: &str, expected: &str, dots| {
            assert_eq!(normalize(path), (expected.to_owned(), dots), "{path}");
        };
        check("/", "/", false);
        check("/a//b///c", "/a/b/c", false);
        check("/%61%7E%2d", "/a~-", false);
        check("/a%2fb%c3", "/a%2Fb%C3", false);
        check("/a%zz%", "/a%zz%", false);
        check("/a/./b", "/a/b", true);
        check("/a/../b", "/b", true);
        check("/a/%2E%2e/b", "/b", true);
        check("/../../a", "/a", true);
        check("/a/..", "/", true);
        check("/a/b/.", "/a/b/", true);
        check("/a//../b", "/b", true);
        check("/a/..b", "/a/..b", false);
    }
}
