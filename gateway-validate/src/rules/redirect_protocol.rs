//! `protocol` where `scheme` stands today.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "redirect-protocol",
    level: Level::Error,
    title: "`protocol` where `scheme` stands today",
    what_it_does: "Finds `requestRedirect.protocol`.",
    why: "The name is that of a release candidate. A server drops the field, and the redirect keeps the scheme of the request.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {protocol: https}}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]
",
    source: "spec 10 (CL0.4)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "protocol" && site.parent_name() == "requestRedirect") {
        return None;
    }
    legacy::renamed(&RULE, site, "scheme", findings)
}
