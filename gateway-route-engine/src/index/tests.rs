//! The index against the list that it stands for: all candidates, sorted, tried one by one.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use http::{HeaderMap, HeaderName};
use proptest::prelude::*;

use super::probe::Parts;
use super::*;
use crate::grpc_match::GrpcMatch;
use crate::headers::HeaderMatch;
use crate::hostname::Hostname;
use crate::http_match::HttpMatch;
use crate::normalize::PathForm;
use crate::options::RegexRank;
use crate::path::PathMatch;
use crate::precedence::{Age, HostnameRank, Precedence};
use crate::query_params::QueryParamMatch;
use crate::route_names::RouteNames;
use crate::rule::{Actions, Backends, RouteKind, Rule};
use crate::timeouts::Timeouts;
use crate::value::ValueMatch;

const HOSTS: [&str; 6] = [
    "a.example.com",
    "b.example.com",
    "*.example.com",
    "*.a.example.com",
    "*.com",
    "example.org",
];
const PATHS: [&str; 9] = [
    "",
    "/a",
    "/a/",
    "/a/b",
    "/a/b/c",
    "/ab",
    "/b",
    "/a/b/c/d/e/f/g/h",
    "/B",
];
const PATTERNS: [&str; 9] = [
    "/a/.*",
    "/a/b",
    "/[ab]",
    "/a/b/[a-z]",
    "/a|/ab",
    ".*",
    "/a/(b|c)",
    r"(?i)/B\b.*",
    "/a/.",
];
const NAMES: [&str; 4] = ["x-a", "x-b", "x-c", "host"];
const VALUES: [&str; 5] = ["1", "2", "3", "1, 2", "a.example.com"];

/// What makes up a candidate, by places in the lists above.
#[derive(Clone, Debug)]
struct Shape {
    host: Option<usize>,
    path: (u8, usize),
    method: Option<bool>,
    headers: Vec<(usize, usize, bool)>,
    params: Vec<(usize, usize, bool)>,
    created: i64,
}

fn shape() -> impl Strategy<Value = Shape> {
    let conditions =
        || prop::collection::vec((0..3_usize, 0..5_usize, prop::bool::weighted(0.2)), 0..3);
    (
        prop::option::weighted(0.8, 0..HOSTS.len()),
        (0..3_u8, 0..PATHS.len()),
        prop::option::weighted(0.3, any::<bool>()),
        conditions(),
        conditions(),
        0..2_i64,
    )
        .prop_map(|(host, path, method, headers, params, created)| Shape {
            host,
            path,
            method,
            headers,
            params,
            created,
        })
}

/// Compiled once: hundreds of cases use the same few.
fn pattern(text: &'static str) -> Pattern {
    static COMPILED: LazyLock<BTreeMap<&'static str, Pattern>> = LazyLock::new(|| {
        let others = ["[12]", "3|1, 2", "", "a.*", "a|b", "b+"];
        let texts = PATTERNS.into_iter().chain(others);
        texts
            .map(|text| (text, Pattern::parse(text).unwrap()))
            .collect()
    });
    COMPILED[text].clone()
}

fn value((value, regex): (usize, bool)) -> ValueMatch {
    if regex {
        ValueMatch::Regex(pattern(["[12]", ".*", "3|1, 2", "", "a.*"][value]))
    } else {
        ValueMatch::Exact(VALUES[value].into())
    }
}

impl Shape {
    fn headers(&self) -> Vec<HeaderMatch> {
        let mut headers: Vec<HeaderMatch> = Vec::new();
        for (name, one, regex) in &self.headers {
            let name = HeaderName::from_static(NAMES[(*name + *one / 4) % 4]);
            if headers.iter().all(|other| other.name != name) {
                let value = value((*one, *regex));
                headers.push(HeaderMatch { name, value });
            }
        }
        headers
    }

    fn http(&self) -> HttpMatch {
        let path = PATHS[self.path.1];
        let written = if path.is_empty() { "/" } else { path };
        let mut query_params: Vec<QueryParamMatch> = Vec::new();
        for (name, one, regex) in &self.params {
            let name = NAMES[*name];
            if query_params.iter().all(|other| &*other.name != name) {
                query_params.push(QueryParamMatch {
                    name: name.into(),
                    value: value((*one, *regex)),
                });
            }
        }
        HttpMatch {
            path: match self.path.0 {
                0 => PathMatch::exact(written, PathForm::Raw).unwrap(),
                1 => PathMatch::prefix(written, PathForm::Raw).unwrap(),
                _ => PathMatch::Regex(pattern(PATTERNS[self.path.1])),
            },
            method: self.method.map(|get| if get { "GET" } else { "POST" }),
            headers: self.headers().into(),
            query_params: query_params.into(),
        }
    }

    fn grpc(&self) -> GrpcMatch {
        let name = |index: usize, regex| match index {
            0 | 1 => None,
            _ if regex => Some(ValueMatch::Regex(pattern(["a|b", "b+", ".*"][index % 3]))),
            _ => Some(ValueMatch::Exact(["a", "b", "c"][index % 3].into())),
        };
        GrpcMatch {
            service: name(self.path.1 % 5, self.path.0 == 2),
            method: name(self.path.1 / 2, self.method == Some(false)),
            headers: self.headers(),
        }
    }

