//! Header modifier: `RequestHeaderModifier` and `ResponseHeaderModifier` (spec 5.2).

use http::header::{HOST, HeaderMap, HeaderName, HeaderValue};

use crate::request::RequestHead;

/// Edits of headers, carried out in the order remove, set, add (spec 12.20). Valid configuration
/// names each header once, so that the order shows only where a schema was got round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderModifier {
    /// Headers to delete.
    pub remove: Vec<HeaderName>,
    /// Headers whose values are replaced, or which are added where absent.
    pub set: Vec<(HeaderName, HeaderValue)>,
    /// Headers that get one more value.
    pub add: Vec<(HeaderName, HeaderValue)>,
}

impl HeaderModifier {
    /// Edits headers.
    pub fn apply(&self, headers: &mut HeaderMap) {
        for name in &self.remove {
            headers.remove(name);
        }
        for (name, value) in &self.set {
            headers.insert(name.clone(), value.clone());
        }
        for (name, value) in &self.add {
            headers.append(name.clone(), value.clone());
        }
    }

    /// Edits a request. Its `Host` is the authority: it can be replaced, but neither removed nor
    /// repeated.
    pub fn apply_request(&self, head: &mut RequestHead) {
        self.apply(&mut head.headers);
        if let Some(host) = head.headers.remove(HOST)
            && let Ok(host) = host.to_str()
        {
            head.authority = Some(host.to_owned());
        }
    }

    /// Whether it does nothing.
    pub fn is_empty(&self) -> bool {
        self.remove.is_empty() && self.set.is_empty() && self.add.is_empty()
    }

    /// The one modifier that does what this one does and then `next`.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        let overwritten = |name: &HeaderName| {
            next.remove.contains(name) || next.set.iter().any(|(set, _)| set == name)
        };
        let kept = |list: &[(HeaderName, HeaderValue)]| {
            list.iter()
                .filter(|(name, _)| !overwritten(name))
                .cloned()
                .collect::<Vec<_>>()
        };
        let mut joined = Self {
            remove: self.remove.clone(),
            set: kept(&self.set),
            add: kept(&self.add),
        };
        let unknown = next
            .remove
            .iter()
            .filter(|name| !self.remove.contains(name));
        joined.remove.extend(unknown.cloned());
        joined.set.extend(next.set.iter().cloned());
        joined.add.extend(next.add.iter().cloned());
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modifier(
        remove: &[&'static str],
        set: &[(&'static str, &'static str)],
        add: &[(&'static str, &'static str)],
    ) -> HeaderModifier {
        let pairs = |list: &[(&'static str, &'static str)]| {
            list.iter()
                .map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v)))
                .collect()
        };
        HeaderModifier {
            remove: remove
                .iter()
                .map(|name| HeaderName::from_static(name))
                .collect(),
            set: pairs(set),
            add: pairs(add),
        }
    }

    fn headers(list: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in list {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn set_replaces_add_appends_remove_deletes() {
        let edits = modifier(
            &["x-gone"],
            &[("x-set", "new"), ("x-fresh", "1")],
            &[("x-add", "2")],
        );
        let mut actual = headers(&[
            ("x-gone", "a"),
            ("x-set", "old"),
            ("x-set", "older"),
            ("x-add", "1"),
        ]);
        edits.apply(&mut actual);
        assert_eq!(
            actual,
            headers(&[
                ("x-set", "new"),
                ("x-add", "1"),
                ("x-add", "2"),
                ("x-fresh", "1")
            ])
        );
    }

    #[test]
    fn two_modifiers_joined_do_what_they_do_in_turn() {
        let all = [
            modifier(&[], &[], &[]),
            modifier(&["x-a"], &[], &[]),
            modifier(&[], &[("x-a", "set")], &[]),
            modifier(&[], &[], &[("x-a", "add")]),
            modifier(&["x-a"], &[("x-a", "both")], &[("x-a", "three")]),
            modifier(&["x-b"], &[("x-a", "s")], &[("x-b", "t")]),
        ];
        for first in &all {
            for second in &all {
                let start = headers(&[("x-a", "1"), ("x-a", "2"), ("x-b", "3")]);
                let (mut in_turn, mut joined) = (start.clone(), start);
                first.apply(&mut in_turn);
                second.apply(&mut in_turn);
                first.then(second).apply(&mut joined);
                assert_eq!(joined, in_turn, "{first:?} then {second:?}");
            }
        }
    }

    #[test]
    fn the_host_header_of_a_request_is_its_authority() {
        let mut head = RequestHead {
            method: "GET".to_owned(),
            authority: Some("old".to_owned()),
            target: "/".to_owned(),
            headers: HeaderMap::new(),
        };
        modifier(&["host"], &[], &[]).apply_request(&mut head);
        assert_eq!(head.authority.as_deref(), Some("old"));
        modifier(&[], &[("host", "new")], &[]).apply_request(&mut head);
        assert_eq!(
            (head.authority.as_deref(), head.headers.len()),
            (Some("new"), 0)
        );
    }
}
