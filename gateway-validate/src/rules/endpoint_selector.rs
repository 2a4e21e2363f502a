//! A selector that an XBackend does not have.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy, snippet};

pub(super) static RULE: Rule = Rule {
    id: "endpoint-selector",
    level: Level::Error,
    title: "A selector that an XBackend does not have",
    what_it_does: "Finds `selectorRef`, `selector` and `matchExpressions` in `endpointSelector`.",
    why: "They are those of proposals: pods are chosen by `matchLabels` alone. A server drops the fields.",
    example: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {name: web}
spec:
  type: EndpointSelector
  endpointSelector: {selector: {app: web}}
  port: {number: 80}
",
    use_instead: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {name: web}
spec:
  type: EndpointSelector
  endpointSelector: {matchLabels: {app: web}}
  port: {number: 80}
",
    source: "spec 10, 6.9.6",
    explains: &[("required", "matchLabels")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(matches!(site.key(), "selectorRef" | "selector" | "matchExpressions")
        && site.parent_name() == "endpointSelector")
    {
        return None;
    }
    let help = match (site.key(), site.node.as_map()) {
        ("selector", Some(_)) => {
            let labels = site.node.get("matchLabels").unwrap_or(site.node);
            format!("write `matchLabels: {}`", snippet::of(labels))
        }
        _ => "say it with `matchLabels`".to_owned(),
    };
    legacy::removed(&RULE, site, help, findings)
}
