//! A GRPCRoute without rules.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "grpc-without-rules",
    level: Level::Warning,
    title: "A GRPCRoute without rules",
    what_it_does: "Finds GRPCRoutes that have no rules.",
    why: "Unlike an HTTPRoute it gets no rule by default: it matches nothing, and every call is answered with UNIMPLEMENTED.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  hostnames: [shop.example.com]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  hostnames: [shop.example.com]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 7.1.10, 12.32",
    explains: &[],
    check: Check::Field(&["spec"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let none = site
        .list("rules")
        .is_none_or(crate::document::List::is_empty);
    if site.is(Kind::GrpcRoute) && none {
        findings
            .key(
                &RULE,
                site,
                "without rules every call is answered with UNIMPLEMENTED",
            )
            .help("add `rules` with `backendRefs`");
    }
}
