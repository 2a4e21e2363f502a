//! `port.port` where `port.number` stands today.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "backend-port",
    level: Level::Error,
    title: "`port.port` where `port.number` stands today",
    what_it_does: "Finds `port.port` and `port.name` of an XBackend.",
    why: "The names are those of v1.6. A server drops the fields and refuses the XBackend without a number.",
    example: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {name: web}
spec:
  type: ExternalHostname
  externalHostname: {hostname: web.example.com}
  port: {port: 443}
",
    use_instead: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {name: web}
spec:
  type: ExternalHostname
  externalHostname: {hostname: web.example.com}
  port: {number: 443}
",
    source: "spec 10 (CL1.7)",
    explains: &[("required", "number"), ("min-properties", "..")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(matches!(site.key(), "port" | "name") && site.parent_name() == "port") {
        return None;
    }
    if site.key() == "name" {
        return legacy::removed(
            &RULE,
            site,
            "remove it; the port has a `number` only",
            findings,
        );
    }
    legacy::renamed(&RULE, site, "number", findings)
}
