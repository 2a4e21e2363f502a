//! GRPCRoute match: service, method and headers (spec 7.1).

use std::cmp::Reverse;

use crate::headers::HeaderMatch;
use crate::http_match::{MatchView, header_matches};
use crate::value::ValueMatch;

/// A match of a GRPCRoute rule: every condition has to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrpcMatch {
    /// The full name of the service, without a leading dot; `None`: any.
    pub service: Option<ValueMatch>,
    /// The method; `None`: any.
    pub method: Option<ValueMatch>,
    /// Headers, each name once.
    pub headers: Vec<HeaderMatch>,
}

impl GrpcMatch {
    pub(crate) fn matches(&self, request: MatchView<'_>) -> bool {
        let Some((service, method)) = called(request) else {
            return false;
        };
        let holds = |condition: &Option<ValueMatch>, value: &str| {
            condition
                .as_ref()
                .is_none_or(|condition| condition.matches(value.as_bytes()))
        };
        holds(&self.service, service)
            && holds(&self.method, method)
            && self
                .headers
                .iter()
                .all(|header| header_matches(header, request))
    }
}

/// Service and method of a call: a POST to a path of exactly two segments that are not empty (spec
/// 7.1.2).
fn called(request: MatchView<'_>) -> Option<(&str, &str)> {
    let (service, method) = request.path.strip_prefix('/')?.split_once('/')?;
    let call = request.method == "POST"
        && !service.is_empty()
        && !method.is_empty()
        && !method.contains('/');
    call.then_some((service, method))
}

/// How a condition on a service or a method ranks: by its characters, and at equal counts an exact
/// one before a pattern (spec 12.67).
pub(crate) fn rank(condition: Option<&ValueMatch>) -> (Reverse<usize>, bool) {
    match condition {
        None => (Reverse(0), false),
        Some(ValueMatch::Exact(value)) => (Reverse(value.chars().count()), false),
        Some(ValueMatch::Regex(pattern)) => (Reverse(pattern.characters()), true),
    }
}
