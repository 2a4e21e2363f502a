//! A redirect beside backends.

use super::{Check, Findings, Level, Rule, Site, values};

pub(super) static RULE: Rule = Rule {
    id: "redirect-and-backends",
    level: Level::Error,
    title: "A redirect beside backends",
    what_it_does: "Finds rules that redirect and have `backendRefs`.",
    why: "A redirect answers the request, so no backend ever sees it. A server refuses the rule.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]
",
    source: "spec 10, 5.1.7, 12.75",
    explains: &[("redirect-with-backends", "..")],
    check: Check::Each(&["rules"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let backends = site.field("backendRefs");
    if let Some(backends) = backends.filter(|backends| backends.items().len() > 0)
        && values::has_filter(site, "RequestRedirect")
    {
        findings
            .key(
                &RULE,
                backends,
                "a rule that redirects has no use for backends",
            )
            .help("remove them, or put the redirect into a rule of its own");
    }
}
