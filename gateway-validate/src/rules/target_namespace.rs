//! A namespace in the target of a policy.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy, snippet};

pub(super) static RULE: Rule = Rule {
    id: "target-namespace",
    level: Level::Error,
    title: "A namespace in the target of a policy",
    what_it_does: "Finds `namespace` in `targetRefs` of a policy.",
    why: "A policy and its targets live in one namespace. A server drops the field, and the policy looks for its target in its own namespace.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: \"\", kind: Service, name: web, namespace: shop}]
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
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "namespace" && site.parent_name() == "targetRefs") {
        return None;
    }
    legacy::removed(
        &RULE,
        site,
        format!(
            "remove it, and put the policy into the namespace {}",
            snippet::of(site.node)
        ),
        findings,
    )
}
