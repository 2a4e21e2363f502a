//! A listener that takes routes from `None`.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "allowed-routes-none",
    level: Level::Error,
    title: "A listener that takes routes from `None`",
    what_it_does: "Finds `allowedRoutes.namespaces.from: None`.",
    why: "It is that of a release candidate: only `allowedListeners` knows `None`. A server refuses it.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners:
  - {name: web, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: None}}}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners:
  - {name: web, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {routes: none}}}}}
",
    source: "spec 10 (CL1.3), 2.10.1",
    explains: &[("enum", "")],
    check: Check::Field(&["from"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if site.node.as_str() == Some("None") && site.within("allowedRoutes").is_some() {
        findings
            .value(&RULE, site, "`None` is for `allowedListeners` only")
            .help("write `from: Selector` with a selector that matches no namespace");
    }
}
