//! A duration that Go would read and the Gateway API does not.

use super::{Check, Findings, Level, Rule, Site, durations, snippet};

pub(super) static RULE: Rule = Rule {
    id: "duration-form",
    level: Level::Error,
    title: "A duration that Go would read and the Gateway API does not",
    what_it_does: "Finds durations without a unit, with a fraction, a sign, or a unit that does not exist.",
    why: "A duration is one to four whole numbers of at most five digits, each with one of the units h, m, s and ms. A server refuses any other.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    timeouts: {request: 1.5s}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    timeouts: {request: 1500ms}
",
    source: "spec 10, 9.1",
    explains: &[("pattern", ""), ("type", "")],
    check: Check::Field(
        &[
            "request",
            "backendRequest",
            "backoff",
            "absoluteTimeout",
            "interval",
        ],
        check,
    ),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let is_text = site
        .schema
        .is_some_and(|schema| schema.kind == crate::schema::Kind::String);
    if !is_text {
        return;
    }
    let text = match site.node.value() {
        crate::document::Value::String(text) if durations::parse(text).is_none() => text.to_owned(),
        crate::document::Value::Number(_) => snippet::of(site.node),
        _ => return,
    };
    let help = durations::meant(&text).map_or_else(
        || {
            "write up to four whole numbers with their units h, m, s or ms, as in `1m30s`"
                .to_owned()
        },
        |meant| format!("write `{}: {meant}`", site.name),
    );
    findings
        .value(&RULE, site, format!("`{text}` is not a duration"))
        .help(help);
}
