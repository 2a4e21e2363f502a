//! Backends whose weights add up to 0.

use super::{Check, Findings, Level, Rule, Site, values};

pub(super) static RULE: Rule = Rule {
    id: "zero-weights",
    level: Level::Error,
    title: "Backends whose weights add up to 0",
    what_it_does: "Finds rules all of whose backends have the weight 0.",
    why: "Nothing can be forwarded, and every request is answered with 500 (of a GRPCRoute with UNAVAILABLE; a TCP or TLS connection is refused).",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: blue, port: 80, weight: 0}, {name: green, port: 80, weight: 0}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: blue, port: 80, weight: 0}, {name: green, port: 80, weight: 1}]
",
    source: "spec 6.2.3, 12.25",
    explains: &[],
    check: Check::Field(&["backendRefs"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let all_zero = site
        .items()
        .all(|backend| backend.integer("weight") == Some(0));
    let redirects = site
        .parent
        .is_some_and(|rule| values::has_filter(*rule, "RequestRedirect"));
    if site.items().len() > 0 && all_zero && !redirects {
        findings
            .key(&RULE, site, "all weights are 0, and nothing is forwarded")
            .help("give at least one backend a weight above 0");
    }
}
