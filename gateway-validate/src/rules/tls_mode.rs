//! A TLS listener that does not say its mode.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "tls-mode",
    level: Level::Warning,
    title: "A TLS listener that does not say its mode",
    what_it_does: "Finds listeners of protocol TLS whose `tls` has no `mode`.",
    why: "Left out, the mode silently becomes `Terminate`: TLS ends at the Gateway, although TLS listeners are mostly meant to pass it through.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: db, port: 5432, protocol: TLS, tls: {certificateRefs: [{name: cert}]}}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: db, port: 5432, protocol: TLS, tls: {mode: Terminate, certificateRefs: [{name: cert}]}}]
",
    source: "spec 10, 2.2.5",
    explains: &[],
    check: Check::Each(&["listeners"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if let Some(tls) = site.field("tls").filter(|tls| !tls.has("mode"))
        && site.text("protocol") == Some("TLS")
    {
        findings
            .key(&RULE, tls, "without `mode` TLS ends at this listener")
            .help("write `mode: Passthrough` or `mode: Terminate`");
    }
}
