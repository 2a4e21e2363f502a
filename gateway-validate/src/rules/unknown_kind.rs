//! Kinds that do not exist.

use super::{Check, Findings, Level, Rule, Subject};
use crate::kinds::Place;

pub(super) static RULE: Rule = Rule {
    id: "unknown-kind",
    level: Level::Error,
    title: "A kind that does not exist",
    what_it_does: "Finds kinds that the groups of the Gateway API do not have, slips of case and number among them, and kinds in the wrong one of the two groups.",
    why: "No cluster knows the kind, so the object cannot be applied.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HttpRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 1.1, 10",
    explains: &[],
    check: Check::Object(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    subject.report_mistake(&RULE, Place::Kind, "kind", findings);
}
