//! `routeOverride` of a listener.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "route-override",
    level: Level::Error,
    title: "`routeOverride` of a listener",
    what_it_does: "Finds `tls.routeOverride` of a listener.",
    why: "It let routes bring their own certificates and was removed. A server drops the field.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners:
  - name: https
    port: 443
    protocol: HTTPS
    tls:
      certificateRefs: [{name: cert}]
      routeOverride: {certificate: Allow}
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
    tls:
      certificateRefs: [{name: cert}]
",
    source: "spec 10 (GEP-746)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "routeOverride" && site.parent_name() == "tls") {
        return None;
    }
    legacy::removed(
        &RULE,
        site,
        "remove it; who brings certificates of their own uses a ListenerSet",
        findings,
    )
}
