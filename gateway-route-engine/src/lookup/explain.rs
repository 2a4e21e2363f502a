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
use crate::index::paths::{Entry, Step as Walked};
use crate::index::probe::{Parts, Probe};
use crate::index::{Index, Indexed};
use crate::precedence::Precedence;
use crate::request::RequestView;
use crate::table::RoutingTable;

/// Candidates for other paths are listed where a hostname has no more candidates than this.
const FEW: usize = 64;

impl RoutingTable {
    /// Decides on a request as [`route`](Self::route) does, and says why. It allocates, and costs as
    /// much as there are candidates for the request's host and path.
    pub fn explain(&self, request: &RequestView<'_>, entropy: u64) -> Explanation<'_> {
        let mut explanation = Explanation {
            decision: self.route(request, entropy),
            candidates: Vec::new(),
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
            Located::Decided(_) => {}
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
        let parts = Parts {
            method: request.method,
            authority: request.authority,
            path: &path,
            query,
            headers: request.headers,
        };
        let mut probe = Probe::new(parts);
        let mut walk = Walk::new(self, explanation);
        let mut settled = false;
        if place.asks_grpc(request) {
            walk.index(&place.routes.grpc, host, &mut probe);
            settled = walk.winner.is_some();
        }
        let first = walk.explanation.candidates.len();
        walk.index(&place.routes.http, host, &mut probe);
        if settled {
            for considered in &mut explanation.candidates[first..] {
                if matches!(considered.verdict, Verdict::Lost(_)) {
                    considered.verdict = Verdict::NotAsked;
                }
            }
        }
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
            let mut reached: Vec<(&'t Entry<M>, Option<Condition<'t>>)> = Vec::new();
            paths.walk::<true>(probe, &mut |probe, step| {
                if let Walked::Candidates(candidates, path_holds) = step {
                    reached.extend(candidates.iter().map(|candidate| {
                        (
                            candidate,
                            candidate.matches.first_failure(probe, path_holds),
                        )
                    }));
                }
                true
            });
            let all = paths.candidates();
            if all.len() > FEW {
                self.explanation.other_paths += all.len() - reached.len();
            } else {
                let others = all
                    .iter()
                    .filter(|one| !reached.iter().any(|(found, _)| std::ptr::eq(*found, *one)));
                let others: Vec<_> = others
                    .map(|one| (one, one.matches.first_failure(probe, false)))
                    .collect();
                reached.extend(others);
            }
            reached.sort_unstable_by_key(|(candidate, _)| candidate.rank);
            for (candidate, failure) in reached {
                self.judge(hostname, candidate, failure, probe);
            }
        });
    }

    fn judge<M: Indexed>(
        &mut self,
        hostname: Option<&'t Hostname>,
        candidate: &'t Entry<M>,
        failure: Option<Condition<'t>>,
        probe: &mut Probe<'t, '_>,
    ) {
        let rule = &candidate.rule;
        let won = self.decided.is_some_and(|decided| {
            std::ptr::eq(decided.rule, rule)
                && decided
                    .match_index
                    .is_none_or(|index| index == candidate.match_index as usize)
        });
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
