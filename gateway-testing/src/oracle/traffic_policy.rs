//! `XBackendTrafficPolicy`: retry budgets and session persistence of a backend (spec 6.6, 6.7, 12.45,
//! 12.91, 12.99).

use gateway_api_types::{
    BackendType, CookieLifetimeType, GatewayApiObject, RetryConstraint, SessionPersistence,
    SessionPersistenceType, XBackendTrafficPolicy,
};
use serde_json::{Value, json};

use super::backends::{Backend, MULTICLUSTER};
use super::cluster::{Cluster, Found, X_GROUP, seniority};
use super::grammar;
use super::policy_status::traffic_lacks_room;
use super::route::Rule;

/// The oldest policy that targets an object (spec 6.7.5).
fn winner<'w>(
    cluster: Cluster<'w>,
    target: (&str, &str, &str, &str),
) -> Option<&'w XBackendTrafficPolicy> {
    let (group, kind, namespace, name) = target;
    let policies = cluster.world.x_backend_traffic_policies.iter();
    let targeting = policies.filter(|policy| {
        let mut targets = policy.spec.target_refs.iter();
        policy.namespace() == namespace
            && targets
                .any(|found| (&*found.group, &*found.kind, &*found.name) == (group, kind, name))
    });
    targeting.min_by_key(|policy| {
        seniority(
            policy.creation_timestamp(),
            policy.namespace(),
            policy.name(),
        )
    })
}

fn of_backend<'w>(cluster: Cluster<'w>, backend: &Backend) -> Option<&'w XBackendTrafficPolicy> {
    let target = (
        &*backend.group,
        &*backend.kind,
        &*backend.namespace,
        &*backend.name,
    );
    winner(cluster, target).filter(|policy| !traffic_lacks_room(cluster, policy))
}

/// The retry budget of a backend, its defaults filled in (spec 6.7.2).
pub(super) fn retry_budget(cluster: Cluster<'_>, backend: &Backend) -> Value {
    let policy = of_backend(cluster, backend);
    let policy = policy.filter(|policy| is_valid(policy));
    match policy.and_then(|policy| policy.spec.retry_constraint.as_ref()) {
        Some(constraint) => budget_value(constraint),
        None => Value::Null,
    }
}

fn budget_value(constraint: &RetryConstraint) -> Value {
    let budget = constraint.budget.as_ref();
    let percent = budget.and_then(|budget| budget.percent).unwrap_or(20);
    let interval = budget.and_then(|budget| budget.interval.as_deref());
    let rate = constraint.min_retry_rate.as_ref();
    let count = rate.and_then(|rate| rate.count).unwrap_or(10);
    let every = rate.and_then(|rate| rate.interval.as_deref());
    json!({
        "budget": { "percent": percent, "interval": canonical(interval.unwrap_or("10s")) },
        "minRetryRate": { "count": count, "interval": canonical(every.unwrap_or("1s")) },
    })
}

fn canonical(duration: &str) -> Option<String> {
    grammar::milliseconds(duration).map(grammar::duration)
}

/// The session persistence of requests that a rule sends to a backend: the XBackend's own, else the
/// rule's, else the policy's (spec 12.91).
pub(super) fn session(cluster: Cluster<'_>, rule: &Rule, backend: &Backend) -> Value {
    let own = match cluster.x_backend(&backend.namespace, &backend.name) {
        Found::Object(found) if (&*backend.group, &*backend.kind) == (X_GROUP, "XBackend") => {
            // Of this type alone (spec 6.6.1): a name has one endpoint.
            let selects = found.spec.r#type == BackendType::EndpointSelector;
            found.spec.session_persistence.as_ref().filter(|_| selects)
        }
        _ => None,
    };
    let policy = of_backend(cluster, backend).filter(|policy| is_valid(policy));
    let policy = policy.and_then(|policy| policy.spec.session_persistence.as_ref());
    let places = [
        (own, "XBackend"),
        (rule.session(), "rule"),
        (policy, "XBackendTrafficPolicy"),
    ];
    let place = places
        .into_iter()
        .find_map(|(session, from)| session.map(|session| (session, from)));
    match place {
        Some((session, from)) => session_value(session, from),
        None => Value::Null,
    }
}

