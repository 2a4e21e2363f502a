//! `caCertRefs` where `caCertificateRefs` stands today.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "ca-cert-refs",
    level: Level::Error,
    title: "`caCertRefs` where `caCertificateRefs` stands today",
    what_it_does: "Finds `caCertRefs` where the authorities of a backend are named.",
    why: "The name is that of v1alpha2. A server drops the field, and nothing is left to verify the backend with.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: \"\", kind: Service, name: web}]
  validation: {hostname: web.example.com, caCertRefs: [{group: \"\", kind: ConfigMap, name: ca}]}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: \"\", kind: Service, name: web}]
  validation: {hostname: web.example.com, caCertificateRefs: [{group: \"\", kind: ConfigMap, name: ca}]}
",
    source: "spec 10 (CL1.1)",
    explains: &[("backend-tls-without-trust", ".."), ("backend-tls-one-trust", "..")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(matches!(site.key(), "caCertRefs" | "caCertificateRef" | "caCertRef")
        && site.parent_name() == "validation")
    {
        return None;
    }
    legacy::listed(&RULE, site, "caCertificateRefs", findings)
}
