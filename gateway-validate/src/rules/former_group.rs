//! Groups that hold no kinds.

use super::{Check, Findings, Level, Rule, Subject};
use crate::kinds::Place;

pub(super) static RULE: Rule = Rule {
    id: "former-group",
    level: Level::Error,
    title: "A group that holds no kinds today",
    what_it_does: "Finds objects in `networking.x-k8s.io`, the group of v1alpha1, and in `networking.gateway.k8s.io`, a slip of the documentation.",
    why: "No cluster of today knows the group, so the object cannot be applied.",
    example: "\
apiVersion: networking.x-k8s.io/v1alpha1
kind: GatewayClass
metadata: {name: edge}
spec:
  controllerName: example.com/controller
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: edge}
spec:
  controllerName: example.com/controller
",
    source: "spec 10 (CL0.4, CL0.5, GEP-709)",
    explains: &[],
    check: Check::Object(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    subject.report_mistake(&RULE, Place::Group, "apiVersion", findings);
}
