//! A beta version.

use super::{Check, Findings, Level, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    id: "beta-version",
    level: Level::Info,
    title: "A beta version",
    what_it_does: "Finds objects of version `v1beta1`.",
    why: "It is still served and the same as `v1`, which new manifests should name.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1beta1
kind: GatewayClass
metadata: {name: edge}
spec:
  controllerName: example.com/gateways
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: edge}
spec:
  controllerName: example.com/gateways
",
    source: "spec 10, 1.2.1",
    explains: &[],
    check: Check::Object(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(kind) = subject.known().filter(|_| subject.version() == "v1beta1") else {
        return;
    };
    let root = subject.root();
    let place = root.field("apiVersion").unwrap_or(root);
    findings
        .value(&RULE, place, format!("`v1beta1` of {kind} is `v1` today"))
        .help(format!(
            "write `apiVersion: {}/{}`",
            kind.group(),
            kind.version()
        ));
}
