//! An alpha version that is on its way out.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    id: "alpha-version",
    level: Level::Warning,
    title: "An alpha version that is on its way out",
    what_it_does: "Finds objects in versions that are deprecated and that the standard channel does not serve: `v1alpha2` and `v1alpha3` of TLSRoute, TCPRoute, UDPRoute and BackendTLSPolicy.",
    why: "Clusters with the standard channel refuse them, and later releases will not have them.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: TCPRoute
metadata: {name: db}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: db, port: 5432}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata: {name: db}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: db, port: 5432}]
",
    source: "spec 10, 1.1",
    explains: &[],
    check: Check::Object(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let alpha = subject.version().starts_with("v1alpha");
    let Some(kind) = subject
        .known()
        .filter(|kind| alpha && !kind.is_experimental())
    else {
        return;
    };
    let root = subject.root();
    let place = root.field("apiVersion").unwrap_or(root);
    let lacks_hostnames =
        kind == Kind::TlsRoute && !root.field("spec").is_some_and(|spec| spec.has("hostnames"));
    let mut help = format!("write `apiVersion: {}/{}`", kind.group(), kind.version());
    if lacks_hostnames {
        help.push_str(", and add `hostnames`, which it requires");
    }
    findings
        .value(
            &RULE,
            place,
            format!(
                "`{}` of {kind} is deprecated, and the standard channel does not serve it",
                subject.version()
            ),
        )
        .help(help);
}
