//! A path that looks like a pattern.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "pattern-in-path",
    level: Level::Warning,
    title: "A path that looks like a pattern",
    what_it_does: "Finds `*` and groups in paths of type Exact and PathPrefix.",
    why: "They are taken literally: `/api/*` matches a path with a star in it, and `/api` as a prefix matches what is below it already.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: PathPrefix, value: /api/*}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: PathPrefix, value: /api}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 4.2.1, 4.2.2",
    explains: &[],
    check: Check::Field(&["path"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if site.parent_name() != "matches" || site.text("type") == Some("RegularExpression") {
        return;
    }
    let Some(value) = site.field("value") else {
        return;
    };
    let text = value.node.as_str().unwrap_or_default();
    if !text.contains('*') && !text.contains("(.") && !text.contains("(?") {
        return;
    }
    let plain = text.trim_end_matches(['*', '/', '.']);
    let help = if plain.contains(['*', '(']) {
        "write `type: RegularExpression`".to_owned()
    } else {
        let plain = if plain.is_empty() { "/" } else { plain };
        format!("write `{{type: PathPrefix, value: {plain}}}`")
    };
    findings
        .value(&RULE, value, format!("`{text}` is taken literally"))
        .help(help);
}
