//! `attachTo` where `parentRefs` stands today.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "attach-to",
    level: Level::Error,
    title: "`attachTo` where `parentRefs` stands today",
    what_it_does: "Finds `attachTo` of a route.",
    why: "The name is that of a proposal. A server drops the field, and the route attaches nowhere.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  attachTo: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 10 (GEP-724)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "attachTo" && site.parent_name() == "spec") {
        return None;
    }
    legacy::listed(&RULE, site, "parentRefs", findings)
}
