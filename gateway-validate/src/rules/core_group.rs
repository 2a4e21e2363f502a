//! The core group by a name.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "core-group",
    level: Level::Error,
    title: "The core group by a name",
    what_it_does: "Finds `group: core` and `group: v1` in references.",
    why: "The core group is the empty text. Any other name is that of another group, so the reference leads nowhere, and a grant allows nothing.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: grant}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}]
  to: [{group: core, kind: Service}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: grant}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}]
  to: [{group: \"\", kind: Service}]
",
    source: "spec 10, 3.5.3, 12.34",
    explains: &[("pattern", "")],
    check: Check::Reference(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let Some(group) = site.field("group") else {
        return;
    };
    let text = group.node.as_str().unwrap_or_default();
    if matches!(text, "core" | "v1" | "core/v1") {
        findings
            .value(&RULE, group, format!("there is no group `{text}`"))
            .help("write `group: \"\"`, the core group");
    }
}
