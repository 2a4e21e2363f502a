//! A name that gRPC does not have.

use super::{Check, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "grpc-name",
    level: Level::Error,
    title: "A name that gRPC does not have",
    what_it_does: "Finds services and methods to match that are no names of gRPC, such as a service with its method behind a slash.",
    why: "Names have letters of ASCII, digits and underscores. A server refuses most others, and overlooks letters that only look like ASCII; the rule is invalid and dropped.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{method: {service: web.Shop/Buy}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{method: {service: web.Shop, method: Buy}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 7.1.4",
    explains: &[("grpc-service-name", ".."), ("grpc-method-name", "..")],
    check: Check::Field(&["method"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if site.parent_name() != "matches" || site.text("type") == Some("RegularExpression") {
        return;
    }
    for field in ["service", "method"] {
        let Some(place) = site.field(field) else {
            continue;
        };
        let text = place.node.as_str().unwrap_or_default();
        let name = if field == "service" {
            text.strip_prefix('.').unwrap_or(text)
        } else {
            text
        };
        let valid = match field {
            "service" => name.split('.').all(is_identifier),
            _ => is_identifier(name),
        };
        if text.is_empty() || valid {
            continue;
        }
        let help = match text.trim_start_matches('/').split_once('/') {
            Some((service, method)) if !service.is_empty() && !method.is_empty() => {
                format!(
                    "write `method: {{service: {}, method: {}}}`",
                    snippet::text(service),
                    snippet::text(method)
                )
            }
            _ => "a service is `package.Service`, a method `Method`: letters, digits and `_`"
                .to_owned(),
        };
        findings
            .value(&RULE, place, format!("`{text}` is not a {field} of gRPC"))
            .help(help);
    }
}

fn is_identifier(text: &str) -> bool {
    let first = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    first
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
