//! A port in a reference to an XBackend.

use super::{Check, Findings, Level, Rule, Site, values};

pub(super) static RULE: Rule = Rule {
    id: "port-on-xbackend",
    level: Level::Error,
    title: "A port in a reference to an XBackend",
    what_it_does: "Finds `port` in references to XBackends.",
    why: "Since v1.7.0 the XBackend says its port itself. A server refuses the reference.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{group: gateway.networking.x-k8s.io, kind: XBackend, name: web, port: 443}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{group: gateway.networking.x-k8s.io, kind: XBackend, name: web}]
",
    source: "spec 10, 6.9.4",
    explains: &[("port-of-xbackend", "..")],
    check: Check::Each(&["backendRefs", "backendRef"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if let Some(port) = site.field("port")
        && site.has_check("port-of-xbackend")
        && values::is_xbackend(site)
    {
        findings
            .key(&RULE, port, "an XBackend has its port itself")
            .help("remove `port`");
    }
}
