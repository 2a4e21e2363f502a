//! `Absolute` where `ReplaceFullPath` stands today.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "absolute-type",
    level: Level::Error,
    title: "`Absolute` where `ReplaceFullPath` stands today",
    what_it_does: "Finds the type `Absolute` in the path of a redirect or rewrite.",
    why: "It is that of v1alpha2. A server refuses it.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: URLRewrite, urlRewrite: {path: {type: Absolute, replaceFullPath: /new}}}]
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
    source: "spec 10 (CL0.5)",
    explains: &[("enum", "")],
    check: Check::Field(&["type"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if site.parent_name() == "path" && site.node.as_str() == Some("Absolute") {
        findings
            .value(&RULE, site, "`Absolute` is called `ReplaceFullPath` today")
            .help("write `type: ReplaceFullPath`");
    }
}
