//! Paths: the candidates of one hostname by their path (spec 4.2).

use std::borrow::Cow;
use std::sync::Arc;

use super::discriminator::{Node, place};
use super::elements::{LONG, Lengths, ShortPrefixes};
use super::flat_map::FlatMap;
use super::hash::hash;
use super::patterns::{Member, Patterns, literal_elements};
use super::places::Places;
use super::probe::Probe;
use super::visitor::{Best, Visitor, Within};
use super::{Draft, Indexed, Place};
use crate::hostname::Hostname;
use crate::options::RegexRank;
use crate::precedence::{Age, HostnameRank, Precedence};
use crate::rule::Rule;
use crate::table::Candidate;

/// The candidates of a hostname, found by an exact path, by the literal beginning of a regular
/// expression, or by a prefix.
///
/// A place is named by its hash alone: two places of one hash are one place, for every candidate is
/// held against the request as a whole. Clones share what they hold.
#[derive(Debug)]
pub(crate) struct Paths<M> {
    /// In the order in which nodes refer to them.
    candidates: Arc<[Entry<M>]>,
    /// Those of an exact path by a hash of it, those of a prefix by that of its elements.
    places: Places,
    longest_exact: u32,
    lengths: Lengths,
    patterns: Option<Arc<PatternPlaces>>,
}

#[derive(Clone, Debug, Default)]
struct PatternPlaces {
    places: FlatMap<(u64, Patterns)>,
    lengths: Lengths,
}

/// A candidate of a hostname.
#[derive(Clone, Debug)]
pub(crate) struct Entry<M> {
    /// Its place in the order of precedence among those of its hostname.
    pub(crate) rank: u32,
    /// The place of the match in its rule.
    pub(crate) match_index: u32,
    pub(crate) matches: Arc<M>,
    pub(crate) rule: Rule,
}

impl<M: Indexed> Entry<M> {
    /// What its rank is made of.
    pub(crate) fn precedence(
        &self,
        hostname: Option<&Hostname>,
        regex_rank: RegexRank,
    ) -> Precedence {
        Precedence {
            hostname: HostnameRank::of(hostname),
            specificity: self.matches.specificity(regex_rank),
            age: Age::of(self.rule.named()),
            rule: self.rule.index(),
            match_index: self.match_index as usize,
        }
    }

    /// The candidate that it was.
    pub(crate) fn candidate(
        &self,
        hostname: Option<&Hostname>,
        regex_rank: RegexRank,
    ) -> Candidate<M> {
        Candidate {
            precedence: self.precedence(hostname, regex_rank),
            hostname: hostname.cloned(),
            matches: Arc::clone(&self.matches),
            rule: self.rule.clone(),
        }
    }
}

impl<M> Clone for Paths<M> {
    fn clone(&self) -> Self {
        Self {
            candidates: Arc::clone(&self.candidates),
            places: self.places.clone(),
            longest_exact: self.longest_exact,
            lengths: self.lengths,
            patterns: self.patterns.clone(),
        }
    }
}

/// The kinds of places, in the order in which they are looked at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Exact,
    Prefix,
    Pattern,
}

