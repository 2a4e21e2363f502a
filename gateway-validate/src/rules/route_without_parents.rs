//! A route that attaches nowhere.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "route-without-parents",
    level: Level::Info,
    title: "A route that attaches nowhere",
    what_it_does: "Finds routes without `parentRefs`.",
    why: "A route without parents takes no traffic, unless it asks for default Gateways.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 3.1.6",
    explains: &[],
    check: Check::Field(&["spec"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    // Former names of the field are other rules'.
    let otherwise = ["attachTo", "gateways", "parentRef", "useDefaultGateway"];
    let parents = site
        .list("parentRefs")
        .is_some_and(|parents| !parents.is_empty());
    let default = site
        .text("useDefaultGateways")
        .is_some_and(|scope| scope != "None");
    if site.is_route() && !parents && !default && !otherwise.iter().any(|name| site.has(name)) {
        findings
            .key(
                &RULE,
                site,
                "the route has no parents, and attaches nowhere",
            )
            .help("add `parentRefs: [{name: …}]`");
    }
}
