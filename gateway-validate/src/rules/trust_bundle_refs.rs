//! A list of its own for trust bundles.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy, snippet};

pub(super) static RULE: Rule = Rule {
    id: "trust-bundle-refs",
    level: Level::Error,
    title: "A list of its own for trust bundles",
    what_it_does: "Finds `clusterTrustBundleRefs` and its like.",
    why: "It is that of a proposal: bundles stand among `caCertificateRefs`. A server drops the field, and nothing is left to verify with.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: \"\", kind: Service, name: web}]
  validation: {hostname: web.example.com, clusterTrustBundleRefs: [{name: ca}]}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: \"\", kind: Service, name: web}]
  validation: {hostname: web.example.com, caCertificateRefs: [{group: certificates.k8s.io, kind: ClusterTrustBundle, name: ca}]}
",
    source: "spec 10 (GEP-5075)",
    explains: &[("backend-tls-without-trust", ".."), ("backend-tls-one-trust", "..")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key().starts_with("clusterTrustBundle")) {
        return None;
    }
    let names = site
        .items()
        .chain((site.node.as_list().is_none()).then_some(site));
    let refs = names.map(|item| {
        let name = item
            .field("name")
            .map_or_else(|| snippet::of(item.node), |name| snippet::of(name.node));
        format!("{{group: certificates.k8s.io, kind: ClusterTrustBundle, name: {name}}}")
    });
    legacy::removed(
        &RULE,
        site,
        format!("write `caCertificateRefs: {}`", snippet::list(refs)),
        findings,
    )
}
