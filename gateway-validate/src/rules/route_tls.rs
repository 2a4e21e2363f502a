//! TLS on a route.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy, snippet};

pub(super) static RULE: Rule = Rule {
    id: "route-tls",
    level: Level::Error,
    title: "TLS on a route",
    what_it_does: "Finds `spec.tls` of a route.",
    why: "In v1alpha1 a route could bring its own certificate. Today certificates belong to listeners, and a server drops the field.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  tls: {certificateRef: {name: cert}}
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners:
  - name: https
    port: 443
    protocol: HTTPS
    tls: {certificateRefs: [{name: cert}]}
",
    source: "spec 10 (GEP-746)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "tls" && site.parent_name() == "spec" && site.is_route()) {
        return None;
    }
    legacy::removed(&RULE, site, help(site), findings)
}

fn help(site: Site<'_, '_>) -> String {
    let certificate = site
        .field("certificateRef")
        .map_or_else(|| "{name: …}".to_owned(), |site| snippet::of(site.node));
    format!(
        "write `tls: {{certificateRefs: [{certificate}]}}` on the listener, with a ReferenceGrant when the Secret is in another namespace, or use a ListenerSet"
    )
}
