//! A filter whose type and settings do not fit.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site, values};

pub(super) static RULE: Rule = Rule {
    id: "filter-member",
    level: Level::Error,
    title: "A filter whose type and settings do not fit",
    what_it_does: "Finds filters that lack the member that their type names, that have another one, or that have a member and no type.",
    why: "A filter has exactly the member that its type names. A server refuses any other.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - filters: [{type: RequestMirror, requestRedirect: {scheme: https}}]
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
    source: "spec 10, 5.1.2",
    explains: &[
        ("required", "./type"),
        ("cors-filter-without-member", ""),
        ("cors-filter-without-member", ".."),
        ("extension-ref-filter-without-member", ""),
        ("extension-ref-filter-without-member", ".."),
        ("external-auth-filter-without-member", ""),
        ("external-auth-filter-without-member", ".."),
        ("request-header-modifier-filter-without-member", ""),
        ("request-header-modifier-filter-without-member", ".."),
        ("request-mirror-filter-without-member", ""),
        ("request-mirror-filter-without-member", ".."),
        ("request-redirect-filter-without-member", ""),
        ("request-redirect-filter-without-member", ".."),
        ("response-header-modifier-filter-without-member", ""),
        ("response-header-modifier-filter-without-member", ".."),
        ("url-rewrite-filter-without-member", ""),
        ("url-rewrite-filter-without-member", ".."),
        ("cors-member-of-other-filter", ""),
        ("cors-member-of-other-filter", ".."),
        ("extension-ref-member-of-other-filter", ""),
        ("extension-ref-member-of-other-filter", ".."),
        ("external-auth-member-of-other-filter", ""),
        ("external-auth-member-of-other-filter", ".."),
        ("request-header-modifier-member-of-other-filter", ""),
        ("request-header-modifier-member-of-other-filter", ".."),
        ("request-mirror-member-of-other-filter", ""),
        ("request-mirror-member-of-other-filter", ".."),
        ("request-redirect-member-of-other-filter", ""),
        ("request-redirect-member-of-other-filter", ".."),
        ("response-header-modifier-member-of-other-filter", ""),
        ("response-header-modifier-member-of-other-filter", ".."),
        ("url-rewrite-member-of-other-filter", ""),
        ("url-rewrite-member-of-other-filter", ".."),
    ],
    check: Check::Each(&["filters", "requests"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let Some(map) = site.node.as_map() else {
        return;
    };
    let member_of = |key: &str| {
        values::FILTER_MEMBERS
            .iter()
            .find(|(_, member)| *member == key)
    };
    let Some(kind) = site.text("type") else {
        let member = map.iter().find_map(|member| member_of(member.key));
        if let Some((kind, member)) = member
            && can_be(site, kind)
            && !site.has("type")
        {
            findings
                .start(
                    &RULE,
                    site,
                    format!("a filter with `{member}` needs its type"),
                )
                .help(format!("add `type: {kind}`"));
        }
        return;
    };
    let Some((_, wanted)) = values::FILTER_MEMBERS
        .iter()
        .find(|(known, _)| *known == kind && can_be(site, kind))
    else {
        return;
    };
    let mut others = map.iter().filter_map(|member| member_of(member.key));
    let other = others.find(|(_, member)| member != wanted && site.has(member));
    let misnamed = kind == "ExternalAuth" && site.has("extAuth");
    let lacks = !site.has(wanted) && !misnamed;
    match (lacks, other) {
        (true, Some((other, member))) => {
            if let Some(place) = site.field("type") {
                findings
                    .value(
                        &RULE,
                        place,
                        format!(
                            "a filter of type `{kind}` has no `{member}`, and needs `{wanted}`"
                        ),
                    )
                    .help(format!(
                        "write `type: {other}`, or `{wanted}` for `{member}`"
                    ));
            }
        }
        (true, None) => findings
            .start(
                &RULE,
                site,
                format!("a filter of type `{kind}` needs `{wanted}`"),
            )
            .help(format!("add `{wanted}`")),
        (false, Some((_, member))) => {
            if let Some(place) = site.field(member) {
                findings
                    .key(
                        &RULE,
                        place,
                        format!("a filter of type `{kind}` has no `{member}`"),
                    )
                    .help("remove it, or put it into a filter of its own");
            }
        }
        (false, None) => {}
    }
}

/// Whether a filter can be of a type where it stands: a listener knows two of them, a GRPCRoute four.
fn can_be(site: Site<'_, '_>, kind: &str) -> bool {
    let edits = [
        "RequestHeaderModifier",
        "ResponseHeaderModifier",
        "RequestMirror",
    ];
    match kind {
        "ExtensionRef" => true,
        "ExternalAuth" => !site.is(Kind::GrpcRoute),
        kind if edits.contains(&kind) => site.is_route(),
        _ => site.is_route() && !site.is(Kind::GrpcRoute),
    }
}
