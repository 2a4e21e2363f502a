//! Service map: the Services of a mesh by name in many small parts, so that changing one leaves the
//! others shared with whoever still reads the table of before.

use std::collections::BTreeMap;
use std::sync::Arc;

use gateway_api_types::NamespacedName;

use crate::table::{ServiceTable, hash_name};

/// So many Services are in a part on average when it is built; with four times as many in all there are
/// new ones.
const FULL: usize = 64;

type Part = Arc<BTreeMap<NamespacedName, Arc<ServiceTable>>>;

/// Services by a hash of their name.
#[derive(Clone, Debug, Default)]
pub(crate) struct ServiceMap {
    /// A power of two of them, or none.
    parts: Box<[Part]>,
    count: usize,
}

impl ServiceMap {
    pub(crate) fn new(
        services: impl ExactSizeIterator<Item = (NamespacedName, Arc<ServiceTable>)>,
    ) -> Self {
        let count = services.len();
        if count == 0 {
            return Self::default();
        }
        let size = count.div_ceil(FULL).next_power_of_two();
        let mut parts = vec![BTreeMap::new(); size];
        for (name, table) in services {
            parts[part(&name, size)].insert(name, table);
        }
        Self {
            parts: parts.into_iter().map(Arc::new).collect(),
            count,
        }
    }

    pub(crate) fn get(&self, name: &NamespacedName) -> Option<&ServiceTable> {
        let part = self.parts.get(part(name, self.parts.len()))?;
        part.get(name).map(|table| &**table)
    }

    /// Puts a Service in the place of the one of the same name, or takes that one away.
    pub(crate) fn set(&mut self, name: &NamespacedName, table: Option<ServiceTable>) {
        let table = table.map(|table| (name.clone(), Arc::new(table)));
        if self.count >= self.parts.len() * FULL * 4 {
            let all = self.parts.iter().flat_map(|part| &**part);
            let others = all.filter(|(other, _)| *other != name);
            let others = others.map(|(name, table)| (name.clone(), Arc::clone(table)));
            let all: Vec<_> = others.chain(table).collect();
            *self = Self::new(all.into_iter());
            return;
        }
        let part = &mut self.parts[part(name, self.parts.len())];
        let part = Arc::make_mut(part);
        let before = part.len();
        match table {
            Some((name, table)) => drop(part.insert(name, table)),
            None => drop(part.remove(name)),
        }
        self.count = self.count + part.len() - before;
    }
}

/// The part of a name among so many.
fn part(name: &NamespacedName, size: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the low bits are what is wanted"
    )]
    let hash = hash_name(name) as usize;
    hash & size.wrapping_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_come_and_go_and_leave_a_copy_alone() {
        let name = |index: usize| NamespacedName::new("a", index.to_string());
        let mut map = ServiceMap::default();
        for index in 0..1000 {
            let copy = map.clone();
            map.set(&name(index), Some(ServiceTable::default()));
            assert!(copy.get(&name(index)).is_none() && map.get(&name(index)).is_some());
            assert!(index == 0 || copy.get(&name(index - 1)).is_some());
        }
        for index in (0..1000).step_by(2) {
            map.set(&name(index), None);
        }
        map.set(&name(2000), None);
        let there = (0..1000).filter(|index| map.get(&name(*index)).is_some());
        assert!(there.eq((1..1000).step_by(2)));
        assert_eq!(map.count, 500);
    }
}
