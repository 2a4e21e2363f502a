//! A filter that stands twice in one list.

use super::{Check, Findings, Level, Rule, Site, values};

pub(super) static RULE: Rule = Rule {
    id: "repeated-filter",
    level: Level::Error,
    title: "A filter that stands twice in one list",
    what_it_does: "Finds types of filters that stand more than once in one list, apart from `RequestMirror` and `ExtensionRef`.",
    why: "Each may stand once. A server refuses most of them; a second `ExternalAuth` it lets through, and the rule is invalid.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters:
    - {type: ExternalAuth, externalAuth: {protocol: GRPC, grpc: {}, backendRef: {name: auth, port: 9000}}}
    - {type: ExternalAuth, externalAuth: {protocol: GRPC, grpc: {}, backendRef: {name: other, port: 9000}}}
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters:
    - {type: ExternalAuth, externalAuth: {protocol: GRPC, grpc: {}, backendRef: {name: auth, port: 9000}}}
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 5.1.3",
    explains: &[("cors-filter-repeated", ".."), ("redirect-repeated", ".."), ("request-header-modifier-repeated", ".."), ("response-header-modifier-repeated", ".."), ("url-rewrite-repeated", "..")],
    check: Check::Field(&["filters"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let mut seen: Vec<&str> = Vec::new();
    for item in site.items() {
        let kind = item.text("type").unwrap_or_default();
        if values::FILTER_MEMBERS
            .iter()
            .all(|(known, _)| *known != kind)
            || matches!(kind, "RequestMirror" | "ExtensionRef")
        {
            continue;
        }
        if seen.contains(&kind) {
            findings
                .start(
                    &RULE,
                    item,
                    format!("`{kind}` stands more than once in one list"),
                )
                .help("merge them into one filter");
        } else {
            seen.push(kind);
        }
    }
}
