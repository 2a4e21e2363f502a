//! A selector that is not used.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "unused-selector",
    level: Level::Warning,
    title: "A selector that is not used",
    what_it_does: "Finds `selector` beside a `from` other than `Selector`.",
    why: "It is ignored: `from` decides, and its default is `Same` for routes and `None` for ListenerSets.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: web, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {selector: {matchLabels: {team: web}}}}}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: web, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: web}}}}}]
",
    source: "spec 2.10.1",
    explains: &[],
    check: Check::Field(&["namespaces"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if let Some(selector) = site.field("selector")
        && site.text("from") != Some("Selector")
        && (site.parent_name() == "allowedRoutes" || site.parent_name() == "allowedListeners")
    {
        let from = site
            .text("from")
            .unwrap_or(if site.parent_name() == "allowedRoutes" {
                "Same"
            } else {
                "None"
            });
        findings
            .key(
                &RULE,
                selector,
                format!("the selector is ignored with `from: {from}`"),
            )
            .help("write `from: Selector`, or remove the selector");
    }
}
