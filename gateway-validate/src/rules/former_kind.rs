//! Kinds that have another name today.

use super::{Check, Findings, Level, Rule, Subject};
use crate::kinds::Place;

pub(super) static RULE: Rule = Rule {
    id: "former-kind",
    level: Level::Error,
    title: "A kind that has another name today",
    what_it_does: "Finds kinds of former releases and of proposals: `BackendLBPolicy`, `BackendPolicy`, `ReferencePolicy`, `XListenerSet`, `Mesh` and others.",
    why: "No cluster of today knows the kind, so the object cannot be applied.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: ReferencePolicy
metadata: {name: routes}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}]
  to: [{group: \"\", kind: Service}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: routes}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}]
  to: [{group: \"\", kind: Service}]
",
    source: "spec 1.1.4, 10",
    explains: &[],
    check: Check::Object(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    subject.report_mistake(&RULE, Place::Renamed, "kind", findings);
}
