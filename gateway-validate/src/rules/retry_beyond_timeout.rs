//! Retries that come too late.

use super::{Check, Findings, Level, Rule, Site, durations};

pub(super) static RULE: Rule = Rule {
    id: "retry-beyond-timeout",
    level: Level::Warning,
    title: "Retries that come too late",
    what_it_does: "Finds retries whose `backoff` is not below the timeout of the request.",
    why: "The first retry would start when the request has timed out already, so that none ever happens.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    timeouts: {request: 1s}
    retry: {attempts: 2, backoff: 2s}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}]
    timeouts: {request: 10s}
    retry: {attempts: 2, backoff: 2s}
",
    source: "spec 6.5.4, 6.5.5",
    explains: &[],
    check: Check::Each(&["rules"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let Some(retry) = site.field("retry") else {
        return;
    };
    let Some(backoff) = retry.field("backoff") else {
        return;
    };
    let timeouts = site.field("timeouts");
    let Some(request) = timeouts.and_then(|timeouts| timeouts.text("request")) else {
        return;
    };
    let of = |text| durations::parse(text).map(gateway_api_types::Duration::as_millis);
    let text = backoff.node.as_str().unwrap_or_default();
    if let (Some(wait), Some(whole)) = (of(text), of(request))
        && whole > 0
        && wait >= whole
    {
        findings
            .value(
                &RULE,
                backoff,
                format!("a retry after {text} comes too late for a request of {request}"),
            )
            .help(format!(
                "write a `backoff` below {request}, or a longer timeout"
            ));
    }
}
