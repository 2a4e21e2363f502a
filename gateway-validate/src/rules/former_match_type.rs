//! A type of match that has another name today.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "former-match-type",
    level: Level::Error,
    title: "A type of match that has another name today",
    what_it_does: "Finds the types `Prefix`, `ImplementationSpecific` and `Regex` in matches.",
    why: "They are those of v1alpha1 and of Ingress. A server refuses them.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: Prefix, value: /a}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: PathPrefix, value: /a}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 10 (CL0.4)",
    explains: &[("enum", ""), ("path-type", "..")],
    check: Check::Field(&["type"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if !matches!(
        site.parent_name(),
        "path" | "headers" | "queryParams" | "method"
    ) || site.within("matches").is_none()
    {
        return;
    }
    let text = site.node.as_str().unwrap_or_default();
    let today = match text {
        "Prefix" | "prefix" if site.parent_name() == "path" => "write `type: PathPrefix`",
        "ImplementationSpecific" => "write `type: RegularExpression`, or remove the match",
        "Regex" | "regex" | "RegEx" => "write `type: RegularExpression`",
        _ => return,
    };
    findings
        .value(
            &RULE,
            site,
            format!("`{text}` is not a type of match today"),
        )
        .help(today);
}
