//! The kind of routes beside the list `kinds`.

use super::{Check, Claim, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "route-kind",
    level: Level::Error,
    title: "The kind of routes beside the list `kinds`",
    what_it_does: "Finds `kind` and `group` in `allowedRoutes`.",
    why: "In v1alpha1 a listener took routes of one kind. Today the kinds are a list; a server drops the two fields, and every kind that the protocol can carry may attach.",
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
    allowedRoutes: {kind: HTTPRoute}
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
    allowedRoutes: {kinds: [{kind: HTTPRoute}]}
",
    source: "spec 10 (GEP-724)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(matches!(site.key(), "kind" | "group") && site.parent_name() == "allowedRoutes") {
        return None;
    }
    let kind = snippet::map([(site.key(), snippet::of(site.node))]);
    findings
        .key(&RULE, site, "the kinds of routes are a list today")
        .help(format!("write `kinds: [{kind}]`"));
    Some(Claim::Alone)
}
