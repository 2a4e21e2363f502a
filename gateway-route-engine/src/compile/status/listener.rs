//! Status of a listener, of a Gateway or of a ListenerSet (spec 2.10.3, 2.11, 2.14).

use gateway_api_types::{Condition, RouteGroupKind};

use super::conditions::{Stamp, Verdict, merge};
use crate::compile::context::GATEWAY_GROUP;
use crate::compile::listeners::ListenerState;
use crate::compile::many;

/// The condition types that this engine removes from a listener when they no longer hold.
pub(super) const OWNED: [&str; 6] = [
    "Accepted",
    "Programmed",
    "ResolvedRefs",
    "Conflicted",
    "OverlappingTLSConfig",
    "Ready",
];

/// The conditions of a listener.
pub(super) fn conditions(
    listener: &ListenerState<'_>,
    current: &[Condition],
    stamp: Stamp<'_>,
) -> Vec<Condition> {
    let mut verdicts = Vec::with_capacity(4);
    if let Some(conflict) = &listener.conflict {
        verdicts.push(Verdict {
            kind: "Conflicted",
            status: true,
            reason: conflict.reason.as_str(),
            message: conflict.message.clone(),
        });
    }
    verdicts.push(Verdict::unless(
        "Accepted",
        listener.rejection(),
        "the listener is valid",
    ));
    verdicts.push(Verdict::unless(
        "Programmed",
        listener.unprogrammed(),
        "the listener is served",
    ));
    verdicts.push(Verdict::unless(
        "ResolvedRefs",
        unresolved(listener),
        "all references resolve",
    ));
    if listener.overlapping {
        verdicts.push(Verdict {
            kind: "OverlappingTLSConfig",
            status: true,
            reason: "OverlappingHostnames",
            message: "another listener of this port has a TLS hostname that overlaps".to_owned(),
        });
    }
    merge(current, verdicts, &OWNED, stamp)
}

/// `supportedKinds` of a listener.
pub(super) fn supported_kinds(listener: &ListenerState<'_>) -> Vec<RouteGroupKind> {
    let kinds = listener.supported.iter();
    kinds
        .map(|kind| RouteGroupKind {
            group: Some(GATEWAY_GROUP.to_owned()),
            kind: kind.as_str().to_owned(),
        })
        .collect()
}

/// The first reason, and the messages of all (spec 12.63).
fn unresolved(listener: &ListenerState<'_>) -> Option<(&'static str, String)> {
    let first = listener.unresolved.first()?;
    let messages = listener.unresolved.iter().map(|one| &one.message);
    Some((first.reason, many::messages(messages)))
}
