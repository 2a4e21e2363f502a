//! `backendTLS` of a Gateway.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy, snippet};

pub(super) static RULE: Rule = Rule {
    id: "gateway-backend-tls",
    level: Level::Error,
    title: "`backendTLS` of a Gateway",
    what_it_does: "Finds `spec.backendTLS` of a Gateway.",
    why: "It is `spec.tls.backend` today. A server drops the field, and the Gateway shows backends no certificate.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  backendTLS: {clientCertificateRef: {name: client}}
  listeners: [{name: web, port: 80, protocol: HTTP}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  tls: {backend: {clientCertificateRef: {name: client}}}
  listeners: [{name: web, port: 80, protocol: HTTP}]
",
    source: "spec 10 (CL1.4)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "backendTLS" && site.parent_name() == "spec") {
        return None;
    }
    legacy::removed(
        &RULE,
        site,
        format!("write `tls: {{backend: {}}}`", snippet::of(site.node)),
        findings,
    )
}
