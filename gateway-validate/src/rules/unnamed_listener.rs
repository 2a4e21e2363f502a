//! A listener without a name.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "unnamed-listener",
    level: Level::Error,
    title: "A listener without a name",
    what_it_does: "Finds listeners that have no `name`.",
    why: "v1alpha1 could do without. Today routes, policies and the status refer to listeners by name; a server refuses those that have none.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{port: 80, protocol: HTTP}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: http, port: 80, protocol: HTTP}]
",
    source: "spec 10 (GEP-724)",
    explains: &[("required", "./name")],
    check: Check::Each(&["listeners"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if site.node.as_map().is_some() && !site.has("name") {
        let protocol = site
            .text("protocol")
            .unwrap_or("listener")
            .to_ascii_lowercase();
        findings
            .start(&RULE, site, "the listener has no name")
            .help(format!(
                "add a name that no other listener has, for example `name: {protocol}`"
            ));
    }
}
