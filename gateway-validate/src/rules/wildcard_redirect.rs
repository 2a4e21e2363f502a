//! A wildcard where a precise hostname is needed.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "wildcard-redirect",
    level: Level::Error,
    title: "A wildcard where a precise hostname is needed",
    what_it_does: "Finds wildcards in the hostname of a redirect or rewrite, of a BackendTLSPolicy and of an XBackend.",
    why: "The name is written into a request or a handshake, so it must be one. A server refuses the wildcard.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {hostname: \"*.example.com\"}}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {hostname: www.example.com}}]
",
    source: "spec 10 (CL0.4.1), 9.2.2",
    explains: &[("pattern", "")],
    check: Check::Field(&["hostname"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let text = site.node.as_str().unwrap_or_default();
    let precise = matches!(
        site.parent_name(),
        "requestRedirect" | "urlRewrite" | "validation" | "externalHostname"
    );
    if precise && text.contains('*') {
        let name = text.trim_start_matches("*.");
        let help = if name.is_empty() || name.contains('*') {
            "write the name in full, or leave `hostname` out".to_owned()
        } else {
            format!("write the name in full, for example `hostname: www.{name}`")
        };
        findings
            .value(&RULE, site, format!("`{text}` is not one precise hostname"))
            .help(help);
    }
}
