//! A regular expression that no path matches.

use super::{Check, Findings, Level, Rule, Site, regular_expression, snippet};

pub(super) static RULE: Rule = Rule {
    id: "unmatchable-regex",
    level: Level::Warning,
    title: "A regular expression that no path matches",
    what_it_does: "Finds regular expressions for paths that can only match texts without a slash at the start.",
    why: "The whole path has to match, and every path starts with `/`.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: RegularExpression, value: \"shop/.*\"}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: RegularExpression, value: \"/shop/.*\"}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 12.18",
    explains: &[],
    check: Check::Field(&["path"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if site.parent_name() != "matches" || site.text("type") != Some("RegularExpression") {
        return;
    }
    let Some(value) = site.field("value") else {
        return;
    };
    let text = value.node.as_str().unwrap_or_default();
    if regular_expression::never_starts_with_slash(text) {
        findings
            .value(
                &RULE,
                value,
                format!("no path matches `{text}`: paths start with `/`"),
            )
            .help(format!(
                "write `value: {}`, or `.*` in front to search",
                snippet::text(&format!("/{}", text.trim_start_matches('^')))
            ));
    }
}
