//! Overlaps: listeners of one port whose TLS hostnames a client may take for one (spec 2.5.4, 12.37).

use std::collections::BTreeMap;

use super::listeners::ListenerState;
use crate::hostname::Hostname;

/// Marks the listeners that end TLS on one port for hostnames that overlap.
pub(crate) fn mark(listeners: &mut [ListenerState<'_>]) {
    let mut ports: BTreeMap<u16, Names> = BTreeMap::new();
    for listener in listeners.iter() {
        if let Some((port, hostname)) = ends_tls(listener) {
            ports.entry(port).or_default().add(hostname);
        }
    }
    for listener in listeners {
        let overlapping = ends_tls(listener)
            .and_then(|(port, hostname)| Some(ports.get(&port)?.meet(hostname, 1)));
        listener.overlapping = overlapping.unwrap_or(false);
    }
}

fn ends_tls<'l>(listener: &'l ListenerState<'_>) -> Option<(u16, Option<&'l Hostname>)> {
    let hostname = listener.hostname.as_ref().ok()?;
    let port = listener.port.filter(|_| listener.terminates_tls())?;
    Some((port, hostname.as_ref()))
}

/// Hostnames, so that each is held against all others in a few steps.
#[derive(Default)]
pub(crate) struct Names {
    count: usize,
    /// How many stand for every host; they overlap every other.
    any: usize,
    /// How often each name is there, by its labels from the right, each with a dot behind it.
    by_labels: BTreeMap<String, usize>,
}

impl Names {
    pub(crate) fn add(&mut self, hostname: Option<&Hostname>) {
        self.count += 1;
        match hostname {
            Some(hostname) => *self.by_labels.entry(labels(hostname)).or_default() += 1,
            None => self.any += 1,
        }
    }

    /// Whether a hostname has some host in common with one of these, itself left out, which is among
    /// them `own` times.
    pub(crate) fn meet(&self, hostname: Option<&Hostname>, own: usize) -> bool {
        let Some(hostname) = hostname else {
            return self.count > own;
        };
        let labels = labels(hostname);
        let same = self
            .by_labels
            .get(&labels)
            .is_some_and(|count| *count > own);
        self.any > 0 || same || self.is_covered(&labels) || self.covers(&labels)
    }

    /// Whether another wildcard covers the name: one whose suffix ends at one of its dots, the last
    /// excepted.
    fn is_covered(&self, own: &str) -> bool {
        let ends = own.match_indices('.').map(|(dot, _)| dot + 1);
        ends.filter(|end| *end < own.len())
            .map(|end| format!("{}*.", &own[..end]))
            .any(|wildcard| wildcard != own && self.by_labels.contains_key(&wildcard))
    }

    /// Whether the name is a wildcard that covers another one.
    fn covers(&self, own: &str) -> bool {
        let Some(suffix) = own.strip_suffix("*.") else {
            return false;
        };
        let from = self.by_labels.range(suffix.to_owned()..);
        from.map(|(name, _)| name)
            .take_while(|name| name.starts_with(suffix))
            .any(|name| name != suffix && name != own)
    }
}

/// `com.example.*.` of `*.example.com`.
fn labels(hostname: &Hostname) -> String {
    let labels = hostname.as_str().rsplit('.');
    labels.flat_map(|label| [label, "."]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of these hostnames, of one listener each, overlap another one; an empty one is none.
    fn overlapping<'n>(names: &[&'n str]) -> Vec<&'n str> {
        let parsed: Vec<_> = names
            .iter()
            .map(|name| Hostname::parse(name).ok())
            .collect();
        let mut all = Names::default();
        for name in &parsed {
            all.add(name.as_ref());
        }
        let found = names.iter().zip(&parsed);
        found
            .filter(|(_, name)| all.meet(name.as_ref(), 1))
            .map(|(name, _)| *name)
            .collect()
    }

    #[test]
    fn names_overlap_that_a_wildcard_covers() {
        let check = |names: &[&str], expected: &[&str]| {
            assert_eq!(overlapping(names), expected, "{names:?}");
        };
        let example = ["foo.example.com", "foo.example.org", "*.example.com"];
        check(&example, &["foo.example.com", "*.example.com"]);
        check(&["example.com", "*.example.com"], &[]);
        check(
            &["*.com", "*.a.example.com", "b.org"],
            &["*.com", "*.a.example.com"],
        );
        check(&["a.com", "a.com"], &["a.com", "a.com"]);
        check(&["a.com", ""], &["a.com", ""]);
        check(&[""], &[]);
        check(
            &["*.example.com", "x.y.example.com", "notexample.com"],
            &["*.example.com", "x.y.example.com"],
        );
    }
}
