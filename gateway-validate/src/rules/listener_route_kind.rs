//! A kind of route that the listener cannot carry.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "listener-route-kind",
    level: Level::Error,
    title: "A kind of route that the listener cannot carry",
    what_it_does: "Finds entries of `allowedRoutes.kinds` that do not fit the protocol of their listener.",
    why: "HTTP and HTTPS listeners carry HTTPRoutes and GRPCRoutes, TLS listeners TLSRoutes, TCP listeners TCPRoutes, UDP listeners UDPRoutes. Other kinds never attach, and the listener reports `InvalidRouteKinds`.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners:
  - name: https
    port: 443
    protocol: HTTPS
    tls: {certificateRefs: [{name: cert}]}
    allowedRoutes: {kinds: [{kind: TLSRoute}]}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners:
  - name: https
    port: 443
    protocol: HTTPS
    tls: {certificateRefs: [{name: cert}]}
    allowedRoutes: {kinds: [{kind: HTTPRoute}]}
",
    source: "spec 10, 2.2.9, 2.10.2",
    explains: &[],
    check: Check::Each(&["kinds"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let Some(listener) = site.within("listeners") else {
        return;
    };
    let (fitting, elsewhere): (&[&str], _) = match listener.text("protocol") {
        Some("HTTP" | "HTTPS") => (
            &["HTTPRoute", "GRPCRoute"],
            "TLSRoutes need a listener of protocol TLS",
        ),
        Some("TLS") => (
            &["TLSRoute"],
            "a TLSRoute can end TLS, too: with `mode: Terminate`",
        ),
        Some("TCP") => (&["TCPRoute"], ""),
        Some("UDP") => (&["UDPRoute"], ""),
        _ => return,
    };
    let Some(kind) = site.field("kind") else {
        return;
    };
    let name = kind.node.as_str().unwrap_or_default();
    let group = site.text("group").unwrap_or("gateway.networking.k8s.io");
    if group == "core" || group.contains('/') {
        return;
    }
    let protocol = listener.text("protocol").unwrap_or_default();
    if !fitting.contains(&name) {
        let mut help = format!("it carries {}", fitting.join(" and "));
        if !elsewhere.is_empty() && matches!(name, "TLSRoute" | "TCPRoute") {
            help = format!("{help}; {elsewhere}");
        }
        findings
            .value(
                &RULE,
                kind,
                format!("a listener of protocol {protocol} does not carry `{name}`"),
            )
            .help(help);
    } else if group != "gateway.networking.k8s.io" {
        let place = site.field("group").unwrap_or(kind);
        findings
            .value(
                &RULE,
                place,
                format!("`{name}` is not a kind of the group `{group}`"),
            )
            .help("write `group: gateway.networking.k8s.io`, or leave it out");
    }
}
