//! A version in the group of a reference.

use super::{Check, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "versioned-group",
    level: Level::Error,
    title: "A version in the group of a reference",
    what_it_does: "Finds references whose `group` is an `apiVersion`.",
    why: "A reference names a group without a version. A server refuses the slash, and so does every other reader.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{group: gateway.networking.k8s.io/v1, kind: Gateway, name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 10, 12.34",
    explains: &[("pattern", "")],
    check: Check::Reference(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let Some(group) = site.field("group") else {
        return;
    };
    if let Some((name, version)) = group.node.as_str().unwrap_or_default().split_once('/')
        && name != "core"
    {
        findings
            .value(
                &RULE,
                group,
                format!("`{version}` is a version, and no part of a group"),
            )
            .help(format!("write `group: {}`", snippet::text(name)));
    }
}
