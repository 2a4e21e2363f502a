//! `cookieConfig` where `cookie` stands today.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "cookie-config",
    level: Level::Error,
    title: "`cookieConfig` where `cookie` stands today",
    what_it_does: "Finds `sessionPersistence.cookieConfig`.",
    why: "The name is that of v1.6. A server drops the field and refuses the session without `cookie`.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    sessionPersistence: {cookieConfig: {lifetimeType: Session}}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    sessionPersistence: {cookie: {lifetimeType: Session}}
",
    source: "spec 10 (CL1.7)",
    explains: &[("session-without-cookie", "..")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "cookieConfig" && site.parent_name() == "sessionPersistence") {
        return None;
    }
    legacy::renamed(&RULE, site, "cookie", findings)
}