/// As a decision shows it, its defaults filled in (spec 6.6.2, 6.6.8); null where nothing can come
/// of it (spec 12.99).
fn session_value(session: &SessionPersistence, from: &str) -> Value {
    let kind = session
        .r#type
        .as_ref()
        .unwrap_or(&SessionPersistenceType::Cookie);
    let cookie = session.cookie.clone().unwrap_or_default();
    let header = session
        .header
        .as_ref()
        .filter(|header| !header.name.is_empty());
    let (cookie, header) = match kind {
        SessionPersistenceType::Cookie => {
            let lifetime = cookie.lifetime_type.unwrap_or(CookieLifetimeType::Session);
            let path = cookie.path.as_deref().unwrap_or("/");
            let cookie = json!({ "name": cookie.name, "path": path, "lifetimeType": lifetime });
            (cookie, Value::Null)
        }
        SessionPersistenceType::Header => match header {
            Some(header) => (Value::Null, json!({ "name": header.name.to_lowercase() })),
            None => return Value::Null,
        },
        _ => return Value::Null,
    };
    json!({
        "type": kind.as_str(),
        "absoluteTimeout": session.absolute_timeout.as_deref().and_then(canonical),
        "cookie": cookie,
        "header": header,
        "from": from,
    })
}

/// Whether the values of a rule's session persistence are possible (spec 12.76): a bad duration is
/// not, and no cookie lasts without an end (spec 6.6.2).
pub(super) fn session_is_valid(session: &SessionPersistence) -> bool {
    let timeout = session.absolute_timeout.as_deref();
    let parses = timeout.is_none_or(|timeout| grammar::milliseconds(timeout).is_some());
    let lifetime = session
        .cookie
        .as_ref()
        .and_then(|cookie| cookie.lifetime_type.as_ref());
    parses
        && lifetime.is_none_or(CookieLifetimeType::is_known)
        && (lifetime != Some(&CookieLifetimeType::Permanent) || timeout.is_some())
}

/// Whether the values of a policy are within their bounds (spec 6.7.2, 12.76).
fn is_valid(policy: &XBackendTrafficPolicy) -> bool {
    let between = |text: &str, least: u64| {
        grammar::milliseconds(text).is_some_and(|time| (least..=3_600_000).contains(&time))
    };
    let constraint = policy.spec.retry_constraint.as_ref();
    let budget = constraint.and_then(|found| found.budget.as_ref());
    let rate = constraint.and_then(|found| found.min_retry_rate.as_ref());
    let budget = budget.is_none_or(|budget| {
        let interval = budget.interval.as_deref();
        budget
            .percent
            .is_none_or(|percent| (0..=100).contains(&percent))
            && interval.is_none_or(|interval| between(interval, 1000))
    });
    let rate = rate.is_none_or(|rate| {
        let interval = rate.interval.as_deref();
        rate.count
            .is_none_or(|count| (1..=1_000_000).contains(&count))
            && interval.is_none_or(|interval| between(interval, 1))
    });
    let session = policy.spec.session_persistence.as_ref();
    budget && rate && session.is_none_or(session_is_valid)
}

/// Reason of `Accepted=False` of a policy: none of its targets is won (spec 6.7.5, 12.35).
pub(super) fn not_accepted(
    cluster: Cluster<'_>,
    policy: &XBackendTrafficPolicy,
) -> Option<&'static str> {
    let lost = policy.spec.target_refs.iter().map(|target| {
        let namespace = policy.namespace();
        let missing = match (&*target.group, &*target.kind) {
            ("", "Service") => {
                matches!(cluster.service(namespace, &target.name), Found::Missing)
            }
            (MULTICLUSTER, "ServiceImport") => {
                let import = cluster.service_import(namespace, &target.name);
                matches!(import, Found::Missing)
            }
            (X_GROUP, "XBackend") => {
                matches!(cluster.x_backend(namespace, &target.name), Found::Missing)
            }
            _ => return Some("Invalid"),
        };
        let key = (&*target.group, &*target.kind, namespace, &*target.name);
        let won = winner(cluster, key).is_some_and(|winner| winner.name() == policy.name());
        match (missing, won) {
            (true, _) => Some("TargetNotFound"),
            (false, false) => Some("Conflicted"),
            (false, true) => None,
        }
    });
    let lost: Vec<_> = lost.collect();
    // Of several reasons the first in document order is told, as of references (spec 12.63).
    if lost.iter().all(Option::is_some) {
        return lost.into_iter().flatten().next().or(Some("Invalid"));
    }
    (!is_valid(policy)).then_some("Invalid")
}
