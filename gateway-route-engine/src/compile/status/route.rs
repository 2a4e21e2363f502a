//! Status of a route: one entry for each parent of ours (spec 3.2, 3.6, 3.7, 11.3).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::{Condition, ParentReference, RouteParentStatus};

use super::conditions::{Stamp, Verdict, merge};
use crate::compile::attach::{Attachment, section};
use crate::compile::context::{Context, Finding, Findings};
use crate::compile::field::Field;
use crate::compile::lower::{Fault, LoweredRoute};
use crate::compile::many;
use crate::compile::routes::Route;

/// The condition types that this engine removes from an entry of its own when they no longer hold.
pub(super) const OWNED: [&str; 3] = ["Accepted", "ResolvedRefs", "PartiallyInvalid"];
/// The most entries that a server takes (spec 1.4).
const MOST: usize = 32;

/// The reason and message of `Accepted=False` that the rules of a route give: every one of them is
/// invalid (spec 3.2.5).
pub(crate) fn rules_rejection(lowered: &LoweredRoute) -> Option<(&'static str, String)> {
    let faults: Option<Vec<_>> = lowered
        .rules
        .iter()
        .map(|rule| rule.as_ref().err().copied())
        .collect();
    let faults = faults.filter(|faults| !faults.is_empty())?;
    let reason = if faults
        .iter()
        .all(|fault| *fault == Fault::IncompatibleFilters)
    {
        "IncompatibleFilters"
    } else {
        "UnsupportedValue"
    };
    Some((reason, "no rule is valid".to_owned()))
}

/// `status.parents` of a route: entries of other controllers as they are, ours judged anew where they
/// stood, stale ones of ours gone, new ones behind, as far as there is room (spec 11.3): with one more,
/// a server would take none of them.
pub(crate) fn parents<'l>(
    context: &Context<'_>,
    findings: &mut Findings,
    route: &Route<'_>,
    attachments: &[Attachment<'_>],
    lowered: impl Fn(&Attachment<'_>) -> &'l LoweredRoute,
    controllers: &BTreeSet<Arc<str>>,
) -> Vec<RouteParentStatus> {
    let stamp = Stamp {
        generation: route.metadata.generation,
        now: &context.options.now,
    };
    let mut waiting: Vec<Option<&Attachment<'_>>> = attachments.iter().map(Some).collect();
    let namespace = &*route.id.name.namespace;
    let mut places = BTreeMap::new();
    if !route.parents.is_empty() {
        let keys = attachments.iter().map(|attachment| {
            let key = key(namespace, &attachment.parent_ref);
            (&*attachment.controller, key)
        });
        places.extend(keys.zip(0..));
    }
    let judged = |attachment: &Attachment<'_>, current: &[Condition]| RouteParentStatus {
        parent_ref: attachment.parent_ref.clone().into_owned(),
        controller_name: attachment.controller.to_string(),
        conditions: merge(
            current,
            verdicts(attachment, lowered(attachment)),
            &OWNED,
            stamp,
        ),
    };
    let mut entries = Vec::with_capacity(attachments.len());
    for entry in route.parents {
        let key = key(namespace, &entry.parent_ref);
        let place = places.get(&(entry.controller_name.as_str(), key));
        let mine = place.and_then(|place: &usize| waiting.get_mut(*place));
        if let Some(attachment) = mine.and_then(Option::take) {
            entries.push(judged(attachment, &entry.conditions));
        } else if !controllers.contains(entry.controller_name.as_str()) {
            entries.push(entry.clone());
        }
    }
    let room = MOST.saturating_sub(entries.len());
    let mut fresh = waiting.into_iter().flatten();
    let entered = fresh.by_ref().take(room);
    entries.extend(entered.map(|attachment| judged(attachment, &[])));
    for attachment in fresh {
        report_left_out(findings, route, attachment);
    }
    entries
}

fn report_left_out(findings: &mut Findings, route: &Route<'_>, attachment: &Attachment<'_>) {
    let parents = Field::Root("status.parents");
    let references = Field::Root("spec.parentRefs");
    let field = attachment.index.map(|index| references.item(index));
    let name = &attachment.parent_ref.name;
    let message = format!("there is no room for `{name}` among the parents in the status");
    let finding = Finding::warning(field.unwrap_or(parents), "too-many-parents", message);
    let help = "use another route for some of the parents, or remove what controllers that are gone have left in the status";
    findings.push(&route.object(), finding.help(help));
}

fn verdicts(attachment: &Attachment<'_>, lowered: &LoweredRoute) -> Vec<Verdict> {
    let rejection = attachment
        .places
        .as_ref()
        .err()
        .cloned()
        .or_else(|| rules_rejection(lowered));
    let accepted = rejection.is_none();
    let mut verdicts = vec![
        Verdict::unless("Accepted", rejection, "the route is attached"),
        Verdict::unless(
            "ResolvedRefs",
            unresolved(lowered),
            "all references resolve",
        ),
    ];
    verdicts.extend(partially_invalid(lowered).filter(|_| accepted));
    verdicts
}

/// The first reason in document order, and the messages of all (spec 12.63).
fn unresolved(lowered: &LoweredRoute) -> Option<(&'static str, String)> {
    let first = lowered.unresolved.first()?;
    let messages = lowered.unresolved.iter().map(|problem| &problem.message);
    Some((first.reason, many::messages(messages)))
}

/// Set only where valid and invalid rules stand side by side (spec 3.7).
fn partially_invalid(lowered: &LoweredRoute) -> Option<Verdict> {
    let invalid = lowered
        .rules
        .iter()
        .enumerate()
        .filter(|(_, rule)| rule.is_err());
    let dropped: Vec<_> = invalid.map(|(index, _)| index).collect();
    (!dropped.is_empty() && dropped.len() < lowered.rules.len()).then(|| Verdict {
        kind: "PartiallyInvalid",
        status: true,
        reason: "UnsupportedValue",
        message: format!("Dropped Rule {}: it cannot be used", many::listed(dropped)),
    })
}

/// What makes two references mean the same, defaults filled in.
type Key<'a> = (
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    Option<&'a str>,
    Option<i32>,
);

fn key<'a>(namespace: &'a str, reference: &'a ParentReference) -> Key<'a> {
    (
        reference.group(),
        reference.kind(),
        reference.namespace.as_deref().unwrap_or(namespace),
        &reference.name,
        section(reference),
        reference.port,
    )
}

/// Whether two references mean the same, defaults filled in.
pub(super) fn same(namespace: &str, one: &ParentReference, other: &ParentReference) -> bool {
    key(namespace, one) == key(namespace, other)
}
