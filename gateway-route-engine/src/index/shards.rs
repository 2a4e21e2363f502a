//! Shards: values by hostname in many small tables, so that changing one leaves the others shared
//! with whoever still reads the table of before.

use super::flat_map::FlatMap;
use crate::hostname::Hostname;

/// So many values are in a shard on average when it is built; with four times as many in all there
/// are new ones.
const FULL: usize = 32;

/// Values by a hash of their hostname.
#[derive(Clone, Debug)]
pub(crate) struct Shards<V> {
    /// A power of two of them, or none.
    shards: Box<[FlatMap<(Hostname, V)>]>,
    count: usize,
}

impl<V> Shards<V> {
    pub(crate) fn new(hashed: Vec<(u64, (Hostname, V))>) -> Self {
        let count = hashed.len();
        if count == 0 {
            return Self::default();
        }
        let size = count.div_ceil(FULL).next_power_of_two();
        let mut parts: Vec<Vec<_>> = (0..size).map(|_| Vec::new()).collect();
        for entry in hashed {
            parts[shard(entry.0) & (size - 1)].push(entry);
        }
        let shards = parts.into_iter().map(FlatMap::new);
        Self {
            shards: shards.collect(),
            count,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// All of them, in no order that means anything.
    pub(crate) fn values(&self) -> impl Iterator<Item = &(Hostname, V)> {
        self.shards.iter().flat_map(FlatMap::values)
    }

    /// The value with this hash of which `is` holds.
    #[expect(
        clippy::inline_always,
        reason = "one of the steps that every request takes once"
    )]
    #[inline(always)]
    pub(crate) fn find(&self, hash: u64, is: impl Fn(&Hostname) -> bool) -> Option<&(Hostname, V)> {
        let mask = self.shards.len().checked_sub(1)?;
        self.shards[shard(hash) & mask].find(hash, |(name, _)| is(name))
    }
}

impl<V: Clone> Shards<V> {
    /// Puts a value in the place of the one of the same name, or takes that one away.
    pub(crate) fn set(
        &mut self,
        hash: u64,
        hostname: &Hostname,
        value: Option<&V>,
        hash_of: impl Fn(&Hostname) -> u64,
    ) {
        let known = self.find(hash, |name| name == hostname).is_some();
        let crowded = self.count >= self.shards.len() * FULL * 4;
        let mask = self.shards.len().wrapping_sub(1);
        let rebuilt = |values: &mut dyn Iterator<Item = &(Hostname, V)>| {
            let others = values.filter(|(name, _)| name != hostname);
            let others = others.map(|entry| (hash_of(&entry.0), entry.clone()));
            let own = value.map(|value| (hash, (hostname.clone(), value.clone())));
            others.chain(own).collect::<Vec<_>>()
        };
        if crowded {
            let all = rebuilt(&mut self.values());
            *self = Self::new(all);
            return;
        }
        let shard = &mut self.shards[shard(hash) & mask];
        *shard = FlatMap::new(rebuilt(&mut shard.values().iter()));
        self.count = self.count - usize::from(known) + usize::from(value.is_some());
    }
}

impl<V> Default for Shards<V> {
    fn default() -> Self {
        Self {
            shards: Box::default(),
            count: 0,
        }
    }
}

/// Where a hash belongs, by bits that the tables inside look at last.
fn shard(hash: u64) -> usize {
    (hash >> 40) as usize
}
