//! Validity: which rules of an HTTPRoute have to be dropped (spec 4.3.8, 5.1, 12.61, 12.76).

use gateway_api_types::{
    HeaderMatchType, HttpBackendRef, HttpMethod, HttpRouteFilter, HttpRouteMatch, HttpRouteRetry,
    HttpRouteRule, HttpRouteTimeouts, PathMatchType, QueryParamMatchType,
};

use super::filter_validity::{filter_is_valid, filters_are_compatible, replaces_prefix};
use super::grammar;
use super::regex::is_pattern;
use super::traffic_policy::session_is_valid;

/// Why a rule is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// Filters are repeated, or cannot stand together (spec 5.1.3, 5.1.4).
    IncompatibleFilters,
    /// A value that is unknown, or that no schema lets through.
    UnsupportedValue,
}

impl Fault {
    /// The reason of `Accepted=False` where every rule is at fault.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::IncompatibleFilters => "IncompatibleFilters",
            Self::UnsupportedValue => "UnsupportedValue",
        }
    }
}

/// What is wrong with a rule; a bad value outranks a bad combination.
pub(super) fn fault(rule: &HttpRouteRule) -> Option<Fault> {
    let matches = rule.matches.iter().flatten().all(match_is_valid);
    let filters = filters_of(rule).all(filter_is_valid);
    let backends = rule.backend_refs.iter().flatten().all(backend_is_valid);
    let prefix = filters_of(rule).all(|filter| !replaces_prefix(filter)) || has_one_prefix(rule);
    let timeouts = rule.timeouts.as_ref().is_none_or(timeouts_are_valid);
    let retry = rule.retry.as_ref().is_none_or(retry_is_valid);
    let session = rule
        .session_persistence
        .as_ref()
        .is_none_or(session_is_valid);
    if !(matches && filters && backends && prefix && timeouts && retry && session) {
        return Some(Fault::UnsupportedValue);
    }
    (!filters_are_compatible(rule)).then_some(Fault::IncompatibleFilters)
}

/// The rule's own filters and those of its backends.
fn filters_of(rule: &HttpRouteRule) -> impl Iterator<Item = &HttpRouteFilter> {
    let backends = rule.backend_refs.iter().flatten();
    rule.filters
        .iter()
        .flatten()
        .chain(backends.flat_map(|backend| backend.filters.iter().flatten()))
}

fn match_is_valid(found: &HttpRouteMatch) -> bool {
    let path = found.path.as_ref().is_none_or(|path| {
        let value = path.value.as_deref().unwrap_or("/");
        match &path.r#type {
            None | Some(PathMatchType::PathPrefix | PathMatchType::Exact) => {
                grammar::is_path(value)
            }
            Some(PathMatchType::RegularExpression) => {
                value.chars().count() <= 1024 && is_pattern(value)
            }
            Some(_) => false,
        }
    });
    let headers = found.headers.iter().flatten().all(|header| {
        grammar::is_header_name(&header.name)
            && grammar::is_header_value(&header.value)
            && match &header.r#type {
                None | Some(HeaderMatchType::Exact) => true,
                Some(HeaderMatchType::RegularExpression) => is_pattern(&header.value),
                Some(_) => false,
            }
    });
    let params = found.query_params.iter().flatten().all(|param| {
        grammar::is_header_name(&param.name)
            && grammar::is_query_value(&param.value)
            && match &param.r#type {
                None | Some(QueryParamMatchType::Exact) => true,
                Some(QueryParamMatchType::RegularExpression) => is_pattern(&param.value),
                Some(_) => false,
            }
    });
    path && headers && params && found.method.as_ref().is_none_or(HttpMethod::is_known)
}

pub(super) fn backend_is_valid(backend: &HttpBackendRef) -> bool {
    backend
        .weight
        .is_none_or(|weight| (0..=1_000_000).contains(&weight))
}

pub(super) fn port_is_valid(port: i32) -> bool {
    (1..=65535).contains(&port)
}

/// Durations, and one attempt not longer than all of them, unless there is no limit (spec 6.4.4).
fn timeouts_are_valid(timeouts: &HttpRouteTimeouts) -> bool {
    let read = |text: &Option<String>| text.as_deref().map(grammar::milliseconds);
    match (read(&timeouts.request), read(&timeouts.backend_request)) {
        (Some(None), _) | (_, Some(None)) => false,
        (Some(Some(request)), Some(Some(backend))) => request == 0 || backend <= request,
        _ => true,
    }
}

fn retry_is_valid(retry: &HttpRouteRetry) -> bool {
    retry
        .codes
        .iter()
        .flatten()
        .all(|code| (400..=599).contains(code))
        && retry.attempts.is_none_or(|attempts| attempts >= 0)
        && retry
            .backoff
            .as_deref()
            .is_none_or(|backoff| grammar::milliseconds(backoff).is_some())
}

/// Exactly one match, and it is a prefix; absent matches are one, an empty list is none (spec
/// 5.1.8).
fn has_one_prefix(rule: &HttpRouteRule) -> bool {
    let Some(matches) = &rule.matches else {
        return true;
    };
    let kind = |found: &HttpRouteMatch| found.path.as_ref().and_then(|path| path.r#type.clone());
    matches.len() == 1
        && matches
            .iter()
            .all(|found| kind(found).is_none_or(|kind| kind == PathMatchType::PathPrefix))
}
