//! Value match: how header, query-parameter and gRPC values are compared (spec 4.3, 12.73).

use crate::pattern::Pattern;

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
            Self::Exact(expected) => expected.as_bytes() == value,
            Self::Regex(pattern) => pattern.matches(value),
        }
    }
}
