//! `targetRef` where the list `targetRefs` stands today.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy};

pub(super) static RULE: Rule = Rule {
    id: "target-ref",
    level: Level::Error,
    title: "`targetRef` where the list `targetRefs` stands today",
    what_it_does: "Finds `targetRef` of a policy.",
    why: "Policies name their targets in a list, without a namespace, since v1alpha3. A server drops the field and refuses the policy without targets.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: web}
spec:
  targetRef: {group: \"\", kind: Service, name: web}
  validation: {hostname: web.example.com, wellKnownCACertificates: System}
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
    explains: &[("required", "targetRefs")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "targetRef" && site.parent_name() == "spec") {
        return None;
    }
    legacy::listed(&RULE, site, "targetRefs", findings)
}
