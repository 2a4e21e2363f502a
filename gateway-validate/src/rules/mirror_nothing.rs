//! A mirror of no request.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "mirror-nothing",
    level: Level::Warning,
    title: "A mirror of no request",
    what_it_does: "Finds mirrors of 0 per cent of the requests.",
    why: "No request is ever copied.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestMirror, requestMirror: {backendRef: {name: copy, port: 80}, percent: 0}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestMirror, requestMirror: {backendRef: {name: copy, port: 80}, percent: 1}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 5.5.2",
    explains: &[],
    check: Check::Field(&["requestMirror"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let percent = site
        .field("percent")
        .filter(|_| site.integer("percent") == Some(0));
    let fraction = site.field("fraction");
    let numerator = fraction
        .as_ref()
        .filter(|fraction| fraction.integer("numerator") == Some(0));
    let numerator = numerator.and_then(|fraction| fraction.field("numerator"));
    if let Some(place) = percent.or(numerator) {
        findings
            .value(&RULE, place, "no request is mirrored")
            .help("write a share above 0, or remove the filter");
    }
}
