//! Values that are spelled almost like one of an enumeration.

use super::closest::closest;
use super::{Check, Findings, Level, Rule, Site, snippet};
use crate::schema::Constant;

pub(super) static RULE: Rule = Rule {
    id: "misspelled-value",
    level: Level::Error,
    title: "A value that is spelled wrong",
    what_it_does: "Finds values where one of a few is due, and names the one that is spelled like it.",
    why: "Case counts. A server refuses every other value.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: exact, value: /a}}]
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
    source: "spec 9.3.2, 10",
    explains: &[("enum", ""), ("path-type", "..")],
    check: Check::Value(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let Some(schema) = site.schema.filter(|schema| !schema.enumeration.is_empty()) else {
        return;
    };
    let Some(text) = site.node.as_str() else {
        return;
    };
    let names = schema.enumeration.iter().filter_map(|value| match value {
        Constant::Text(name) => Some(*name),
        _ => None,
    });
    if names.clone().any(|name| name == text) || findings.has_at(site) {
        return;
    }
    if let Some(meant) = closest(text, names) {
        let field = if site.index().is_some() {
            String::new()
        } else {
            format!("{}: ", site.name)
        };
        findings
            .value(&RULE, site, format!("`{text}` is not a value here"))
            .help(format!("write `{field}{}`", snippet::text(meant)));
    }
}
