//! A path in front of those that an authorization service is asked for, which is none.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "auth-path",
    level: Level::Error,
    title: "A path of an authorization service that is none",
    what_it_does: "Finds `externalAuth.http.path` that no path match could have: without a slash at the start, with `//`, dot \
        segments or `%2f`.",
    why: "The path is put in front of the client's. A server checks its characters alone; the rule or listener is invalid all the same.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: ExternalAuth, externalAuth: {protocol: HTTP, http: {path: check}, backendRef: {name: auth, port: 80}}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: ExternalAuth, externalAuth: {protocol: HTTP, http: {path: /check}, backendRef: {name: auth, port: 80}}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 5.7.4, 4.2.4, 12.76",
    explains: &[],
    check: Check::Field(&["path"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let path = site.node.as_str().unwrap_or_default();
    if path.is_empty() || site.holder().is_none_or(|holder| holder.name != "http") {
        return;
    }
    let forbidden = ["//", "/./", "/../", "%2f", "%2F", "#"];
    let found = forbidden.into_iter().find(|text| path.contains(text));
    let found = found.or_else(|| ["/..", "/."].into_iter().find(|text| path.ends_with(text)));
    if let Some(text) = found {
        let message = format!("`{text}` cannot stand in the path of an authorization service");
        findings
            .value(&RULE, site, message)
            .help("write the path as the service knows it, such as `/check`");
    } else if !path.starts_with('/') {
        let message = format!("the path `{path}` does not start with `/`");
        findings
            .value(&RULE, site, message)
            .help(format!("write `path: /{path}`"));
    }
}
