//! `extAuth` where `externalAuth` stands.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy, snippet};

pub(super) static RULE: Rule = Rule {
    id: "ext-auth",
    level: Level::Error,
    title: "`extAuth` where `externalAuth` stands",
    what_it_does: "Finds `extAuth` in filters, and `backendRefs` in `externalAuth`.",
    why: "The names are those of proposals. A server drops the field, and requests pass without being authenticated, or the filter is refused.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: ExternalAuth, extAuth: {protocol: GRPC, grpc: {}, backendRef: {name: auth, port: 9000}}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: ExternalAuth, externalAuth: {protocol: GRPC, grpc: {}, backendRef: {name: auth, port: 9000}}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 10",
    explains: &[("external-auth-filter-without-member", ".."), ("required", "backendRef")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(matches!(
        (site.parent_name(), site.key()),
        (_, "extAuth") | ("externalAuth", "backendRefs")
    )) {
        return None;
    }
    if site.key() == "extAuth" {
        return legacy::renamed(&RULE, site, "externalAuth", findings);
    }
    let first = site
        .items()
        .next()
        .map_or_else(|| snippet::of(site.node), |item| snippet::of(item.node));
    findings
        .key(&RULE, site, "requests are authenticated by one backend")
        .help(format!("write `backendRef: {first}`"));
    Some(Claim::As("backendRef"))
}
