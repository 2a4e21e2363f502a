//! A grant for the own namespace.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "grant-own-namespace",
    level: Level::Warning,
    title: "A grant for the own namespace",
    what_it_does: "Finds entries of a ReferenceGrant that trust the namespace of the grant itself.",
    why: "References inside a namespace need no grant, so the entry does nothing. Mostly the grant stands in the namespace of those who refer, where it should stand in the one that is referred to.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: grant, namespace: web}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}]
  to: [{group: \"\", kind: Service}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: grant, namespace: db}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}]
  to: [{group: \"\", kind: Service}]
",
    source: "spec 3.5.6",
    explains: &[],
    check: Check::Each(&["from"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if !site.is(Kind::ReferenceGrant) {
        return;
    }
    let metadata = site.top().node.get("metadata");
    let own = metadata.and_then(|metadata| metadata.get("namespace")?.as_str());
    if let Some(namespace) = site.field("namespace")
        && own.is_some()
        && own == namespace.node.as_str()
    {
        findings
            .value(&RULE, namespace, "references inside a namespace need no grant")
            .help("put the grant into the namespace of what is referred to, and name here the one of those who refer");
    }
}
