//! Explanation record: why a request is decided as it is, as `gapi route --explain` prints it.

use gateway_route_engine::headers::HeaderMatch;
use gateway_route_engine::hostname::Hostname;
use gateway_route_engine::path::PathMatch;
use gateway_route_engine::value::ValueMatch;
use gateway_route_engine::{Condition, Considered, Explanation, Step, Verdict};
use serde::Serialize;

use super::parts::Route;

/// The matches that a request could have meant.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExplanationRecord<'a> {
    /// Whether routes were asked at all.
    pub asked: bool,
    /// In the order of precedence, the first 64 and the one that won.
    pub candidates: Vec<CandidateRecord<'a>>,
    /// How many more there are on the same hostnames for the request's path: none of them matches, or
    /// the winner goes before them.
    pub unlisted: usize,
    /// How many more there are on the same hostnames, all for other paths.
    pub other_paths: usize,
}

/// A match, and what became of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CandidateRecord<'a> {
    /// The route.
    pub route: Route<'a>,
    /// The place of the rule in the route, counted from 0.
    pub rule: usize,
    /// The name of the rule.
    pub rule_name: Option<&'a str>,
    /// The place of the match in the rule, counted from 0; null below HTTP.
    #[serde(rename = "match")]
    pub match_index: Option<usize>,
    /// The hostname of the route that has the request's host; null: it has any.
    pub hostname: Option<&'a str>,
    /// The file of the rule.
    pub file: Option<String>,
    /// Its line, counted from 1.
    pub line: Option<usize>,
    /// Its column, counted from 1.
    pub column: Option<usize>,
    /// `won`, `failed`, `lost` or `notAsked`.
    pub verdict: &'static str,
    /// The condition that failed.
    pub condition: Option<ConditionRecord<'a>>,
    /// The step of the precedence order that decided against it.
    pub step: Option<&'static str>,
    /// The verdict in words.
    pub reason: String,
}

/// A condition that does not hold.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionRecord<'a> {
    /// `path`, `method`, `header`, `queryParam`, `grpcCall`, `grpcService` or `grpcMethod`.
    pub on: &'static str,
    /// The name of the header or parameter.
    pub name: Option<&'a str>,
    /// How it compares, as the API spells it.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The value that it asks for.
    pub expected: &'a str,
    /// What the request has; null: nothing.
    pub seen: Option<String>,
}

impl<'a> From<&Explanation<'a>> for ExplanationRecord<'a> {
    /// The places of rules are filled in by whoever knows them.
    fn from(explanation: &Explanation<'a>) -> Self {
        Self {
            asked: explanation.asked,
            candidates: explanation.candidates.iter().map(Into::into).collect(),
            unlisted: explanation.unlisted,
            other_paths: explanation.other_paths,
        }
    }
}

impl<'a> From<&Considered<'a>> for CandidateRecord<'a> {
    fn from(considered: &Considered<'a>) -> Self {
        let (verdict, condition, step) = match &considered.verdict {
            Verdict::Won => ("won", None, None),
            Verdict::Failed { condition, seen } => {
                let condition = ConditionRecord::new(*condition, seen.clone());
                ("failed", Some(condition), None)
            }
            Verdict::Lost(step) => ("lost", None, Some(*step)),
            Verdict::NotAsked | Verdict::NotGrpc => ("notAsked", None, None),
        };
        let hostname = considered.hostname.map(Hostname::as_str);
        let reason = match (&considered.verdict, &condition) {
            (_, Some(condition)) => condition.in_words(),
            (Verdict::Lost(step), _) => lost(*step, hostname),
            (Verdict::NotAsked, _) => {
                "matches, and was not asked: a GRPCRoute took the call".to_owned()
            }
            (Verdict::NotGrpc, _) => {
                "matches, and was not asked: HTTPRoutes are here, too, and the \
                 `content-type` is not `application/grpc`"
                    .to_owned()
            }
            _ => "matches, and goes before all others that do".to_owned(),
        };
        Self {
            route: considered.rule.route().into(),
            rule: considered.rule.index(),
            rule_name: considered.rule.name.as_deref(),
            match_index: considered.match_index,
            hostname,
            file: None,
            line: None,
            column: None,
            verdict,
            condition,
            step: step.map(name),
            reason,
        }
    }
}

