//! A parent that is named twice.

use super::{Check, Findings, Level, Rule, Site, values};

pub(super) static RULE: Rule = Rule {
    id: "duplicate-parent",
    level: Level::Error,
    title: "A parent that is named twice",
    what_it_does: "Finds entries of `parentRefs` that name the same parent once defaults and the own namespace are filled in.",
    why: "A server compares what is written, so it lets `namespace: web` and no namespace pass as two. Only the first counts, and a status cannot tell them apart.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop, namespace: web}
spec:
  parentRefs: [{name: edge}, {name: edge, namespace: web}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop, namespace: web}
spec:
  parentRefs: [{name: edge}, {name: edge, namespace: infra}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 3.1.4, 12.40",
    explains: &[
        ("parent-section-repeated", ".."),
        ("parent-section-or-port-repeated", ".."),
    ],
    check: Check::Field(&["parentRefs"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let own = values::own_namespace(site);
    let mut seen = std::collections::BTreeMap::new();
    for parent in site.items() {
        let or = |name, default| parent.text(name).unwrap_or(default);
        let key = (
            or("group", "gateway.networking.k8s.io"),
            or("kind", "Gateway"),
            or("namespace", own),
            or("name", ""),
            or("sectionName", ""),
            parent.integer("port").unwrap_or(0),
        );
        let index = parent.index().unwrap_or(0);
        let first = *seen.entry(key).or_insert(index);
        if first != index {
            findings
                .start(
                    &RULE,
                    parent,
                    format!("this parent is named already, by `parentRefs[{first}]`"),
                )
                .help("remove one of the two");
        }
    }
}
