//! Filters of rules and of backends.

use super::generate::{BoxedStrategy, Just, Strategy, any, prop, prop_oneof};
use gateway_api_types::{
    ForwardBodyConfig, Fraction, GrpcAuthConfig, HttpAuthConfig, HttpCorsFilter,
    HttpExternalAuthFilter, HttpHeader, HttpHeaderFilter, HttpPathModifier, HttpPathModifierType,
    HttpRequestMirrorFilter, HttpRequestRedirectFilter, HttpRouteExternalAuthProtocol,
    HttpRouteFilter, HttpRouteFilterType, HttpUrlRewriteFilter, LocalObjectReference,
    RedirectStatusCode,
};

use super::{Mix, backends, maybe, or_invalid, pick, rarely, text};

const METHODS: &[&str] = &["GET", "PUT", "POST"];
const ORIGINS: &[&str] = &[
    "https://example.com",
    "https://*.example.com",
    "http://b.org",
    "https://*:443",
    "not an origin",
];

pub(super) fn filters(mix: Mix) -> impl Strategy<Value = Option<Vec<HttpRouteFilter>>> {
    let repeated = prop::collection::vec(filter(mix), 0..4);
    // Filters of one type may stand once in a list, as a rule (spec 5.1.3).
    let once = repeated.clone().prop_map(|mut filters| {
        let mut seen = Vec::new();
        filters.retain(|filter| {
            let many = [
                HttpRouteFilterType::RequestMirror,
                HttpRouteFilterType::ExtensionRef,
            ];
            let class = match filter.r#type {
                HttpRouteFilterType::UrlRewrite => HttpRouteFilterType::RequestRedirect,
                ref other => other.clone(),
            };
            let first = !seen.contains(&class) || many.contains(&class);
            seen.push(class);
            first
        });
        filters
    });
    prop_oneof![1 => Just(None), 2 => or_invalid(mix, once, repeated).prop_map(Some)]
}

pub(super) fn filter(mix: Mix) -> BoxedStrategy<HttpRouteFilter> {
    let valid = prop_oneof![
        3 => modifier(mix).prop_map(|found| HttpRouteFilter {
            request_header_modifier: Some(Box::new(found)),
            ..empty(HttpRouteFilterType::RequestHeaderModifier)
        }),
        3 => modifier(mix).prop_map(|found| HttpRouteFilter {
            response_header_modifier: Some(Box::new(found)),
            ..empty(HttpRouteFilterType::ResponseHeaderModifier)
        }),
        2 => mirror(mix).prop_map(|found| HttpRouteFilter {
            request_mirror: Some(Box::new(found)),
            ..empty(HttpRouteFilterType::RequestMirror)
        }),
        2 => redirect(mix).prop_map(|found| HttpRouteFilter {
            request_redirect: Some(Box::new(found)),
            ..empty(HttpRouteFilterType::RequestRedirect)
        }),
        2 => rewrite(mix).prop_map(|found| HttpRouteFilter {
            url_rewrite: Some(Box::new(found)),
            ..empty(HttpRouteFilterType::UrlRewrite)
        }),
        4 => cors(mix).prop_map(|found| HttpRouteFilter {
            cors: Some(Box::new(found)),
            ..empty(HttpRouteFilterType::Cors)
        }),
        1 => external_auth(mix).prop_map(|found| HttpRouteFilter {
            external_auth: Some(Box::new(found)),
            ..empty(HttpRouteFilterType::ExternalAuth)
        }),
    ];
    let extension = LocalObjectReference {
        group: "example.com".to_owned(),
        kind: "Plugin".to_owned(),
        name: "p".to_owned(),
    };
    let extension = HttpRouteFilter {
        extension_ref: Some(Box::new(extension)),
        ..empty(HttpRouteFilterType::ExtensionRef)
    };
    let invalid = prop_oneof![
        Just(extension.clone()),
        // A member is missing, or the wrong one is there (spec 5.1.2).
        Just(empty(HttpRouteFilterType::UrlRewrite)),
        Just(HttpRouteFilter {
            r#type: HttpRouteFilterType::Cors,
            ..extension
        }),
        Just(empty(HttpRouteFilterType::from("Teleport"))),
    ];
    or_invalid(mix, valid, invalid).boxed()
}

fn empty(r#type: HttpRouteFilterType) -> HttpRouteFilter {
    HttpRouteFilter {
        r#type,
        request_header_modifier: None,
        response_header_modifier: None,
        request_mirror: None,
        request_redirect: None,
        url_rewrite: None,
        cors: None,
        external_auth: None,
        extension_ref: None,
    }
}

/// Few names, so that lists name one twice, in one spelling or in two (spec 12.20).
fn modifier(mix: Mix) -> impl Strategy<Value = HttpHeaderFilter> {
    let name = move || or_invalid(mix, text(&["x-a", "X-A", "x-b", "vary"]), text(&["x a"]));
    let headers = move || {
        let value = or_invalid(mix, text(&["1", "new"]), text(&["", "a\nb"]));
        let header = (name(), value).prop_map(|(name, value)| HttpHeader { name, value });
        prop::collection::vec(header, 0..3)
    };
    let remove = prop::collection::vec(name(), 0..2);
    (maybe(headers()), maybe(headers()), maybe(remove))
        .prop_map(|(set, add, remove)| HttpHeaderFilter { set, add, remove })
}

