//! Discriminator: what tells the many matches on one path apart by one look at the request.
//!
//! A hundred rules that differ in the value of one header are not tried one after the other: the
//! header's value leads to those that ask for it. Rules that ask for something else of that header,
//! or for nothing, stand beside and are told apart by something else.

use std::collections::BTreeMap;
use std::ops::Range;

use http::header::HeaderName;

use super::flat_map::FlatMap;
use super::hash::hash;
use super::probe::Probe;
use super::{Draft, Indexed};
use crate::grpc_match::called;

/// So many candidates are tried one after the other without more ado.
const FEW: usize = 4;
/// How many discriminators may stand behind each other: a bound for the depth of the walk.
const MAX_DEPTH: usize = 16;

/// What takes ranges of candidates. It is no closure, for those are not put in line at will.
pub(crate) trait Ranges<'t, 'r> {
    /// Takes one.
    fn range(&mut self, probe: &mut Probe<'t, 'r>, range: Range<u32>);
}

/// A part of a request of which a match may ask for one exact value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Key<'m> {
    Method,
    GrpcMethod,
    Header(&'m HeaderName),
    QueryParam(&'m str),
}

/// Candidates, and how to find those that a request can mean among them.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// To be tried in order: a range of the host's candidates.
    Leaf(Range<u32>),
    Switch(Box<Switch>),
}

/// Candidates by the value that they ask for.
#[derive(Clone, Debug)]
pub(crate) struct Switch {
    by: OwnKey,
    cases: FlatMap<(u64, Node)>,
    /// Those that ask for no exact value here.
    rest: Node,
}

#[derive(Clone, Debug)]
enum OwnKey {
    Method,
    GrpcMethod,
    Header(HeaderName),
    QueryParam(Box<str>),
}

/// The hash of an exact value.
pub(crate) fn hash_exact(value: &[u8]) -> u64 {
    hash(value)
}

impl Node {
    /// The node of these candidates, given by their places in the order of precedence. They are
    /// laid out in `out` in the order in which the node refers to them.
    pub(crate) fn new<M: Indexed>(
        drafts: &[Draft<M>],
        members: &[u32],
        out: &mut Vec<u32>,
    ) -> Self {
        Self::build(drafts, members, out, 0)
    }

    fn build<M: Indexed>(
        drafts: &[Draft<M>],
        members: &[u32],
        out: &mut Vec<u32>,
        depth: usize,
    ) -> Self {
        if members.len() > FEW
            && depth < MAX_DEPTH
            && let Some(by) = best_key(drafts, members)
        {
            let mut cases: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
            let mut rest = Vec::new();
            for &member in members {
                match value_of(&*drafts[member as usize].matches, &by) {
                    Some(hash) => cases.entry(hash).or_default().push(member),
                    None => rest.push(member),
                }
            }
            let cases = cases.into_iter().map(|(hash, members)| {
                let node = Self::build(drafts, &members, out, depth + 1);
                (hash, (hash, node))
            });
            let cases = FlatMap::new(cases.collect());
            let rest = Self::build(drafts, &rest, out, depth + 1);
            return Self::Switch(Box::new(Switch { by, cases, rest }));
        }
        let start = place(out.len());
        out.extend_from_slice(members);
        Self::Leaf(start..place(out.len()))
    }

    /// Hands over the ranges of candidates that a request can mean. With `ALL`, those that ask for
    /// another value are among them.
    #[inline]
    pub(crate) fn visit<'t, 'r, const ALL: bool>(
        &'t self,
        probe: &mut Probe<'t, 'r>,
        each: &mut impl Ranges<'t, 'r>,
    ) {
        match self {
            Self::Leaf(range) => each.range(probe, range.clone()),
            Self::Switch(switch) if ALL => {
                for (_, node) in switch.cases.values() {
                    node.visit::<ALL>(probe, each);
                }
                switch.rest.visit::<ALL>(probe, each);
            }
            Self::Switch(switch) => {
                if let Some(node) = switch.case(probe) {
                    node.visit::<ALL>(probe, each);
                }
                switch.rest.visit::<ALL>(probe, each);
            }
        }
    }
}

impl Switch {
    /// Those that ask for the value that the request has.
    fn case<'t>(&'t self, probe: &mut Probe<'t, '_>) -> Option<&'t Node> {
        let hash = match &self.by {
            OwnKey::Method => hash_exact(probe.parts.method.as_bytes()),
            OwnKey::GrpcMethod => {
                let (_, method) = called(probe.parts.method, probe.parts.path)?;
                hash_exact(method.as_bytes())
            }
            OwnKey::Header(name) => hash_exact(probe.header(name)?),
            OwnKey::QueryParam(name) => probe.query_param(name)?.with(hash_exact),
        };
        let case = self.cases.find(hash, |(found, _)| *found == hash)?;
        Some(&case.1)
    }
}

impl<'m> Key<'m> {
    /// Something to sort by, so that equal candidates always give equal nodes.
    fn order(self) -> (u8, &'m str) {
        match self {
            Self::Method => (0, ""),
            Self::GrpcMethod => (1, ""),
            Self::Header(name) => (2, name.as_str()),
            Self::QueryParam(name) => (3, name),
        }
    }

    fn to_own(self) -> OwnKey {
        match self {
            Self::Method => OwnKey::Method,
            Self::GrpcMethod => OwnKey::GrpcMethod,
            Self::Header(name) => OwnKey::Header(name.clone()),
            Self::QueryParam(name) => OwnKey::QueryParam(name.into()),
        }
    }
}

impl OwnKey {
    fn is(&self, key: &Key<'_>) -> bool {
        match (self, key) {
            (Self::Method, Key::Method) | (Self::GrpcMethod, Key::GrpcMethod) => true,
            (Self::Header(own), Key::Header(other)) => own == *other,
            (Self::QueryParam(own), Key::QueryParam(other)) => **own == **other,
            _ => false,
        }
    }
}

/// The key that leaves the fewest candidates to try: those with the most frequent value, and those
/// without one. `None` where no key leaves fewer than there are.
fn best_key<M: Indexed>(drafts: &[Draft<M>], members: &[u32]) -> Option<OwnKey> {
    let mut values: BTreeMap<_, (Key<'_>, BTreeMap<u64, usize>)> = BTreeMap::new();
    for &member in members {
        drafts[member as usize]
            .matches
            .exact_values(&mut |key, hash| {
                let (_, values) = values.entry(key.order()).or_insert((key, BTreeMap::new()));
                *values.entry(hash).or_default() += 1;
            });
    }
    let left = |values: &BTreeMap<u64, usize>| {
        let with: usize = values.values().sum();
        members.len() - with + values.values().max().copied().unwrap_or(0)
    };
    let best = values
        .values()
        .map(|(key, values)| (left(values), key))
        .min_by_key(|(left, _)| *left)?;
    (best.0 < members.len()).then(|| best.1.to_own())
}

fn value_of<M: Indexed>(matches: &M, by: &OwnKey) -> Option<u64> {
    let mut found = None;
    matches.exact_values(&mut |key, hash| {
        if by.is(&key) {
            found = Some(hash);
        }
    });
    found
}

/// A place in a host's candidates, of which there are fewer than four billion.
pub(crate) fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
