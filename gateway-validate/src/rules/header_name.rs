//! A header to remove that none can be.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "header-name",
    level: Level::Error,
    title: "A header to remove that none can be",
    what_it_does: "Finds entries of `remove` of header modifiers that are no names of headers.",
    why: "No schema checks them. The rule that has such a filter is invalid and dropped.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestHeaderModifier, requestHeaderModifier: {remove: [\"x team\"]}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestHeaderModifier, requestHeaderModifier: {remove: [x-team]}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 9.3, 12.76",
    explains: &[],
    check: Check::Each(&["remove"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if !site
        .holder()
        .is_some_and(|holder| holder.name.ends_with("HeaderModifier"))
    {
        return;
    }
    let Some(name) = site.node.as_str() else {
        return;
    };
    let in_name = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if name.is_empty() || name.len() > MAX_LENGTH || !name.chars().all(in_name) {
        findings
            .value(
                &RULE,
                site,
                format!("`{}` is not the name of a header", name.escape_debug()),
            )
            .help("a name has 1 to 256 letters, digits and characters of ``!#$%&'*+-.^_`|~``");
    }
}

/// The longest name of a header.
const MAX_LENGTH: usize = 256;