fn mirror(mix: Mix) -> impl Strategy<Value = HttpRequestMirrorFilter> {
    let percent = or_invalid(mix, pick(&[0, 42, 100]), pick(&[-1, 101]));
    let fraction = (
        or_invalid(mix, 0..3, Just(200)),
        or_invalid(mix, pick(&[None, Some(2)]), Just(Some(0))),
    )
        .prop_map(|(numerator, denominator)| Fraction {
            numerator,
            denominator,
        });
    let share = prop_oneof![
        Just((None, None)),
        percent.prop_map(|percent| (Some(percent), None)),
        fraction.prop_map(|fraction| (None, Some(fraction))),
    ];
    (backends::object_reference(mix), share).prop_map(|(backend_ref, (percent, fraction))| {
        HttpRequestMirrorFilter {
            backend_ref,
            percent,
            fraction,
        }
    })
}

pub(super) fn external_auth(mix: Mix) -> impl Strategy<Value = HttpExternalAuthFilter> {
    let names = || prop::collection::vec(text(&["x-a", "X-B"]), 0..2);
    let grpc = maybe(names()).prop_map(|allowed_headers| {
        let grpc = GrpcAuthConfig { allowed_headers };
        (HttpRouteExternalAuthProtocol::Grpc, Some(grpc), None)
    });
    let path = or_invalid(mix, text(&["/auth"]), text(&["auth"]));
    let http = (maybe(path), maybe(names()), maybe(names())).prop_map(
        |(path, allowed_headers, allowed_response_headers)| {
            let http = HttpAuthConfig {
                path,
                allowed_headers,
                allowed_response_headers,
            };
            (HttpRouteExternalAuthProtocol::Http, None, Some(http))
        },
    );
    let none = Just((HttpRouteExternalAuthProtocol::Http, None, None));
    let protocol = or_invalid(mix, prop_oneof![grpc, http], none);
    let size = or_invalid(mix, pick(&[0, 1024]), Just(-1));
    let body =
        rarely(2, maybe(size)).prop_map(|body| body.map(|max_size| ForwardBodyConfig { max_size }));
    (protocol, backends::object_reference(mix), body).prop_map(
        |((protocol, grpc, http), backend_ref, forward_body)| HttpExternalAuthFilter {
            protocol,
            backend_ref,
            grpc,
            http,
            forward_body,
        },
    )
}

fn redirect(mix: Mix) -> impl Strategy<Value = HttpRequestRedirectFilter> {
    let scheme = or_invalid(mix, text(&["http", "https"]), text(&["ftp", "HTTP"]));
    let port = or_invalid(mix, pick(&[80, 443, 8443]), pick(&[0, 65536]));
    let status = or_invalid(mix, pick(&[301, 302, 303, 307, 308]), pick(&[200, 304]));
    (
        maybe(scheme),
        rarely(2, hostname(mix)),
        maybe(path(mix)),
        maybe(port),
        maybe(status),
    )
        .prop_map(
            |(scheme, hostname, path, port, status)| HttpRequestRedirectFilter {
                scheme,
                hostname,
                path,
                port,
                status_code: status.map(RedirectStatusCode::new),
            },
        )
}

fn rewrite(mix: Mix) -> impl Strategy<Value = HttpUrlRewriteFilter> {
    (maybe(hostname(mix)), maybe(path(mix)))
        .prop_map(|(hostname, path)| HttpUrlRewriteFilter { hostname, path })
}

fn hostname(mix: Mix) -> impl Strategy<Value = String> {
    or_invalid(
        mix,
        text(&["new.example.com", "x"]),
        text(&["*.example.com", "a_b", ""]),
    )
}

fn path(mix: Mix) -> impl Strategy<Value = HttpPathModifier> {
    let value = || text(&["/new", "/new/", "/", "", "new", "/n?x#y", "/new/deep"]);
    let full = value().prop_map(|value| HttpPathModifier {
        r#type: HttpPathModifierType::ReplaceFullPath,
        replace_full_path: Some(value),
        replace_prefix_match: None,
    });
    let prefix = value().prop_map(|value| HttpPathModifier {
        r#type: HttpPathModifierType::ReplacePrefixMatch,
        replace_full_path: None,
        replace_prefix_match: Some(value),
    });
    let invalid = value().prop_map(|value| HttpPathModifier {
        r#type: HttpPathModifierType::ReplaceFullPath,
        replace_full_path: None,
        replace_prefix_match: Some(value),
    });
    or_invalid(mix, prop_oneof![full, prefix], invalid)
}

fn cors(mix: Mix) -> impl Strategy<Value = HttpCorsFilter> {
    let star = || Just(vec!["*".to_owned()]);
    let origins = prop_oneof![2 => prop::collection::vec(text(ORIGINS), 0..3), 1 => star()];
    let methods = or_invalid(mix, text(METHODS), text(&["get", "QUERY"]));
    let methods = prop_oneof![2 => prop::collection::vec(methods, 0..3), 1 => star()];
    let names =
        || prop_oneof![2 => prop::collection::vec(text(&["x-a", "X-B"]), 0..3), 1 => star()];
    let age = or_invalid(mix, 1..7200, Just(0));
    (
        maybe(origins),
        maybe(any::<bool>()),
        maybe(methods),
        maybe(names()),
        maybe(names()),
        maybe(age),
    )
        .prop_map(
            |(origins, credentials, methods, allowed, exposed, max_age)| HttpCorsFilter {
                allow_origins: origins,
                allow_credentials: credentials,
                allow_methods: methods,
                allow_headers: allowed,
                expose_headers: exposed,
                max_age,
            },
        )
}
