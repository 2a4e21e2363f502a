//! A path in a match of a GRPCRoute.

use super::{Check, Claim, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "grpc-path",
    level: Level::Error,
    title: "A path in a match of a GRPCRoute",
    what_it_does: "Finds `matches[].path` of a GRPCRoute.",
    why: "gRPC requests are matched by service and method. A server drops the field, and the match takes every request.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {value: /web.Shop/Buy}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{method: {service: web.Shop, method: Buy}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 10 (GEP-1016)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "path" && site.parent_name() == "matches") {
        return None;
    }
    let path = site
        .text("value")
        .or(site.node.as_str())
        .unwrap_or_default();
    let (service, method) = path
        .trim_start_matches('/')
        .split_once('/')
        .unwrap_or((path.trim_start_matches('/'), ""));
    let named = |name, text: &str| (!text.is_empty()).then(|| (name, text.to_owned()));
    let fields = [named("service", service), named("method", method)];
    let method = snippet::map(fields.into_iter().flatten());
    findings
        .key(
            &RULE,
            site,
            "gRPC requests are matched by `method`, not by path",
        )
        .help(format!("write `method: {method}`"));
    Some(Claim::Alone)
}
