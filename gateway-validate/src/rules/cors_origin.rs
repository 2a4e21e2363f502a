//! An origin that never matches.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "cors-origin",
    level: Level::Error,
    title: "An origin that never matches",
    what_it_does: "Finds origins whose port is above 65535, or 0.",
    why: "The pattern of the schema lets them through. No request ever has such an origin.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: CORS, cors: {allowOrigins: [\"https://shop.example.com:84430\"]}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: CORS, cors: {allowOrigins: [\"https://shop.example.com:8443\"]}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 5.6.2, 12.76",
    explains: &[],
    check: Check::Each(&["allowOrigins"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let text = site.node.as_str().unwrap_or_default();
    let authority = text
        .split_once("://")
        .map_or("", |(_, authority)| authority);
    if let Some((_, port)) = authority.rsplit_once(':')
        && !port.parse::<u16>().is_ok_and(|port| port > 0)
    {
        findings
            .value(
                &RULE,
                site,
                format!("`{text}` never matches: `{port}` is not a port"),
            )
            .help("a port is a number from 1 to 65535");
    }
}
