//! A value that no header can have.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "header-value",
    level: Level::Error,
    title: "A value that no header can have",
    what_it_does: "Finds values of header modifiers with control characters in them.",
    why: "The standard channel does not check them. The rule that has such a filter is invalid and dropped.",
    example: "\
# standard
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x-team, value: \"a\\nb\"}]}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
# standard
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x-team, value: \"a b\"}]}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 9.3, 12.76",
    explains: &[("pattern", "")],
    check: Check::Each(&["set", "add"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if !site
        .holder()
        .is_some_and(|holder| holder.name.ends_with("HeaderModifier"))
    {
        return;
    }
    let Some(value) = site.field("value") else {
        return;
    };
    let text = value.node.as_str().unwrap_or_default();
    if text.chars().any(|c| c.is_ascii_control() && c != '\t') {
        findings
            .value(
                &RULE,
                value,
                format!("`{}` is not a header's value", text.escape_debug()),
            )
            .help("leave out line breaks and other control characters");
    }
}
