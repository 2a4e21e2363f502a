//! Hostnames on a route of a mesh.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "mesh-hostnames",
    level: Level::Warning,
    title: "Hostnames on a route of a mesh",
    what_it_does: "Finds hostnames on routes whose parents are all Services.",
    why: "In a mesh the Service is known by its address. Hostnames are ignored.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{group: \"\", kind: Service, name: web}]
  hostnames: [web.example.com]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{group: \"\", kind: Service, name: web}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 8.1.8",
    explains: &[],
    check: Check::Field(&["hostnames"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let Some(spec) = site.parent.filter(|spec| spec.name == "spec") else {
        return;
    };
    let Some(parents) = spec
        .list("parentRefs")
        .filter(|parents| !parents.is_empty())
    else {
        return;
    };
    let is_service = |parent: crate::document::Node<'_>| {
        let kind = parent.get("kind").and_then(crate::document::Node::as_str);
        matches!(kind, Some("Service" | "ServiceImport"))
    };
    let some = site.items().len() > 0;
    if some && parents.iter().all(is_service) && !site.is(Kind::TlsRoute) {
        findings
            .key(&RULE, site, "a route of a mesh ignores hostnames")
            .help("remove them, or match the header `host`");
    }
}
