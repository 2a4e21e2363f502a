//! An IP address as a hostname.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "ip-hostname",
    level: Level::Error,
    title: "An IP address as a hostname",
    what_it_does: "Finds IP addresses where hostnames stand.",
    why: "The pattern of the schema lets them through, and they are no hostnames: a request to an address meets only listeners and routes without a hostname.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  hostnames: [192.0.2.1]
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
    source: "spec 3.3.6, 9.2.1, 12.68",
    explains: &[("tls-hostname-is-ip", ".."), ("pattern", "")],
    check: Check::Each(&["hostname", "hostnames"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    // A redirect or rewrite may name an address.
    if matches!(site.parent_name(), "requestRedirect" | "urlRewrite") {
        return;
    }
    let text = site.node.as_str().unwrap_or_default();
    let inner = text.trim_start_matches('[').trim_end_matches(']');
    if inner.parse::<std::net::IpAddr>().is_ok() {
        let help = match site.parent_name() {
            "externalHostname" | "validation" | "subjectAltNames" => {
                "write the DNS name of the backend".to_owned()
            }
            _ => format!(
                "leave `{}` out to take requests to an address, or write a DNS name",
                site.name
            ),
        };
        findings
            .value(
                &RULE,
                site,
                format!("`{text}` is an IP address, and never a hostname"),
            )
            .help(help);
    }
}
