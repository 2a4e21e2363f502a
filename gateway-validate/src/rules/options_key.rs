//! An option without a domain.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "options-key",
    level: Level::Warning,
    title: "An option without a domain",
    what_it_does: "Finds keys of `options` of listeners and BackendTLSPolicies that have no domain.",
    why: "Options belong to implementations and carry their domain. Keys without one are reserved.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: cert}], options: {min-version: \"1.3\"}}}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: cert}], options: {example.com/min-version: \"1.3\"}}}]
",
    source: "spec 2.6.6, 6.8.12",
    explains: &[],
    check: Check::Field(&["options"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    for position in 0..site.node.as_map().map_or(0, crate::document::Map::len) {
        if let Some(option) = site.member(position)
            && !option.key().contains('/')
        {
            findings
                .key(&RULE, option, format!("the option `{}` has no domain", option.key()))
                .help("write it with the domain of your implementation, as in `example.com/min-version`");
        }
    }
}
