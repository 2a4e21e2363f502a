//! `status.gateways` of a route.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "status-gateways",
    level: Level::Warning,
    title: "`status.gateways` of a route",
    what_it_does: "Finds `status.gateways`.",
    why: "The status of a route has `parents` today. A server drops the field.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
status: {gateways: []}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
status: {parents: []}
",
    source: "spec 10",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "gateways" && site.parent_name() == "status") {
        return None;
    }
    legacy::removed(&RULE, site, "write `parents`", findings)
}
