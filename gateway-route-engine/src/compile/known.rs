//! Known: which names a list holds already, asked while it is built.

use std::collections::BTreeSet;

/// How long a list may be that is searched name by name: no list of a schema is longer, and that is
/// faster than a set.
const FEW: usize = 16;

/// The names of a list that has got long.
#[derive(Default)]
pub(crate) struct Known {
    names: BTreeSet<String>,
}

impl Known {
    /// Whether a name is that of an item. Always asked about the same list, in which no name stands
    /// twice and which only grows.
    pub(crate) fn has<T>(&mut self, list: &[T], name_of: impl Fn(&T) -> &str, name: &str) -> bool {
        if list.len() <= FEW {
            return list.iter().any(|item| name_of(item) == name);
        }
        let fresh = list[self.names.len()..].iter();
        self.names
            .extend(fresh.map(|item| name_of(item).to_owned()));
        self.names.contains(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_once_it_is_in_the_list() {
        let (mut known, mut list) = (Known::default(), Vec::new());
        for index in 0..3 * FEW {
            let name = format!("n{index}");
            assert!(!known.has(&list, String::as_str, &name));
            list.push(name);
            for name in &list {
                assert!(known.has(&list, String::as_str, name), "{name}");
            }
        }
    }
}
