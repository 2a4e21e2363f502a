//! Hosts: what stands under a hostname, found by the name that a request has (spec 3.3.2, 4.4).

use super::hash::{hash_caseless, hash_name};
use super::shards::Shards;
use crate::hostname::{Hostname, requested_name};

/// The host that a request asks for, in any case, and its hash, which more than one map is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Host<'r> {
    name: &'r str,
    hash: u64,
}

impl<'r> Host<'r> {
    pub(crate) fn new(name: &'r str) -> Self {
        Self {
            name,
            hash: hash_caseless(name.as_bytes()),
        }
    }

    /// What an authority or a server name asks for, if it is an authority and that of a name.
    #[expect(
        clippy::inline_always,
        reason = "one of the steps that every request takes once"
    )]
    #[inline(always)]
    pub(crate) fn of(text: &'r str) -> Option<Self> {
        let (hash, is_name) = hash_name(text.as_bytes());
        // Behind a dot or a digit there is more to look at.
        let last = text.as_bytes().last();
        if is_name && last.is_some_and(u8::is_ascii_alphabetic) {
            return Some(Self { name: text, hash });
        }
        requested_name(text).map(Self::new)
    }
}

/// Values by hostname. Exact names are one hash away; of wildcards only those suffixes are looked
/// up whose length some wildcard has, so that an unknown host is soon known to be one.
#[derive(Clone, Debug)]
pub(crate) struct HostMap<V> {
    exact: Shards<V>,
    /// Hashed by their suffix, `.example.com` of `*.example.com`.
    wildcards: Shards<V>,
    /// The lengths of those suffixes, each once, the longest first; some may be left of wildcards
    /// that are gone.
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
                None => exact.push((hash_of(&hostname), (hostname, value))),
                Some(suffix) => {
                    // Hostnames have at most 253 characters.
                    suffixes.extend(u8::try_from(suffix.len()));
                    wildcards.push((hash_of(&hostname), (hostname, value)));
                }
            }
        }
        suffixes.sort_unstable_by(|one, other| other.cmp(one));
        suffixes.dedup();
        Self {
            exact: Shards::new(exact),
            wildcards: Shards::new(wildcards),
            suffixes: suffixes.into(),
            any,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.any.is_none() && self.exact.is_empty() && self.wildcards.is_empty()
    }

    /// All hostnames and their values, in no order that means anything.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Option<&Hostname>, &V)> {
        let named = self.exact.values().chain(self.wildcards.values());
        let any = self.any.iter().map(|value| (None, value));
        any.chain(named.map(|(hostname, value)| (Some(hostname), value)))
    }

    /// The first answer that `each` gives for the values whose hostname has this host, the most
    /// specific hostname first. No host at all has only what has no hostname.
    #[expect(
        clippy::inline_always,
        reason = "one of the steps that every request takes once"
    )]
    #[inline(always)]
    pub(crate) fn find_map<'t, R>(
        &'t self,
        host: Option<Host<'_>>,
        mut each: impl FnMut(Option<&'t Hostname>, &'t V) -> Option<R>,
    ) -> Option<R> {
        let mut found = host.and_then(|host| {
            let found = self.exact.find(host.hash, |name| name.is(host.name));
            found.map(|(name, value)| (Some(name), value))
        });
        let mut suffixes = host.map_or([].iter(), |_| self.suffixes.iter());
        let mut any = self.any.as_ref();
        // There is one place where `each` is called, so that it can be put in line.
        loop {
            if let Some((name, value)) = found
                && let Some(answer) = each(name, value)
            {
                return Some(answer);
            }
            found = match suffixes.next() {
                Some(length) => {
                    let found =
                        host.and_then(|host| self.wildcard(host.name, usize::from(*length)));
                    found.map(|(name, value)| (Some(name), value))
                }
                None => Some((None, any.take()?)),
            };
        }
    }

    fn wildcard(&self, host: &str, length: usize) -> Option<&(Hostname, V)> {
        let (_, suffix) = host
            .as_bytes()
            .split_at_checked(host.len().checked_sub(length)?)?;
        if suffix.first() != Some(&b'.') {
            return None;
        }
        let hash = hash_caseless(suffix);
        self.wildcards.find(hash, |name| name.matches(host))
    }
}

impl<V: Clone> HostMap<V> {
    /// What stands under this very hostname.
    pub(crate) fn get(&self, hostname: Option<&Hostname>) -> Option<&V> {
        let Some(hostname) = hostname else {
            return self.any.as_ref();
        };
        let hash = hash_of(hostname);
        let shards = if hostname.is_wildcard() {
            &self.wildcards
        } else {
            &self.exact
        };
        let found = shards.find(hash, |name| name == hostname);
        found.map(|(_, value)| value)
    }

    /// Puts a value under a hostname, or takes away what is there.
    pub(crate) fn set(&mut self, hostname: Option<Hostname>, value: Option<V>) {
        let Some(hostname) = hostname else {
            self.any = value;
            return;
        };
        let hash = hash_of(&hostname);
        let Some(length) = hostname.suffix().map(str::len) else {
            return self.exact.set(hash, &hostname, value.as_ref(), hash_of);
        };
        if let Ok(length) = u8::try_from(length)
            && !self.suffixes.contains(&length)
        {
            let mut suffixes = self.suffixes.to_vec();
            suffixes.push(length);
            suffixes.sort_unstable_by(|one, other| other.cmp(one));
            self.suffixes = suffixes.into();
        }
        self.wildcards.set(hash, &hostname, value.as_ref(), hash_of);
    }
}

/// The hash under which a hostname is found: of a wildcard that of its suffix.
fn hash_of(hostname: &Hostname) -> u64 {
    hash_caseless(hostname.suffix().unwrap_or(hostname.as_str()).as_bytes())
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
            let none: Option<()> = map.find_map(host.map(Host::new), |_, value| {
                seen.push(*value);
                None
            });
            assert_eq!((none, &seen[..]), (None, expected), "{host:?}");
        }
    }
}
