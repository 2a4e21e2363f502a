//! A `scope` in a reference.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "reference-scope",
    level: Level::Error,
    title: "A `scope` in a reference",
    what_it_does: "Finds `scope` in references, such as `parametersRef.scope`.",
    why: "v1alpha1 said with it whether the object has a namespace. Today the `namespace` alone says so, and a server drops the field.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: edge}
spec:
  controllerName: example.com/gateways
  parametersRef: {group: example.com, kind: Settings, name: edge, scope: Cluster}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: edge}
spec:
  controllerName: example.com/gateways
  parametersRef: {group: example.com, kind: Settings, name: edge}
",
    source: "spec 10 (CL0.4)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "scope"
        && (site.parent_name().ends_with("Ref") || site.parent_name().ends_with("Refs")))
    {
        return None;
    }
    let help = match (
        site.node.as_str(),
        site.parent.is_some_and(|holder| holder.has("namespace")),
    ) {
        (Some("Namespace"), false) => "remove `scope`, and write the `namespace` of the object",
        (Some("Cluster"), true) => "remove `scope`, and `namespace` too: the object has none",
        _ => "remove `scope`",
    };
    legacy::removed(&RULE, site, help, findings)
}
