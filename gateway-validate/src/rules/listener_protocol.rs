//! A protocol that no listener has.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "listener-protocol",
    level: Level::Error,
    title: "A protocol that no listener has",
    what_it_does: "Finds protocols without a domain that are not HTTP, HTTPS, TLS, TCP or UDP.",
    why: "Such names are reserved, and case counts. The listener is not accepted, with reason `UnsupportedProtocol`.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: web, port: 80, protocol: http}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: web, port: 80, protocol: HTTP}]
",
    source: "spec 2.2.1, 2.2.2",
    explains: &[("pattern", "")],
    check: Check::Each(&["listeners"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    const PROTOCOLS: [&str; 5] = ["HTTP", "HTTPS", "TLS", "TCP", "UDP"];
    let Some(protocol) = site.field("protocol") else {
        return;
    };
    let Some(text) = protocol.node.as_str() else {
        return;
    };
    if text.contains('/') || PROTOCOLS.contains(&text) {
        return;
    }
    let upper = text.to_ascii_uppercase();
    let help = match upper.as_str() {
        "GRPC" | "HTTP2" | "H2C" => "write `protocol: HTTP`, or `HTTPS`; GRPCRoutes attach to both".to_owned(),
        "GRPCS" => "write `protocol: HTTPS`; GRPCRoutes attach to it".to_owned(),
        known if PROTOCOLS.contains(&known) => format!("write `protocol: {known}`"),
        _ => "write HTTP, HTTPS, TLS, TCP or UDP, or a protocol with the domain of your implementation".to_owned(),
    };
    findings
        .value(
            &RULE,
            protocol,
            format!("`{text}` is not a protocol of listeners"),
        )
        .help(help);
}
