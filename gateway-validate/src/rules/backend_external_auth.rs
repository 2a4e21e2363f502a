//! Authentication of one backend.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "backend-external-auth",
    level: Level::Warning,
    title: "Authentication of one backend",
    what_it_does: "Finds filters of type `ExternalAuth` on a backend.",
    why: "Authentication is defined for whole rules. What a gateway does with it here is its own affair.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs:
    - name: web
      port: 80
      filters: [{type: ExternalAuth, externalAuth: {protocol: GRPC, grpc: {}, backendRef: {name: auth, port: 9000}}}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: ExternalAuth, externalAuth: {protocol: GRPC, grpc: {}, backendRef: {name: auth, port: 9000}}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 5.1.6",
    explains: &[],
    check: Check::Each(&["filters"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if site.text("type") == Some("ExternalAuth")
        && site
            .holder()
            .is_some_and(|holder| holder.name == "backendRefs")
    {
        findings
            .start(&RULE, site, "`ExternalAuth` is defined for whole rules")
            .help("put the filter into `filters` of the rule");
    }
}
