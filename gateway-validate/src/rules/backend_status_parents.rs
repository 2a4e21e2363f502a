//! `status.parents` of an XBackend.

use gateway_api_types::Kind;

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "backend-status-parents",
    level: Level::Warning,
    title: "`status.parents` of an XBackend",
    what_it_does: "Finds `status.parents` of an XBackend.",
    why: "Since v1.7.0 its status has `ancestors` with `ancestorRef`. A server drops the field.",
    example: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {name: web}
spec:
  type: ExternalHostname
  externalHostname: {hostname: web.example.com}
  port: {number: 443}
status:
  parents: [{parentRef: {name: edge}, controllerName: example.com/gateways}]
",
    use_instead: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {name: web}
spec:
  type: ExternalHostname
  externalHostname: {hostname: web.example.com}
  port: {number: 443}
status:
  ancestors: [{ancestorRef: {name: edge}, controllerName: example.com/gateways}]
",
    source: "spec 10",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "parents" && site.parent_name() == "status" && site.is(Kind::XBackend)) {
        return None;
    }
    legacy::removed(
        &RULE,
        site,
        "write `ancestors`, with `ancestorRef` for `parentRef`",
        findings,
    )
}
