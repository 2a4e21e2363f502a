//! Retries without their number.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "retry-attempts",
    level: Level::Info,
    title: "Retries without their number",
    what_it_does: "Finds `retry` without `attempts`.",
    why: "Up to v1.6 the gateway chose the number. Since v1.7.0 it is 1, whatever the gateway did before.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    retry: {codes: [503]}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    retry: {codes: [503], attempts: 1}
",
    source: "spec 10, 6.5.2",
    explains: &[],
    check: Check::Field(&["retry"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let defaulted = site
        .schema
        .is_some_and(|schema| !schema.defaulted.is_empty());
    if defaulted && site.node.as_map().is_some() && !site.has("attempts") {
        findings
            .key(
                &RULE,
                site,
                "without `attempts` there is 1 retry since v1.7.0",
            )
            .help("write the number, for example `attempts: 1`");
    }
}
