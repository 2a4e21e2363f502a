//! A feature that has another name today.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "former-feature",
    level: Level::Warning,
    title: "A feature that has another name today",
    what_it_does: "Finds names of features in a status that v1.7.0 no longer has, and features that are texts.",
    why: "Who reads the status looks for the names of today, and for objects with a `name`.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: edge}
spec:
  controllerName: example.com/gateways
status:
  supportedFeatures: [{name: HTTPRouteRetry}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: edge}
spec:
  controllerName: example.com/gateways
status:
  supportedFeatures: [{name: HTTPRouteRetryCodes}]
",
    source: "spec 10, 11.8",
    explains: &[("type", "")],
    check: Check::Each(&["supportedFeatures"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let (text, place) = match (site.node.as_str(), site.field("name")) {
        (Some(text), _) => (text, site),
        (None, Some(name)) => (name.node.as_str().unwrap_or_default(), name),
        _ => return,
    };
    let today = match text {
        "HTTPRouteRetry" => Some("HTTPRouteRetryCodes"),
        "GatewayInfrastructurePropagation" => Some("GatewayInfrastructure"),
        "HTTPRouteRetryBackendTimeout" => None,
        _ if site.node.as_str().is_some() => Some(text),
        _ => return,
    };
    let message = match today {
        Some(today) if today == text => "a feature is an object with a name".to_owned(),
        _ => format!("there is no feature `{text}` in v1.7.0"),
    };
    let help = today.map_or_else(
        || "remove it".to_owned(),
        |today| format!("write `{{name: {today}}}`"),
    );
    findings.value(&RULE, place, message).help(help);
}
