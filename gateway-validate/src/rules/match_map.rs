//! Headers or query parameters to match that are a mapping.

use super::{Check, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "match-map",
    level: Level::Error,
    title: "Headers or query parameters to match that are a mapping",
    what_it_does: "Finds `headers` and `queryParams` of a match that are a mapping, as v1alpha1 had them.",
    why: "Today they are lists, one entry a name. A server refuses the mapping.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{headers: {type: Exact, values: {version: two}}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{headers: [{type: Exact, name: version, value: two}]}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 10 (CL0.4)",
    explains: &[("type", "")],
    check: Check::Field(&["headers", "queryParams"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let Some(map) = site
        .node
        .as_map()
        .filter(|_| site.parent_name() == "matches")
    else {
        return;
    };
    let kind = site.text("type").map(|kind| ("type", kind.to_owned()));
    let values = site
        .node
        .get("values")
        .and_then(crate::document::Node::as_map);
    let entries = values
        .unwrap_or(map)
        .iter()
        .filter(|member| values.is_some() || member.key != "type")
        .map(|member| {
            let entry = [
                ("name", snippet::text(member.key)),
                ("value", snippet::of(member.node)),
            ];
            snippet::map(kind.clone().into_iter().chain(entry))
        });
    let name = site.name;
    findings
        .key(&RULE, site, format!("`{name}` is a list, one entry a name"))
        .help(format!("write `{name}: {}`", snippet::list(entries)));
}
