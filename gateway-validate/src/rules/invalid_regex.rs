//! A regular expression that cannot be used.

use super::{Check, Findings, Level, Rule, Site, regular_expression};

pub(super) static RULE: Rule = Rule {
    id: "invalid-regex",
    level: Level::Error,
    title: "A regular expression that cannot be used",
    what_it_does: "Finds regular expressions in matches that do not compile. The syntax is that of RE2: no look-around, no back-references, a bounded size.",
    why: "No schema checks them. The rule that has such a match is invalid and dropped.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: RegularExpression, value: \"/(shop|cart\"}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: RegularExpression, value: \"/(shop|cart)\"}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 12.18, 12.61, 12.73",
    explains: &[],
    check: Check::Field(&["path", "headers", "queryParams", "method"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if site.parent_name() != "matches" {
        return;
    }
    let fields: &[&str] = if site.name == "method" {
        &["service", "method"]
    } else {
        &["value"]
    };
    for holder in site.items().chain(site.node.as_map().map(|_| site)) {
        if holder.text("type") != Some("RegularExpression") {
            continue;
        }
        for field in fields {
            let Some(value) = holder.field(field) else {
                continue;
            };
            let text = value.node.as_str().unwrap_or_default();
            if let Err(problem) = regular_expression::parse(text) {
                findings
                    .value(
                        &RULE,
                        value,
                        format!("`{text}` is not a regular expression"),
                    )
                    .help(problem);
            }
        }
    }
}
