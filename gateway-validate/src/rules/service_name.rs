//! `serviceName` and `service`, former names of a backend's `name`.

use super::{Check, Claim, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "service-name",
    level: Level::Error,
    title: "`serviceName` where `name` stands today",
    what_it_does: "Finds `serviceName` and `service` in references to backends.",
    why: "v1alpha1 and Ingress name a Service this way. A server drops the field and refuses the reference, because it has no `name`.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs:
    - serviceName: web
      port: 80
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs:
    - name: web
      port: 80
",
    source: "spec 10 (GEP-718)",
    explains: &[("required", "name")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    let holder = site.parent?;
    let is_backend = matches!(holder.name, "backendRefs" | "backendRef");
    if !is_backend || !matches!(site.key(), "serviceName" | "service") {
        return None;
    }
    let name = site.node.get("name").unwrap_or(site.node);
    findings
        .key(
            &RULE,
            site,
            format!("`{}` is called `name` today", site.key()),
        )
        .help(format!("write `name: {}`", snippet::of(name)));
    Some(Claim::Alone)
}
