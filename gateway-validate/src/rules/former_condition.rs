//! A condition or reason of a former release.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "former-condition",
    level: Level::Warning,
    title: "A condition or reason of a former release",
    what_it_does: "Finds types and reasons of conditions in a status that are deprecated or reserved.",
    why: "Who reads the status looks for the names of today.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
status:
  parents:
  - parentRef: {name: edge}
    controllerName: example.com/gateways
    conditions: [{type: Admitted, status: \"True\", reason: Attached, message: \"\", lastTransitionTime: \"2026-01-01T00:00:00Z\"}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
status:
  parents:
  - parentRef: {name: edge}
    controllerName: example.com/gateways
    conditions: [{type: Accepted, status: \"True\", reason: Accepted, message: \"\", lastTransitionTime: \"2026-01-01T00:00:00Z\"}]
",
    source: "spec 10, 2.14",
    explains: &[],
    check: Check::Each(&["conditions"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    for field in ["type", "reason"] {
        let Some(place) = site.field(field) else {
            continue;
        };
        let text = place.node.as_str().unwrap_or_default();
        let help = match (field, text) {
            ("type", "Admitted" | "Scheduled" | "Detached") | ("reason", "Attached") => {
                "write `Accepted`"
            }
            ("type", "Ready") => "write `Programmed`",
            ("type", "DroppedRoutes" | "DegradedRoutes") => "write `PartiallyInvalid` on the route",
            ("reason", "Waiting" | "NotReconciled") => "write `Pending`",
            ("reason", "NoSuchGatewayClass") => {
                "leave the Gateway alone: a class that does not exist is nobody's"
            }
            ("reason", "UnsupportedExtension") => "write `InvalidKind`",
            ("reason", "RouteConflict") => "write `HostnameConflict` or `ProtocolConflict`",
            _ => continue,
        };
        findings
            .value(
                &RULE,
                place,
                format!("the {field} `{text}` is of a former release"),
            )
            .help(help);
    }
}
