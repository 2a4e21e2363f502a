//! Validity of filters, each alone and together (spec 5.1 to 5.6, 12.61, 12.76).

use gateway_api_types::{
    HttpCorsFilter, HttpHeaderFilter, HttpMethod, HttpPathModifier, HttpPathModifierType,
    HttpRequestMirrorFilter, HttpRequestRedirectFilter, HttpRouteFilter, HttpRouteFilterType,
    HttpRouteRule, HttpUrlRewriteFilter, RedirectStatusCode,
};

use super::validity::port_is_valid;
use super::{external_auth, grammar};

/// Exactly the member that `type` names is set, and it is valid (spec 5.1.2).
pub(super) fn filter_is_valid(filter: &HttpRouteFilter) -> bool {
    let members = [
        (
            HttpRouteFilterType::RequestHeaderModifier,
            filter.request_header_modifier.is_some(),
        ),
        (
            HttpRouteFilterType::ResponseHeaderModifier,
            filter.response_header_modifier.is_some(),
        ),
        (
            HttpRouteFilterType::RequestMirror,
            filter.request_mirror.is_some(),
        ),
        (
            HttpRouteFilterType::RequestRedirect,
            filter.request_redirect.is_some(),
        ),
        (
            HttpRouteFilterType::UrlRewrite,
            filter.url_rewrite.is_some(),
        ),
        (HttpRouteFilterType::Cors, filter.cors.is_some()),
        (
            HttpRouteFilterType::ExternalAuth,
            filter.external_auth.is_some(),
        ),
        (
            HttpRouteFilterType::ExtensionRef,
            filter.extension_ref.is_some(),
        ),
    ];
    filter.r#type.is_known()
        && members
            .iter()
            .all(|(kind, present)| *present == (*kind == filter.r#type))
        && filter
            .request_header_modifier
            .as_deref()
            .is_none_or(modifier_is_valid)
        && filter
            .response_header_modifier
            .as_deref()
            .is_none_or(modifier_is_valid)
        && filter.request_mirror.as_deref().is_none_or(mirror_is_valid)
        && filter
            .request_redirect
            .as_deref()
            .is_none_or(redirect_is_valid)
        && filter.url_rewrite.as_deref().is_none_or(rewrite_is_valid)
        && filter.cors.as_deref().is_none_or(cors_is_valid)
        && filter
            .external_auth
            .as_deref()
            .is_none_or(external_auth::is_valid)
}

fn modifier_is_valid(modifier: &HttpHeaderFilter) -> bool {
    let mut pairs = modifier
        .set
        .iter()
        .flatten()
        .chain(modifier.add.iter().flatten());
    pairs.all(|header| {
        grammar::is_header_name(&header.name) && grammar::is_header_value(&header.value)
    }) && modifier
        .remove
        .iter()
        .flatten()
        .all(|name| grammar::is_header_name(name))
}

/// A share between nothing and everything, spelled in one way (spec 5.5.2).
fn mirror_is_valid(mirror: &HttpRequestMirrorFilter) -> bool {
    let percent = mirror
        .percent
        .is_none_or(|percent| (0..=100).contains(&percent));
    let fraction = mirror.fraction.as_ref().is_none_or(|fraction| {
        let denominator = fraction.denominator.unwrap_or(100);
        denominator >= 1 && (0..=denominator).contains(&fraction.numerator)
    });
    let one = mirror.percent.is_none() || mirror.fraction.is_none();
    percent && fraction && one
}

fn redirect_is_valid(redirect: &HttpRequestRedirectFilter) -> bool {
    redirect
        .scheme
        .as_deref()
        .is_none_or(|scheme| scheme == "http" || scheme == "https")
        && redirect
            .hostname
            .as_deref()
            .is_none_or(grammar::is_precise_hostname)
        && redirect.path.as_ref().is_none_or(path_modifier_is_valid)
        && redirect.port.is_none_or(port_is_valid)
        && redirect
            .status_code
            .is_none_or(RedirectStatusCode::is_known)
}

fn rewrite_is_valid(rewrite: &HttpUrlRewriteFilter) -> bool {
    rewrite
        .hostname
        .as_deref()
        .is_none_or(grammar::is_precise_hostname)
        && rewrite.path.as_ref().is_none_or(path_modifier_is_valid)
}

fn path_modifier_is_valid(path: &HttpPathModifier) -> bool {
    let short = |value: &Option<String>| {
        value
            .as_ref()
            .is_some_and(|value| value.chars().count() <= 1024)
    };
    match path.r#type {
        HttpPathModifierType::ReplaceFullPath => {
            short(&path.replace_full_path) && path.replace_prefix_match.is_none()
        }
        HttpPathModifierType::ReplacePrefixMatch => {
            short(&path.replace_prefix_match) && path.replace_full_path.is_none()
        }
        _ => false,
    }
}

/// Methods are an enum with `*`; an origin that does not parse leaves its rule alone (spec 12.76).
fn cors_is_valid(cors: &HttpCorsFilter) -> bool {
    let known = |method: &String| method == "*" || HttpMethod::from(method.as_str()).is_known();
    let names = cors
        .allow_headers
        .iter()
        .flatten()
        .chain(cors.expose_headers.iter().flatten());
    cors.allow_methods.iter().flatten().all(known)
        && names.into_iter().all(|name| grammar::is_header_name(name))
        && cors.max_age.is_none_or(|age| age >= 1)
}

/// Whether a filter replaces the prefix that was matched.
pub(super) fn replaces_prefix(filter: &HttpRouteFilter) -> bool {
    let redirect = filter
        .request_redirect
        .as_ref()
        .and_then(|redirect| redirect.path.as_ref());
    let rewrite = filter
        .url_rewrite
        .as_ref()
        .and_then(|rewrite| rewrite.path.as_ref());
    redirect
        .into_iter()
        .chain(rewrite)
        .any(|path| path.r#type == HttpPathModifierType::ReplacePrefixMatch)
}

/// No filter twice in a list that may stand there once (spec 5.1.3), and no redirect beside a
/// rewrite (spec 5.1.4).
pub(super) fn filters_are_compatible(rule: &HttpRouteRule) -> bool {
    let count = |filters: &Option<Vec<HttpRouteFilter>>, kind: &HttpRouteFilterType| {
        filters
            .iter()
            .flatten()
            .filter(|filter| filter.r#type == *kind)
            .count()
    };
    let once = [
        HttpRouteFilterType::Cors,
        HttpRouteFilterType::RequestHeaderModifier,
        HttpRouteFilterType::ResponseHeaderModifier,
        HttpRouteFilterType::RequestRedirect,
        HttpRouteFilterType::UrlRewrite,
        HttpRouteFilterType::ExternalAuth,
    ];
    let backends = || {
        rule.backend_refs
            .iter()
            .flatten()
            .map(|backend| &backend.filters)
    };
    let mut lists = std::iter::once(&rule.filters).chain(backends());
    let repeated = lists.any(|filters| once.iter().any(|kind| count(filters, kind) > 1));
    let has = |filters, kind| count(filters, &kind) > 0;
    let (rewrite, redirect) = (
        HttpRouteFilterType::UrlRewrite,
        HttpRouteFilterType::RequestRedirect,
    );
    // What the rule does and what one backend does meet in the requests of that backend; where the
    // rule redirects there are none (spec 12.75).
    let own = &rule.filters;
    let beside = |filters| {
        (has(own, rewrite.clone()) || has(filters, rewrite.clone()))
            && has(filters, redirect.clone())
    };
    let opposed = beside(own) || (!has(own, redirect.clone()) && backends().any(beside));
    !repeated && !opposed
}
