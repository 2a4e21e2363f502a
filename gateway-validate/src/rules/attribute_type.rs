//! `type` where `sourceType` stands.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "attribute-type",
    level: Level::Error,
    title: "`type` where `sourceType` stands",
    what_it_does: "Finds `type` in an attribute of an XTelemetryPolicy.",
    why: "The name is that of a proposal. A server drops the field and refuses the attribute without `sourceType`.",
    example: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XTelemetryPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: edge}]
  tracing:
    mode: Enabled
    provider: {backendRef: {name: traces, port: 4317}}
    attributes: [{name: zone, type: Literal, literalValue: a}]
",
    use_instead: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XTelemetryPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: edge}]
  tracing:
    mode: Enabled
    provider: {backendRef: {name: traces, port: 4317}}
    attributes: [{name: zone, sourceType: Literal, literalValue: a}]
",
    source: "spec 10",
    explains: &[("required", "sourceType")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "type" && site.parent_name() == "attributes") {
        return None;
    }
    legacy::renamed(&RULE, site, "sourceType", findings)
}
