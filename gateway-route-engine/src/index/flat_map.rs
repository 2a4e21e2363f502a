//! Flat map: a hash table that is built once and never changes, in two pieces of memory, which its
//! clones share.

use std::ops::ControlFlow::{self, Break, Continue};
use std::sync::Arc;

/// Values in the order in which they were given, found by hash: a table of slots with open
/// addressing points at them. Two thirds of the slots or more are empty, and each says whether it is
/// worth to look at the next one: what is there and what is not is mostly known from one of them.
#[derive(Debug)]
pub(crate) struct FlatMap<V> {
    /// A power of two of them, or none.
    slots: Arc<[Slot]>,
    values: Arc<[V]>,
}

/// Where a value is, and the part of its hash that has not led here.
#[derive(Clone, Copy, Debug)]
struct Slot {
    tag: u32,
    /// `NOWHERE`: there is none. With the bit `PASSED`, another value has its slot behind this one
    /// though it was meant to be here or before.
    index: u32,
}

const PASSED: u32 = 1 << 31;
const NOWHERE: u32 = !PASSED;

impl<V> FlatMap<V> {
    /// The map of these values by their hashes.
    pub(crate) fn new(hashed: Vec<(u64, V)>) -> Self {
        if hashed.is_empty() {
            return Self::default();
        }
        let size = (hashed.len() * 3).next_power_of_two();
        let empty = Slot {
            tag: 0,
            index: NOWHERE,
        };
        let mut slots = vec![empty; size];
        let values = hashed.into_iter().zip(0..);
        let values = values.map(|((hash, value), index)| {
            let (tag, mut at) = place(hash, size - 1);
            while slots[at].index & NOWHERE != NOWHERE {
                slots[at].index |= PASSED;
                at = (at + 1) & (size - 1);
            }
            slots[at] = Slot { tag, index };
            value
        });
        let values = values.collect();
        Self {
            slots: slots.into(),
            values,
        }
    }

    /// The value with this hash of which `is` holds.
    #[inline]
    pub(crate) fn find(&self, hash: u64, mut is: impl FnMut(&V) -> bool) -> Option<&V> {
        let mask = self.slots.len().checked_sub(1)?;
        let (tag, at) = place(hash, mask);
        // The first slot is looked at outside of the loop, before which a compiler prepares what pays
        // for many rounds alone.
        match self.look(at & mask, tag, &mut is) {
            Break(found) => found,
            Continue(()) => self.find_behind(at, tag, is),
        }
    }

    #[inline(never)]
    fn find_behind(&self, mut at: usize, tag: u32, mut is: impl FnMut(&V) -> bool) -> Option<&V> {
        let mask = self.slots.len().checked_sub(1)?;
        loop {
            at += 1;
            if let Break(found) = self.look(at & mask, tag, &mut is) {
                return found;
            }
        }
    }

    /// What a slot says of the value that is looked for; it may be one behind it.
    #[expect(
        clippy::inline_always,
        reason = "the first slot is most often the last one that is looked at"
    )]
    #[inline(always)]
    fn look(
        &self,
        at: usize,
        tag: u32,
        is: &mut impl FnMut(&V) -> bool,
    ) -> ControlFlow<Option<&V>> {
        let slot = self.slots[at];
        if slot.tag == tag
            && let Some(value) = self.values.get((slot.index & NOWHERE) as usize)
            && is(value)
        {
            return Break(Some(value));
        }
        if slot.index & PASSED == 0 {
            Break(None)
        } else {
            Continue(())
        }
    }

    pub(crate) fn values(&self) -> &[V] {
        &self.values
    }
}

impl<V: Clone> FlatMap<V> {
    /// The values, to be changed; what they are found by must stay.
    pub(crate) fn values_mut(&mut self) -> &mut [V] {
        Arc::make_mut(&mut self.values)
    }
}

impl<V> Clone for FlatMap<V> {
    fn clone(&self) -> Self {
        Self {
            slots: Arc::clone(&self.slots),
            values: Arc::clone(&self.values),
        }
    }
}

/// The tag of a hash, and the slot where the search for it begins.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the low and the high bits are what is wanted"
)]
fn place(hash: u64, mask: usize) -> (u32, usize) {
    ((hash >> 32) as u32, hash as usize & mask)
}

impl<V> Default for FlatMap<V> {
    fn default() -> Self {
        Self {
            slots: Arc::default(),
            values: Arc::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found_however_hashes_collide() {
        for collide in [1, 7, u64::MAX] {
            let hash = |value: u64| ((value % collide) << 32) | (value % collide);
            for size in [0, 1, 2, 3, 100] {
                let map = FlatMap::new((0..size).map(|value| (hash(value), value)).collect());
                for value in 0..size {
                    assert_eq!(map.find(hash(value), |found| *found == value), Some(&value));
                }
                assert_eq!(map.find(hash(size), |found| *found == size), None);
                assert_eq!(map.values().len(), usize::try_from(size).unwrap());
            }
        }
    }
}
