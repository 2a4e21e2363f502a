//! `servicePort` where `port` stands today.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "service-port",
    level: Level::Error,
    title: "`servicePort` where `port` stands today",
    what_it_does: "Finds `servicePort` in references to backends.",
    why: "The name is that of Ingress. A server drops the field and refuses the reference to a Service, because it has no `port`.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, servicePort: 80}]
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
    source: "spec 10",
    explains: &[("service-without-port", "..")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "servicePort" && matches!(site.parent_name(), "backendRefs" | "backendRef"))
    {
        return None;
    }
    legacy::renamed(&RULE, site, "port", findings)
}
