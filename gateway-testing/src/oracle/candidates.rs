//! Candidates: every match of every rule of every route on a listener, and the order in which they
//! win (spec 4.4).

use std::cmp::Reverse;

use gateway_api_types::{HttpRouteMatch, PathMatchType};

use super::grpc_matching;
use super::hostname;
use super::listeners::Listener;
use super::matching::{View, headers_of, matches, params_of, path_of};
use super::path::without_slash;
use super::route::{Route, Rule};
use crate::options::{Options, RegexRank};

/// A match that may win a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'w> {
    pub(super) route: &'w Route<'w>,
    pub(super) rule: &'w Rule,
    pub(super) rule_index: usize,
    pub(super) match_index: usize,
    /// The route's hostname that covers the request's host.
    hostname: Option<&'w str>,
}

/// The best candidate of HTTPRoutes whose every condition a request meets.
pub(super) fn http_winner<'w>(
    routes: &[&'w Route<'w>],
    listener: Option<&Listener<'_>>,
    host: Option<&str>,
    view: &View,
    options: &Options,
) -> Option<Candidate<'w>> {
    let count = |rule: &Rule| rule.http.matches.iter().flatten().count();
    let candidates = candidates(routes, listener, host, count).into_iter();
    let matching = candidates.filter_map(|candidate| {
        let found = candidate.found()?;
        matches(found, view, options.raw_paths).then_some((candidate, found))
    });
    let best = matching.min_by_key(|(candidate, found)| rank(candidate, found, options));
    best.map(|(candidate, _)| candidate)
}

/// The same of GRPCRoutes (spec 7.1.6).
pub(super) fn grpc_winner<'w>(
    routes: &[&'w Route<'w>],
    listener: Option<&Listener<'_>>,
    host: Option<&str>,
    view: &View,
) -> Option<Candidate<'w>> {
    let count = |rule: &Rule| rule.grpc.len();
    let candidates = candidates(routes, listener, host, count).into_iter();
    let matching = candidates.filter_map(|candidate| {
        let found = candidate.rule.grpc.get(candidate.match_index)?;
        grpc_matching::matches(found, view).then_some((candidate, found))
    });
    let best = matching.min_by_key(|(candidate, found)| {
        let of_match = grpc_matching::rank(found);
        (hostname_rank(candidate), of_match, candidate.place())
    });
    best.map(|(candidate, _)| candidate)
}

/// The best of routes that have no matches, by hostname and age (spec 7.2.3, 7.3.3).
pub(super) fn plain_winner<'w>(
    routes: &[&'w Route<'w>],
    listener: Option<&Listener<'_>>,
    host: Option<&str>,
) -> Option<Candidate<'w>> {
    let candidates = candidates(routes, listener, host, |_| 1).into_iter();
    candidates.min_by_key(|candidate| (hostname_rank(candidate), candidate.place()))
}

/// One candidate for each hostname of a route that covers the host, each valid rule and each match.
/// Hostnames that do not intersect the listener's are ignored on it (spec 3.3.4); in a mesh, where
/// there is no listener, all of them are (spec 8.1.8).
fn candidates<'w>(
    routes: &[&'w Route<'w>],
    listener: Option<&Listener<'_>>,
    host: Option<&str>,
    count: impl Fn(&Rule) -> usize,
) -> Vec<Candidate<'w>> {
    let mut candidates = Vec::new();
    for route in routes {
        let mut hostnames: Vec<_> = route.hostnames.iter().copied().map(Some).collect();
        if hostnames.is_empty() || listener.is_none() {
            hostnames = vec![None];
        }
        hostnames.retain(|name| {
            let own = listener.and_then(|listener| listener.hostname);
            hostname::intersects(own, *name) && hostname::covers(*name, host)
        });
        for hostname in hostnames {
            let rules = route.rules.iter().enumerate();
            for (rule_index, rule) in rules.filter(|(_, rule)| rule.fault.is_none()) {
                candidates.extend((0..count(rule)).map(|match_index| Candidate {
                    route,
                    rule,
                    rule_index,
                    match_index,
                    hostname,
                }));
            }
        }
    }
    candidates
}

/// Place in the order of spec 4.4; the smallest wins.
type Rank = (Hostname, Path, bool, Reverse<usize>, Reverse<usize>, Place);
/// Age and name of the route, then the place in it.
type Place = ((i64, String), usize, usize);
/// Characters of a matching hostname without wildcard, then of any.
type Hostname = (Reverse<usize>, Reverse<usize>);
/// Class of the path match, then its characters.
type Path = (u8, Reverse<usize>);

/// Steps 1 and 2: characters of the hostname as it is written in the route (spec 4.4.8, 12.15).
fn hostname_rank(candidate: &Candidate<'_>) -> Hostname {
    let length = candidate.hostname.map_or(0, |name| name.chars().count());
    let mut exact = candidate.hostname.into_iter();
    let exact = exact.any(|name| !name.starts_with('*'));
    (Reverse(if exact { length } else { 0 }), Reverse(length))
}

fn rank(candidate: &Candidate<'_>, found: &HttpRouteMatch, options: &Options) -> Rank {
    (
        hostname_rank(candidate),
        path_rank(found, options),
        // Step 5: a method.
        found.method.is_none(),
        // Steps 6 and 7: what counts of the header and query-parameter matches (spec 4.4.6).
        Reverse(headers_of(found).len()),
        Reverse(params_of(found).len()),
        candidate.place(),
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

impl<'w> Candidate<'w> {
    /// The match of HTTP.
    fn found(&self) -> Option<&'w HttpRouteMatch> {
        self.rule.http.matches.as_ref()?.get(self.match_index)
    }

    /// Steps 8 to 10: the oldest route, then its name, then the order in the route; that of the
    /// matches is for show (spec 12.57).
    fn place(&self) -> Place {
        (
            self.route.seniority.clone(),
            self.rule_index,
            self.match_index,
        )
    }

    /// The prefix that the match takes off a path, for `ReplacePrefixMatch`.
    pub(super) fn prefix(&self, raw: bool) -> String {
        self.found()
            .map_or_else(String::new, |found| path_of(found, raw).1)
    }
}
