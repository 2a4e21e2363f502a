//! Places: candidates by the hash of where they stand, eight at a time. Which of its eight is meant is
//! known without trying one after the other, whose number a processor could not foresee.

use std::sync::Arc;

use super::discriminator::{Node, Ranges, place};
use super::probe::Probe;
use crate::scan::exact_marks;

/// Ranges of candidates by hash. A place is known by a part of its hash alone: what stands at
/// another place of equal parts is visited too, and finds that it does not match.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// A power of two of them, or none; a third of their slots or more are empty.
    groups: Arc<[Group]>,
    /// The nodes of places with many candidates.
    switches: Option<Arc<[Node]>>,
}

/// Eight slots, the first of them filled.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    /// A byte for each slot, the lowest for the first: a part of the hash, or 0 where nothing is.
    tags: u64,
    slots: [Slot; SLOTS],
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// Where the range starts, or the place of a node.
    start: u32,
    /// More of the hash.
    check: u16,
    /// How many candidates the range has; `NODE`: there is a node.
    count: u16,
}

const SLOTS: usize = 8;
const NODE: u16 = u16::MAX;

impl Places {
    /// The places of these nodes by their hashes.
    pub(crate) fn new(nodes: Vec<(u64, Node)>) -> Self {
        if nodes.is_empty() {
            return Self::default();
        }
        let size = (nodes.len() * 3).div_ceil(2 * SLOTS).next_power_of_two();
        let mut groups = vec![Group::default(); size];
        let mut switches = Vec::new();
        for (hash, node) in nodes {
            let range = match &node {
                Node::Leaf(range) => u16::try_from(range.end - range.start).ok(),
                Node::Switch(_) => None,
            };
            let (start, count) = match (&node, range) {
                (Node::Leaf(range), Some(count)) if count != NODE => (range.start, count),
                _ => {
                    switches.push(node);
                    (place(switches.len() - 1), NODE)
                }
            };
            let (tag, check, mut at) = split(hash);
            let slot = Slot {
                start,
                check,
                count,
            };
            while groups[at & (size - 1)].is_full() {
                at += 1;
            }
            groups[at & (size - 1)].push(tag, slot);
        }
        Self {
            groups: groups.into(),
            switches: (!switches.is_empty()).then(|| switches.into()),
        }
    }

    /// Hands over the ranges of candidates that stand at `hash` and can match.
    #[expect(
        clippy::inline_always,
        reason = "in line where most requests find their rule, whatever else calls it"
    )]
    #[inline(always)]
    pub(crate) fn visit<'t, 'r, const ALL: bool>(
        &'t self,
        hash: u64,
        probe: &mut Probe<'t, 'r>,
        each: &mut impl Ranges<'t, 'r>,
    ) {
        let Some(mask) = self.groups.len().checked_sub(1) else {
            return;
        };
        let (tag, check, mut at) = split(hash);
        loop {
            let group = &self.groups[at & mask];
            let mut marks = exact_marks(group.tags, tag);
            while marks != 0 {
                let slot = group.slots[marks.trailing_zeros() as usize / 8];
                if slot.check == check {
                    if slot.count != NODE {
                        each.range(probe, slot.start..slot.start + u32::from(slot.count));
                    } else if let Some(switches) = &self.switches
                        && let Some(node) = switches.get(slot.start as usize)
                    {
                        node.visit::<ALL>(probe, each);
                    }
                }
                marks &= marks - 1;
            }
            if !group.is_full() {
                return;
            }
            at += 1;
        }
    }
}

impl Group {
    fn push(&mut self, tag: u8, slot: Slot) {
        let filled = SLOTS - self.tags.leading_zeros() as usize / 8;
        self.tags |= u64::from(tag) << (8 * filled);
        self.slots[filled] = slot;
    }

    #[inline]
    fn is_full(&self) -> bool {
        self.tags >> (8 * (SLOTS - 1)) != 0
    }
}

/// The tag of a hash, which is not 0, more of it, and the group where the search for it begins.
#[expect(
    clippy::cast_possible_truncation,
    reason = "different bits of it are what is wanted"
)]
fn split(hash: u64) -> (u8, u16, usize) {
    (hash as u8 | 1, (hash >> 8) as u16, (hash >> 32) as usize)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;
    use crate::index::probe::Parts;

    struct Starts(Vec<u32>);

    impl<'t, 'r> Ranges<'t, 'r> for Starts {
        fn range(&mut self, _probe: &mut Probe<'t, 'r>, range: Range<u32>) {
            self.0.push(range.start);
        }
    }

    #[test]
    fn what_was_put_in_is_visited_however_hashes_collide() {
        for (tags, groups) in [(1, 1), (1, 7), (3, 1), (256, u64::MAX)] {
            let hash = |value: u32| {
                let value = u64::from(value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                ((value % groups) << 32) | ((value >> 8) % tags)
            };
            for size in [0, 1, 7, 8, 9, 20, 100] {
                let nodes = (0..size).map(|value| (hash(value), Node::Leaf(value..value + 1)));
                let places = Places::new(nodes.collect());
                let mut probe = Probe::new(Parts::none());
                for value in 0..size {
                    let mut seen = Starts(Vec::new());
                    places.visit::<false>(hash(value), &mut probe, &mut seen);
                    let mut seen = seen.0;
                    assert!(seen.contains(&value), "{tags} {groups} {size} {value}");
                    let count = seen.len();
                    seen.sort_unstable();
                    seen.dedup();
                    assert_eq!(seen.len(), count, "once each");
                }
            }
        }
    }
}
