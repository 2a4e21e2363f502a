//! `from: Selector` without a selector.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "missing-selector",
    level: Level::Error,
    title: "`from: Selector` without a selector",
    what_it_does: "Finds `from: Selector` without `selector`.",
    why: "Nothing is selected then, and nothing may attach.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: web, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: Selector}}}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: web, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: web}}}}}]
",
    source: "spec 2.10.1, 2.10.5, 12.56",
    explains: &[],
    check: Check::Field(&["namespaces"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if let Some(from) = site
        .field("from")
        .filter(|from| from.node.as_str() == Some("Selector"))
        && !site.has("selector")
    {
        findings
            .value(&RULE, from, "without `selector` no namespace is selected")
            .help("add `selector: {matchLabels: {…}}`; `selector: {}` selects every namespace");
    }
}
