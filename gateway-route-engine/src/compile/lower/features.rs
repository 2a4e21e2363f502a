//! Features of rules: what an implementation without a feature finds where a rule uses it is a value
//! that it does not support, and makes the rule invalid (spec 3.2.5, 12.61).

use gateway_api_types::{
    HttpRouteExternalAuthProtocol, HttpRouteFilter, HttpRouteFilterType, HttpRouteMatch,
    HttpRouteRule,
};

use super::Lowering;
use crate::compile::context::Finding;
use crate::compile::field::Field;

/// What stands for a feature in the part `T` of a rule.
struct Use<T: ?Sized> {
    feature: &'static str,
    /// The name that it has in a mesh, where that is another one.
    in_mesh: Option<&'static str>,
    /// The member of the part that needs it.
    member: &'static str,
    used: fn(&T) -> bool,
}

const fn feature<T: ?Sized>(
    feature: &'static str,
    member: &'static str,
    used: fn(&T) -> bool,
) -> Use<T> {
    Use {
        feature,
        in_mesh: None,
        member,
        used,
    }
}

impl<T> Use<T> {
    const fn in_mesh(self, name: &'static str) -> Self {
        Self {
            in_mesh: Some(name),
            ..self
        }
    }
}

const OF_RULES: &[Use<HttpRouteRule>] = &[
    feature("HTTPRouteRequestTimeout", "timeouts.request", |rule| {
        let timeouts = rule.timeouts.as_ref();
        timeouts.is_some_and(|timeouts| timeouts.request.is_some())
    }),
    feature(
        "HTTPRouteBackendTimeout",
        "timeouts.backendRequest",
        |rule| {
            let timeouts = rule.timeouts.as_ref();
            timeouts.is_some_and(|timeouts| timeouts.backend_request.is_some())
        },
    ),
    feature("HTTPRouteRetryCodes", "retry.codes", |rule| {
        let retry = rule.retry.as_ref();
        retry.is_some_and(|retry| !retry.codes().is_empty())
    }),
    // Without codes a stanza is there for connections that fail (spec 12.43).
    feature("HTTPRouteRetryConnectionError", "retry", |rule| {
        let retry = rule.retry.as_ref();
        retry.is_some_and(|retry| retry.codes().is_empty())
    }),
];

/// What rules have in the experimental channel alone, and is as good as not there in the other.
const OF_EXPERIMENTAL_RULES: &[Use<HttpRouteRule>] = &[feature(
    "HTTPRouteSessionPersistence",
    "sessionPersistence",
    |rule| rule.session_persistence.is_some(),
)];

const OF_MATCHES: &[Use<HttpRouteMatch>] = &[
    feature("HTTPRouteMethodMatching", "method", |one| {
        one.method.is_some()
    }),
    feature(
        "HTTPRouteQueryParamMatching",
        "queryParams",
        |one: &HttpRouteMatch| !one.query_params().is_empty(),
    )
    .in_mesh("MeshHTTPRouteQueryParamMatching"),
];

const OF_FILTERS: &[Use<HttpRouteFilter>] = &[
    feature("HTTPRouteResponseHeaderModification", "type", |filter| {
        filter.r#type == HttpRouteFilterType::ResponseHeaderModifier
    }),
    feature("HTTPRouteRequestMirror", "type", |filter| {
        filter.r#type == HttpRouteFilterType::RequestMirror
    }),
    feature(
        "HTTPRouteRequestPercentageMirror",
        "requestMirror",
        |filter| {
            let mirror = filter.request_mirror.as_ref();
            mirror.is_some_and(|mirror| mirror.percent.is_some() || mirror.fraction.is_some())
        },
    ),
    feature("HTTPRouteCORS", "type", |filter| {
        filter.r#type == HttpRouteFilterType::Cors
    }),
    feature("HTTPRouteHostRewrite", "urlRewrite.hostname", |filter| {
        let rewrite = filter.url_rewrite.as_ref();
        rewrite.is_some_and(|rewrite| rewrite.hostname.is_some())
    }),
    feature(
        "HTTPRoutePathRewrite",
        "urlRewrite.path",
        |filter: &HttpRouteFilter| {
            let rewrite = filter.url_rewrite.as_ref();
            rewrite.is_some_and(|rewrite| rewrite.path.is_some())
        },
    )
    .in_mesh("MeshHTTPRouteRewritePath"),
    feature(
        "HTTPRouteSchemeRedirect",
        "requestRedirect.scheme",
        |filter: &HttpRouteFilter| {
            let redirect = filter.request_redirect.as_ref();
            redirect.is_some_and(|redirect| redirect.scheme.is_some())
        },
    )
    .in_mesh("MeshHTTPRouteSchemeRedirect"),
    feature(
        "HTTPRoutePortRedirect",
        "requestRedirect.port",
        |filter: &HttpRouteFilter| {
            let redirect = filter.request_redirect.as_ref();
            redirect.is_some_and(|redirect| redirect.port.is_some())
        },
    )
    .in_mesh("MeshHTTPRouteRedirectPort"),
    feature(
        "HTTPRoutePathRedirect",
        "requestRedirect.path",
        |filter: &HttpRouteFilter| {
            let redirect = filter.request_redirect.as_ref();
            redirect.is_some_and(|redirect| redirect.path.is_some())
        },
    )
    .in_mesh("MeshHTTPRouteRedirectPath"),
    feature("HTTPRoute303RedirectStatusCode", STATUS, |filter| {
        redirects_with(filter, 303)
    }),
    feature("HTTPRoute307RedirectStatusCode", STATUS, |filter| {
        redirects_with(filter, 307)
    }),
    feature("HTTPRoute308RedirectStatusCode", STATUS, |filter| {
        redirects_with(filter, 308)
    }),
    feature("HTTPRouteExternalAuth", "type", |filter| {
        filter.r#type == HttpRouteFilterType::ExternalAuth
    }),
    feature(
        "HTTPRouteExternalAuthHTTP",
        "externalAuth.protocol",
        |filter| authorizes_by(filter, &HttpRouteExternalAuthProtocol::Http),
    ),
    feature(
        "HTTPRouteExternalAuthGRPC",
        "externalAuth.protocol",
        |filter| authorizes_by(filter, &HttpRouteExternalAuthProtocol::Grpc),
    ),
    feature(
        "HTTPRouteExternalAuthForwardBody",
        "externalAuth.forwardBody",
        |filter| {
            let auth = filter.external_auth.as_ref();
            let body = auth.and_then(|auth| auth.forward_body.as_ref());
            body.is_some_and(|body| body.max_size.unwrap_or(0) > 0)
        },
    ),
];

