//! Explain: the walk of [`RoutingTable::route`] once more, with reasons.
//!
//! The decision is `route`'s own. What is added is a walk over the same index that turns no candidate
//! away before it is named.

use super::{Located, Place};
use crate::condition::Condition;
use crate::decision::Matched;
use crate::explanation::{Considered, Explanation, Verdict};
use crate::grpc_match::called;
use crate::hostname::Hostname;
use crate::index::hosts::Host;
use crate::index::paths::Entry;
use crate::index::probe::{Parts, Probe};
use crate::index::visitor::Visitor;
use crate::index::{Index, Indexed};
use crate::precedence::Precedence;
use crate::request::RequestView;
use crate::table::RoutingTable;

/// So many candidates are listed, and the one that won: each costs as much as a decision or two. Those
/// for other paths are listed where there is room for all of a hostname.
const LISTED: usize = 64;

impl RoutingTable {
    /// Decides on a request as [`route`](Self::route) does, and says why. It allocates, and costs as
    /// much as there are candidates for the request's host and path, of which it lists 64.
    pub fn explain(&self, request: &RequestView<'_>, entropy: u64) -> Explanation<'_> {
        let mut explanation = Explanation {
            decision: self.route(request, entropy),
            asked: true,
            candidates: Vec::new(),
            unlisted: 0,
            other_paths: 0,
        };
        match self.locate(request) {
            Located::Http(place, host) => self.explain_http(request, host, place, &mut explanation),
            Located::Connection(place, server_name) => {
                let mut walk = Walk::new(self, &mut explanation);
                walk.index(
                    &place.routes.layer4,
                    server_name,
                    &mut Probe::new(Parts::none()),
                );
                for considered in &mut explanation.candidates {
                    considered.match_index = None;
                }
            }
            Located::Decided(_) => explanation.asked = false,
        }
        explanation
    }

    fn explain_http<'t>(
        &'t self,
        request: &RequestView<'_>,
        host: Option<Host<'_>>,
        place: Place<'t>,
        explanation: &mut Explanation<'t>,
    ) {
        let (path, query) = self.path_form.of_target(request.target);
        let parts = Parts::of(request, &path, query);
        let mut probe = Probe::new(parts);
        let mut walk = Walk::new(self, explanation);
        let mut settled = false;
        if place.asks_grpc(request) {
            walk.index(&place.routes.grpc, host, &mut probe);
            settled = walk.winner.is_some();
        }
        let first = walk.explanation.candidates.len();
        walk.index(&place.routes.http, host, &mut probe);
        if !place.asks_grpc(request) {
            walk.not_grpc(&place.routes.grpc, host, &mut probe);
        }
        if settled {
            for considered in &mut explanation.candidates[first..] {
                if matches!(considered.verdict, Verdict::Lost(_)) {
                    considered.verdict = Verdict::NotAsked;
                }
            }
        }
    }
}

/// A candidate, and whether its path is known to match.
type Known<'t, M> = (&'t Entry<M>, bool);

/// What a walk comes by, as far as there is room.
struct Reached<'x, 'w, 't, M> {
    walk: &'x Walk<'w, 't>,
    room: usize,
    candidates: Vec<Known<'t, M>>,
    /// How many there are, and the rank from which on there is no room for them.
    count: usize,
    full: u32,
}

impl<'t, 'r, M: Indexed> Visitor<'t, 'r, M> for Reached<'_, '_, 't, M> {
    fn candidates(
        &mut self,
        _probe: &mut Probe<'t, 'r>,
        candidates: &'t [Entry<M>],
        path_holds: bool,
    ) {
        self.count += candidates.len();
        for candidate in candidates {
            if candidate.rank < self.full || self.walk.has_won(candidate) {
                self.candidates.push((candidate, path_holds));
            }
            if self.candidates.len() > 2 * LISTED {
                self.full = self.walk.leave_out(&mut self.candidates, self.room);
            }
        }
    }

    fn tries_patterns(&self, _first: u32) -> bool {
        true
    }

    fn is_settled(&self, _length: u32) -> bool {
        false
    }
}

/// A walk over an index that keeps everything it comes by.
struct Walk<'w, 't> {
    table: &'t RoutingTable,
    explanation: &'w mut Explanation<'t>,
    decided: Option<Matched<'t>>,
    winner: Option<Precedence>,
}

impl<'w, 't> Walk<'w, 't> {
    fn new(table: &'t RoutingTable, explanation: &'w mut Explanation<'t>) -> Self {
        Self {
            table,
            decided: explanation.decision.matched(),
            explanation,
            winner: None,
        }
    }

