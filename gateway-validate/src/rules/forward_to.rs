//! `forwardTo`, the former name of `backendRefs`.

use super::{Check, Claim, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "forward-to",
    level: Level::Error,
    title: "`forwardTo` where `backendRefs` stands today",
    what_it_does: "Finds `forwardTo` in a rule of a route.",
    why: "The name is that of v1alpha1. A server drops the field, and the rule has no backends: HTTP requests are answered with 500.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - forwardTo:
    - serviceName: web
      port: 80
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs:
    - name: web
      port: 80
",
    source: "spec 10 (GEP-718)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if site.key() != "forwardTo" {
        return None;
    }
    let items = snippet::list(site.items().map(|item| backend(item)));
    findings
        .key(&RULE, site, "`forwardTo` is called `backendRefs` today")
        .help(format!("write `backendRefs: {items}`"));
    Some(Claim::As("backendRefs"))
}

/// An entry in today's spelling.
fn backend(entry: Site<'_, '_>) -> String {
    let Some(map) = entry.node.as_map() else {
        return snippet::of(entry.node);
    };
    let mut fields = Vec::new();
    for member in map.iter() {
        match (member.key, member.node.as_map()) {
            ("serviceName", _) => fields.push(("name", snippet::of(member.node))),
            // `backendRef: {group, kind, name}` is part of the entry today.
            ("backendRef", Some(inner)) => {
                fields.extend(
                    inner
                        .iter()
                        .map(|member| (member.key, snippet::of(member.node))),
                );
            }
            (key, _) => fields.push((key, snippet::of(member.node))),
        }
    }
    snippet::map(fields)
}
