//! Places: candidates by the hash of where they stand, in one piece of memory.

use std::ops::Range;
use std::sync::Arc;

use super::discriminator::Node;
use super::probe::Probe;

/// Ranges of candidates by hash. A place is known by a part of its hash alone: what stands at
/// another place of equal parts is visited too, and finds that it does not match.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// A power of two of them, or none; a third of them or more are empty.
    slots: Arc<[Slot]>,
    /// The nodes of places with many candidates.
    switches: Option<Arc<[Node]>>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    /// Where the range starts, or the place of a node.
    start: u32,
    tag: u16,
    /// How many candidates the range has; `NODE`: there is a node; 0: nothing is here.
    count: u16,
}

const EMPTY: Slot = Slot {
    start: 0,
    tag: 0,
    count: 0,
};
const NODE: u16 = u16::MAX;

impl Places {
    /// The places of these nodes by their hashes.
    pub(crate) fn new(nodes: Vec<(u64, Node)>) -> Self {
        if nodes.is_empty() {
            return Self::default();
        }
        let size = (nodes.len() * 3 / 2 + 1).next_power_of_two();
        let mut slots = vec![EMPTY; size];
        let mut switches = Vec::new();
        for (hash, node) in nodes {
            let (tag, mut at) = split(hash);
            while slots[at & (size - 1)].count != 0 {
                at += 1;
            }
            let range = match &node {
                Node::Leaf(range) => Some((range.start, range.end - range.start)),
                Node::Switch(_) => None,
            };
            let range = range.and_then(|(start, count)| Some((start, u16::try_from(count).ok()?)));
            let (start, count) = match range {
                Some((start, count)) if count != NODE => (start, count),
                _ => {
                    switches.push(node);
                    (super::discriminator::place(switches.len() - 1), NODE)
                }
            };
            slots[at & (size - 1)] = Slot { start, tag, count };
        }
        Self {
            slots: slots.into(),
            switches: (!switches.is_empty()).then(|| switches.into()),
        }
    }

    /// Calls `each` with the ranges of candidates that stand at `hash` and can match.
    #[inline]
    pub(crate) fn visit<'t, 'r, const ALL: bool>(
        &'t self,
        hash: u64,
        probe: &mut Probe<'t, 'r>,
        each: &mut impl FnMut(&mut Probe<'t, 'r>, Range<u32>),
    ) {
        let Some(mask) = self.slots.len().checked_sub(1) else {
            return;
        };
        let (tag, mut at) = split(hash);
        loop {
            let slot = self.slots[at & mask];
            if slot.count == 0 {
                return;
            }
            if slot.tag == tag {
                if slot.count != NODE {
                    each(probe, slot.start..slot.start + u32::from(slot.count));
                } else if let Some(switches) = &self.switches
                    && let Some(node) = switches.get(slot.start as usize)
                {
                    node.visit::<ALL>(probe, each);
                }
            }
            at += 1;
        }
    }
}

/// The tag of a hash, and where the search for it begins.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the low and the high bits are what is wanted"
)]
fn split(hash: u64) -> (u16, usize) {
    ((hash >> 48) as u16, hash as usize)
}
