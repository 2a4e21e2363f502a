//! An XBackend whose protocol and TLS contradict each other.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "xbackend-tls",
    level: Level::Error,
    title: "An XBackend whose protocol and TLS contradict each other",
    what_it_does: "Finds XBackends that speak HTTP2 or WSS without TLS, or H2C with it, and TLS without `validation`.",
    why: "H2C is HTTP/2 in cleartext, HTTP2 and WSS are encrypted, and who encrypts has to know whom to trust. Since v1.7.0 a server refuses the others.",
    example: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {name: web}
spec:
  type: ExternalHostname
  externalHostname: {hostname: web.example.com}
  port: {number: 443}
  protocol: HTTP2
",
    use_instead: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {name: web}
spec:
  type: ExternalHostname
  externalHostname: {hostname: web.example.com}
  port: {number: 443}
  protocol: HTTP2
  tls:
    mode: ServerOnly
    validation: {hostname: web.example.com, wellKnownCACertificates: System}
",
    source: "spec 10, 6.9.2, 6.9.3",
    explains: &[
        ("h2c-with-tls", ".."),
        ("http2-without-tls", ".."),
        ("wss-without-tls", ".."),
        ("backend-validation-by-mode", ""),
    ],
    check: Check::Field(&["spec"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if !site.is(Kind::XBackend) || !site.has_check("h2c-with-tls") {
        return;
    }
    let tls = site.field("tls");
    let mode = tls.and_then(|tls| tls.text("mode")).unwrap_or("None");
    let encrypted = mode != "None";
    if let Some(protocol) = site.field("protocol") {
        let help = match (protocol.node.as_str().unwrap_or_default(), encrypted) {
            ("HTTP2", false) => "write `protocol: H2C` for HTTP/2 in cleartext, or set `tls.mode`",
            ("WSS", false) => "set `tls.mode`",
            ("H2C", true) => "write `protocol: HTTP2`, or remove `tls`",
            _ => "",
        };
        if !help.is_empty() {
            let name = protocol.node.as_str().unwrap_or_default();
            let with = if encrypted { "has no TLS" } else { "needs TLS" };
            findings
                .value(&RULE, protocol, format!("`{name}` {with}"))
                .help(help);
        }
    }
    let is_known = matches!(mode, "ServerOnly" | "ClientAndServer");
    if let Some(tls) = tls.filter(|tls| is_known && !tls.has("validation")) {
        findings
            .key(
                &RULE,
                tls,
                format!("TLS of mode `{mode}` needs `validation`"),
            )
            .help("add `validation: {hostname: …, wellKnownCACertificates: System}`");
    }
}
