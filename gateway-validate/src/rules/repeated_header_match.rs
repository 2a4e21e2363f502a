//! A header that one match names twice.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "repeated-header-match",
    level: Level::Warning,
    title: "A header that one match names twice",
    what_it_does: "Finds headers that a match names more than once in different case.",
    why: "Header names compare without case, and only the first entry of a name counts.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{headers: [{name: version, value: a}, {name: Version, value: b}]}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{headers: [{name: version, value: a}]}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 4.3.1",
    explains: &[],
    check: Check::Field(&["headers"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if site.parent_name() != "matches" || site.items().len() < 2 {
        return;
    }
    let mut seen: std::collections::BTreeMap<String, &str> = std::collections::BTreeMap::new();
    for entry in site.items() {
        let Some(place) = entry.field("name") else {
            continue;
        };
        let Some(name) = place.node.as_str() else {
            continue;
        };
        let first = *seen.entry(name.to_ascii_lowercase()).or_insert(name);
        if first != name {
            findings
                .value(
                    &RULE,
                    place,
                    format!(
                        "the header `{name}` is matched already, as `{first}`; only that counts"
                    ),
                )
                .help("remove the entry, or match both values by one regular expression");
        }
    }
}
