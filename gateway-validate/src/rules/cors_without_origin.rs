//! A CORS filter without origins.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "cors-without-origin",
    level: Level::Warning,
    title: "A CORS filter without origins",
    what_it_does: "Finds CORS filters whose `allowOrigins` is absent or empty.",
    why: "No origin is allowed then: the filter refuses every other site.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: CORS, cors: {allowMethods: [GET]}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: CORS, cors: {allowOrigins: [\"https://shop.example.com\"], allowMethods: [GET]}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 12.23",
    explains: &[],
    check: Check::Field(&["cors"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let none = site
        .list("allowOrigins")
        .is_none_or(crate::document::List::is_empty);
    if none && site.node.as_map().is_some() {
        findings
            .key(&RULE, site, "no origin is allowed")
            .help("add `allowOrigins`, for example `allowOrigins: [https://shop.example.com]`");
    }
}
