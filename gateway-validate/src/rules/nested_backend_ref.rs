//! A `backendRef` inside an entry of `backendRefs`.

use super::{Check, Claim, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "nested-backend-ref",
    level: Level::Error,
    title: "A `backendRef` inside an entry of `backendRefs`",
    what_it_does: "Finds entries of `backendRefs` that hold their reference in a field `backendRef`.",
    why: "v1alpha1 nested the reference in an entry of `forwardTo`. Today its fields stand in the entry itself; a server drops the inner object and refuses the entry without a name.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs:
    - backendRef: {name: web, port: 80}
      weight: 1
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs:
    - {name: web, port: 80, weight: 1}
",
    source: "spec 10 (GEP-718)",
    explains: &[("required", "name"), ("service-without-port", "..")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "backendRef" && site.parent_name() == "backendRefs") {
        return None;
    }
    findings
        .key(
            &RULE,
            site,
            "the fields of `backendRef` stand in the entry itself today",
        )
        .help(format!("write {}", fields(site)));
    Some(Claim::Alone)
}

fn fields(site: Site<'_, '_>) -> String {
    let members = site
        .node
        .as_map()
        .into_iter()
        .flat_map(crate::document::Map::iter);
    let fields: Vec<_> = members
        .map(|member| format!("`{}: {}`", member.key, snippet::of(member.node)))
        .collect();
    fields.join(", ")
}
