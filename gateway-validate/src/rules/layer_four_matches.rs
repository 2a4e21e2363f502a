//! Matches on a route that has none.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy, snippet};

pub(super) static RULE: Rule = Rule {
    id: "layer-four-matches",
    level: Level::Error,
    title: "Matches on a route that has none",
    what_it_does: "Finds `rules[].matches` of a TCPRoute, UDPRoute or TLSRoute.",
    why: "They have no matches: TCP and UDP routes take whatever their listener takes, TLS routes match by `hostnames`. A server drops the field.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: TLSRoute
metadata: {name: db}
spec:
  parentRefs: [{name: edge}]
  hostnames: [db.example.com]
  rules:
  - matches: [{snis: [db.example.com]}]
    backendRefs: [{name: db, port: 5432}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: TLSRoute
metadata: {name: db}
spec:
  parentRefs: [{name: edge}]
  hostnames: [db.example.com]
  rules:
  - backendRefs: [{name: db, port: 5432}]
",
    source: "spec 10 (CL0.x), 7.2.2",
    explains: &[("required", "..hostnames")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "matches" && site.parent_name() == "rules" && site.is_route()) {
        return None;
    }
    let names = site.items().filter_map(|item| item.list("snis"));
    let mut names = names
        .flat_map(|list| list.iter().map(snippet::of))
        .peekable();
    let help = if names.peek().is_none() {
        "remove `matches`".to_owned()
    } else {
        format!(
            "remove `matches`, and write `hostnames: {}` in `spec`",
            snippet::list(names)
        )
    };
    legacy::removed(&RULE, site, help, findings)
}
