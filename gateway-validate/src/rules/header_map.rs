//! Headers to set or add that are a mapping.

use super::{Check, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "header-map",
    level: Level::Error,
    title: "Headers to set or add that are a mapping",
    what_it_does: "Finds `set` and `add` of header modifiers that are a mapping, as v1alpha1 had them.",
    why: "Today they are lists, one entry a header. A server refuses the mapping.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: {x-team: web}}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x-team, value: web}]}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 10 (CL0.4)",
    explains: &[("type", "")],
    check: Check::Field(&["set", "add"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let Some(map) = site
        .node
        .as_map()
        .filter(|_| site.parent_name().ends_with("HeaderModifier"))
    else {
        return;
    };
    let entries = map.iter().map(|member| {
        format!(
            "{{name: {}, value: {}}}",
            snippet::text(member.key),
            snippet::of(member.node)
        )
    });
    let name = site.name;
    findings
        .key(
            &RULE,
            site,
            format!("`{name}` is a list, one entry a header"),
        )
        .help(format!("write `{name}: {}`", snippet::list(entries)));
}
