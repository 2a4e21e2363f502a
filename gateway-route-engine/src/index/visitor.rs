//! Visitor: what is done with the candidates that a walk over the paths of a hostname comes by.

use std::ops::Range;

use super::Indexed;
use super::discriminator::Ranges;
use super::paths::Entry;
use super::probe::Probe;

/// What is done with the candidates that a walk comes by.
pub(crate) trait Visitor<'t, 'r, M> {
    /// Takes candidates of one place, in their order, and whether their path is known to match.
    fn candidates(
        &mut self,
        probe: &mut Probe<'t, 'r>,
        candidates: &'t [Entry<M>],
        path_holds: bool,
    );

    /// Whether patterns are of use of which the best has this rank.
    fn tries_patterns(&self, first: u32) -> bool;

    /// Whether nothing under prefixes of fewer bytes than these is of use any more.
    fn is_settled(&self, length: u32) -> bool;
}

/// The best candidate that has matched so far.
pub(crate) struct Best<'t, M>(Option<&'t Entry<M>>);

impl<'t, M> Best<'t, M> {
    pub(crate) fn found(&self) -> Option<&'t Entry<M>> {
        self.0
    }
}

impl<M> Default for Best<'_, M> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'t, 'r, M: Indexed> Visitor<'t, 'r, M> for Best<'t, M> {
    #[expect(
        clippy::inline_always,
        reason = "in line where most requests find their rule, whatever else calls it"
    )]
    #[inline(always)]
    fn candidates(
        &mut self,
        probe: &mut Probe<'t, 'r>,
        candidates: &'t [Entry<M>],
        path_holds: bool,
    ) {
        for candidate in candidates {
            if self.0.is_some_and(|best| best.rank <= candidate.rank) {
                return;
            }
            if candidate.matches.first_failure(probe, path_holds).is_none() {
                self.0 = Some(candidate);
                return;
            }
        }
    }

    #[inline]
    fn tries_patterns(&self, first: u32) -> bool {
        self.0.is_none_or(|best| first < best.rank)
    }

    #[inline]
    fn is_settled(&self, length: u32) -> bool {
        self.0
            .is_some_and(|best| best.matches.outranks_prefixes_below(length))
    }
}

/// Hands a visitor the candidates of a hostname by their ranges.
pub(crate) struct Within<'t, 'v, M, V> {
    candidates: &'t [Entry<M>],
    visitor: &'v mut V,
    /// Whether their path is known to match.
    path_holds: bool,
}

impl<'t, 'v, M, V> Within<'t, 'v, M, V> {
    #[inline]
    pub(crate) fn new(candidates: &'t [Entry<M>], visitor: &'v mut V, path_holds: bool) -> Self {
        Self {
            candidates,
            visitor,
            path_holds,
        }
    }
}

impl<'t, 'r, M, V: Visitor<'t, 'r, M>> Ranges<'t, 'r> for Within<'t, '_, M, V> {
    #[expect(
        clippy::inline_always,
        reason = "in line where most requests find their rule, whatever else calls it"
    )]
    #[inline(always)]
    fn range(&mut self, probe: &mut Probe<'t, 'r>, range: Range<u32>) {
        let range = range.start as usize..range.end as usize;
        let candidates = self.candidates.get(range).unwrap_or_default();
        self.visitor.candidates(probe, candidates, self.path_holds);
    }
}
