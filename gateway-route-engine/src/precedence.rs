//! Precedence: the one order in which candidates for a request are compared (spec 4.4, 7.1.6).
//!
//! Nothing else in this crate compares matches. The fields of [`Precedence`] stand in the order of
//! the spec's list, and a smaller value wins, so that the derived `Ord` is the list.

use std::cmp::{Ordering, Reverse};

use crate::hostname::Hostname;
use crate::options::RegexRank;
use crate::path::PathMatch;
use crate::route_names::Named;

/// Where a match of a route's rule stands among all others on its listener. The smallest one that
/// matches a request wins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Precedence {
    /// Steps 1 and 2: the hostname of the route.
    pub hostname: HostnameRank,
    /// Steps 3 to 7: the match.
    pub specificity: Specificity,
    /// Steps 8 to 10: the tie-breaks.
    pub age: Age,
    /// Step 10: the rule's place in its route.
    pub rule: usize,
    /// The match's place in its rule; it never decides an outcome (spec 12.57).
    pub match_index: usize,
}

/// Steps 1 and 2: characters of a matching non-wildcard hostname, then characters of a matching
/// hostname.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HostnameRank {
    non_wildcard: Reverse<usize>,
    any: Reverse<usize>,
}

/// Steps 3 to 7 of an HTTPRoute match, or their counterparts of a GRPCRoute match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Specificity {
    /// An HTTPRoute match (spec 4.4).
    Http {
        /// Steps 3 and 4, and the place of regular expressions between them (spec 12.18).
        path: PathRank,
        /// Step 5: `false` for a match with a method.
        any_method: bool,
        /// Step 6: the number of header matches.
        headers: Reverse<usize>,
        /// Step 7: the number of query-parameter matches.
        query_params: Reverse<usize>,
    },
    /// A GRPCRoute match (spec 7.1.6).
    Grpc {
        /// The characters of the service, and at equal counts an exact one before a pattern (spec
        /// 12.67).
        service: (Reverse<usize>, bool),
        /// The characters of the method, likewise.
        method: (Reverse<usize>, bool),
        /// The number of header matches.
        headers: Reverse<usize>,
    },
    /// A route kind without matches (TLSRoute, TCPRoute, UDPRoute).
    None,
}

/// Steps 3 and 4. The variants stand in the order in which they win; which place regular
/// expressions take is an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathRank {
    /// A regular expression ranked before everything, by the characters of the pattern.
    RegexFirst(Reverse<usize>),
    /// Step 3: `Exact`.
    Exact,
    /// A regular expression in its default place, by the characters of the pattern.
    Regex(Reverse<usize>),
    /// Step 4: `PathPrefix`, by its characters.
    Prefix(Reverse<usize>),
    /// A regular expression ranked behind everything, by the characters of the pattern.
    RegexLast(Reverse<usize>),
}

/// Steps 8 and 9: the oldest route, then the smallest `namespace/name`, compared byte by byte (spec
/// 12.51). A route that was never created, one in a file, counts as newest; between two of those the
/// name decides (spec 12.52).
#[derive(Clone, Debug)]
pub struct Age(Named);

/// A step of the precedence order: what one match has over another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Step 1: more characters in a hostname without wildcard.
    ExactHostname,
    /// Step 2: more characters in its hostname.
    Hostname,
    /// Steps 3 and 4: an exact path before a pattern before a prefix, by default, and the longer
    /// one.
    Path,
    /// Of a GRPCRoute: more characters in the service.
    GrpcService,
    /// Of a GRPCRoute: more characters in the method.
    GrpcMethod,
    /// Step 5: a method.
    Method,
    /// Step 6: more header matches.
    Headers,
    /// Step 7: more query-parameter matches.
    QueryParams,
    /// Step 8: the older route.
    Age,
    /// Step 9: the smaller `namespace/name`.
    Name,
    /// Step 10: the earlier rule of its route.
    Rule,
    /// The earlier match of its rule, which makes no difference (spec 12.57).
    Match,
}

impl Precedence {
    /// The step by which this goes before `other`: the first in which they differ.
    pub fn step_before(&self, other: &Self) -> Step {
        if self.hostname != other.hostname {
            return if self.hostname.non_wildcard == other.hostname.non_wildcard {
                Step::Hostname
            } else {
                Step::ExactHostname
            };
        }
        if self.specificity != other.specificity {
            return self.specificity.step_before(&other.specificity);
        }
        if self.age != other.age {
            return if self.age.0.created() == other.age.0.created() {
                Step::Name
            } else {
                Step::Age
            };
        }
        if self.rule == other.rule {
            Step::Match
        } else {
            Step::Rule
        }
    }
}

impl Specificity {
    fn step_before(&self, other: &Self) -> Step {
        match (self, other) {
            (
                Self::Http {
                    path,
                    any_method,
                    headers,
                    ..
                },
                Self::Http {
                    path: other_path,
                    any_method: other_any,
                    headers: other_headers,
                    ..
                },
            ) => {
                if path != other_path {
                    Step::Path
                } else if any_method != other_any {
                    Step::Method
                } else if headers != other_headers {
                    Step::Headers
                } else {
                    Step::QueryParams
                }
            }
            (
                Self::Grpc {
                    service, method, ..
                },
                Self::Grpc {
                    service: other_service,
                    method: other_method,
                    ..
                },
            ) => {
                if service != other_service {
                    Step::GrpcService
                } else if method != other_method {
                    Step::GrpcMethod
                } else {
                    Step::Headers
                }
            }
            _ => Step::Path,
        }
    }
}

