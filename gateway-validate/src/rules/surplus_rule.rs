//! A second rule of a route that has one.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "surplus-rule",
    level: Level::Error,
    title: "A second rule of a route that has one",
    what_it_does: "Finds TCPRoutes, UDPRoutes and TLSRoutes with more than one rule.",
    why: "The alpha versions allowed several, `v1` has one. Only the first rule with backends is used.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: UDPRoute
metadata: {name: dns}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: dns, port: 53}]
  - backendRefs: [{name: other, port: 53}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: UDPRoute
metadata: {name: dns}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: dns, port: 53}]
",
    source: "spec 1.2.4, 10, 12.33",
    explains: &[("max-items", "..")],
    check: Check::Field(&["rules"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let layer_four = site.is(Kind::TcpRoute) || site.is(Kind::UdpRoute) || site.is(Kind::TlsRoute);
    if !layer_four {
        return;
    }
    let backends = |rule: &Site<'_, '_>| {
        rule.list("backendRefs")
            .is_some_and(|list| !list.is_empty())
    };
    let used = site.items().position(|rule| backends(&rule)).unwrap_or(0);
    for rule in site.items().filter(|rule| rule.index() != Some(used)) {
        findings
            .start(
                &RULE,
                rule,
                format!("a route of this kind has one rule; `rules[{used}]` is the one"),
            )
            .help("put the rule into a route of its own");
    }
}
