//! `*` beside other headers to expose.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "cors-expose-wildcard",
    level: Level::Warning,
    title: "`*` beside other headers to expose",
    what_it_does: "Finds `*` beside other entries in `exposeHeaders`, and `*` beside credentials there.",
    why: "`*` is all headers, so the others say nothing. With credentials browsers do not take it: the gateway can only list the headers of the answer.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: CORS, cors: {allowOrigins: [\"https://shop.example.com\"], exposeHeaders: [\"*\", x-total]}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: CORS, cors: {allowOrigins: [\"https://shop.example.com\"], exposeHeaders: [x-total]}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 5.6.2, 5.6.12, 12.23",
    explains: &[],
    check: Check::Field(&["exposeHeaders"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let credentials = site
        .parent
        .and_then(|cors| cors.node.get("allowCredentials"));
    let credentials = matches!(
        credentials.map(crate::document::Node::value),
        Some(crate::document::Value::Bool(true))
    );
    let Some(star) = site.items().find(|name| name.node.as_str() == Some("*")) else {
        return;
    };
    if site.items().len() > 1 {
        findings
            .value(&RULE, star, "`*` is all headers already")
            .help("write `*` alone, or leave it out");
    } else if credentials {
        findings
            .value(
                &RULE,
                star,
                "with `allowCredentials` browsers do not take `*`",
            )
            .help("list the headers");
    }
}
