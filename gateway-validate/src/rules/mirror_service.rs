//! A Service named in `requestMirror` itself.

use super::{Check, Claim, Findings, Level, Rule, Site, snippet};

pub(super) static RULE: Rule = Rule {
    id: "mirror-service",
    level: Level::Error,
    title: "A Service named in `requestMirror` itself",
    what_it_does: "Finds `serviceName`, `name` and `port` in `requestMirror`.",
    why: "v1alpha1 named the Service in the filter. Today it stands in `backendRef`; a server drops the fields and refuses the filter.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestMirror, requestMirror: {serviceName: copy, port: 80}}]
    backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestMirror, requestMirror: {backendRef: {name: copy, port: 80}}}]
    backendRefs: [{name: web, port: 80}]
",
    source: "spec 10 (GEP-718)",
    explains: &[("required", "backendRef")],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(matches!(site.key(), "serviceName" | "name" | "port")
        && site.parent_name() == "requestMirror")
    {
        return None;
    }
    let holder = site.parent?;
    // One finding for the two: at the name, or at the port that has none beside it.
    if site.key() == "port" && (holder.has("serviceName") || holder.has("name")) {
        return Some(Claim::Alone);
    }
    let name = ["serviceName", "name"]
        .into_iter()
        .find_map(|name| holder.field(name));
    let name = name.map(|name| ("name", snippet::of(name.node)));
    let port = holder
        .field("port")
        .map(|port| ("port", snippet::of(port.node)));
    let backend = snippet::map(name.into_iter().chain(port));
    findings
        .key(
            &RULE,
            site,
            "the Service of a mirror stands in `backendRef` today",
        )
        .help(format!("write `backendRef: {backend}`"));
    Some(Claim::Alone)
}
