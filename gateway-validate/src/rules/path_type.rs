//! `pathType` where `type` stands.

use super::{Check, Claim, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "path-type",
    level: Level::Error,
    title: "`pathType` where `type` stands",
    what_it_does: "Finds `pathType` in matches.",
    why: "The name is that of Ingress. A server drops the field, and the path matches as a prefix whatever it says.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {pathType: Exact, value: /a}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: Exact, value: /a}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 10",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "pathType" && matches!(site.parent_name(), "path" | "matches")) {
        return None;
    }
    let kind = match site.node.as_str() {
        Some("Prefix") => "PathPrefix".to_owned(),
        Some("ImplementationSpecific") => "RegularExpression".to_owned(),
        _ => snippet::of(site.node),
    };
    let help = if site.parent_name() == "path" {
        format!("write `type: {kind}`")
    } else {
        let path = site
            .parent
            .and_then(|holder| holder.text("path"))
            .unwrap_or("/");
        format!("write `path: {{type: {kind}, value: {path}}}`")
    };
    findings
        .key(&RULE, site, "`pathType` is a field of Ingress")
        .help(help);
    Some(Claim::Alone)
}
