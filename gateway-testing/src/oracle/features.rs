//! Features that options switch off: what needs one is a value that is not supported (spec 3.2.5,
//! 12.61).

use std::borrow::Cow;

use gateway_api_types::x_telemetry_policy::AttributeSourceType;
use gateway_api_types::{
    HttpRouteExternalAuthProtocol, HttpRouteFilter, HttpRouteFilterType, HttpRouteRule,
    RedirectStatusCode, TracingConfig,
};

use crate::options::Options;
use crate::world::World;

/// The world without the kinds of which nobody takes notice.
pub(super) fn visible<'w>(world: Cow<'w, World>, options: &Options) -> Cow<'w, World> {
    let mut world = world;
    if !options.has("ListenerSet") {
        world.to_mut().listener_sets.clear();
    }
    if !options.has("BackendTLSPolicy") {
        world.to_mut().backend_tls_policies.clear();
    }
    world
}

/// The names of features that a rule of an HTTPRoute needs, as a Gateway or a mesh calls them.
fn needed_by(rule: &HttpRouteRule, mesh: bool) -> Vec<&'static str> {
    let mut names = Vec::new();
    let call = |own: &'static str, in_mesh: &'static str| if mesh { in_mesh } else { own };
    let timeouts = rule.timeouts.clone().unwrap_or_default();
    names.extend(timeouts.request.map(|_| "HTTPRouteRequestTimeout"));
    names.extend(timeouts.backend_request.map(|_| "HTTPRouteBackendTimeout"));
    names.extend(rule.retry.as_ref().map(|retry| {
        if retry.codes.iter().flatten().next().is_some() {
            "HTTPRouteRetryCodes"
        } else {
            "HTTPRouteRetryConnectionError"
        }
    }));
    names.extend(
        rule.session_persistence
            .as_ref()
            .map(|_| "HTTPRouteSessionPersistence"),
    );
    for one in rule.matches.iter().flatten() {
        names.extend(one.method.as_ref().map(|_| "HTTPRouteMethodMatching"));
        if one.query_params.iter().flatten().next().is_some() {
            names.push(call(
                "HTTPRouteQueryParamMatching",
                "MeshHTTPRouteQueryParamMatching",
            ));
        }
    }
    let backends = rule.backend_refs.iter().flatten();
    let of_backends: Vec<_> = backends.map(|backend| &backend.filters).collect();
    for list in of_backends.iter().copied().chain([&rule.filters]) {
        let filters = || list.iter().flatten();
        let mirrors =
            filters().filter(|filter| filter.r#type == HttpRouteFilterType::RequestMirror);
        if mirrors.count() > 1 {
            names.push("HTTPRouteRequestMultipleMirrors");
        }
        names.extend(filters().flat_map(|filter| of_filter(filter, mesh)));
    }
    for filter in of_backends.into_iter().flatten().flatten() {
        match filter.r#type {
            HttpRouteFilterType::RequestHeaderModifier => names.push(call(
                "HTTPRouteBackendRequestHeaderModification",
                "MeshHTTPRouteBackendRequestHeaderModification",
            )),
            HttpRouteFilterType::UrlRewrite => names.push("HTTPRouteBackendURLRewrite"),
            _ => {}
        }
    }
    names
}

fn of_filter(filter: &HttpRouteFilter, mesh: bool) -> Vec<&'static str> {
    let call = |own: &'static str, in_mesh: &'static str| if mesh { in_mesh } else { own };
    let mut names = Vec::new();
    names.extend(match filter.r#type {
        HttpRouteFilterType::ResponseHeaderModifier => Some("HTTPRouteResponseHeaderModification"),
        HttpRouteFilterType::RequestMirror => Some("HTTPRouteRequestMirror"),
        HttpRouteFilterType::Cors => Some("HTTPRouteCORS"),
        HttpRouteFilterType::ExternalAuth => Some("HTTPRouteExternalAuth"),
        _ => None,
    });
    if let Some(mirror) = &filter.request_mirror
        && (mirror.percent.is_some() || mirror.fraction.is_some())
    {
        names.push("HTTPRouteRequestPercentageMirror");
    }
    if let Some(rewrite) = &filter.url_rewrite {
        names.extend(rewrite.hostname.as_ref().map(|_| "HTTPRouteHostRewrite"));
        let path = call("HTTPRoutePathRewrite", "MeshHTTPRouteRewritePath");
        names.extend(rewrite.path.as_ref().map(|_| path));
    }
    if let Some(redirect) = &filter.request_redirect {
        let scheme = call("HTTPRouteSchemeRedirect", "MeshHTTPRouteSchemeRedirect");
        names.extend(redirect.scheme.as_ref().map(|_| scheme));
        let port = call("HTTPRoutePortRedirect", "MeshHTTPRouteRedirectPort");
        names.extend(redirect.port.map(|_| port));
        let path = call("HTTPRoutePathRedirect", "MeshHTTPRouteRedirectPath");
        names.extend(redirect.path.as_ref().map(|_| path));
        names.extend(match redirect.status_code.map(RedirectStatusCode::code) {
            Some(303) => Some("HTTPRoute303RedirectStatusCode"),
            Some(307) => Some("HTTPRoute307RedirectStatusCode"),
            Some(308) => Some("HTTPRoute308RedirectStatusCode"),
            _ => None,
        });
    }
    if let Some(auth) = &filter.external_auth {
        names.extend(match auth.protocol {
            HttpRouteExternalAuthProtocol::Http => Some("HTTPRouteExternalAuthHTTP"),
            HttpRouteExternalAuthProtocol::Grpc => Some("HTTPRouteExternalAuthGRPC"),
            _ => None,
        });
        let body = auth.forward_body.as_ref().and_then(|body| body.max_size);
        if body.unwrap_or(0) > 0 {
            names.push("HTTPRouteExternalAuthForwardBody");
        }
    }
    names
}

/// Whether a rule of an HTTPRoute needs something that is switched off.
pub(super) fn lacks_http(options: &Options, rule: &HttpRouteRule, mesh: bool) -> bool {
    needed_by(rule, mesh).iter().any(|name| !options.has(name))
}

/// The same of a GRPCRoute, whose filters are in HTTPRoute's form.
pub(super) fn lacks_grpc(options: &Options, rule: &HttpRouteRule) -> bool {
    let backends = rule.backend_refs.iter().flatten();
    let lists = backends.map(|backend| &backend.filters);
    let mut filters = lists.chain([&rule.filters]).flatten().flatten();
    !options.has("GRPCRouteRequestHeaderModifier")
        && filters.any(|filter| filter.r#type == HttpRouteFilterType::RequestHeaderModifier)
}

/// The same of tracing (spec 8.4.1).
pub(super) fn lacks_tracing(options: &Options, tracing: &TracingConfig) -> bool {
    let mut attributes = tracing.attributes.iter().flatten();
    let key = attributes.any(|one| one.source_type == AttributeSourceType::Attribute);
    !options.has("TelemetryPolicyTracing")
        || (tracing.parent_based_sampling.is_some()
            && !options.has("TelemetryPolicyParentBasedSampling"))
        || (key && !options.has("TelemetryPolicyAttribute"))
}
