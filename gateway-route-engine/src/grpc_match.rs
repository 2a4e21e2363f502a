//! GRPCRoute match: service, method and headers (spec 7.1).

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::condition::Condition;
use crate::headers::HeaderMatch;
use crate::http_match::{exact_headers, failing_header};
use crate::index::discriminator::Key;
use crate::index::probe::Probe;
use crate::index::{Indexed, Place};
use crate::options::RegexRank;
use crate::precedence::Specificity;
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

impl Indexed for GrpcMatch {
    fn place(&self) -> Place<'_> {
        match (&self.service, &self.method) {
            (Some(ValueMatch::Exact(service)), Some(ValueMatch::Exact(method))) => {
                Place::Exact(Cow::Owned(format!("/{service}/{method}")))
            }
            (Some(ValueMatch::Exact(service)), _) => {
                Place::Prefix(Cow::Owned(format!("/{service}")))
            }
            _ => Place::Prefix(Cow::Borrowed("")),
        }
    }

    fn specificity(&self, _regex_rank: RegexRank) -> Specificity {
        Specificity::Grpc {
            service: rank(self.service.as_ref()),
            method: rank(self.method.as_ref()),
            headers: Reverse(self.headers.len()),
        }
    }

    fn exact_values<'m>(&'m self, each: &mut dyn FnMut(Key<'m>, u64)) {
        if let Some(hash) = self.method.as_ref().and_then(ValueMatch::exact_hash) {
            each(Key::GrpcMethod, hash);
        }
        exact_headers(&self.headers, each);
    }

    fn conditions(&self) -> Vec<Condition<'_>> {
        let service = self.service.iter().map(Condition::GrpcService);
        let method = self.method.iter().map(Condition::GrpcMethod);
        let headers = self.headers.iter().map(Condition::Header);
        service.chain(method).chain(headers).collect()
    }

    fn first_failure<'t>(
        &'t self,
        probe: &mut Probe<'t, '_>,
        _path_holds: bool,
    ) -> Option<Condition<'t>> {
        let Some((service, method)) = called(probe.parts.method, probe.parts.path) else {
            return Some(Condition::GrpcCall);
        };
        let fails = |condition: &'t Option<ValueMatch>, value: &str| {
            condition
                .as_ref()
                .filter(|condition| !condition.matches(value.as_bytes()))
        };
        if let Some(condition) = fails(&self.service, service) {
            return Some(Condition::GrpcService(condition));
        }
        if let Some(condition) = fails(&self.method, method) {
            return Some(Condition::GrpcMethod(condition));
        }
        failing_header(&self.headers, probe)
    }
}

/// Service and method of a call: a POST to a path of exactly two segments that are not empty (spec
/// 7.1.2).
pub(crate) fn called<'r>(method: &str, path: &'r str) -> Option<(&'r str, &'r str)> {
    let (service, called) = path.strip_prefix('/')?.split_once('/')?;
    let call =
        method == "POST" && !service.is_empty() && !called.is_empty() && !called.contains('/');
    call.then_some((service, called))
}

/// How a condition on a service or a method ranks: by its characters, and at equal counts an exact
/// one before a pattern (spec 12.67).
fn rank(condition: Option<&ValueMatch>) -> (Reverse<usize>, bool) {
    match condition {
        None => (Reverse(0), false),
        Some(ValueMatch::Exact(value)) => (Reverse(value.chars().count()), false),
        Some(ValueMatch::Regex(pattern)) => (Reverse(pattern.characters()), true),
    }
}
