//! A CORS rule that never sees a preflight.

use super::{Check, Findings, Level, Rule, Site, values};

pub(super) static RULE: Rule = Rule {
    id: "cors-preflight",
    level: Level::Warning,
    title: "A CORS rule that never sees a preflight",
    what_it_does: "Finds rules with a CORS filter whose matches all ask for methods other than OPTIONS.",
    why: "A browser asks with OPTIONS before the request itself. Matches are taken literally, so the preflight meets another rule or none, and the browser refuses.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{method: POST}]
    filters: [{type: CORS, cors: {allowOrigins: [\"https://shop.example.com\"]}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{method: POST}, {method: OPTIONS}]
    filters: [{type: CORS, cors: {allowOrigins: [\"https://shop.example.com\"]}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 12.24",
    explains: &[],
    check: Check::Each(&["rules"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let Some(matches) = site
        .field("matches")
        .filter(|_| values::has_filter(site, "CORS"))
    else {
        return;
    };
    let reached = matches
        .items()
        .any(|one| matches!(one.text("method"), None | Some("OPTIONS")));
    let first = matches.items().next();
    if let Some(method) = first.as_ref().and_then(|one| one.field("method"))
        && !reached
    {
        findings
            .value(
                &RULE,
                method,
                "a preflight is an OPTIONS request, which no match of the rule takes",
            )
            .help("add a match of the same path with `method: OPTIONS`, or leave `method` out");
    }
}
