//! `tls` where `validation` stands today.

use gateway_api_types::Kind;

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "policy-tls",
    level: Level::Error,
    title: "`tls` where `validation` stands today",
    what_it_does: "Finds `spec.tls` of a BackendTLSPolicy.",
    why: "The name is that of v1alpha2. A server drops the field and refuses the policy without `validation`.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: \"\", kind: Service, name: web}]
  tls: {hostname: web.example.com, wellKnownCACertificates: System}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: \"\", kind: Service, name: web}]
  validation: {hostname: web.example.com, wellKnownCACertificates: System}
",
    source: "spec 10 (CL1.1)",
    explains: &[("required", "validation")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "tls" && site.parent_name() == "spec" && site.is(Kind::BackendTlsPolicy)) {
        return None;
    }
    legacy::renamed(&RULE, site, "validation", findings)
}
