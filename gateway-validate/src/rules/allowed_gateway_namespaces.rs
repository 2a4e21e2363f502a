//! `allowedGatewayNamespaces` of a GatewayClass.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "allowed-gateway-namespaces",
    level: Level::Error,
    title: "`allowedGatewayNamespaces` of a GatewayClass",
    what_it_does: "Finds `allowedGatewayNamespaces`, of a class or of its spec.",
    why: "It was removed before the first release. A server drops the field, and Gateways of every namespace may use the class.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: edge}
spec:
  controllerName: example.com/gateways
  allowedGatewayNamespaces: {matchLabels: {team: edge}}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: edge}
spec:
  controllerName: example.com/gateways
",
    source: "spec 10 (CL0.1)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(matches!(
        site.key(),
        "allowedGatewayNamespaces" | "allowedGatewayNamespaceSelector"
    )) {
        return None;
    }
    legacy::removed(
        &RULE,
        site,
        "let an admission policy decide who may use the class",
        findings,
    )
}
