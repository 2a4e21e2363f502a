//! `extensionRef` in a match.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "match-extension-ref",
    level: Level::Error,
    title: "`extensionRef` in a match",
    what_it_does: "Finds `matches[].extensionRef`.",
    why: "It was removed, and nothing took its place. A server drops the field, and the match takes more requests than it should.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{extensionRef: {group: example.com, kind: Match, name: a}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{headers: [{name: version, value: a}]}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 10 (GEP-820)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "extensionRef" && site.parent_name() == "matches") {
        return None;
    }
    legacy::removed(
        &RULE,
        site,
        "say it with path, headers, query parameters and method",
        findings,
    )
}
