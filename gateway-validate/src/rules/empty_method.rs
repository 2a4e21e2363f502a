//! A gRPC match that names nothing.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "empty-method",
    level: Level::Error,
    title: "A gRPC match that names nothing",
    what_it_does: "Finds matches of GRPCRoutes whose `method` has neither a service nor a method, or empty ones.",
    why: "An empty text counts as not given, which a server overlooks. The rule is invalid and dropped.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{method: {type: RegularExpression, method: \"\"}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{headers: [{name: version, value: two}]}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 7.1.2, 7.1.3",
    explains: &[
        ("grpc-method-match-empty", ""),
        ("grpc-method-name", ""),
        ("grpc-service-name", ""),
    ],
    check: Check::Field(&["method"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let given = |name| site.text(name).is_some_and(|text| !text.is_empty());
    let is_match = site.node.as_map().is_some() && site.parent_name() == "matches";
    if is_match && !given("service") && !given("method") {
        findings
            .key(
                &RULE,
                site,
                "the match names neither a service nor a method",
            )
            .help("leave `method` out to match every call");
    }
}
