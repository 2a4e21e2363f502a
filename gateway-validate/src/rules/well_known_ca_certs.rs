//! `wellKnownCACerts` where `wellKnownCACertificates` stands today.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "well-known-ca-certs",
    level: Level::Error,
    title: "`wellKnownCACerts` where `wellKnownCACertificates` stands today",
    what_it_does: "Finds `wellKnownCACerts` where the authorities of a backend are named.",
    why: "The name is that of v1alpha2. A server drops the field, and nothing is left to verify the backend with.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: \"\", kind: Service, name: web}]
  validation: {hostname: web.example.com, wellKnownCACerts: System}
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
    explains: &[
        ("backend-tls-without-trust", ".."),
        ("backend-tls-one-trust", ".."),
    ],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "wellKnownCACerts" && site.parent_name() == "validation") {
        return None;
    }
    legacy::renamed(&RULE, site, "wellKnownCACertificates", findings)
}
