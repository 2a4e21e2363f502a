//! `certificateRef`, the former name of `certificateRefs`.

use super::{Check, Claim, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "certificate-ref",
    level: Level::Error,
    title: "`certificateRef` where the list `certificateRefs` stands today",
    what_it_does: "Finds `tls.certificateRef` of a listener.",
    why: "The name is that of v1alpha1. A server drops the field, and then refuses the listener, because nothing names a certificate.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners:
  - name: https
    port: 443
    protocol: HTTPS
    tls:
      certificateRef: {name: cert}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners:
  - name: https
    port: 443
    protocol: HTTPS
    tls:
      certificateRefs: [{name: cert}]
",
    source: "spec 10 (GEP-851)",
    explains: &[("terminating-without-certificate", "..")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if site.key() != "certificateRef" || site.within("listeners").is_none() {
        return None;
    }
    findings
        .key(
            &RULE,
            site,
            "`certificateRef` is the list `certificateRefs` today",
        )
        .help(format!(
            "write `certificateRefs: [{}]`",
            snippet::of(site.node)
        ));
    Some(Claim::As("certificateRefs"))
}
