//! An address of type `NamedAddress`.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "named-address",
    level: Level::Warning,
    title: "An address of type `NamedAddress`",
    what_it_does: "Finds addresses of the type `NamedAddress`.",
    why: "It is deprecated since v0.5: what a name means is up to the implementation, so the type should carry its domain.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  addresses: [{type: NamedAddress, value: edge}]
  listeners: [{name: web, port: 80, protocol: HTTP}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  addresses: [{type: example.com/address, value: edge}]
  listeners: [{name: web, port: 80, protocol: HTTP}]
",
    source: "spec 10 (CL0.5)",
    explains: &[],
    check: Check::Each(&["addresses"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if let Some(kind) = site.field("type")
        && kind.node.as_str() == Some("NamedAddress")
    {
        findings
            .value(&RULE, kind, "`NamedAddress` is deprecated")
            .help("write a type with the domain of your implementation, for example `example.com/NamedAddress`");
    }
}
