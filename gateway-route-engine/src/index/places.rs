//! Places: candidates by the hash of where they stand, in one piece of memory.

use std::ops::Range;

use super::discriminator::Node;
use super::probe::Probe;

/// Ranges of candidates by hash. A place is known by a part of its hash alone: what stands at
/// another place of equal parts is visited too, and finds that it does not match.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// A power of two of them, or none; a third of them or more are empty.
    slots: Box<[Slot]>,
    /// The nodes of places with many candidates.
    switches: Box<[Node]>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    tag: u32,
    /// Where the range starts, or the place of a node.
    start: u32,
    /// Where the range ends, which is never 0; `NODE`: there is a node; 0: nothing is here.
    end: u32,
}

const EMPTY: Slot = Slot {
    tag: 0,
    start: 0,
    end: 0,
};
const NODE: u32 = u32::MAX;

impl Places {
    /// The places of these nodes by their hashes.
    pub(crate) fn new(nodes: Vec<(u64, Node)>) -> Self {
        if nodes.is_empty() {
            return Self::default();
        }
        let size = (nodes.len() * 3 / 2 + 1).next_power_of_two();
        let mut slots = vec![EMPTY; size].into_boxed_slice();
        let mut switches = Vec::new();
        for (hash, node) in nodes {
            let (tag, mut at) = split(hash);
            while slots[at & (size - 1)].end != 0 {
                at += 1;
            }
            let (start, end) = match node {
                Node::Leaf(range) => (range.start, range.end),
                node @ Node::Switch(_) => {
                    switches.push(node);
                    (super::discriminator::place(switches.len() - 1), NODE)
                }
            };
            slots[at & (size - 1)] = Slot { tag, start, end };
        }
        Self {
            slots,
            switches: switches.into(),
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
            if slot.end == 0 {
                return;
            }
            if slot.tag == tag {
                if slot.end != NODE {
                    each(probe, slot.start..slot.end);
                } else if let Some(node) = self.switches.get(slot.start as usize) {
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
fn split(hash: u64) -> (u32, usize) {
    ((hash >> 32) as u32, hash as usize)
}