impl HostnameRank {
    /// The rank of the route's hostname that a request matches, as it is written there (spec
    /// 4.4.8); `None` when the route has no hostnames.
    pub fn of(hostname: Option<&Hostname>) -> Self {
        let characters = hostname.map_or(0, Hostname::characters);
        let wildcard = hostname.is_some_and(Hostname::is_wildcard);
        Self {
            non_wildcard: Reverse(if wildcard { 0 } else { characters }),
            any: Reverse(characters),
        }
    }
}

impl PathRank {
    /// The rank of a path match.
    pub fn of(path: &PathMatch, regex_rank: RegexRank) -> Self {
        match path {
            PathMatch::Exact(_) => Self::Exact,
            PathMatch::Prefix(prefix) => Self::Prefix(Reverse(prefix.characters())),
            PathMatch::Regex(pattern) => {
                let characters = Reverse(pattern.characters());
                match regex_rank {
                    RegexRank::BeforeExact => Self::RegexFirst(characters),
                    RegexRank::BetweenExactAndPrefix => Self::Regex(characters),
                    RegexRank::AfterPrefix => Self::RegexLast(characters),
                }
            }
        }
    }
}

impl Age {
    /// The age of a route.
    pub(crate) fn of(route: Named) -> Self {
        Self(route)
    }
}

impl Ord for Age {
    fn cmp(&self, other: &Self) -> Ordering {
        let created = self.0.created().cmp(&other.0.created());
        created.then_with(|| self.0.joined().cmp(other.0.joined()))
    }
}

impl PartialOrd for Age {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Age {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Age {}

#[cfg(test)]
mod tests {
    use gateway_api_types::NamespacedName;

    use super::*;
    use crate::normalize::PathForm;
    use crate::route_names::RouteNames;
    use crate::rule::RouteKind;

    fn age(created: Option<i64>, name: &str) -> Age {
        let (namespace, name) = name.split_once('/').unwrap();
        let name = NamespacedName::new(namespace, name);
        Age::of(RouteNames::number(RouteKind::Http, [(&name, created)]).remove(0))
    }

    #[test]
    fn an_exact_hostname_beats_any_wildcard_and_any_wildcard_beats_none() {
        let rank = |text: &str| HostnameRank::of(Some(&Hostname::parse(text).unwrap()));
        let order = [
            rank("abc.example.com"),
            rank("a.io"),
            rank("*.long.suffix.example.com"),
            rank("*.com"),
            HostnameRank::of(None),
        ];
        assert!(order.is_sorted(), "{order:?}");
    }

    #[test]
    fn paths_rank_exact_then_regex_then_longest_prefix() {
        let rank = |path: PathMatch| PathRank::of(&path, RegexRank::default());
        let order = [
            rank(PathMatch::exact("/", PathForm::Normalized).unwrap()),
            rank(PathMatch::regex("/longer.*").unwrap()),
            rank(PathMatch::regex("/.*").unwrap()),
            rank(PathMatch::prefix("/foo/bar", PathForm::Normalized).unwrap()),
            rank(PathMatch::prefix("/foo", PathForm::Normalized).unwrap()),
            rank(PathMatch::prefix("/", PathForm::Normalized).unwrap()),
        ];
        assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "{order:?}");
        assert_eq!(
            rank(PathMatch::prefix("/foo/", PathForm::Normalized).unwrap()),
            rank(PathMatch::prefix("/foo", PathForm::Normalized).unwrap())
        );
    }

    #[test]
    fn the_step_that_decides_is_the_first_in_which_two_differ() {
        let of = |host: &str, path: &str, headers, created, name: &str, rule| Precedence {
            hostname: HostnameRank::of(Hostname::parse(host).ok().as_ref()),
            specificity: Specificity::Http {
                path: PathRank::of(
                    &PathMatch::prefix(path, PathForm::Normalized).unwrap(),
                    RegexRank::default(),
                ),
                any_method: true,
                headers: Reverse(headers),
                query_params: Reverse(0),
            },
            age: age(created, name),
            rule,
            match_index: 0,
        };
        let order = [
            (of("a.io", "/", 0, None, "a/a", 0), Step::ExactHostname),
            (of("*.a.io", "/", 0, None, "a/a", 0), Step::Hostname),
            (of("*.io", "/a", 0, None, "a/a", 0), Step::Path),
            (of("*.io", "/", 1, None, "a/a", 0), Step::Headers),
            (of("*.io", "/", 0, Some(1), "a/b", 0), Step::Age),
            (of("*.io", "/", 0, None, "a/a", 0), Step::Name),
            (of("*.io", "/", 0, None, "a/b", 0), Step::Rule),
            (of("*.io", "/", 0, None, "a/b", 1), Step::Match),
        ];
        for pair in order.windows(2) {
            assert!(pair[0].0 < pair[1].0);
            assert_eq!(pair[0].0.step_before(&pair[1].0), pair[0].1);
        }
    }

    #[test]
    fn ages_compare_by_time_then_by_the_joined_name() {
        let order = [
            age(Some(5), "z/z"),
            age(Some(6), "a-b/x"),
            age(Some(6), "a/x"),
            age(None, "a/a"),
            age(None, "b/a"),
        ];
        assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "{order:?}");
    }
}
