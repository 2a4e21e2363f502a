//! A reference to a Service without a port.

use super::{Check, Findings, Level, Rule, Site, values};

pub(super) static RULE: Rule = Rule {
    id: "missing-port",
    level: Level::Error,
    title: "A reference to a Service without a port",
    what_it_does: "Finds references to Services as backends that have no `port`.",
    why: "v1alpha1 could do without. Today a server refuses the reference.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web}]
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
    source: "spec 10, 6.1.1",
    explains: &[("service-without-port", "")],
    check: Check::Each(&["backendRefs", "backendRef"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    // Former spellings of the port are other rules'.
    let otherwise = site.has("port") || site.has("servicePort") || site.has("backendRef");
    if site.node.as_map().is_some() && !otherwise && values::is_service(site) {
        let name = site
            .text("name")
            .or_else(|| site.text("serviceName"))
            .unwrap_or("the Service");
        findings
            .start(
                &RULE,
                site,
                format!("the reference to `{name}` has no port"),
            )
            .help("add `port`, the number that the Service has in `spec.ports[].port`");
    }
}
