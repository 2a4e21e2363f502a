//! A reference to a kind that its group does not have.

use super::{Check, Findings, Level, Rule, Site, reference};

pub(super) static RULE: Rule = Rule {
    id: "reference-kind",
    level: Level::Error,
    title: "A reference to a kind that its group does not have",
    what_it_does: "Finds references to kinds of the Gateway API and of Kubernetes in a group that does not have them.",
    why: "The reference leads nowhere: nothing of that group and kind exists. A Service as the parent of a mesh route needs `group: \"\"`, because the default is the group of Gateways.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{kind: Service, name: web}]
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
    source: "spec 10, 3.1.1, 8.1.1",
    explains: &[],
    check: Check::Reference(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    // The kinds of routes of a listener are another rule's.
    if site.name == "kinds" {
        return;
    }
    let Some(kind) = site.field("kind") else {
        return;
    };
    let name = kind.node.as_str().unwrap_or_default();
    let group = site
        .text("group")
        .or_else(|| default_group(site))
        .unwrap_or_default();
    if group == "core" || group.contains('/') {
        return;
    }
    let Some((message, help)) = reference::mistake(group, name) else {
        return;
    };
    let place = site.field("group").unwrap_or(kind);
    findings.value(&RULE, place, message).help.clone_from(&help);
}

fn default_group(site: Site<'_, '_>) -> Option<&'static str> {
    let schema = site.schema?;
    let position = schema.property("group", 0)?;
    match schema.properties.get(position)?.schema.default? {
        crate::schema::Constant::Text(text) => Some(text),
        _ => None,
    }
}
