//! An HTTPS listener without TLS.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "https-without-tls",
    level: Level::Error,
    title: "An HTTPS listener without TLS",
    what_it_does: "Finds listeners of protocol HTTPS that have no `tls`.",
    why: "No schema asks for it, but without a certificate nothing can be served: the listener is not programmed, with reason `InvalidTLSConfig`.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: https, port: 443, protocol: HTTPS}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: cert}]}}]
",
    source: "spec 2.2.5, 2.2.6, 12.8",
    explains: &[],
    check: Check::Each(&["listeners"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if site.text("protocol") == Some("HTTPS") && !site.has("tls") {
        let name = site.text("name").unwrap_or("https");
        findings
            .start(
                &RULE,
                site,
                format!("the HTTPS listener `{name}` has no `tls`"),
            )
            .help("add `tls: {certificateRefs: [{name: …}]}`");
    }
}
