//! Routability in `infrastructure`.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "infrastructure-routability",
    level: Level::Error,
    title: "Routability in `infrastructure`",
    what_it_does: "Finds `spec.infrastructure.routability` of a Gateway.",
    why: "It is that of a proposal: each address says its own. A server drops the field.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  infrastructure: {routability: Cluster}
  listeners: [{name: web, port: 80, protocol: HTTP}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  addresses: [{routability: Cluster}]
  listeners: [{name: web, port: 80, protocol: HTTP}]
",
    source: "spec 10 (GEP-5093)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "routability" && site.parent_name() == "infrastructure") {
        return None;
    }
    let value = site
        .node
        .as_str()
        .filter(|value| !matches!(*value, "Public" | "Private"))
        .unwrap_or("Cluster");
    legacy::removed(
        &RULE,
        site,
        format!("write `addresses: [{{routability: {value}}}]` in `spec`"),
        findings,
    )
}
