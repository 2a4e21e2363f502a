//! `hostname` where the list `hostnames` stands.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "hostname-list",
    level: Level::Error,
    title: "`hostname` where the list `hostnames` stands",
    what_it_does: "Finds `hostname`, `host` and `hosts` of a route.",
    why: "Routes have a list of hostnames. A server drops the field, and the route takes requests of every host.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  hostname: web.example.com
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  hostnames: [web.example.com]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 10, 3.3.1",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(matches!(site.key(), "hostname" | "host" | "hosts")
        && site.parent_name() == "spec"
        && site.is_route())
    {
        return None;
    }
    if site.key() == "hosts" {
        return legacy::renamed(&RULE, site, "hostnames", findings);
    }
    legacy::listed(&RULE, site, "hostnames", findings)
}
