//! Promises: what the engine says of itself, held on the requests of a case: `explain` decides as
//! `route` does, the port of a Gateway does so too, and a decision allocates nothing.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::mem::discriminant;

use allocation_counter::measure;
use gateway_cli::contract::EvalRequest;
use gateway_route_engine::normalize::{PathForm, split_target};
use gateway_route_engine::{
    Decision, Frontend, RejectCause, RequestView, RoutingTable, Rule, Verdict, compile,
};
use gateway_testing::adapter::settings;
use gateway_testing::strategy::Case;

/// Every promise that the engine breaks on a case.
pub(crate) fn broken(case: &Case) -> BTreeSet<&'static str> {
    let table = compile(&case.world.to_resources(), &settings(&case.options)).table;
    let mut broken = BTreeSet::new();
    for request in &case.requests {
        let line = serde_json::to_vec(request).unwrap_or_default();
        let Ok(request) = EvalRequest::parse(&line) else {
            continue;
        };
        let (view, entropy) = (request.view(), request.entropy);
        // What a pattern needs for its search it gets once.
        let decision = table.route(&view, entropy);
        let allocated = measure(|| {
            std::hint::black_box(table.route(&view, entropy));
        });
        if allocated.count_total > 0 && is_plain(&view) {
            broken.insert("a decision allocates nothing");
        }
        if !is_explained(&table, &view, entropy, &decision) {
            broken.insert("`explain` decides as `route` does");
        }
        if !is_decided_at_its_port(&table, &view, entropy, &decision) {
            broken.insert("the port of a Gateway decides as the table does");
        }
    }
    broken
}

/// Whether a request holds nothing that has to be written anew to be read: a path that is not in
/// normal form, or more header values than there is room for on the stack.
fn is_plain(view: &RequestView<'_>) -> bool {
    let (path, _) = split_target(view.target);
    matches!(PathForm::Normalized.of(path).path, Cow::Borrowed(_))
}

/// Whether the port that a request arrives at decides on it as the table does, which rejects what
/// arrives where nothing listens.
fn is_decided_at_its_port(
    table: &RoutingTable,
    view: &RequestView<'_>,
    entropy: u64,
    decision: &Decision<'_>,
) -> bool {
    let Frontend::Gateway(gateway) = view.frontend else {
        return true;
    };
    let Some(port) = table.port(gateway, view.port) else {
        let cause = match decision {
            Decision::Reject(reject) => Some(&reject.cause),
            _ => None,
        };
        return matches!(
            cause,
            Some(RejectCause::UnknownGateway | RejectCause::ClosedPort)
        );
    };
    let at_port = port.route(view, entropy);
    won(&at_port) == won(decision)
        && discriminant(&at_port) == discriminant(decision)
        && port.matched_path(view) == table.matched_path(view)
}

fn is_explained(
    table: &RoutingTable,
    view: &RequestView<'_>,
    entropy: u64,
    decision: &Decision<'_>,
) -> bool {
    let explanation = table.explain(view, entropy);
    let mut winners = explanation
        .candidates
        .iter()
        .filter(|one| one.verdict == Verdict::Won);
    let winner = winners
        .next()
        .map(|one| (std::ptr::from_ref(one.rule), one.match_index));
    won(decision) == winner && won(&explanation.decision) == winner && winners.next().is_none()
}

/// The rule that has won, and its match.
fn won(decision: &Decision<'_>) -> Option<(*const Rule, Option<usize>)> {
    let matched = decision.matched();
    matched.map(|matched| (std::ptr::from_ref(matched.rule), matched.match_index))
}
