//! `routes` where `allowedRoutes` stands today.

use super::{Check, Claim, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "listener-routes",
    level: Level::Error,
    title: "`routes` where `allowedRoutes` stands today",
    what_it_does: "Finds `routes` of a listener.",
    why: "In v1alpha1 listeners chose their routes by kind and labels. Today routes name their parents, and the listener says with `allowedRoutes` which ones it takes. A server drops the field.",
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
    routes:
      kind: HTTPRoute
      namespaces: {from: All}
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
    allowedRoutes:
      kinds: [{kind: HTTPRoute}]
      namespaces: {from: All}
",
    source: "spec 10 (CL0.4, GEP-724)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "routes" && site.parent_name() == "listeners") {
        return None;
    }
    let mut fields = Vec::new();
    if let Some(kind) = site.field("kind") {
        let group = site
            .field("group")
            .map(|group| ("group", snippet::of(group.node)));
        let kind = snippet::map(group.into_iter().chain([("kind", snippet::of(kind.node))]));
        fields.push(("kinds", format!("[{kind}]")));
    }
    if let Some(namespaces) = site.field("namespaces") {
        fields.push(("namespaces", snippet::of(namespaces.node)));
    }
    findings
        .key(&RULE, site, "`routes` is called `allowedRoutes` today")
        .help(format!("write `allowedRoutes: {}`", snippet::map(fields)));
    Some(Claim::As("allowedRoutes"))
}
