//! Versions that a kind no longer has, or never had.

use super::{Check, Findings, Level, Rule, Subject};
use crate::kinds::Place;

pub(super) static RULE: Rule = Rule {
    id: "former-version",
    level: Level::Error,
    title: "A version that the kind does not have",
    what_it_does: "Finds objects in a version that their kind no longer has, or never had: an HTTPRoute of `v1alpha2`, a GRPCRoute of `v1beta1`.",
    why: "No cluster of today knows the kind in this version, so the object cannot be applied.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1alpha2
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
    source: "spec 1.1.3, 10 (CL0.x, CL1.2)",
    explains: &[],
    check: Check::Object(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    subject.report_mistake(&RULE, Place::Version, "apiVersion", findings);
}