impl<M: Indexed> Paths<M> {
    /// The candidates of one hostname, given in their order of precedence.
    pub(crate) fn new(drafts: Vec<Draft<M>>) -> Self {
        let (mut longest_exact, mut lengths, mut pattern_lengths) =
            (0, Lengths::default(), Lengths::default());
        let mut texts = Vec::with_capacity(drafts.len());
        for draft in &drafts {
            texts.push(match draft.matches.place() {
                Place::Exact(path) => {
                    longest_exact = longest_exact.max(place(path.len()));
                    (Kind::Exact, path)
                }
                Place::Prefix(elements) => {
                    lengths.add(&elements);
                    (Kind::Prefix, elements)
                }
                Place::Pattern(pattern) => {
                    let elements = literal_elements(pattern);
                    pattern_lengths.add(&elements);
                    (Kind::Pattern, Cow::Owned(elements))
                }
            });
        }
        // Hashes of elements are known once all lengths are.
        let keyed = texts.iter().zip(0..).map(|((kind, text), rank)| {
            let hash = match kind {
                Kind::Exact => hash_whole(text),
                Kind::Pattern => pattern_lengths.hash(text),
                Kind::Prefix => lengths.hash(text),
            };
            (*kind, hash, rank)
        });
        let mut keyed: Vec<(Kind, u64, u32)> = keyed.collect();
        keyed.sort_unstable();
        let ranks: Vec<u32> = keyed.iter().map(|(_, _, rank)| *rank).collect();
        let mut behind = &ranks[..];
        let mut order = Vec::with_capacity(drafts.len());
        let (mut places, mut patterns) = (Vec::new(), Vec::new());
        for group in keyed.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let (kind, hash, first) = group[0];
            let (members, others) = behind.split_at(group.len());
            behind = others;
            if kind == Kind::Pattern {
                let members = by_pattern(&drafts, members, &mut order);
                patterns.push((hash, (hash, Patterns::new(members, first))));
                continue;
            }
            places.push((hash, Node::new(&drafts, members, &mut order)));
        }
        let patterns = (!patterns.is_empty()).then(|| {
            Arc::new(PatternPlaces {
                places: FlatMap::new(patterns),
                lengths: pattern_lengths,
            })
        });
        let mut drafts: Vec<_> = drafts.into_iter().map(Some).collect();
        let mut candidates = Vec::with_capacity(order.len());
        for rank in order {
            let draft = drafts.get_mut(rank as usize).and_then(Option::take);
            candidates.extend(draft.map(|draft| entry(draft, rank)));
        }
        Self {
            candidates: candidates.into(),
            places: Places::new(places),
            longest_exact,
            lengths,
            patterns,
        }
    }

    /// The candidate that matches the request and has precedence over all others that do.
    #[inline]
    pub(crate) fn find<'t>(&'t self, probe: &mut Probe<'t, '_>) -> Option<&'t Entry<M>> {
        let mut best = Best::default();
        self.walk::<false>(probe, &mut best);
        best.found()
    }

    /// Walks over all candidates that can match a request and are of use to the visitor, those of one
    /// place in their order. With `ALL`, every candidate whose path matches is among them.
    #[inline]
    pub(crate) fn walk<'t, 'r, const ALL: bool>(
        &'t self,
        probe: &mut Probe<'t, 'r>,
        visitor: &mut impl Visitor<'t, 'r, M>,
    ) {
        let path = probe.parts.path;
        if path.len() <= self.longest_exact as usize {
            self.visit_exact::<ALL>(probe, visitor);
        }
        if self.lengths.has_long(path) {
            self.walk_long::<ALL>(probe, visitor);
        }
        // The first one is looked at outside of a loop, before which a compiler prepares what pays
        // for many rounds alone.
        let mut prefixes = self.lengths.short(path);
        if !visitor.is_settled(LONG)
            && let Some((length, hash)) = prefixes.next()
        {
            self.visit::<ALL>(hash, probe, visitor);
            if !prefixes.is_empty() && !visitor.is_settled(length) {
                self.walk_shorter::<ALL>(prefixes, probe, visitor);
            }
        }
        // Patterns come last, for they take the longest, and are spared where something that goes
        // before them has been found.
        if let Some(patterns) = &self.patterns {
            self.walk_patterns::<ALL>(patterns, probe, visitor);
        }
    }

    #[inline(never)]
    fn visit_exact<'t, 'r, const ALL: bool>(
        &'t self,
        probe: &mut Probe<'t, 'r>,
        visitor: &mut impl Visitor<'t, 'r, M>,
    ) {
        self.visit::<ALL>(hash_whole(probe.parts.path), probe, visitor);
    }

    #[inline(never)]
    fn walk_long<'t, 'r, const ALL: bool>(
        &'t self,
        probe: &mut Probe<'t, 'r>,
        visitor: &mut impl Visitor<'t, 'r, M>,
    ) {
        self.lengths.visit_long(probe.parts.path, |hash| {
            self.visit::<ALL>(hash, probe, visitor);
        });
    }

    #[inline(never)]
    fn walk_shorter<'t, 'r, const ALL: bool>(
        &'t self,
        prefixes: ShortPrefixes<'_>,
        probe: &mut Probe<'t, 'r>,
        visitor: &mut impl Visitor<'t, 'r, M>,
    ) {
        for (length, hash) in prefixes {
            self.visit::<ALL>(hash, probe, visitor);
            if visitor.is_settled(length) {
                return;
            }
        }
    }

    /// Not in line, for most hostnames have no patterns.
    #[inline(never)]
    fn walk_patterns<'t, 'r, const ALL: bool>(
        &'t self,
        patterns: &'t PatternPlaces,
        probe: &mut Probe<'t, 'r>,
        visitor: &mut impl Visitor<'t, 'r, M>,
    ) {
        let path = probe.parts.path;
        patterns.lengths.visit(path, |hash| {
            let place = patterns.places.find(hash, |(found, _)| *found == hash);
            if let Some((_, patterns)) = place
                && visitor.tries_patterns(patterns.first())
            {
                patterns.visit(path, |node| {
                    node.visit::<ALL>(probe, &mut Within::new(&self.candidates, visitor, true));
                });
            }
        });
    }

    /// Visits the candidates that stand under this hash.
    #[expect(
        clippy::inline_always,
        reason = "in line where most requests find their rule, whatever else calls it"
    )]
    #[inline(always)]
    fn visit<'t, 'r, const ALL: bool>(
        &'t self,
        hash: u64,
        probe: &mut Probe<'t, 'r>,
        visitor: &mut impl Visitor<'t, 'r, M>,
    ) {
        self.places.visit::<ALL>(
            hash,
            probe,
            &mut Within::new(&self.candidates, visitor, false),
        );
    }

    /// All candidates, those of one place together.
    pub(crate) fn candidates(&self) -> &[Entry<M>] {
        &self.candidates
    }
}

/// The hash of a whole path, which is not that of a prefix that reads the same.
fn hash_whole(path: &str) -> u64 {
    !hash(path.as_bytes())
}

fn entry<M>(draft: Draft<M>, rank: u32) -> Entry<M> {
    Entry {
        rank,
        match_index: place(draft.precedence.match_index),
        matches: draft.matches,
        rule: draft.rule,
    }
}

/// Candidates of one place by their pattern.
fn by_pattern<M: Indexed>(
    drafts: &[Draft<M>],
    members: &[u32],
    order: &mut Vec<u32>,
) -> Vec<Member> {
    let mut patterns = std::collections::BTreeMap::<&str, (_, Vec<u32>)>::new();
    for &member in members {
        if let Place::Pattern(pattern) = drafts[member as usize].matches.place() {
            let entry = patterns.entry(pattern.as_str());
            entry
                .or_insert_with(|| (pattern, Vec::new()))
                .1
                .push(member);
        }
    }
    let members = patterns.into_values().map(|(pattern, members)| Member {
        pattern: pattern.clone(),
        node: Node::new(drafts, &members, order),
    });
    members.collect()
}
