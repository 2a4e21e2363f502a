//! Matching of calls by GRPCRoute rules, and the order in which they win (spec 7.1, 12.67, 12.73).

use std::cmp::Reverse;

use gateway_api_types::{
    GrpcHeaderMatch, GrpcHeaderMatchType, GrpcMethodMatchType, GrpcRouteMatch,
};

use super::matching::View;

/// Place among the matches of one hostname: characters of the service, then of the method, at equal
/// counts an exact value before a pattern, then header matches (spec 7.1.6, 12.67).
pub(super) type Rank = (
    (Reverse<usize>, bool),
    (Reverse<usize>, bool),
    Reverse<usize>,
);

pub(super) fn rank(found: &GrpcRouteMatch) -> Rank {
    let part = |value: Option<String>| {
        let pattern = value.is_some() && is_pattern(found);
        (
            Reverse(value.map_or(0, |value| value.chars().count())),
            pattern,
        )
    };
    (
        part(service_of(found)),
        part(method_of(found)),
        Reverse(headers_of(found).len()),
    )
}

fn is_pattern(found: &GrpcRouteMatch) -> bool {
    let kind = found
        .method
        .as_ref()
        .and_then(|method| method.r#type.as_ref());
    kind == Some(&GrpcMethodMatchType::RegularExpression)
}

/// The service without a leading point, which an exact one may have (spec 12.67); an empty one is
/// none.
fn service_of(found: &GrpcRouteMatch) -> Option<String> {
    let service = found.method.as_ref()?.service.as_deref()?;
    let service = if is_pattern(found) {
        service
    } else {
        service.strip_prefix('.').unwrap_or(service)
    };
    (!service.is_empty()).then(|| service.to_owned())
}

fn method_of(found: &GrpcRouteMatch) -> Option<String> {
    let method = found.method.as_ref()?.method.clone();
    method.filter(|method| !method.is_empty())
}

/// Of equivalent names the first (spec 7.1.5).
fn headers_of(found: &GrpcRouteMatch) -> Vec<&GrpcHeaderMatch> {
    let mut kept: Vec<&GrpcHeaderMatch> = Vec::new();
    for header in found.headers.iter().flatten() {
        let same = |other: &&GrpcHeaderMatch| other.name.eq_ignore_ascii_case(&header.name);
        if !kept.iter().any(same) {
            kept.push(header);
        }
    }
    kept
}

/// Service and method of a call: a POST to exactly two segments (spec 7.1.2).
fn call(view: &View) -> Option<(&str, &str)> {
    let path = view.target.matched.strip_prefix('/')?;
    let (service, method) = path.split_once('/')?;
    let whole = !service.is_empty() && !method.is_empty() && !method.contains('/');
    (view.method == "POST" && whole).then_some((service, method))
}

/// Whether all conditions of a match hold.
pub(super) fn matches(found: &GrpcRouteMatch, view: &View) -> bool {
    let Some((service, method)) = call(view) else {
        return false;
    };
    let holds = |wanted: Option<String>, sent: &str| match wanted {
        None => true,
        Some(wanted) if is_pattern(found) => view.fits(&wanted, sent.as_bytes()),
        Some(wanted) => wanted == sent,
    };
    holds(service_of(found), service)
        && holds(method_of(found), method)
        && headers_of(found)
            .into_iter()
            .all(|header| header_matches(header, view))
}

fn header_matches(header: &GrpcHeaderMatch, view: &View) -> bool {
    let Some(value) = view.header(&header.name.to_ascii_lowercase()) else {
        return false;
    };
    match header.r#type {
        None | Some(GrpcHeaderMatchType::Exact) => value == header.value,
        Some(GrpcHeaderMatchType::RegularExpression) => view.fits(&header.value, value.as_bytes()),
        _ => false,
    }
}
