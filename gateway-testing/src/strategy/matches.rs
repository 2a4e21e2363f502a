//! Matches of HTTPRoute rules, near-equal ones above all.

use super::generate::{Just, Strategy, prop, prop_oneof};
use gateway_api_types::{
    HeaderMatchType, HttpHeaderMatch, HttpMethod, HttpPathMatch, HttpQueryParamMatch,
    HttpRouteMatch, PathMatchType, QueryParamMatchType,
};

use super::{Mix, maybe, mostly, or_invalid, pick, rarely, text};

/// Prefixes of each other, by element or not, escaped or not.
const PATHS: &[&str] = &[
    "/", "/a", "/a/", "/a/b", "/ab", "/a/b/c", "/%61", "/x%20y", "/a.b/..c",
];
const PATTERNS: &[&str] = &[
    "/a",
    "/a|/a/b",
    "/a/.*",
    "/[a-z]+",
    "",
    ".*",
    "/a(/b)?/?",
    "(?i)/A",
];
const BAD_PATHS: &[&str] = &["a", "", "//", "/a/../b", "/a/..", "/%2Fa", "/a b", "/a#b"];
pub(super) const BAD_PATTERNS: &[&str] = &["(", "a)(b", "[", "a{2,1}"];

pub(super) fn matches(mix: Mix) -> impl Strategy<Value = Option<Vec<HttpRouteMatch>>> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(Vec::new())),
        14 => prop::collection::vec(one(mix), 1..4).prop_map(Some),
    ]
}

fn one(mix: Mix) -> impl Strategy<Value = HttpRouteMatch> {
    let headers = prop::collection::vec(header(mix), 1..3);
    let params = prop::collection::vec(param(mix), 1..3);
    let method = or_invalid(
        mix,
        pick(&[HttpMethod::Get, HttpMethod::Post, HttpMethod::Options]),
        text(&["get", "QUERY"]).prop_map(HttpMethod::from),
    );
    (
        mostly(8, path(mix)),
        rarely(4, headers),
        rarely(5, params),
        rarely(5, method),
    )
        .prop_map(|(path, headers, query_params, method)| HttpRouteMatch {
            path,
            headers,
            query_params,
            method,
        })
}

fn path(mix: Mix) -> impl Strategy<Value = HttpPathMatch> {
    let plain = or_invalid(mix, text(PATHS), text(BAD_PATHS));
    let plain = (
        prop_oneof![
            Just(None),
            Just(Some(PathMatchType::PathPrefix)),
            Just(Some(PathMatchType::Exact))
        ],
        maybe(plain),
    );
    let pattern = (
        Just(Some(PathMatchType::RegularExpression)),
        or_invalid(mix, text(PATTERNS), text(BAD_PATTERNS)).prop_map(Some),
    );
    let valid = prop_oneof![5 => plain, 1 => pattern];
    let unknown = text(&["Prefix", "exact"]).prop_map(PathMatchType::from);
    let invalid = (unknown.prop_map(Some), text(PATHS).prop_map(Some));
    or_invalid(mix, valid, invalid).prop_map(|(r#type, value)| HttpPathMatch { r#type, value })
}

fn header(mix: Mix) -> impl Strategy<Value = HttpHeaderMatch> {
    let name = or_invalid(
        mix,
        text(&["x-a", "X-A", "x-b", "cookie", "host"]),
        text(&["x a", ""]),
    );
    let exact = prop_oneof![Just(None), Just(Some(HeaderMatchType::Exact))];
    let exact = (exact, text(&["1", "2", "1, 2", "1; 2", "example.com"]));
    let pattern = or_invalid(mix, text(&["[12]", "1.*", "1|12"]), text(BAD_PATTERNS));
    let pattern = (Just(Some(HeaderMatchType::RegularExpression)), pattern);
    let unknown = text(&["Prefix"]).prop_map(|kind| Some(HeaderMatchType::from(kind)));
    let invalid = (unknown, text(&["1"]));
    let value = or_invalid(mix, prop_oneof![4 => exact, 1 => pattern], invalid);
    (name, value).prop_map(|(name, (r#type, value))| HttpHeaderMatch {
        r#type,
        name,
        value,
    })
}

fn param(mix: Mix) -> impl Strategy<Value = HttpQueryParamMatch> {
    let name = or_invalid(mix, text(&["v", "V", "w"]), text(&["v w", ""]));
    let exact = prop_oneof![Just(None), Just(Some(QueryParamMatchType::Exact))];
    let exact = (exact, text(&["1", "2", "1 2", "a+b", "%31"]));
    let pattern = or_invalid(mix, text(&["[12]", "1.*", ".*"]), text(BAD_PATTERNS));
    let pattern = (Just(Some(QueryParamMatchType::RegularExpression)), pattern);
    let unknown = text(&["Prefix"]).prop_map(|kind| Some(QueryParamMatchType::from(kind)));
    let invalid = (unknown, text(&["1"]));
    let value = or_invalid(mix, prop_oneof![4 => exact, 1 => pattern], invalid);
    (name, value).prop_map(|(name, (r#type, value))| HttpQueryParamMatch {
        r#type,
        name,
        value,
    })
}
