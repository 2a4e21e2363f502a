//! Index: from a host and a request to the one candidate that has precedence, at a cost that grows
//! with the request's length and not with the number of hosts, routes and rules (spec 4.4).
//!
//! ```text
//! HostMap      host -> hash of the name; then of each suffix of a length that some wildcard has
//!   Paths      path -> exact: hash of the path
//!                      prefixes: hash of the first n bytes, for each n that occurs and ends an element
//!                      patterns: literal elements at the start -> one automaton for all
//!     Node     the candidates of that place; many of them by method, header or query value
//!       Entry  rank, match, rule
//! ```
//!
//! The order of precedence is computed when the index is built: a candidate's rank is its place in
//! the sorted list of its hostname's candidates. A walk visits every place that can hold a match, and
//! the lowest rank wins, so that no structure here has to know the order. A hostname without a match
//! gives way to the next less specific one (spec 4.4.1).

pub(crate) mod buffer;
pub(crate) mod discriminator;
pub(crate) mod elements;
pub(crate) mod flat_map;
pub(crate) mod hash;
pub(crate) mod hosts;
pub(crate) mod paths;
pub(crate) mod patterns;
pub(crate) mod places;
pub(crate) mod probe;
pub(crate) mod shards;
pub(crate) mod visitor;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::condition::Condition;
use crate::hostname::Hostname;
use crate::options::RegexRank;
use crate::pattern::Pattern;
use crate::precedence::Specificity;
use crate::rule::RouteRef;
use crate::table::Candidate;
use discriminator::Key;
use hash::hash;
use hosts::{Host, HostMap};
use paths::{Entry, Paths};
use probe::Probe;

/// A match of some kind of route, as the index sees it.
pub(crate) trait Indexed {
    /// Where the match stands among the paths of its hostname.
    fn place(&self) -> Place<'_>;

    /// Calls `each` with the parts of a request that have to have one exact value, and the hash of
    /// that value.
    fn exact_values<'m>(&'m self, each: &mut dyn FnMut(Key<'m>, u64));

    /// How specific the match is: steps 3 to 7 of the precedence order.
    fn specificity(&self, regex_rank: RegexRank) -> Specificity;

    /// Whether it goes before all matches whose prefix has fewer bytes than these.
    fn outranks_prefixes_below(&self, _length: u32) -> bool {
        false
    }

    /// All that the match asks for.
    fn conditions(&self) -> Vec<Condition<'_>>;

    /// The first condition that the request does not meet; `None`: it matches. `path_holds` says
    /// that the path is known to match.
    fn first_failure<'t>(
        &'t self,
        probe: &mut Probe<'t, '_>,
        path_holds: bool,
    ) -> Option<Condition<'t>>;
}

