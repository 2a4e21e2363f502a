//! Hosts: what stands under a hostname, found by the name that a request has (spec 3.3.2, 4.4).

use super::flat_map::FlatMap;
use super::hash::hash_caseless;
use crate::hostname::Hostname;

/// Values by hostname. Exact names are one hash away; of wildcards only those suffixes are looked
/// up whose length some wildcard has, so that an unknown host is soon known to be one.
#[derive(Clone, Debug)]
pub(crate) struct HostMap<V> {
    exact: FlatMap<(Hostname, V)>,
    /// Hashed by their suffix, `.example.com` of `*.example.com`.
    wildcards: FlatMap<(Hostname, V)>,
    /// The lengths of those suffixes, each once, the longest first.
    suffixes: Box<[u8]>,
    any: Option<V>,
}

impl<V> HostMap<V> {
    /// The map of these hostnames, each given once; `None`: any host.
    pub(crate) fn new(hosts: impl IntoIterator<Item = (Option<Hostname>, V)>) -> Self {
        let (mut exact, mut wildcards, mut any) = (Vec::new(), Vec::new(), None);
        let mut suffixes = Vec::new();
        for (hostname, value) in hosts {
            let Some(hostname) = hostname else {
                any = Some(value);
                continue;
            };
            match hostname.suffix() {
                None => {
                    let hash = hash_caseless(hostname.as_str().as_bytes());
                    exact.push((hash, (hostname, value)));
                }
                Some(suffix) => {
                    // Hostnames have at most 253 characters.
                    suffixes.extend(u8::try_from(suffix.len()));
                    let hash = hash_caseless(suffix.as_bytes());
                    wildcards.push((hash, (hostname, value)));
                }
            }
        }
        suffixes.sort_unstable_by(|one, other| other.cmp(one));
        suffixes.dedup();
        Self {
            exact: FlatMap::new(exact),
            wildcards: FlatMap::new(wildcards),
            suffixes: suffixes.into(),
            any,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.any.is_none() && self.exact.values().is_empty() && self.wildcards.values().is_empty()
    }

    /// The first answer that `each` gives for the values whose hostname has this host, the most
    /// specific hostname first. `host` is in any case; `None` has only what has no hostname.
    #[inline]
    pub(crate) fn find_map<'t, R>(
        &'t self,
        host: Option<&str>,
        mut each: impl FnMut(Option<&'t Hostname>, &'t V) -> Option<R>,
    ) -> Option<R> {
        if let Some(host) = host {
            let hash = hash_caseless(host.as_bytes());
            if let Some((name, value)) = self.exact.find(hash, |(name, _)| name.matches(host))
                && let Some(answer) = each(Some(name), value)
            {
                return Some(answer);
            }
            for length in &self.suffixes {
                if let Some((name, value)) = self.wildcard(host, usize::from(*length))
                    && let Some(answer) = each(Some(name), value)
                {
                    return Some(answer);
                }
            }
        }
        self.any.as_ref().and_then(|value| each(None, value))
    }

    fn wildcard(&self, host: &str, length: usize) -> Option<&(Hostname, V)> {
        let (_, suffix) = host
            .as_bytes()
            .split_at_checked(host.len().checked_sub(length)?)?;
        if suffix.first() != Some(&b'.') {
            return None;
        }
        let hash = hash_caseless(suffix);
        self.wildcards.find(hash, |(name, _)| name.matches(host))
    }
}

impl<V> Default for HostMap<V> {
    fn default() -> Self {
        Self::new([])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_specific_hostname_comes_first() {
        let names = [
            "a.example.com",
            "*.example.com",
            "*.a.example.com",
            "*.com",
            "example.com",
        ];
        let hosts = names
            .iter()
            .map(|name| (Some(Hostname::parse(name).unwrap()), *name))
            .chain([(None, "any")]);
        let map = HostMap::new(hosts);
        for (host, expected) in [
            (
                Some("a.example.com"),
                &["a.example.com", "*.example.com", "*.com", "any"][..],
            ),
            (
                Some("A.Example.COM"),
                &["a.example.com", "*.example.com", "*.com", "any"],
            ),
            (
                Some("b.a.example.com"),
                &["*.a.example.com", "*.example.com", "*.com", "any"],
            ),
            (Some("example.com"), &["example.com", "*.com", "any"]),
            (Some(".example.com"), &["*.com", "any"]),
            (Some("xexample.com"), &["*.com", "any"]),
            (Some("com"), &["any"]),
            (Some(""), &["any"]),
            (None, &["any"]),
        ] {
            let mut seen = Vec::new();
            let none: Option<()> = map.find_map(host, |_, value| {
                seen.push(*value);
                None
            });
            assert_eq!((none, &seen[..]), (None, expected), "{host:?}");
        }
    }
}
