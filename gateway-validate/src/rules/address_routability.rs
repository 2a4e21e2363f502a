//! A routability of a proposal.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "address-routability",
    level: Level::Error,
    title: "A routability of a proposal",
    what_it_does: "Finds the routabilities `Public` and `Private` of addresses.",
    why: "They are those of a proposal. A server refuses them: there are `Cluster` and values with the domain of an implementation.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  addresses: [{routability: Private}]
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
    source: "spec 10 (GEP-5093), 2.9.7",
    explains: &[("routability", "")],
    check: Check::Field(&["routability"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let text = site.node.as_str().unwrap_or_default();
    if matches!(text, "Public" | "Private") {
        let help = if text == "Private" {
            "write `routability: Cluster`, or a value with the domain of your implementation"
        } else {
            "leave it out, or write a value with the domain of your implementation"
        };
        findings
            .value(&RULE, site, format!("`{text}` is not a routability"))
            .help(help);
    }
}
