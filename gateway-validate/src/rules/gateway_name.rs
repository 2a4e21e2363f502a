//! A name that is too long for what is made of it.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    id: "gateway-name",
    level: Level::Info,
    title: "A name that is too long for what is made of it",
    what_it_does: "Finds names of Gateways and GatewayClasses that are longer than 63 characters or no DNS labels.",
    why: "Implementations make names of Services and values of labels of it, which have to be labels of at most 63 characters.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge.example.com}
spec:
  gatewayClassName: edge
  listeners: [{name: web, port: 80, protocol: HTTP}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners: [{name: web, port: 80, protocol: HTTP}]
",
    source: "spec 2.1.7",
    explains: &[],
    check: Check::Object(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if !matches!(subject.known(), Some(Kind::Gateway | Kind::GatewayClass)) {
        return;
    }
    let root = subject.root();
    let Some(metadata) = root.field("metadata") else {
        return;
    };
    let Some(name) = metadata.field("name") else {
        return;
    };
    let text = name.node.as_str().unwrap_or_default();
    // Names that are none at all are refused by a server.
    let starts = text.starts_with(|c: char| c.is_ascii_lowercase());
    if crate::names::is_dns1123_subdomain(text) && !(starts && crate::names::is_dns1123_label(text))
    {
        findings
            .value(
                &RULE,
                name,
                format!(
                    "`{text}` is not a DNS label of at most 63 characters that starts with a letter"
                ),
            )
            .help("choose a name of lower-case letters, digits and `-`");
    }
}
