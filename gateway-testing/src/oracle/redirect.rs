//! Redirects (spec 5.3, 12.21, 12.60, 12.74).

use gateway_api_types::{HttpPathModifier, HttpPathModifierType, HttpRequestRedirectFilter};

use super::hostname::without_port;
use super::matching::View;
use super::path::{replace_prefix, replacement_path, with_query};

/// The `Location` of a redirect. `prefix` is that of the match that won.
pub(super) fn location(
    redirect: &HttpRequestRedirectFilter,
    view: &View,
    listener: (&str, i32),
    prefix: &str,
) -> String {
    let (listener_scheme, listener_port) = listener;
    let scheme = redirect.scheme.as_deref().unwrap_or(listener_scheme);
    let authority = view.authority.as_deref().unwrap_or_default();
    let host = redirect
        .hostname
        .as_deref()
        .unwrap_or_else(|| without_port(authority).unwrap_or_default());
    // A client that named no host, or none that is one, needs an absolute URL all the same (our choice).
    let host = if host.is_empty() { "localhost" } else { host };
    // Spec 5.3.5: the filter's port, else that of its scheme, else the listener's.
    let port = match (redirect.port, redirect.scheme.as_deref()) {
        (Some(port), _) => port,
        (None, Some("http")) => 80,
        (None, Some("https")) => 443,
        (None, _) => listener_port,
    };
    let port = match (scheme, port) {
        ("http", 80) | ("https", 443) => String::new(),
        _ => format!(":{port}"),
    };
    let path = match &redirect.path {
        Some(modifier) => modified(modifier, view, prefix),
        None if view.target.has_dots => view.target.matched.clone(),
        None => view.target.sent.clone(),
    };
    let target = with_query(&path, view.target.query.as_deref());
    format!("{scheme}://{host}{port}{target}")
}

/// The path that a modifier makes of the path as matched (spec 5.4.2, 5.4.3).
pub(super) fn modified(modifier: &HttpPathModifier, view: &View, prefix: &str) -> String {
    match modifier.r#type {
        HttpPathModifierType::ReplaceFullPath => {
            replacement_path(modifier.replace_full_path.as_deref().unwrap_or_default())
        }
        _ => replace_prefix(
            &view.target.matched,
            prefix,
            modifier.replace_prefix_match.as_deref().unwrap_or_default(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choices::{CorsWildcard, RegexExtent};
    use crate::oracle::path::parse_target;

    #[test]
    fn authorities_are_those_of_spec_5_3_7() {
        let check =
            |listener: (&str, i32), scheme: Option<&str>, port: Option<i32>, expected: &str| {
                let redirect = HttpRequestRedirectFilter {
                    scheme: scheme.map(str::to_owned),
                    port,
                    ..HttpRequestRedirectFilter::default()
                };
                let view = View {
                    method: "GET".to_owned(),
                    authority: Some("h:1234".to_owned()),
                    target: parse_target("/p?q", false),
                    headers: Vec::new(),
                    regex_extent: RegexExtent::Full,
                    cors_wildcard: CorsWildcard::Literal,
                };
                assert_eq!(
                    location(&redirect, &view, listener, "/"),
                    format!("{expected}/p?q"),
                    "{listener:?} {scheme:?} {port:?}"
                );
            };
        let (http, other, https) = (("http", 80), ("http", 8080), ("https", 443));
        check(http, None, None, "http://h");
        check(http, None, Some(80), "http://h");
        check(http, None, Some(8080), "http://h:8080");
        check(http, Some("https"), None, "https://h");
        check(http, Some("https"), Some(443), "https://h");
        check(http, Some("https"), Some(8443), "https://h:8443");
        check(other, None, None, "http://h:8080");
        check(other, None, Some(80), "http://h");
        check(other, Some("https"), None, "https://h");
        check(https, None, None, "https://h");
        check(https, None, Some(443), "https://h");
        check(https, None, Some(8443), "https://h:8443");
        check(https, Some("http"), None, "http://h");
        check(https, Some("http"), Some(80), "http://h");
        check(https, Some("http"), Some(8080), "http://h:8080");
    }
}
