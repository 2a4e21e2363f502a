//! Route names: which routes there are, by number. A table knows a hundred thousand of them, so their
//! names stand in few texts, one behind the other, and a rule says where.

use std::fmt;
use std::sync::Arc;

use gateway_api_types::NamespacedName;

use crate::rule::{RouteId, RouteKind};

/// A list takes no more names once it has so many bytes of them: an edit that replaces all of its
/// routes frees it.
const FULL: usize = 1 << 16;

/// The creation time of a route that was never created, one in a file: the newest of all.
const NEVER: i64 = i64::MAX;

/// Which route a rule belongs to, borrowed from the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RouteRef<'a> {
    /// The route's kind.
    pub kind: RouteKind,
    /// The route's namespace.
    pub namespace: &'a str,
    /// The route's name.
    pub name: &'a str,
}

/// Routes of one kind.
#[derive(Debug)]
pub(crate) struct RouteNames {
    kind: RouteKind,
    /// Each `namespace/name`, without anything between them.
    text: Box<str>,
    routes: Box<[Entry]>,
}

/// What is known of a route; its text starts where that of the one before it ends.
#[derive(Clone, Copy, Debug)]
struct Entry {
    slash: u32,
    end: u32,
    /// Seconds since the epoch.
    created: i64,
}

/// A route by its number in a list. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Named {
    pub(crate) names: Arc<RouteNames>,
    pub(crate) number: u32,
}

impl RouteNames {
    /// Routes of one kind with the times of their creation, in seconds since the epoch, in this order.
    pub(crate) fn number<'a>(
        kind: RouteKind,
        routes: impl IntoIterator<Item = (&'a NamespacedName, Option<i64>)>,
    ) -> Vec<Named> {
        let mut all = Vec::new();
        let (mut text, mut list) = (String::new(), Vec::new());
        let mut close = |text: &mut String, list: &mut Vec<Entry>| {
            let numbers = 0..place(list.len());
            let names = Arc::new(Self {
                kind,
                text: std::mem::take(text).into(),
                routes: std::mem::take(list).into(),
            });
            all.extend(numbers.map(|number| Named {
                names: Arc::clone(&names),
                number,
            }));
        };
        for (name, created) in routes {
            text.push_str(&name.namespace);
            let slash = place(text.len());
            text.push('/');
            text.push_str(&name.name);
            list.push(Entry {
                slash,
                end: place(text.len()),
                created: created.unwrap_or(NEVER),
            });
            if text.len() >= FULL {
                close(&mut text, &mut list);
            }
        }
        if !list.is_empty() {
            close(&mut text, &mut list);
        }
        all
    }

    /// A route of the list.
    pub(crate) fn route(&self, number: u32) -> RouteRef<'_> {
        let joined = self.joined(number);
        let start = self.start(number);
        let slash = self.entry(number).map_or(0, |entry| entry.slash as usize);
        let (namespace, name) = joined
            .split_at_checked(slash.saturating_sub(start))
            .unwrap_or_default();
        RouteRef {
            kind: self.kind,
            namespace,
            name: name.strip_prefix('/').unwrap_or(name),
        }
    }

    /// A route's `namespace/name`.
    fn joined(&self, number: u32) -> &str {
        let end = self.entry(number).map_or(0, |entry| entry.end as usize);
        self.text.get(self.start(number)..end).unwrap_or_default()
    }

    fn start(&self, number: u32) -> usize {
        let before = number.checked_sub(1).and_then(|before| self.entry(before));
        before.map_or(0, |before| before.end as usize)
    }

    fn entry(&self, number: u32) -> Option<&Entry> {
        self.routes.get(number as usize)
    }
}

impl Named {
    /// The route.
    pub(crate) fn route(&self) -> RouteRef<'_> {
        self.names.route(self.number)
    }

    /// Its `namespace/name`.
    pub(crate) fn joined(&self) -> &str {
        self.names.joined(self.number)
    }

    /// When it was created, in seconds since the epoch; that of a route that never was is the latest.
    pub(crate) fn created(&self) -> i64 {
        let entry = self.names.entry(self.number);
        entry.map_or(NEVER, |entry| entry.created)
    }
}

impl fmt::Debug for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} created {}", self.route(), self.created())
    }
}

impl RouteRef<'_> {
    /// The same for keeps.
    pub fn to_id(self) -> RouteId {
        RouteId {
            kind: self.kind,
            name: NamespacedName::new(self.namespace, self.name),
        }
    }
}

impl<'a> From<&'a RouteId> for RouteRef<'a> {
    fn from(id: &'a RouteId) -> Self {
        Self {
            kind: id.kind,
            namespace: &id.name.namespace,
            name: &id.name.name,
        }
    }
}

/// `namespace/name`.
impl fmt::Display for RouteRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.namespace, self.name)
    }
}

/// A place in a list, of which none has four billion.
fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(routes: &[(&str, &str, Option<i64>)]) -> Vec<Named> {
        let names: Vec<_> = routes
            .iter()
            .map(|(namespace, name, created)| (NamespacedName::new(*namespace, *name), *created))
            .collect();
        let routes = names.iter().map(|(name, created)| (name, *created));
        RouteNames::number(RouteKind::Http, routes)
    }

    #[test]
    fn every_route_has_its_name_however_many_there_are() {
        let names: Vec<_> = (0..10_000)
            .map(|number| ("n".repeat(number % 3), format!("{number}/é")))
            .collect();
        let routes: Vec<_> = names
            .iter()
            .map(|(namespace, name)| (&**namespace, &**name, None))
            .collect();
        let numbered = numbered(&routes);
        assert!(!Arc::ptr_eq(&numbered[0].names, &numbered[9_999].names));
        for ((namespace, name), found) in names.iter().zip(&numbered) {
            let found = found.route();
            assert_eq!((found.namespace, found.name), (&**namespace, &**name));
            assert_eq!(RouteRef::from(&found.to_id()), found);
        }
        assert_eq!(numbered.len(), names.len());
    }
}
