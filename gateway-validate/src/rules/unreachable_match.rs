//! Prefixes that a regular expression of the same route takes everything from.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site, regular_expression};

pub(super) static RULE: Rule = Rule {
    id: "unreachable-match",
    level: Level::Warning,
    title: "A match that another one of the route covers",
    what_it_does: "Finds PathPrefix matches beside a regular expression that takes every path, without further conditions.",
    why: "Regular expressions go before prefixes, so the prefixes of the route never see a request.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: PathPrefix, value: /shop}}]
    backendRefs: [{name: shop, port: 80}]
  - matches: [{path: {type: RegularExpression, value: /.*}}]
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
    backendRefs: [{name: shop, port: 80}]
  - matches: [{path: {type: PathPrefix, value: /}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 4.4, 12.18",
    explains: &[],
    check: Check::Field(&["rules"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if !site.is(Kind::HttpRoute) {
        return;
    }
    let Some(cover) = cover(site) else { return };
    for rule in site.items() {
        let matches = rule
            .field("matches")
            .filter(|matches| matches.items().len() > 0);
        let Some(matches) = matches else {
            report(rule, &cover, findings);
            continue;
        };
        for one in matches.items() {
            let kind = one.field("path").and_then(|path| path.text("type"));
            if matches!(kind, None | Some("PathPrefix")) {
                report(one, &cover, findings);
            }
        }
    }
}

fn report(site: Site<'_, '_>, cover: &str, findings: &mut Findings) {
    findings
        .start(
            &RULE,
            site,
            format!("`{cover}` takes every path, and goes before prefixes"),
        )
        .help("write it as `{type: PathPrefix, value: /}`");
}

/// The path of a match that takes every request by a regular expression.
fn cover(rules: Site<'_, '_>) -> Option<String> {
    for rule in rules.items() {
        let Some(matches) = rule.field("matches") else {
            continue;
        };
        for one in matches.items() {
            let alone = !one.has("method") && !one.has("headers") && !one.has("queryParams");
            let Some(path) = one.field("path").filter(|_| alone) else {
                continue;
            };
            if path.text("type") == Some("RegularExpression")
                && path
                    .text("value")
                    .is_some_and(regular_expression::matches_every_path)
            {
                let path = one.path().to_string();
                return Some(path.trim_start_matches("spec.").to_owned());
            }
        }
    }
    None
}
