//! A type of filter that has another name today.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "former-filter-type",
    level: Level::Error,
    title: "A type of filter that has another name today",
    what_it_does: "Finds the types `ModifyRequestHeader`, `MirrorRequest`, `Custom`, `ExtAuth` and their like in filters.",
    why: "They are those of early releases and of proposals. A server refuses them.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: MirrorRequest, requestMirror: {backendRef: {name: copy, port: 80}}}]
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
    source: "spec 10 (CL0.1)",
    explains: &[("enum", "")],
    check: Check::Field(&["type"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    if !matches!(site.parent_name(), "filters" | "requests") {
        return;
    }
    let text = site.node.as_str().unwrap_or_default();
    let today = match text {
        "ModifyRequestHeader" | "RequestHeader" => "RequestHeaderModifier",
        "ModifyResponseHeader" | "ResponseHeader" => "ResponseHeaderModifier",
        "MirrorRequest" | "Mirror" => "RequestMirror",
        "Redirect" => "RequestRedirect",
        "Rewrite" | "RequestRewrite" => "URLRewrite",
        "Custom" | "ImplementationSpecific" => "ExtensionRef",
        "ExtAuth" | "extAuth" => "ExternalAuth",
        _ => return,
    };
    findings
        .value(
            &RULE,
            site,
            format!("`{text}` is not a type of filter today"),
        )
        .help(format!("write `type: {today}`"));
}
