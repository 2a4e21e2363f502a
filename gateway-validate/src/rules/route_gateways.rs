//! `gateways` where `parentRefs` stands today.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy, snippet};

pub(super) static RULE: Rule = Rule {
    id: "route-gateways",
    level: Level::Error,
    title: "`gateways` where `parentRefs` stands today",
    what_it_does: "Finds `spec.gateways` of a route.",
    why: "In v1alpha1 a route said which Gateways may choose it. Today it names its parents; a server drops the field, and the route attaches nowhere.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  gateways:
    allow: FromList
    gatewayRefs: [{name: edge, namespace: infra}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge, namespace: infra}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 10 (GEP-724)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "gateways" && site.parent_name() == "spec") {
        return None;
    }
    let parents = site
        .field("gatewayRefs")
        .map_or_else(|| "[{name: …}]".to_owned(), |refs| snippet::of(refs.node));
    legacy::removed(
        &RULE,
        site,
        format!(
            "write `parentRefs: {parents}`; who may attach is said by `allowedRoutes.namespaces` of the listener"
        ),
        findings,
    )
}
