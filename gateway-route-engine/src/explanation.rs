//! Explanation: why a request is decided as it is, candidate by candidate.

use crate::condition::Condition;
use crate::decision::Decision;
use crate::hostname::Hostname;
use crate::precedence::Step;
use crate::rule::Rule;

/// A decision with its reasons.
#[derive(Clone, Debug)]
pub struct Explanation<'t> {
    /// What [`RoutingTable::route`](crate::RoutingTable::route) answers.
    pub decision: Decision<'t>,
    /// Whether routes were asked at all: a listener or a Service port took the request, and no filter
    /// of the listener stood in the way.
    pub asked: bool,
    /// The matches that the request could have meant, in the order of precedence. Those of
    /// hostnames that do not have the request's host are not among them.
    pub candidates: Vec<Considered<'t>>,
    /// How many more there are on these hostnames for the request's path. The first 64 are listed, and
    /// the one that won: of the others none matches, or the winner goes before them.
    pub unlisted: usize,
    /// How many more there are on these hostnames, all for other paths. They are listed only where
    /// they are few.
    pub other_paths: usize,
}

/// A match that a request could have meant.
#[derive(Clone, Debug)]
pub struct Considered<'t> {
    /// The hostname of the route that has the request's host; `None`: the route has any.
    pub hostname: Option<&'t Hostname>,
    /// The rule.
    pub rule: &'t Rule,
    /// The place of the match in the rule; `None` for rules without matches, those below HTTP.
    pub match_index: Option<usize>,
    /// What became of it.
    pub verdict: Verdict<'t>,
}

/// What became of a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<'t> {
    /// It decides.
    Won,
    /// It does not match the request.
    Failed {
        /// The first condition that does not hold.
        condition: Condition<'t>,
        /// What the request has in its place; `None`: nothing.
        seen: Option<String>,
    },
    /// It matches, and another one has precedence.
    Lost(Step),
    /// It matches, and was not asked: a call that GRPCRoutes are asked for first found its rule
    /// there (spec 12.14).
    NotAsked,
    /// It matches but for the content type, and was not asked: where HTTPRoutes are attached, too,
    /// GRPCRoutes take requests that say they are gRPC alone (spec 12.14).
    NotGrpc,
}