const OF_LISTS: &[Use<[HttpRouteFilter]>] = &[feature(
    "HTTPRouteRequestMultipleMirrors",
    "filters",
    |filters| {
        let kinds = filters.iter().map(|filter| &filter.r#type);
        let mirrors = kinds.filter(|kind| **kind == HttpRouteFilterType::RequestMirror);
        mirrors.count() > 1
    },
)];

/// Of filters of a backend, beside those that all filters need.
const OF_BACKEND_FILTERS: &[Use<HttpRouteFilter>] = &[
    feature(
        "HTTPRouteBackendRequestHeaderModification",
        "type",
        |filter: &HttpRouteFilter| filter.r#type == HttpRouteFilterType::RequestHeaderModifier,
    )
    .in_mesh("MeshHTTPRouteBackendRequestHeaderModification"),
    feature("HTTPRouteBackendURLRewrite", "type", |filter| {
        filter.r#type == HttpRouteFilterType::UrlRewrite
    }),
];

/// GRPCRoutes have features of their own.
const OF_GRPC_FILTERS: &[Use<HttpRouteFilter>] = &[feature(
    "GRPCRouteRequestHeaderModifier",
    "type",
    |filter| filter.r#type == HttpRouteFilterType::RequestHeaderModifier,
)];

const STATUS: &str = "requestRedirect.statusCode";

fn redirects_with(filter: &HttpRouteFilter, code: i64) -> bool {
    let redirect = filter.request_redirect.as_ref();
    redirect.is_some_and(|redirect| redirect.status_code().code() == code)
}

fn authorizes_by(filter: &HttpRouteFilter, protocol: &HttpRouteExternalAuthProtocol) -> bool {
    let auth = filter.external_auth.as_ref();
    auth.is_some_and(|auth| auth.protocol == *protocol)
}

impl Lowering<'_, '_> {
    /// Reports what an HTTPRoute's rule uses of the features that are switched off.
    pub(crate) fn check_http_features(&mut self, field: Field<'_>, rule: &HttpRouteRule) {
        if self.context.options.disabled_features.is_empty() {
            return;
        }
        self.check_uses(field, OF_RULES, rule);
        if self.context.experimental() {
            self.check_uses(field, OF_EXPERIMENTAL_RULES, rule);
        }
        let matches = field.member("matches");
        for (index, one) in rule.matches().iter().enumerate() {
            self.check_uses(matches.item(index), OF_MATCHES, one);
        }
        self.check_uses(field, OF_LISTS, rule.filters());
        self.check_filters(field, rule.filters(), &[OF_FILTERS]);
        let backends = field.member("backendRefs");
        for (index, backend) in rule.backend_refs().iter().enumerate() {
            let tables = [OF_FILTERS, OF_BACKEND_FILTERS];
            self.check_uses(backends.item(index), OF_LISTS, backend.filters());
            self.check_filters(backends.item(index), backend.filters(), &tables);
        }
    }

    /// The same for filters of a GRPCRoute.
    pub(crate) fn check_grpc_features(&mut self, field: Field<'_>, filters: &[HttpRouteFilter]) {
        if !self.context.options.disabled_features.is_empty() {
            self.check_filters(field, filters, &[OF_GRPC_FILTERS]);
        }
    }

    fn check_filters(
        &mut self,
        field: Field<'_>,
        filters: &[HttpRouteFilter],
        tables: &[&[Use<HttpRouteFilter>]],
    ) {
        let list = field.member("filters");
        for (index, filter) in filters.iter().enumerate() {
            for table in tables {
                self.check_uses(list.item(index), table, filter);
            }
        }
    }

    fn check_uses<T: ?Sized>(&mut self, field: Field<'_>, uses: &[Use<T>], part: &T) {
        for one in uses {
            let name = one.in_mesh.filter(|_| self.in_mesh).unwrap_or(one.feature);
            if self.context.options.disabled_features.contains(name) && (one.used)(part) {
                let message = format!("this needs the feature `{name}`, which is switched off");
                let finding =
                    Finding::error(field.member(one.member), "unsupported-feature", message);
                self.invalid(finding.help("leave it out, or switch the feature on"));
            }
        }
    }
}
