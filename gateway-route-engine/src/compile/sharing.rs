//! Sharing: matches and actions that are equal are kept once, whatever rules they come from.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::lower::{LoweredRoute, Matches};
use crate::http_match::HttpMatch;
use crate::path::PathMatch;
use crate::rule::Actions;

/// So many values of one fingerprint are held against a new one; beyond that it is kept on its own.
const COMPARED: usize = 4;

/// What rules have in common.
#[derive(Debug, Default)]
pub(crate) struct Sharing {
    matches: Shared<HttpMatch>,
    actions: Shared<Actions>,
}

/// Values by a fingerprint that equal ones have in common.
#[derive(Debug)]
struct Shared<T> {
    known: BTreeMap<u64, Vec<Arc<T>>>,
}

impl Sharing {
    /// Puts known values in the place of equal ones.
    pub(crate) fn share(&mut self, lowered: &mut LoweredRoute) {
        for rule in lowered.rules.iter_mut().flatten() {
            let actions = &mut rule.rule.actions;
            self.actions.share(actions_fingerprint(actions), actions);
            if let Matches::Http(matches) = &mut rule.matches {
                for one in matches {
                    self.matches.share(match_fingerprint(one), one);
                }
            }
        }
    }
}

impl<T: PartialEq> Shared<T> {
    fn share(&mut self, fingerprint: u64, value: &mut Arc<T>) {
        let known = self.known.entry(fingerprint).or_default();
        if let Some(equal) = known.iter().find(|known| known == &value) {
            *value = Arc::clone(equal);
        } else {
            if known.len() == COMPARED {
                known.remove(0);
            }
            known.push(Arc::clone(value));
        }
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self {
            known: BTreeMap::new(),
        }
    }
}

fn match_fingerprint(one: &HttpMatch) -> u64 {
    let path = match &one.path {
        PathMatch::Exact(path) => (0, &**path),
        PathMatch::Prefix(prefix) => (1, prefix.elements()),
        PathMatch::Regex(pattern) => (2, pattern.as_str()),
    };
    let headers: Vec<_> = one.headers.iter().map(|header| &header.name).collect();
    let values: Vec<_> = one
        .headers
        .iter()
        .map(|header| header.value.exact_hash())
        .collect();
    let params: Vec<_> = one.query_params.iter().map(|param| &param.name).collect();
    fingerprint((path, one.method, headers, values, params))
}

fn actions_fingerprint(actions: &Actions) -> u64 {
    let backends = actions.backends.as_slice().iter();
    let backends: Vec<_> = backends
        .map(|backend| (&backend.target, backend.weight))
        .collect();
    fingerprint((
        backends,
        &actions.name,
        actions.filters.len(),
        actions.timeouts.request,
    ))
}

fn fingerprint(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
