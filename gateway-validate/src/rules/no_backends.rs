//! A rule without backends.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site, values};

pub(super) static RULE: Rule = Rule {
    id: "no-backends",
    level: Level::Warning,
    title: "A rule without backends",
    what_it_does: "Finds rules of HTTPRoutes and GRPCRoutes that have no backends and no filter that answers, and HTTPRoutes without rules.",
    why: "Every request that the rule takes is answered with 500, or UNAVAILABLE of a GRPCRoute.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {value: /shop}}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {value: /shop}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 4.1.1, 4.5, 7.1.12, 12.19, 12.28",
    explains: &[],
    check: Check::Field(&["spec"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let http = site.is(Kind::HttpRoute);
    if !http && !site.is(Kind::GrpcRoute) {
        return;
    }
    let answer = if http { "500" } else { "UNAVAILABLE" };
    let Some(rules) = site.field("rules") else {
        if http {
            findings
                .key(
                    &RULE,
                    site,
                    "without rules every request is answered with 500",
                )
                .help("add `rules` with `backendRefs`");
        }
        return;
    };
    for rule in rules.items() {
        let Some(map) = rule.node.as_map() else {
            continue;
        };
        // Former names of the field are other rules'.
        let backends = map
            .iter()
            .any(|member| matches!(member.key, "forwardTo" | "backendRef" | "backends"));
        let backends = backends
            || rule
                .list("backendRefs")
                .is_some_and(|list| !list.is_empty());
        let answers = ["RequestRedirect", "ExtensionRef"]
            .iter()
            .any(|kind| values::has_filter(rule, kind));
        if !backends && !answers {
            findings
                .start(
                    &RULE,
                    rule,
                    format!("the rule has no backends, and answers {answer}"),
                )
                .help("add `backendRefs`");
        }
    }
}
