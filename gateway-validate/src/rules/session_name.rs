//! `sessionName` of a session.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy, snippet};

pub(super) static RULE: Rule = Rule {
    id: "session-name",
    level: Level::Error,
    title: "`sessionName` of a session",
    what_it_does: "Finds `sessionPersistence.sessionName`.",
    why: "Since v1.7.0 the name of a cookie stands in `cookie.name`, that of a header in `header.name`. A server drops the field, and the name is no longer yours.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    sessionPersistence: {sessionName: shop, cookie: {}}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    sessionPersistence: {cookie: {name: shop}}
",
    source: "spec 10 (CL1.7), 6.6.1",
    explains: &[
        ("session-without-cookie", ".."),
        ("session-without-header", ".."),
    ],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "sessionName" && site.parent_name() == "sessionPersistence") {
        return None;
    }
    let holder = site.parent?;
    let member = if holder.text("type") == Some("Header") {
        "header"
    } else {
        "cookie"
    };
    let help = format!("write `{member}: {{name: {}}}`", snippet::of(site.node));
    legacy::removed(&RULE, site, help, findings)
}
