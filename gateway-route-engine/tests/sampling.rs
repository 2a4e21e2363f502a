//! Whether a request's trace is recorded: what an XTelemetryPolicy, the caller's decision and the draw make of it (spec 8.4.4).

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

mod common;

use gateway_api_types::NamespacedName;
use gateway_route_engine::{Options, Tracing, compile};
use serde_json::{Value, json};

/// The tracing of a Gateway by a policy of these members.
fn tracing(members: &Value) -> Option<Tracing> {
    let mut tracing = json!({
        "mode": "Enabled", "provider": {"backendRef": {"name": "collector", "port": 4318}},
    });
    let all = tracing.as_object_mut().unwrap();
    all.extend(members.as_object().unwrap().clone());
    let policy = json!({
        "apiVersion": "gateway.networking.x-k8s.io/v1alpha1", "kind": "XTelemetryPolicy",
        "metadata": {"name": "traces"},
        "spec": {
            "targetRefs": [{"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": "edge"}],
            "tracing": tracing,
        },
    });
    let listeners = json!([{"name": "http", "port": 80, "protocol": "HTTP"}]);
    let resources = common::resources(&listeners, &[policy]);
    let table = compile(&resources, &Options::default()).table;
    table
        .tracing(&NamespacedName::new("default", "edge"))
        .cloned()
}

#[test]
fn a_policy_decides_on_new_traces_and_on_those_of_others() {
    let (half, none) = (u64::MAX / 2 + 1, None::<bool>);
    let rate = |numerator: u32| json!({"samplingRate": {"numerator": numerator}});
    let parent_based = |members: Value| json!({"parentBasedSampling": members});
    let quarter = json!({"samplingRate": {"numerator": 1, "denominator": 4}});
    let obeyed = parent_based(json!({"mode": "Enabled"}));
    let obeyed_by = |numerator: u32| {
        parent_based(json!({"mode": "Enabled", "samplingRate": {"numerator": numerator}}))
    };
    let ignored = parent_based(json!({"mode": "Disabled"}));
    let ignored_for_none = json!({
        "parentBasedSampling": {"mode": "Disabled"}, "samplingRate": {"numerator": 0},
    });
    // The policy, the caller's decision, the draw, the outcome.
    for (policy, caller, draw, expected) in [
        (json!({}), none, u64::MAX, Some(true)),
        (json!({}), Some(true), u64::MAX, Some(true)),
        (json!({}), Some(false), 0, Some(false)),
        (rate(0), none, 0, Some(false)),
        (rate(0), Some(true), 0, Some(true)),
        (rate(100), none, u64::MAX, Some(true)),
        (rate(50), none, half - 1, Some(true)),
        (rate(50), none, half, Some(false)),
        (quarter.clone(), none, half / 2 - 1, Some(true)),
        (quarter, none, half / 2, Some(false)),
        (obeyed.clone(), Some(true), u64::MAX, Some(true)),
        (obeyed, Some(false), 0, Some(false)),
        (obeyed_by(50), Some(true), half, Some(false)),
        (obeyed_by(50), Some(true), half - 1, Some(true)),
        (obeyed_by(0), none, u64::MAX, Some(true)),
        (ignored_for_none, Some(true), 0, Some(false)),
        (ignored, Some(false), 0, Some(true)),
    ] {
        let tracing = tracing(&policy).unwrap();
        let actual = tracing.samples(caller, || draw);
        assert_eq!(actual, expected, "{policy} {caller:?} {draw}");
    }
}

#[test]
fn without_spans_the_decision_of_the_caller_stands() {
    for caller in [None, Some(true), Some(false)] {
        assert_eq!(Tracing::Disabled.samples(caller, || 0), None, "{caller:?}");
    }
}