    fn index<M: Indexed>(
        &mut self,
        index: &'t Index<M>,
        host: Option<Host<'_>>,
        probe: &mut Probe<'t, '_>,
    ) {
        index.each_host(host, |hostname, paths| {
            let all = paths.candidates();
            let room = LISTED.saturating_sub(self.explanation.candidates.len());
            let mut walked = Reached {
                walk: self,
                room,
                candidates: Vec::new(),
                count: 0,
                full: u32::MAX,
            };
            paths.walk::<true>(probe, &mut walked);
            let (mut reached, mut count) = (walked.candidates, walked.count);
            if all.len() > room {
                // Places of equal hashes, should they ever meet, are come by twice.
                self.explanation.other_paths += all.len().saturating_sub(count);
            } else {
                let mark = |one: &Entry<M>| 1_u64.checked_shl(one.rank).unwrap_or_default();
                let known = reached.iter().fold(0, |all, (one, _)| all | mark(one));
                let others = all.iter().filter(|one| known & mark(one) == 0);
                reached.extend(others.map(|one| (one, false)));
                count = all.len();
            }
            self.leave_out(&mut reached, room);
            self.explanation.unlisted += count.saturating_sub(reached.len());
            reached.sort_unstable_by_key(|(candidate, _)| candidate.rank);
            reached.dedup_by_key(|(candidate, _)| candidate.rank);
            for (candidate, path_holds) in reached {
                let failure = candidate.matches.first_failure(probe, path_holds);
                self.judge(hostname, candidate, failure, probe);
            }
        });
    }

    /// Leaves out what there is no room for, the winner excepted, and returns the rank from which on
    /// there is none.
    fn leave_out<M: Indexed>(&self, reached: &mut Vec<Known<'t, M>>, room: usize) -> u32 {
        if reached.len() <= room {
            return u32::MAX;
        }
        reached.select_nth_unstable_by_key(room, |(candidate, _)| candidate.rank);
        let full = reached[room].0.rank;
        let mut behind = reached[room..].iter();
        let winner = behind.find(|(one, _)| self.has_won(one)).copied();
        reached.truncate(room);
        reached.extend(winner);
        full
    }

    /// Notes the GRPCRoute that would have taken the request if it said that it is gRPC.
    fn not_grpc<M: Indexed>(
        &mut self,
        index: &'t Index<M>,
        host: Option<Host<'_>>,
        probe: &mut Probe<'t, '_>,
    ) {
        let mut found = false;
        index.each_host(host, |hostname, paths| {
            if let Some(candidate) = (!found).then(|| paths.find(probe)).flatten() {
                found = true;
                self.explanation.candidates.push(Considered {
                    hostname,
                    rule: &candidate.rule,
                    match_index: Some(candidate.match_index as usize),
                    verdict: Verdict::NotGrpc,
                });
            }
        });
    }

    /// Whether it is the candidate that the decision names.
    fn has_won<M>(&self, candidate: &Entry<M>) -> bool {
        self.decided.is_some_and(|decided| {
            std::ptr::eq(decided.rule, &raw const candidate.rule)
                && decided
                    .match_index
                    .is_none_or(|index| index == candidate.match_index as usize)
        })
    }

    fn judge<M: Indexed>(
        &mut self,
        hostname: Option<&'t Hostname>,
        candidate: &'t Entry<M>,
        failure: Option<Condition<'t>>,
        probe: &mut Probe<'t, '_>,
    ) {
        let rule = &candidate.rule;
        let won = self.has_won(candidate);
        let verdict = match failure {
            Some(condition) => Verdict::Failed {
                condition,
                seen: seen(condition, probe),
            },
            None if won => {
                self.winner = Some(candidate.precedence(hostname, self.table.regex_rank));
                Verdict::Won
            }
            None => self.winner.as_ref().map_or(Verdict::NotAsked, |winner| {
                Verdict::Lost(
                    winner.step_before(&candidate.precedence(hostname, self.table.regex_rank)),
                )
            }),
        };
        self.explanation.candidates.push(Considered {
            hostname,
            rule,
            match_index: Some(candidate.match_index as usize),
            verdict,
        });
    }
}

/// What a request has where a condition looks.
fn seen<'t>(condition: Condition<'t>, probe: &mut Probe<'t, '_>) -> Option<String> {
    let (method, path) = (probe.parts.method, probe.parts.path);
    match condition {
        Condition::Path(_) => Some(path.to_owned()),
        Condition::GrpcCall => Some(format!("{method} {path}")),
        Condition::GrpcService(_) => called(method, path).map(|(service, _)| service.to_owned()),
        Condition::GrpcMethod(_) => called(method, path).map(|(_, method)| method.to_owned()),
        Condition::Method(_) => Some(method.to_owned()),
        Condition::Header(header) => {
            let value = probe.header(&header.name);
            value.map(|value| String::from_utf8_lossy(value).into_owned())
        }
        Condition::QueryParam(param) => {
            let value = probe.query_param(&param.name);
            value.map(|value| value.with(|text| String::from_utf8_lossy(text).into_owned()))
        }
    }
}
