//! An empty list that means everything.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "empty-list",
    level: Level::Warning,
    title: "An empty list that means everything",
    what_it_does: "Finds empty `hostnames` of routes and empty `allowedRoutes.kinds`.",
    why: "An empty list is read as if it were not there: every host matches, and every kind that the protocol can carry may attach.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  hostnames: []
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
    source: "spec 2.2.9, 3.3.1",
    explains: &[("min-items", "")],
    check: Check::Field(&["hostnames", "kinds"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let empty = site
        .node
        .as_list()
        .is_some_and(crate::document::List::is_empty);
    if !empty {
        return;
    }
    let message = match (site.name, site.parent_name()) {
        ("hostnames", "spec") => "an empty list matches every host",
        ("kinds", "allowedRoutes") => "an empty list allows every kind that the protocol can carry",
        _ => return,
    };
    findings
        .key(&RULE, site, message)
        .help(format!("remove `{}`, or fill it", site.name));
}
