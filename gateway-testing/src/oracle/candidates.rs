//! Candidates: every match of every rule of every route on a listener, and the order in which they
//! win (spec 4.4).

use std::cmp::Reverse;

use gateway_api_types::{
    GatewayApiObject, HttpRoute, HttpRouteMatch, HttpRouteRule, PathMatchType,
};

use super::attachment::{is_attached, rules_of};
use super::cluster::{Cluster, route_seniority};
use super::hostname;
use super::listeners::Listener;
use super::matching::{View, headers_of, matches, params_of, path_of};
use super::path::without_slash;
use super::validity::fault;
use crate::options::{Options, RegexRank};

/// A match that may win a request.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'w> {
    pub(super) route: &'w HttpRoute,
    pub(super) rule: HttpRouteRule,
    pub(super) rule_index: usize,
    pub(super) found: HttpRouteMatch,
    pub(super) match_index: usize,
    /// The route's hostname that covers the request's host.
    hostname: Option<&'w str>,
}

/// The best candidate on a listener whose every condition a request meets.
pub(super) fn winner<'w>(
    cluster: Cluster<'w>,
    listener: &Listener<'_>,
    host: Option<&str>,
    view: &View,
) -> Option<Candidate<'w>> {
    let raw = cluster.options.raw_paths;
    let routes = cluster
        .world
        .http_routes
        .iter()
        .filter(|route| is_attached(cluster, route, listener));
    let candidates = routes.flat_map(|route| candidates(route, listener, host));
    let matching = candidates.filter(|candidate| matches(&candidate.found, view, raw));
    matching.min_by_key(|candidate| rank(candidate, cluster.options))
}

/// One candidate for each hostname of the route that covers the host, each valid rule and each
/// match. Hostnames that do not intersect the listener's are ignored on it (spec 3.3.4).
fn candidates<'w>(
    route: &'w HttpRoute,
    listener: &Listener<'_>,
    host: Option<&str>,
) -> Vec<Candidate<'w>> {
    let mut hostnames: Vec<Option<&str>> = route
        .spec
        .hostnames
        .iter()
        .flatten()
        .map(|name| Some(name.as_str()))
        .collect();
    if hostnames.is_empty() {
        hostnames.push(None);
    }
    hostnames.retain(|name| {
        hostname::intersects(listener.hostname, *name) && hostname::covers(*name, host)
    });
    let mut candidates = Vec::new();
    for hostname in hostnames {
        for (rule_index, rule) in rules_of(route)
            .into_iter()
            .enumerate()
            .filter(|(_, rule)| fault(rule).is_none())
        {
            for (match_index, found) in matches_of(&rule).into_iter().enumerate() {
                candidates.push(Candidate {
                    route,
                    rule: rule.clone(),
                    rule_index,
                    found,
                    match_index,
                    hostname,
                });
            }
        }
    }
    candidates
}

/// The matches of a rule, by default one of everything (spec 4.1.2).
fn matches_of(rule: &HttpRouteRule) -> Vec<HttpRouteMatch> {
    match &rule.matches {
        Some(matches) if !matches.is_empty() => matches.clone(),
        _ => vec![HttpRouteMatch::default()],
    }
}

/// Place in the order of spec 4.4; the smallest wins.
type Rank = (
    Hostname,
    Path,
    bool,
    Reverse<usize>,
    Reverse<usize>,
    (i64, String),
    usize,
    usize,
);
/// Characters of a matching hostname without wildcard, then of any.
type Hostname = (Reverse<usize>, Reverse<usize>);
/// Class of the path match, then its characters.
type Path = (u8, Reverse<usize>);

fn rank(candidate: &Candidate<'_>, options: &Options) -> Rank {
    let found = &candidate.found;
    // Steps 1 and 2: characters of the hostname as it is written in the route (spec 4.4.8, 12.15).
    let length = candidate.hostname.map_or(0, |name| name.chars().count());
    let exact = candidate
        .hostname
        .is_some_and(|name| !name.starts_with('*'));
    (
        (Reverse(if exact { length } else { 0 }), Reverse(length)),
        path_rank(found, options),
        // Step 5: a method.
        found.method.is_none(),
        // Steps 6 and 7: what counts of the header and query-parameter matches (spec 4.4.6).
        Reverse(headers_of(found).len()),
        Reverse(params_of(found).len()),
        // Steps 8 and 9: the oldest route, then its name.
        route_seniority(candidate.route),
        // Step 10: the order in the route; that of the matches is for show (spec 12.57).
        candidate.rule_index,
        candidate.match_index,
    )
}

/// Steps 3 and 4, with regular expressions where the options put them, the longer pattern first
/// (spec 12.18). A trailing slash is no character of a prefix, the root's excepted (spec 12.16).
fn path_rank(found: &HttpRouteMatch, options: &Options) -> Path {
    let (kind, value) = path_of(found, options.raw_paths);
    match kind {
        PathMatchType::Exact => (1, Reverse(0)),
        PathMatchType::RegularExpression => {
            let class = match options.regex_rank {
                RegexRank::BeforeExact => 0,
                RegexRank::BetweenExactAndPrefix => 2,
                RegexRank::AfterPrefix => 4,
            };
            (class, Reverse(value.chars().count()))
        }
        _ => (3, Reverse(without_slash(&value).chars().count().max(1))),
    }
}

impl Candidate<'_> {
    /// The prefix that the match takes off a path, for `ReplacePrefixMatch`.
    pub(super) fn prefix(&self, raw: bool) -> String {
        path_of(&self.found, raw).1
    }

    /// Namespace and name of the route.
    pub(super) fn route_name(&self) -> (&str, &str) {
        (self.route.namespace(), self.route.name())
    }
}
