//! Fields that exist elsewhere.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "field-of-another-channel",
    level: Level::Warning,
    title: "A field of the experimental channel or of a later release",
    what_it_does: "Finds fields that the release and channel at hand do not have, and that others do.",
    why: "A server of this release and channel drops the field, with a warning that not every client shows.",
    example: "\
# standard
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  useDefaultGateways: All
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
# standard
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 1.3",
    explains: &[],
    // Asked by the walk itself, where no other rule knows the field.
    check: Check::Unknown(|_, _| None),
};

/// Reports a field that the experimental channel has, of this release or only of the current one.
pub(super) fn report(site: Site<'_, '_>, of_this_release: bool, findings: &mut Findings) {
    let key = site.key();
    let (message, help) = if of_this_release {
        (
            format!("the standard channel has no field `{key}`"),
            "install the experimental channel, or remove the field",
        )
    } else {
        (
            format!("the field `{key}` is newer than this release"),
            "install the current release, or remove the field",
        )
    };
    findings.key(&RULE, site, message).help(help);
}