impl<'a> ConditionRecord<'a> {
    /// A condition, and what a request has in its place.
    pub fn new(condition: Condition<'a>, seen: Option<String>) -> Self {
        let (on, name, (kind, expected)) = match condition {
            Condition::Path(path) => ("path", None, path_value(path)),
            Condition::GrpcCall => ("grpcCall", None, ("Exact", "POST /service/method")),
            Condition::GrpcService(value) => ("grpcService", None, value_match(value)),
            Condition::GrpcMethod(value) => ("grpcMethod", None, value_match(value)),
            Condition::Method(method) => ("method", None, ("Exact", method)),
            Condition::Header(HeaderMatch { name, value }) => {
                ("header", Some(name.as_str()), value_match(value))
            }
            Condition::QueryParam(param) => {
                ("queryParam", Some(&*param.name), value_match(&param.value))
            }
        };
        Self {
            on,
            name,
            kind,
            expected,
            seen,
        }
    }

    fn in_words(&self) -> String {
        let what = match self.on {
            "queryParam" => "query parameter",
            "grpcCall" => "call",
            "grpcService" => "gRPC service",
            "grpcMethod" => "gRPC method",
            on => on,
        };
        let name = self
            .name
            .map(|name| format!(" `{name}`"))
            .unwrap_or_default();
        let asked = match self.kind {
            "PathPrefix" => "does not start with",
            "RegularExpression" => "does not match",
            _ => "is not",
        };
        match &self.seen {
            Some(seen) => format!(
                "the {what}{name} is `{seen}` and {asked} `{}`",
                self.expected
            ),
            None => format!("there is no {what}{name}; it asks for `{}`", self.expected),
        }
    }
}

fn path_value(path: &PathMatch) -> (&'static str, &str) {
    match path {
        PathMatch::Exact(path) => ("Exact", path),
        PathMatch::Prefix(prefix) => ("PathPrefix", prefix.as_str()),
        PathMatch::Regex(pattern) => ("RegularExpression", pattern.as_str()),
    }
}

fn value_match(value: &ValueMatch) -> (&'static str, &str) {
    match value {
        ValueMatch::Exact(value) => ("Exact", value),
        ValueMatch::Regex(pattern) => ("RegularExpression", pattern.as_str()),
    }
}

fn name(step: Step) -> &'static str {
    match step {
        Step::ExactHostname => "exactHostname",
        Step::Hostname => "hostname",
        Step::Path => "path",
        Step::GrpcService => "grpcService",
        Step::GrpcMethod => "grpcMethod",
        Step::Method => "method",
        Step::Headers => "headers",
        Step::QueryParams => "queryParams",
        Step::Age => "age",
        Step::Name => "name",
        Step::Rule => "rule",
        Step::Match => "match",
    }
}

/// What the winner has over a candidate with this hostname.
fn lost(step: Step, hostname: Option<&str>) -> String {
    let winner = match step {
        Step::ExactHostname => "its hostname has no wildcard",
        Step::Hostname => "its hostname is longer",
        Step::Path => "its path is more specific",
        Step::GrpcService => "its service is more specific",
        Step::GrpcMethod => "its gRPC method is more specific",
        Step::Method => "it asks for a method",
        Step::Headers => "it asks for more headers",
        Step::QueryParams => "it asks for more query parameters",
        Step::Age => "its route is older",
        Step::Name => "the name of its route comes first",
        Step::Rule => "it is the earlier rule of the route",
        Step::Match => "it is the earlier match of the rule",
    };
    let own = match (step, hostname) {
        (Step::ExactHostname | Step::Hostname, Some(own)) => format!(", here it is `{own}`"),
        (Step::ExactHostname | Step::Hostname, None) => ", here is none".to_owned(),
        _ => String::new(),
    };
    format!("matches, and the winner goes before it: {winner}{own}")
}
