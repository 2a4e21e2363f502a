//! A namespace or name that a ReferenceGrant does not have.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy, snippet};

pub(super) static RULE: Rule = Rule {
    id: "grant-field",
    level: Level::Error,
    title: "A namespace or name that a ReferenceGrant does not have",
    what_it_does: "Finds `to[].namespace` and `from[].name` of a ReferenceGrant.",
    why: "A grant stands in the namespace of what it grants, and trusts all objects of a kind and namespace. A server drops the fields, and the grant may allow more than it says.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: grant}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web, name: shop}]
  to: [{group: \"\", kind: Service}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: grant}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}]
  to: [{group: \"\", kind: Service}]
",
    source: "spec 10, 3.5.2",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(matches!(
        (site.parent_name(), site.key()),
        ("to", "namespace") | ("from", "name")
    )) {
        return None;
    }
    let help = if site.key() == "namespace" {
        format!(
            "remove it, and put the grant into the namespace {}",
            snippet::of(site.node)
        )
    } else {
        "remove it; a grant cannot single out one of the objects that refer".to_owned()
    };
    legacy::removed(&RULE, site, help, findings)
}
