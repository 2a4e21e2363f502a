//! Certificates where TLS passes through.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "passthrough-certificates",
    level: Level::Warning,
    title: "Certificates where TLS passes through",
    what_it_does: "Finds `certificateRefs` beside `mode: Passthrough`.",
    why: "TLS ends at the backend then. The certificates are ignored.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: db, port: 443, protocol: TLS, tls: {mode: Passthrough, certificateRefs: [{name: cert}]}}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: db, port: 443, protocol: TLS, tls: {mode: Passthrough}}]
",
    source: "spec 2.6.1",
    explains: &[],
    check: Check::Field(&["certificateRefs"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let passes = site
        .parent
        .is_some_and(|tls| tls.text("mode") == Some("Passthrough"));
    if passes && site.items().len() > 0 {
        findings
            .key(
                &RULE,
                site,
                "with `mode: Passthrough` certificates are ignored",
            )
            .help("remove them, or write `mode: Terminate`");
    }
}
