//! `controller` where `controllerName` stands today.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "controller",
    level: Level::Error,
    title: "`controller` where `controllerName` stands today",
    what_it_does: "Finds `spec.controller` of a GatewayClass.",
    why: "The name is that of v1alpha1. A server drops the field and refuses the class, because it names no controller.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: edge}
spec:
  controller: example.com/gateways
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: edge}
spec:
  controllerName: example.com/gateways
",
    source: "spec 10 (CL0.4)",
    explains: &[("required", "controllerName")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "controller" && site.parent_name() == "spec") {
        return None;
    }
    legacy::renamed(&RULE, site, "controllerName", findings)
}
