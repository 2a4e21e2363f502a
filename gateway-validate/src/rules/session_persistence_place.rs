//! Session persistence on a route or traffic policy.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "session-persistence-place",
    level: Level::Info,
    title: "Session persistence on a route or traffic policy",
    what_it_does: "Finds `sessionPersistence` on rules of routes and on XBackendTrafficPolicies.",
    why: "Since v1.7.0 it belongs to an XBackend of type EndpointSelector. The other two places are deprecated, still work, and will go.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    sessionPersistence: {cookie: {}}
",
    use_instead: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {name: web}
spec:
  type: EndpointSelector
  endpointSelector: {matchLabels: {app: web}}
  port: {number: 80}
  sessionPersistence: {cookie: {}}
",
    source: "spec 10 (GEP-4894), 6.6.1",
    explains: &[],
    check: Check::Field(&["sessionPersistence"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let former = site.parent_name() == "rules" || site.is(Kind::XBackendTrafficPolicy);
    let since = site
        .schema
        .is_some_and(|schema| schema.property("cookie", 0).is_some());
    if former && since {
        findings
            .key(&RULE, site, "session persistence is deprecated here")
            .help("put it into an XBackend of type EndpointSelector, and refer to that");
    }
}
