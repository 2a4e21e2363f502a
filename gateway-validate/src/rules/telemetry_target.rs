//! A telemetry policy for something other than a Gateway.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "telemetry-target",
    level: Level::Error,
    title: "A telemetry policy for something other than a Gateway",
    what_it_does: "Finds targets of an XTelemetryPolicy that are no Gateways.",
    why: "Only Gateways are known as targets. Others get no spans and no entry in the status.",
    example: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XTelemetryPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: web}]
  tracing: {mode: Disabled}
",
    use_instead: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XTelemetryPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: edge}]
  tracing: {mode: Disabled}
",
    source: "spec 8.4.1, 12.96",
    explains: &[],
    check: Check::Each(&["targetRefs"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if !site.is(Kind::XTelemetryPolicy) {
        return;
    }
    let (Some(group), Some(kind)) = (site.text("group"), site.text("kind")) else {
        return;
    };
    if (group, kind) != ("gateway.networking.k8s.io", "Gateway")
        && let Some(place) = site.field("kind")
        && kind != "Gateway"
    {
        findings
            .value(
                &RULE,
                place,
                format!("a telemetry policy does nothing for kind `{kind}`"),
            )
            .help("name the Gateway, with `group: gateway.networking.k8s.io` and `kind: Gateway`");
    }
}
