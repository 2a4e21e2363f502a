//! A path to write that is none.

use super::{Check, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "path-replacement",
    level: Level::Warning,
    title: "A path to write that is none",
    what_it_does: "Finds replacements of paths without a slash at the start, or with a query or fragment.",
    why: "A replacement is a path: the slash is added, and `?` and `#` are percent-encoded instead of starting a query.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: \"new?a=b\"}}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /new}}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 12.21",
    explains: &[],
    check: Check::Field(&["replaceFullPath", "replacePrefixMatch"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let text = site.node.as_str().unwrap_or_default();
    if text.is_empty() {
        return;
    }
    if let Some(end) = text.find(['?', '#']) {
        let (path, rest) = text.split_at(end);
        let what = if rest.starts_with('?') {
            "the query of the request stays as it is"
        } else {
            "a fragment never reaches a server"
        };
        findings
            .value(&RULE, site, format!("`{rest}` becomes part of the path"))
            .help(format!(
                "write `{}: {}`; {what}",
                site.name,
                snippet::text(path)
            ));
    } else if !text.starts_with('/') {
        findings
            .value(
                &RULE,
                site,
                format!("the path `{text}` does not start with `/`"),
            )
            .help(format!(
                "write `{}: {}`",
                site.name,
                snippet::text(&format!("/{text}"))
            ));
    }
}