/// Which paths a match can meet.
pub(crate) enum Place<'m> {
    /// This one.
    Exact(Cow<'m, str>),
    /// Those that start with these elements, each behind a `/`.
    Prefix(Cow<'m, str>),
    /// Those that the pattern matches.
    Pattern(&'m Pattern),
}

/// A candidate before it has its place.
pub(crate) type Draft<M> = Candidate<M>;

/// The candidates of one listener.
#[derive(Clone, Debug)]
pub(crate) struct Index<M> {
    hosts: HostMap<Paths<M>>,
}

impl<M: Indexed> Index<M> {
    /// The index of these candidates, whose order does not matter.
    pub(crate) fn new(candidates: Vec<Candidate<M>>) -> Self {
        // Candidates of one hostname tend to come together, and are moved together.
        let together = candidates.chunk_by(|one, other| one.hostname == other.hostname);
        let mut start = 0;
        let mut runs: Vec<_> = together
            .map(|run| {
                let name = run[0].hostname.as_ref().map_or("", Hostname::as_str);
                let range = start..start + run.len();
                start = range.end;
                (hash(name.as_bytes()), range)
            })
            .collect();
        runs.sort_unstable_by_key(|(hash, range)| (*hash, range.start));
        let mut candidates: Vec<_> = candidates.into_iter().map(Some).collect();
        let mut hosts = Vec::new();
        for group in runs.chunk_by(|one, other| one.0 == other.0) {
            let size = group.iter().map(|(_, range)| range.len()).sum();
            let ranges = group.iter().map(|(_, range)| range.clone());
            let mut group = Vec::with_capacity(size);
            for range in ranges {
                group.extend(candidates[range].iter_mut().filter_map(Option::take));
            }
            // Most groups are of one name, and in order.
            if group
                .windows(2)
                .all(|pair| pair[0].hostname == pair[1].hostname)
            {
                group.sort_unstable_by(|one, other| one.precedence.cmp(&other.precedence));
            } else {
                group.sort_unstable_by(|one, other| {
                    (&one.hostname, &one.precedence).cmp(&(&other.hostname, &other.precedence))
                });
            }
            // Two names of one hash, should they ever meet, are told apart here.
            while let Some(hostname) = group.first().map(|first| first.hostname.clone()) {
                let end = group.partition_point(|one| one.hostname <= hostname);
                let others = group.split_off(end);
                hosts.push((hostname, Paths::new(group)));
                group = others;
            }
        }
        Self {
            hosts: HostMap::new(hosts),
        }
    }

    /// Takes away the candidates of some routes, which stand under the hostnames of `old`, and adds
    /// others. Hostnames that neither has are left alone.
    pub(crate) fn edit(
        &mut self,
        regex_rank: RegexRank,
        gone: &BTreeSet<RouteRef<'_>>,
        old: Vec<Candidate<M>>,
        new: Vec<Candidate<M>>,
    ) {
        let mut touched: BTreeMap<Option<Hostname>, Vec<Candidate<M>>> = BTreeMap::new();
        for candidate in old {
            touched.entry(candidate.hostname).or_default();
        }
        for candidate in new {
            let hostname = candidate.hostname.clone();
            touched.entry(hostname).or_default().push(candidate);
        }
        for (hostname, mut candidates) in touched {
            let known = self.hosts.get(hostname.as_ref());
            let known = known.map(Paths::candidates).unwrap_or_default();
            let kept = known
                .iter()
                .filter(|entry| !gone.contains(&entry.rule.route()));
            candidates.extend(kept.map(|entry| entry.candidate(hostname.as_ref(), regex_rank)));
            candidates.sort_unstable_by(|one, other| one.precedence.cmp(&other.precedence));
            let paths = (!candidates.is_empty()).then(|| Paths::new(candidates));
            self.hosts.set(hostname, paths);
        }
    }

    /// The candidate that has precedence over all others that match the request on this host.
    #[inline]
    pub(crate) fn find<'t>(
        &'t self,
        host: Option<Host<'_>>,
        probe: &mut Probe<'t, '_>,
    ) -> Option<&'t Entry<M>> {
        self.hosts.find_map(host, |_, paths| paths.find(probe))
    }

    /// The hostnames and their candidates, in no order that means anything.
    pub(crate) fn hosts(&self) -> impl Iterator<Item = (Option<&Hostname>, &Paths<M>)> {
        self.hosts.iter()
    }

    /// Calls `each` with the hostnames that have this host and their candidates, the most specific
    /// one first.
    pub(crate) fn each_host<'t>(
        &'t self,
        host: Option<Host<'_>>,
        mut each: impl FnMut(Option<&'t Hostname>, &'t Paths<M>),
    ) {
        let _: Option<()> = self.hosts.find_map(host, |hostname, paths| {
            each(hostname, paths);
            None
        });
    }
}

/// The match of a route kind that has none: everything meets it.
impl Indexed for () {
    fn place(&self) -> Place<'_> {
        Place::Prefix(Cow::Borrowed(""))
    }

    fn specificity(&self, _regex_rank: RegexRank) -> Specificity {
        Specificity::None
    }

    fn exact_values<'m>(&'m self, _each: &mut dyn FnMut(Key<'m>, u64)) {}

    fn conditions(&self) -> Vec<Condition<'_>> {
        Vec::new()
    }

    fn first_failure<'t>(
        &'t self,
        _probe: &mut Probe<'t, '_>,
        _path_holds: bool,
    ) -> Option<Condition<'t>> {
        None
    }
}
