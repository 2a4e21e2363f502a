//! A redirect beside a rewrite.

use super::{Check, Findings, Level, Rule, Site, values};

pub(super) static RULE: Rule = Rule {
    id: "redirect-and-rewrite",
    level: Level::Error,
    title: "A redirect beside a rewrite",
    what_it_does: "Finds a `RequestRedirect` and a `URLRewrite` that would act on the same request.",
    why: "They do not go together: a redirect has a path of its own. A server refuses them in one list; a rewrite of the rule and a redirect of a backend make the rule invalid.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters:
    - {type: RequestRedirect, requestRedirect: {scheme: https}}
    - {type: URLRewrite, urlRewrite: {hostname: web.example.com}}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters:
    - {type: RequestRedirect, requestRedirect: {scheme: https, hostname: web.example.com}}
",
    source: "spec 10, 5.1.4",
    explains: &[("redirect-beside-rewrite", "")],
    check: Check::Field(&["filters"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let Some(holder) = site.parent else { return };
    let rewrites = values::has_filter(*holder, "URLRewrite");
    let outer = (holder.name == "backendRefs")
        .then(|| holder.within("rules"))
        .flatten();
    let rewrites_outside = outer.is_some_and(|rule| values::has_filter(*rule, "URLRewrite"));
    if values::has_filter(*holder, "RequestRedirect") && (rewrites || rewrites_outside) {
        let help = if rewrites {
            "put the change of the path and host into the redirect"
        } else {
            "put the backend into a rule of its own"
        };
        findings
            .key(
                &RULE,
                site,
                "`RequestRedirect` and `URLRewrite` act on the same request",
            )
            .help(help);
    }
}
