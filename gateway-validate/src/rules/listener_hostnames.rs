//! A list of hostnames on a listener.

use super::{Check, Claim, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "listener-hostnames",
    level: Level::Error,
    title: "A list of hostnames on a listener",
    what_it_does: "Finds `hostnames`, `host` and `hosts` of a listener.",
    why: "A listener has one hostname. A server drops the field, and the listener takes requests of every host.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: web, port: 80, protocol: HTTP, hostnames: [web.example.com]}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: web, port: 80, protocol: HTTP, hostname: web.example.com}]
",
    source: "spec 2.2.4",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(matches!(site.key(), "hostnames" | "host" | "hosts") && site.parent_name() == "listeners")
    {
        return None;
    }
    let first = site.items().next().map_or(site.node, |item| item.node);
    let more = site.node.as_list().is_some_and(|list| list.len() > 1);
    let help = format!("write `hostname: {}`", snippet::of(first));
    let help = if more {
        help + ", and a listener for each other one"
    } else {
        help
    };
    findings
        .key(&RULE, site, "a listener has one `hostname`")
        .help(help);
    Some(Claim::Alone)
}