    fn candidate<M: Indexed>(
        &self,
        index: usize,
        matches: M,
        regex_rank: RegexRank,
    ) -> Candidate<M> {
        let hostname = self.host.map(|host| Hostname::parse(HOSTS[host]).unwrap());
        let name = gateway_api_types::NamespacedName::new("a", index.to_string());
        let route = RouteNames::number(RouteKind::Http, [(&name, Some(self.created))]).remove(0);
        Candidate {
            precedence: Precedence {
                hostname: HostnameRank::of(hostname.as_ref()),
                specificity: matches.specificity(regex_rank),
                age: Age::of(route.clone()),
                rule: 0,
                match_index: 0,
            },
            hostname,
            matches: Arc::new(matches),
            rule: Rule::new(
                &route,
                0,
                Arc::new(Actions {
                    name: None,
                    filters: Vec::new(),
                    backends: Backends::new(Vec::new()),
                    path_form: PathForm::Raw,
                    timeouts: Timeouts::default(),
                    retry: None,
                }),
            ),
        }
    }
}

#[derive(Clone, Debug)]
struct Request {
    host: Option<&'static str>,
    path: &'static str,
    method: &'static str,
    query: Option<&'static str>,
    headers: HeaderMap,
}

fn request() -> impl Strategy<Value = Request> {
    const REQUESTED: [&str; 6] = [
        "a.example.com",
        "A.Example.Com",
        "x.a.example.com",
        "example.org",
        "z.com",
        "other",
    ];
    const QUERIES: [&str; 6] = [
        "x-a=1",
        "x-a=2&x-b=1",
        "x-a=%31&x-c=3",
        "x-b=1,+2",
        "x-c&x-a=3",
        "",
    ];
    const TARGETS: [&str; 14] = [
        "/",
        "/a",
        "/a/",
        "/a/b",
        "/a/b/",
        "/a/b/c",
        "/a/c",
        "/ab",
        "/b",
        "/B",
        "*",
        "/c/c",
        "/a/b/c/d/e/f/g/h/i",
        "/b/a",
    ];
    let headers = prop::collection::vec((0..3_usize, 0..4_usize), 0..5);
    (
        prop::option::weighted(0.9, prop::sample::select(&REQUESTED)),
        prop::sample::select(&TARGETS),
        prop::sample::select(&["GET", "POST", "PUT"]),
        prop::option::weighted(0.8, prop::sample::select(&QUERIES)),
        headers,
    )
        .prop_map(|(host, path, method, query, lines)| {
            let mut headers = HeaderMap::new();
            for (name, value) in lines {
                headers.append(NAMES[name], VALUES[value].parse().unwrap());
            }
            Request {
                host,
                path,
                method,
                query,
                headers,
            }
        })
}

impl Request {
    fn probe<'t>(&self) -> Probe<'t, '_> {
        Probe::new(Parts {
            method: self.method,
            authority: self.host,
            path: self.path,
            query: self.query,
            headers: &self.headers,
        })
    }
}

/// The rule that wins by the definition.
fn first<'t, M: Indexed>(sorted: &'t [Candidate<M>], request: &Request) -> Option<&'t Rule> {
    let found = sorted.iter().find(|candidate| {
        let hostname = candidate.hostname.as_ref();
        hostname.is_none_or(|own| request.host.is_some_and(|host| own.matches(host)))
            && candidate
                .matches
                .first_failure(&mut request.probe(), false)
                .is_none()
    });
    found.map(|candidate| &candidate.rule)
}

fn check<M: Indexed + Clone>(
    mut candidates: Vec<Candidate<M>>,
    requests: &[Request],
) -> Result<(), TestCaseError> {
    let index = Index::new(candidates.clone());
    candidates.sort_by(|one, other| one.precedence.cmp(&other.precedence));
    for request in requests {
        let found = index.find(request.host.map(Host::new), &mut request.probe());
        let found = found.map(|entry| entry.rule.route().name);
        let expected = first(&candidates, request).map(|rule| rule.route().name);
        prop_assert_eq!(found, expected, "{:?}", request);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_of_http_matches_answers_as_the_sorted_list(
        shapes in prop::collection::vec(shape(), 0..40),
        requests in prop::collection::vec(request(), 20),
        regex_rank in prop::sample::select(&[
            RegexRank::BeforeExact, RegexRank::BetweenExactAndPrefix, RegexRank::AfterPrefix,
        ]),
    ) {
        let candidates = shapes.iter().enumerate();
        check(candidates.map(|(index, shape)| shape.candidate(index, shape.http(), regex_rank)).collect(), &requests)?;
    }

    /// Few places with many candidates, which are told apart by methods, headers and parameters.
    #[test]
    fn crowded_paths_answer_as_the_sorted_list(
        shapes in prop::collection::vec(shape(), 30..80),
        requests in prop::collection::vec(request(), 20),
        paths in 1..3_usize,
    ) {
        let candidates = shapes.iter().enumerate().map(|(index, shape)| {
            let shape = Shape { host: None, path: (u8::from(index % 2 == 0), index % paths), ..shape.clone() };
            shape.candidate(index, shape.http(), RegexRank::default())
        });
        check(candidates.collect(), &requests)?;
    }

    #[test]
    fn the_index_of_grpc_matches_answers_as_the_sorted_list(
        shapes in prop::collection::vec(shape(), 0..60),
        requests in prop::collection::vec(request(), 20),
    ) {
        let candidates = shapes.iter().enumerate();
        check(candidates.map(|(index, shape)| shape.candidate(index, shape.grpc(), RegexRank::default())).collect(), &requests)?;
    }
}
