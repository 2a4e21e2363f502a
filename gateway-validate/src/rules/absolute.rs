//! `absolute` where `replaceFullPath` stands today.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "absolute",
    level: Level::Error,
    title: "`absolute` where `replaceFullPath` stands today",
    what_it_does: "Finds `absolute` in the path of a redirect or rewrite.",
    why: "The name is that of v1alpha2. A server drops the field and refuses the filter, because its type lacks its member.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, absolute: /new}}}]
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
    explains: &[("full-path-missing", ".."), ("prefix-match-missing", "..")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "absolute" && site.parent_name() == "path") {
        return None;
    }
    legacy::renamed(&RULE, site, "replaceFullPath", findings)
}
