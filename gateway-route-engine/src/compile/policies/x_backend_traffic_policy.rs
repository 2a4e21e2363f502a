//! XBackendTrafficPolicy: retry budgets and session persistence of backends (spec 6.7, 12.45).

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use gateway_api_types::x_backend_traffic_policy::{RequestRate, RetryConstraint};
use gateway_api_types::{NamespacedName, XBackendTrafficPolicy};

use super::{Claim, Policies, PolicyState, TargetKey, TargetKind, TrafficSettings, by_age};
use crate::compile::context::{Context, Finding, Findings};
use crate::compile::diagnostics::ObjectRef;
use crate::compile::field::Field;
use crate::compile::session_persistence::lower;
use crate::compile::status::conditions::Verdict;
use crate::retry_budget::RetryBudget;
use crate::session_persistence::SessionScope;

/// The longest interval of a budget or a rate (spec 6.7.2).
const MAX_INTERVAL: Duration = Duration::from_secs(3600);
/// The shortest interval of a budget (spec 6.7.2).
const MIN_BUDGET_INTERVAL: Duration = Duration::from_secs(1);
/// What a rate has that leaves one of its members out (spec 12.45).
const DEFAULT_COUNT: i64 = 10;
/// As [`DEFAULT_COUNT`].
const DEFAULT_INTERVAL: &str = "1s";
/// The largest count of a rate (spec 6.7.2).
const MAX_COUNT: i64 = 1_000_000;

/// Judges all policies, the oldest first, and notes what they say of their targets.
pub(super) fn judge<'a>(
    context: &Context<'a>,
    findings: &mut Findings,
    policies: &mut Policies<'a>,
) {
    let mut claims = BTreeMap::new();
    let all = by_age(&context.resources.x_backend_traffic_policies, |policy| {
        &policy.metadata
    });
    for (name, policy) in all {
        let object = ObjectRef::experimental("XBackendTrafficPolicy", name);
        let settings = settings(findings, &object, name, policy);
        let list = Field::Root("spec.targetRefs");
        let mut judged = Vec::new();
        let mut targets = Vec::new();
        for (index, reference) in policy.spec.target_refs.iter().enumerate() {
            let target = NamespacedName::new(&*name.namespace, &*reference.name);
            let kind = known_kind(context, &reference.group, &reference.kind);
            let claim = match kind {
                Some(kind) => claim(context, &mut claims, name, kind, &target),
                None => Claim::Invalid(format!(
                    "an XBackendTrafficPolicy cannot target `{}` of group `{}`",
                    reference.kind, reference.group
                )),
            };
            if let Some(finding) = claim.finding(list.item(index)) {
                findings.push(&object, finding);
            }
            if let Some(kind) = kind {
                let target = policies.target_mut(kind, &target);
                targets.push(target.id);
                if let (Claim::Won, Ok(settings)) = (&claim, &settings) {
                    target.traffic = Some(settings.clone());
                }
            }
            judged.push(claim);
        }
        let invalid = settings.err().map(|message| ("Invalid", message));
        let rejection = Claim::rejection(&judged).or(invalid);
        let status = policy.status.as_ref();
        policies.backend_traffic.push(PolicyState {
            name,
            object,
            metadata: &policy.metadata,
            current: status.map_or(&[], |status| &status.ancestors),
            targets,
            verdicts: vec![Verdict::unless("Accepted", rejection, "the policy applies")],
        });
    }
}

fn known_kind(context: &Context<'_>, group: &str, kind: &str) -> Option<TargetKind> {
    TargetKind::of(group, kind)
        .filter(|kind| *kind != TargetKind::XBackend || context.experimental())
}

fn claim<'a>(
    context: &Context<'a>,
    claims: &mut BTreeMap<TargetKey, &'a NamespacedName>,
    policy: &'a NamespacedName,
    kind: TargetKind,
    target: &NamespacedName,
) -> Claim {
    if !kind.exists(context, target) {
        return Claim::NotFound(format!("{} `{target}` does not exist", kind.as_str()));
    }
    let key = TargetKey {
        kind,
        name: target.clone(),
    };
    let winner = *claims.entry(key).or_insert(policy);
    if winner == policy {
        return Claim::Won;
    }
    let kind = kind.as_str();
    Claim::Conflicted(format!(
        "{kind} `{target}` is the target of XBackendTrafficPolicy `{winner}` already"
    ))
}

