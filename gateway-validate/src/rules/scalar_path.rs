//! A path that is a text.

use super::{Check, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "scalar-path",
    level: Level::Error,
    title: "A path that is a text",
    what_it_does: "Finds matches whose `path` is a text instead of an object.",
    why: "A path match has a type and a value. A server refuses the text.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: /shop}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: PathPrefix, value: /shop}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 10",
    explains: &[("type", "")],
    check: Check::Field(&["path"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if let Some(text) = site.node.as_str()
        && site.parent_name() == "matches"
    {
        let value = snippet::text(text);
        findings
            .value(
                &RULE,
                site,
                "a path match is an object with a type and a value",
            )
            .help(format!(
                "write `path: {{type: PathPrefix, value: {value}}}`"
            ));
    }
}
