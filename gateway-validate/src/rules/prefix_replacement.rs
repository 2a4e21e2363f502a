//! A prefix to replace that no match has.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "prefix-replacement",
    level: Level::Error,
    title: "A prefix to replace that no match has",
    what_it_does: "Finds `ReplacePrefixMatch` in rules that do not have exactly one match, of type PathPrefix.",
    why: "There is no prefix then that could be replaced. A server refuses most of these rules, and overlooks them where two filters or two backends ask for it; the rule is invalid.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: Exact, value: /a}}]
    filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /b}}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {type: PathPrefix, value: /a}}]
    filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /b}}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 5.1.8",
    explains: &[("redirect-prefix-without-prefix-match", "^"), ("rewrite-prefix-without-prefix-match", "^"), ("backend-redirect-prefix-without-prefix-match", "^"), ("backend-rewrite-prefix-without-prefix-match", "^")],
    check: Check::Field(&["type"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if site.node.as_str() != Some("ReplacePrefixMatch") || site.parent_name() != "path" {
        return;
    }
    let Some(rule) = site.within("rules") else {
        return;
    };
    let fits = match rule.list("matches") {
        // Without matches there is one of the prefix `/`.
        None => true,
        Some(list) => {
            let only = list.get(0).filter(|_| list.len() == 1);
            only.is_some_and(|only| {
                let kind = only.get("path").and_then(|path| path.get("type"));
                kind.is_none_or(|kind| kind.as_str() == Some("PathPrefix"))
            })
        }
    };
    if !fits {
        findings
            .value(
                &RULE,
                site,
                "`ReplacePrefixMatch` needs a rule whose only match is a PathPrefix",
            )
            .help("give each prefix a rule of its own, or write `type: ReplaceFullPath`");
    }
}
