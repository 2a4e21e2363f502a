//! The hostname `*`.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "star-hostname",
    level: Level::Error,
    title: "The hostname `*`",
    what_it_does: "Finds `*` as the hostname of a listener or route.",
    why: "v1alpha1 wrote every host this way. Today the field is left out for it; a server refuses `*`.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  hostnames: [\"*\"]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 10 (CL0.4), 3.3.2",
    explains: &[("pattern", ""), ("tls-hostname-wildcard", "..")],
    check: Check::Each(&["hostname", "hostnames"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let precise = matches!(
        site.parent_name(),
        "requestRedirect" | "urlRewrite" | "validation" | "externalHostname"
    );
    if site.node.as_str() == Some("*") && !precise {
        let field = site.name;
        let help = if site.is(Kind::TlsRoute) {
            "name the hosts; a TLSRoute must".to_owned()
        } else {
            format!("leave `{field}` out to match every host")
        };
        findings
            .value(&RULE, site, "`*` is not a hostname today")
            .help(help);
    }
}
