//! Header match, and the view of a request's headers that it reads (spec 4.3).

use std::borrow::Cow;

use http::header::{COOKIE, HeaderMap, HeaderName};

use crate::value::ValueMatch;

/// The headers of a request, as matching needs them.
pub trait RequestHeaders: Sync {
    /// The value of a header; field lines of one name are joined with `, ` in order, those of
    /// `cookie` with `; ` (spec 12.69). `None` when the header is absent.
    fn value(&self, name: &HeaderName) -> Option<Cow<'_, [u8]>>;
}

impl RequestHeaders for HeaderMap {
    fn value(&self, name: &HeaderName) -> Option<Cow<'_, [u8]>> {
        let mut lines = self.get_all(name).iter();
        let first = lines.next()?.as_bytes();
        let Some(second) = lines.next() else {
            return Some(Cow::Borrowed(first));
        };
        let separator: &[u8] = if name == COOKIE { b"; " } else { b", " };
        let mut joined = first.to_vec();
        for line in std::iter::once(second).chain(lines) {
            joined.extend_from_slice(separator);
            joined.extend_from_slice(line.as_bytes());
        }
        Some(Cow::Owned(joined))
    }
}

/// The condition on one header: its name in any case, its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderMatch {
    /// The header's name, in lower case.
    pub name: HeaderName,
    /// What its value has to be.
    pub value: ValueMatch,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_lines_are_read_as_one_value() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("x-a", "1"),
            ("x-a", "2"),
            ("cookie", "a=1"),
            ("cookie", "b=2"),
            ("x-b", "3"),
        ] {
            headers.append(name, value.parse().unwrap());
        }
        for (name, expected) in [
            ("x-a", Some("1, 2")),
            ("cookie", Some("a=1; b=2")),
            ("x-b", Some("3")),
            ("x-c", None),
        ] {
            let value = headers.value(&HeaderName::from_static(name));
            assert_eq!(value.as_deref(), expected.map(str::as_bytes), "{name}");
        }
    }
}
