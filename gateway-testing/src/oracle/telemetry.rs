//! `XTelemetryPolicy` (spec 8.4, 12.96).

use gateway_api_types::{GatewayApiObject, LocalObjectReference, TracingMode, XTelemetryPolicy};
use serde_json::Value;

use super::backends::{self, User};
use super::cluster::{Cluster, GROUP, X_GROUP, seniority};
use super::conditions::plain;
use super::features::lacks_tracing;
use super::policy_status::{OF_POLICY_AT_MOST, reference, with_entries};

/// An entry for each target Gateway that is ours or known to be missing.
pub(super) fn status(cluster: Cluster<'_>, policy: &XTelemetryPolicy) -> Value {
    let mut names: Vec<&str> = Vec::new();
    for target in policy
        .spec
        .target_refs
        .iter()
        .filter(|target| is_gateway(target))
    {
        if !names.contains(&target.name.as_str()) {
            names.push(&target.name);
        }
    }
    let entries = names
        .into_iter()
        .filter_map(|name| entry(cluster, policy, name));
    let current = policy
        .status
        .as_ref()
        .map(|status| status.ancestors.as_slice());
    with_entries(
        cluster,
        current.unwrap_or_default(),
        entries.collect(),
        OF_POLICY_AT_MOST,
    )
}

fn is_gateway(target: &LocalObjectReference) -> bool {
    (&*target.group, &*target.kind) == (GROUP, "Gateway")
}

fn entry(
    cluster: Cluster<'_>,
    policy: &XTelemetryPolicy,
    name: &str,
) -> Option<(Value, String, Vec<Value>)> {
    let namespace = policy.namespace();
    let (controller, refused) = match cluster.gateway(namespace, name) {
        None if cluster.options.is_missing("Gateway") => {
            (cluster.controller(), Some("TargetNotFound"))
        }
        None => return None,
        Some(gateway) => {
            let tracing = policy.spec.tracing.as_ref();
            let lacks = tracing.is_none_or(|found| {
                let enabled = found.mode == Some(TracingMode::Enabled);
                (enabled && found.provider.is_none()) || lacks_tracing(cluster.options, found)
            });
            let won = winner(cluster, namespace, name) == Some(policy.name());
            (
                cluster.controller_of(gateway)?,
                (!won)
                    .then_some("Conflicted")
                    .or(lacks.then_some("Invalid")),
            )
        }
    };
    let generation = policy.generation();
    let conditions = vec![
        plain("Accepted", refused, generation),
        plain("ResolvedRefs", unresolved(cluster, policy), generation),
    ];
    Some((reference(namespace, name), controller, conditions))
}

/// The oldest policy of a Gateway (spec 8.4.6).
fn winner<'w>(cluster: Cluster<'w>, namespace: &str, name: &str) -> Option<&'w str> {
    let policies = cluster.world.x_telemetry_policies.iter();
    let targeting = policies.filter(|policy| {
        let mut targets = policy.spec.target_refs.iter();
        policy.namespace() == namespace
            && targets.any(|target| is_gateway(target) && target.name == name)
    });
    let oldest = targeting.min_by_key(|policy| {
        seniority(
            policy.creation_timestamp(),
            policy.namespace(),
            policy.name(),
        )
    });
    oldest.map(GatewayApiObject::name)
}

/// What is wrong about the reference to the provider (spec 8.4.7).
fn unresolved(cluster: Cluster<'_>, policy: &XTelemetryPolicy) -> Option<&'static str> {
    let tracing = policy.spec.tracing.as_ref()?;
    let provider = tracing.provider.as_ref()?;
    let user = User {
        group: X_GROUP,
        tls: true,
        ..User::route("XTelemetryPolicy", policy.namespace())
    };
    backends::resolve(cluster, user, &provider.backend_ref).fault()
}
