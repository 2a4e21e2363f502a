//! A BackendTLSPolicy for an XBackend.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site, values};

pub(super) static RULE: Rule = Rule {
    id: "tls-policy-target",
    level: Level::Error,
    title: "A BackendTLSPolicy for an XBackend",
    what_it_does: "Finds targets of a BackendTLSPolicy that are XBackends.",
    why: "An XBackend says itself how it is encrypted; the policy does nothing for it.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: gateway.networking.x-k8s.io, kind: XBackend, name: web}]
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
    source: "spec 6.9.3",
    explains: &[],
    check: Check::Each(&["targetRefs"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if site.is(Kind::BackendTlsPolicy)
        && values::is_xbackend(site)
        && let Some(kind) = site.field("kind")
    {
        findings
            .value(
                &RULE,
                kind,
                "a BackendTLSPolicy does not work on an XBackend",
            )
            .help("write `spec.tls.validation` of the XBackend");
    }
}
