//! A header that one filter names twice.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "repeated-header-edit",
    level: Level::Warning,
    title: "A header that one filter names twice",
    what_it_does: "Finds headers that a header modifier names more than once, in one list or across `set`, `add` and `remove`; case does not count.",
    why: "At most one action a header is valid. Inside a list the first entry counts; across lists the order is not what one reads.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters:
    - type: RequestHeaderModifier
      requestHeaderModifier:
        set: [{name: X-Team, value: web}]
        remove: [x-team]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters:
    - type: RequestHeaderModifier
      requestHeaderModifier:
        set: [{name: X-Team, value: web}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 5.2.2, 5.2.3, 12.20",
    explains: &[],
    check: Check::Field(&["requestHeaderModifier", "responseHeaderModifier"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let mut seen: std::collections::BTreeMap<String, (&str, &str)> =
        std::collections::BTreeMap::new();
    for list in ["set", "add", "remove"] {
        let Some(entries) = site.field(list) else {
            continue;
        };
        for entry in entries.items() {
            let named = entry.field("name");
            let place = named.unwrap_or(entry);
            let Some(name) = place.node.as_str() else {
                continue;
            };
            match seen.get(&name.to_ascii_lowercase()) {
                // A server refuses names of one spelling in one list.
                Some((other, spelled))
                    if *other == list && *spelled == name && list != "remove" => {}
                Some((other, _)) => {
                    let message = if *other == list {
                        format!(
                            "the header `{name}` stands in `{list}` already; the first entry counts"
                        )
                    } else {
                        format!("the header `{name}` stands in `{other}` already")
                    };
                    findings
                        .value(&RULE, place, message)
                        .help("name each header once in a filter");
                }
                None => {
                    seen.insert(name.to_ascii_lowercase(), (list, name));
                }
            }
        }
    }
}
