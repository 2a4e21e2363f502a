//! Sampling: whether a trace is recorded, as the XTelemetryPolicy of the Gateway says (spec 8.4.4).

use gateway_route_engine::Tracing;
use gateway_route_engine::tracing::{ParentBased, Share};

/// What is recorded where a policy does not say how much.
const ALL: Share = Share {
    numerator: 1,
    denominator: 1,
};

/// Whether a request is recorded, given what its sender has decided on the trace, if it is in one; `None`: no policy asks for
/// spans, and the sender's decision stands. `draw` makes any number, all as likely. Left to itself this proxy records all new
/// traces, and of others those that their sender records.
pub(super) fn decide(
    tracing: Option<&Tracing>,
    sender: Option<bool>,
    draw: impl FnOnce() -> u64,
) -> Option<bool> {
    let Some(Tracing::Enabled(spans)) = tracing else {
        return None;
    };
    let own = spans.sampling_rate.unwrap_or(ALL);
    let (asked, share) = match (sender, spans.parent_based) {
        (Some(sampled), None) => (sampled, ALL),
        (Some(sampled), Some(ParentBased::Obeyed(share))) => (sampled, share),
        (Some(_), Some(ParentBased::Ignored)) | (None, _) => (true, own),
    };
    Some(asked && is_drawn(share, draw()))
}

/// Whether a number is in a share of all.
fn is_drawn(share: Share, draw: u64) -> bool {
    let all = u128::from(share.numerator) << 64;
    u128::from(draw) * u128::from(share.denominator) < all
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    use gateway_api_types::NamespacedName;
    /// The members of a policy that asks for spans.
    pub(in super::super) const ENABLED: &str =
        "mode: Enabled, provider: {backendRef: {name: collector, port: 4318}}";

    /// The tracing of a Gateway by a policy of these members.
    pub(in super::super) fn tracing(members: &str) -> Option<Tracing> {
        let text = format!(
            "\
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {{name: test}}
spec: {{controllerName: test.example/proxy}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {{name: edge}}
spec: {{gatewayClassName: test, listeners: [{{name: http, protocol: HTTP, port: 80}}]}}
---
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XTelemetryPolicy
metadata: {{name: traces}}
spec:
  targetRefs: [{{group: gateway.networking.k8s.io, kind: Gateway, name: edge}}]
  tracing: {{{members}}}
"
        );
        let input = crate::source::ManifestText::new("test.yaml", text);
        let resources = crate::source::Source::read(&input).resources;
        let options = gateway_route_engine::Options::default();
        let table = gateway_route_engine::compile(&resources, &options).table;
        let gateway = NamespacedName::new("default", "edge");
        table.tracing(&gateway).cloned()
    }

    #[test]
    fn a_policy_decides_on_new_traces_and_on_those_of_others() {
        let half = u64::MAX / 2 + 1;
        // The policy, the sender's decision, the draw, the outcome.
        let cases: &[(&str, Option<bool>, u64, Option<bool>)] = &[
            ("mode: Disabled", None, 0, None),
            ("mode: Disabled", Some(true), 0, None),
            ("mode: ImplementationDefault", None, 0, None),
            ("", None, u64::MAX, Some(true)),
            ("", Some(true), u64::MAX, Some(true)),
            ("", Some(false), 0, Some(false)),
            ("samplingRate: {numerator: 0}", None, 0, Some(false)),
            ("samplingRate: {numerator: 0}", Some(true), 0, Some(true)),
            ("samplingRate: {numerator: 100}", None, u64::MAX, Some(true)),
            ("samplingRate: {numerator: 50}", None, half - 1, Some(true)),
            ("samplingRate: {numerator: 50}", None, half, Some(false)),
            (
                "samplingRate: {numerator: 1, denominator: 4}",
                None,
                half / 2,
                Some(false),
            ),
            (
                "parentBasedSampling: {mode: Enabled}",
                Some(true),
                u64::MAX,
                Some(true),
            ),
            (
                "parentBasedSampling: {mode: Enabled}",
                Some(false),
                0,
                Some(false),
            ),
            (
                "parentBasedSampling: {mode: Enabled, samplingRate: {numerator: 50}}",
                Some(true),
                half,
                Some(false),
            ),
            (
                "parentBasedSampling: {mode: Enabled, samplingRate: {numerator: 50}}",
                Some(true),
                half - 1,
                Some(true),
            ),
            (
                "parentBasedSampling: {mode: Enabled, samplingRate: {numerator: 0}}",
                None,
                u64::MAX,
                Some(true),
            ),
            (
                "parentBasedSampling: {mode: Disabled}, samplingRate: {numerator: 0}",
                Some(true),
                0,
                Some(false),
            ),
            (
                "parentBasedSampling: {mode: Disabled}",
                Some(false),
                0,
                Some(true),
            ),
        ];
        for (policy, sender, draw, expected) in cases {
            let members = if policy.starts_with("mode") {
                (*policy).to_owned()
            } else {
                format!("{ENABLED}, {policy}")
            };
            let tracing = tracing(&members);
            assert_eq!(
                decide(tracing.as_ref(), *sender, || *draw),
                *expected,
                "{policy} {sender:?} {draw}"
            );
        }
        assert_eq!(decide(None, Some(true), || 0), None);
    }
}
