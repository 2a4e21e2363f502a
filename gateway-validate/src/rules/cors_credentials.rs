//! Credentials for every origin.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "cors-credentials",
    level: Level::Warning,
    title: "Credentials for every origin",
    what_it_does: "Finds CORS filters with `allowCredentials: true` and the origin `*`.",
    why: "Every site may then send requests in the name of a user who is logged in, and read the answers.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: CORS, cors: {allowOrigins: [\"*\"], allowCredentials: true}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: CORS, cors: {allowOrigins: [\"https://shop.example.com\"], allowCredentials: true}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 5.6.8, 12.23",
    explains: &[],
    check: Check::Field(&["cors"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let credentials = site
        .node
        .get("allowCredentials")
        .map(crate::document::Node::value);
    if !matches!(credentials, Some(crate::document::Value::Bool(true))) {
        return;
    }
    let Some(origins) = site.field("allowOrigins") else {
        return;
    };
    if let Some(star) = origins
        .items()
        .find(|origin| origin.node.as_str() == Some("*"))
    {
        findings
            .value(
                &RULE,
                star,
                "with `allowCredentials` every site may act for the user",
            )
            .help("list the origins, or remove `allowCredentials`");
    }
}
