//! `idleTimeout` of a session.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy, snippet};

pub(super) static RULE: Rule = Rule {
    id: "idle-timeout",
    level: Level::Error,
    title: "`idleTimeout` of a session",
    what_it_does: "Finds `sessionPersistence.idleTimeout`.",
    why: "It was removed. A server drops the field, and sessions end by `absoluteTimeout` only.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    sessionPersistence: {idleTimeout: 10m, cookie: {}}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    sessionPersistence: {absoluteTimeout: 10m, cookie: {}}
",
    source: "spec 10 (CL1.6)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "idleTimeout" && site.parent_name() == "sessionPersistence") {
        return None;
    }
    legacy::removed(
        &RULE,
        site,
        format!("write `absoluteTimeout: {}`", snippet::of(site.node)),
        findings,
    )
}
