//! Routes chosen by their labels.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy, snippet};

pub(super) static RULE: Rule = Rule {
    id: "route-selector",
    level: Level::Error,
    title: "Routes chosen by their labels",
    what_it_does: "Finds `selector`, `routeSelector`, `routeNamespaces` and `namespaceSelector` where a listener says which routes it takes.",
    why: "In v1alpha1 a listener chose routes by labels. Today routes name their parents, and labels choose namespaces only. A server drops the fields.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners:
  - name: web
    port: 80
    protocol: HTTP
    allowedRoutes: {selector: {matchLabels: {app: web}}}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners:
  - name: web
    port: 80
    protocol: HTTP
    allowedRoutes: {namespaces: {from: Same}}
",
    source: "spec 10 (GEP-724)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(matches!(
        site.key(),
        "selector" | "routeSelector" | "routeNamespaces" | "namespaceSelector"
    ) && site.parent_name() == "allowedRoutes")
    {
        return None;
    }
    let help = match site.key() {
        "selector" | "routeSelector" => {
            "give each route a `parentRefs` entry with the name of this object".to_owned()
        }
        _ => {
            let inner = ["namespaceSelector", "selector"]
                .into_iter()
                .find_map(|name| site.node.get(name));
            let selector = snippet::of(inner.unwrap_or(site.node));
            format!(
                "write `namespaces: {{from: Selector, selector: {selector}}}`, or `namespaces: {{from: All}}`"
            )
        }
    };
    legacy::removed(&RULE, site, help, findings)
}
