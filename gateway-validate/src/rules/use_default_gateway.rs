//! `useDefaultGateway` where `useDefaultGateways` stands.

use super::{Check, Claim, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "use-default-gateway",
    level: Level::Error,
    title: "`useDefaultGateway` where `useDefaultGateways` stands",
    what_it_does: "Finds `useDefaultGateway` of a route.",
    why: "The name is that of a proposal. A server drops the field, and the route attaches nowhere.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  useDefaultGateway: true
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  useDefaultGateways: All
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 10, 2.13.1",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "useDefaultGateway" && site.parent_name() == "spec") {
        return None;
    }
    findings
        .key(
            &RULE,
            site,
            "`useDefaultGateway` is called `useDefaultGateways`",
        )
        .help("write `useDefaultGateways: All`");
    Some(Claim::Alone)
}
