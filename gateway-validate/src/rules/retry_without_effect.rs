//! Retries that are switched off.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "retry-without-effect",
    level: Level::Warning,
    title: "Retries that are switched off",
    what_it_does: "Finds `retry` with `attempts: 0` and other settings beside it.",
    why: "0 attempts switch retries off, whatever the other fields say.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    retry: {attempts: 0, codes: [503]}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    retry: {attempts: 2, codes: [503]}
",
    source: "spec 6.5.2",
    explains: &[],
    check: Check::Field(&["retry"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if site.integer("attempts") != Some(0) {
        return;
    }
    let Some(attempts) = site.field("attempts") else {
        return;
    };
    let codes = site.list("codes").is_some_and(|codes| !codes.is_empty());
    if codes || site.has("backoff") {
        findings
            .value(
                &RULE,
                attempts,
                "0 attempts switch retries off, whatever stands beside them",
            )
            .help("write the number of retries, or remove the other fields");
    }
}
