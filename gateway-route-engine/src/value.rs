//! Value match: how header, query-parameter and gRPC values are compared (spec 4.3, 12.73).

use crate::index::discriminator::hash_exact;
use crate::pattern::Pattern;
use crate::query_params::Encoded;
use crate::scan::same;

/// The condition on one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueMatch {
    /// `Exact`: byte for byte, case-sensitive.
    Exact(Box<str>),
    /// `RegularExpression`: the whole value.
    Regex(Pattern),
}

impl ValueMatch {
    /// Whether a value meets the condition.
    pub fn matches(&self, value: &[u8]) -> bool {
        match self {
            Self::Exact(expected) => same(expected.as_bytes(), value),
            Self::Regex(pattern) => pattern.matches(value),
        }
    }

    /// Whether a value out of a query meets the condition.
    pub(crate) fn matches_encoded(&self, value: Encoded<'_>) -> bool {
        match self {
            Self::Exact(expected) => value.is(expected),
            Self::Regex(pattern) => value.with(|decoded| pattern.matches(decoded)),
        }
    }

    /// The hash of the only value that meets the condition, where there is only one.
    pub(crate) fn exact_hash(&self) -> Option<u64> {
        match self {
            Self::Exact(value) => Some(hash_exact(value.as_bytes())),
            Self::Regex(_) => None,
        }
    }
}
