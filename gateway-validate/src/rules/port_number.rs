//! A port that is not a number.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "port-number",
    level: Level::Error,
    title: "A port that is not a number",
    what_it_does: "Finds ports that are texts: the name of a port, or a number in quotes.",
    why: "Ports are numbers. Ingress and Services know ports by name, the Gateway API does not; a server refuses texts.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: \"80\"}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 10",
    explains: &[("type", "")],
    check: Check::Field(&["port", "number"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let integer = site
        .schema
        .is_some_and(|schema| schema.kind == crate::schema::Kind::Integer);
    let Some(text) = site.node.as_str().filter(|_| integer) else {
        return;
    };
    let name = site.name;
    let help = if text.parse::<u16>().is_ok() {
        format!("write `{name}: {text}`")
    } else {
        "write the number that the Service has for the name in `spec.ports`".to_owned()
    };
    findings
        .value(&RULE, site, format!("the port `{text}` is a text"))
        .help(help);
}