/// The values of a policy; the message of the first one that no schema lets through.
fn settings<'a>(
    findings: &mut Findings,
    object: &ObjectRef,
    name: &'a NamespacedName,
    policy: &XBackendTrafficPolicy,
) -> Result<TrafficSettings<'a>, String> {
    let mut faults = Vec::new();
    let constraint = policy.spec.retry_constraint.as_ref();
    let budget = constraint.and_then(|wire| {
        retry_budget(&mut faults, Field::Root("spec.retryConstraint"), wire).map(Arc::new)
    });
    let sessions = policy.spec.session_persistence.as_ref().map(|wire| {
        let field = Field::Root("spec.sessionPersistence");
        let mut lowered = lower(field, wire, SessionScope::XBackendTrafficPolicy);
        for finding in lowered.notes.drain(..) {
            findings.push(object, finding);
        }
        faults.append(&mut lowered.faults);
        lowered.stanza()
    });
    let invalid = faults.first().map(|finding| finding.message.clone());
    for finding in faults {
        findings.push(object, finding);
    }
    match invalid {
        Some(message) => Err(message),
        None => Ok(TrafficSettings {
            policy: name,
            retry_budget: budget,
            session_persistence: sessions,
        }),
    }
}

fn retry_budget(
    faults: &mut Vec<Finding>,
    field: Field<'_>,
    wire: &RetryConstraint,
) -> Option<RetryBudget> {
    let budget = wire.budget();
    let place = field.member("budget");
    let percent = u8::try_from(budget.percent())
        .ok()
        .filter(|percent| *percent <= 100);
    if percent.is_none() {
        let message = format!("`{}` is not a share in percent", budget.percent());
        let finding = Finding::error(place.member("percent"), "invalid-retry-budget", message);
        faults.push(finding.help("write a number from 0 to 100"));
    }
    let bounds = (MIN_BUDGET_INTERVAL, "write a duration from `1s` to `1h`");
    let interval = interval(faults, place, budget.interval(), bounds);
    let rate = wire.min_retry_rate();
    let (count, min_interval) = min_retry_rate(faults, field.member("minRetryRate"), rate);
    Some(RetryBudget {
        percent: percent?,
        interval: interval?,
        min_retry_count: count?,
        min_retry_interval: min_interval?,
    })
}

fn min_retry_rate(
    faults: &mut Vec<Finding>,
    field: Field<'_>,
    wire: &RequestRate,
) -> (Option<u32>, Option<Duration>) {
    let written = wire.count.unwrap_or(DEFAULT_COUNT);
    let count = u32::try_from(written)
        .ok()
        .filter(|_| (1..=MAX_COUNT).contains(&written));
    if count.is_none() {
        let message = format!("`{written}` is not a number of retries");
        let finding = Finding::error(field.member("count"), "invalid-retry-budget", message);
        faults.push(finding.help("write a number from 1 to 1000000"));
    }
    let text = wire.interval.as_deref().unwrap_or(DEFAULT_INTERVAL);
    let bounds = (
        Duration::from_millis(1),
        "write a duration above 0 and up to `1h`",
    );
    (count, interval(faults, field, text, bounds))
}

fn interval(
    faults: &mut Vec<Finding>,
    field: Field<'_>,
    text: &str,
    (shortest, help): (Duration, &str),
) -> Option<Duration> {
    let parsed = gateway_api_types::Duration::parse(text)
        .ok()
        .map(Duration::from);
    let interval = parsed.filter(|interval| (shortest..=MAX_INTERVAL).contains(interval));
    if interval.is_none() {
        let message = format!("`{text}` is not an interval to count in");
        let finding = Finding::error(field.member("interval"), "invalid-retry-budget", message);
        faults.push(finding.help(help));
    }
    interval
}
