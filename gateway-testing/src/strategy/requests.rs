//! Requests, out of the alphabets of the worlds.

use proptest::prelude::*;

use super::{alphabet, maybe, pick, rarely, text};
use crate::request::{ObjectName, Protocol, Request};

const HOSTS: &[&str] = &[
    "example.com",
    "a.example.com",
    "b.a.example.com",
    "c.b.a.example.com",
    "other.org",
    "nowhere.net",
];
const ODD_HOSTS: &[&str] = &[
    "A.Example.COM:8080",
    "example.com.",
    "192.0.2.1",
    "[2001:db8::1]:80",
    "com",
    "",
];
const PATHS: &[&str] = &[
    "/", "/a", "/a/", "/a/b", "/ab", "/a/b/c", "/A", "/x%20y", "/a.b/..c", "/a/b/", "/b",
];
/// What has to be normalised first (spec 12.17).
const ODD_PATHS: &[&str] = &[
    "//a",
    "/a//b",
    "/a/./b",
    "/a/../ab",
    "/%61/b",
    "/a%2fb",
    "/a/b/..",
    "/..",
    "/%2e%2E/a",
    "/a/.",
    "/a%2",
    "",
];
const QUERIES: &[&str] = &[
    "v=1",
    "v=2",
    "v=1&v=2",
    "v=1+2",
    "v=1%202",
    "%76=1",
    "v",
    "w=1&v=a%2Bb",
    "V=1",
    "v=%31",
    "v=%",
    "",
];
const ORIGINS: &[&str] = &[
    "https://example.com",
    "https://a.example.com",
    "null",
    "http://b.org:80",
];

pub(super) fn request() -> impl Strategy<Value = Request> {
    let gateway = (
        alphabet::namespace(),
        text(&["gw", "gw", "gw", "gw2", "none"]),
    );
    let gateway = gateway.prop_map(|(namespace, name)| ObjectName { namespace, name });
    let connection = prop_oneof![
        5 => (Just(Protocol::Http), Just(80), Just(None)),
        1 => (Just(Protocol::Http), pick(&[443_u16, 8080]), Just(None)),
        3 => (Just(Protocol::Https), prop_oneof![4 => Just(443_u16), 1 => Just(8080)], maybe(host())),
    ];
    let method = pick(&["GET", "GET", "GET", "POST", "OPTIONS", "PUT"]).prop_map(str::to_owned);
    (
        gateway,
        connection,
        method,
        rarely(0, host()),
        path(),
        headers(),
        entropy(),
    )
        .prop_map(
            |(gateway, (protocol, port, sni), method, authority, path, headers, entropy)| Request {
                gateway,
                port,
                protocol,
                sni,
                method,
                authority,
                path,
                headers,
                entropy,
            },
        )
}

fn host() -> impl Strategy<Value = String> {
    prop_oneof![12 => text(HOSTS), 1 => text(ODD_HOSTS)]
}

fn path() -> impl Strategy<Value = String> {
    let path = prop_oneof![4 => text(PATHS), 1 => text(ODD_PATHS)];
    (path, maybe(text(QUERIES))).prop_map(|(path, query)| match query {
        Some(query) if !path.is_empty() => format!("{path}?{query}"),
        _ => path,
    })
}

fn headers() -> impl Strategy<Value = Vec<(String, String)>> {
    let plain = (
        text(&["x-a", "X-A", "x-b", "cookie"]),
        text(&["1", "2", "12", "a=b"]),
    );
    let origin = (Just("Origin".to_owned()), text(ORIGINS));
    let asked = (
        text(&["Access-Control-Request-Method"]),
        text(&["GET", "PUT"]),
    );
    let names = (
        text(&["Access-Control-Request-Headers"]),
        text(&["x-a", "x-b, x-c"]),
    );
    let cors = (origin, maybe(asked), maybe(names))
        .prop_map(|(origin, asked, names)| [Some(origin), asked, names].into_iter().flatten());
    (prop::collection::vec(plain, 0..4), rarely(2, cors)).prop_map(|(plain, cors)| {
        plain
            .into_iter()
            .chain(cors.into_iter().flatten())
            .collect()
    })
}

/// Any number, and the ends of the range.
fn entropy() -> impl Strategy<Value = u64> {
    prop_oneof![4 => any::<u64>(), 1 => pick(&[0, u64::MAX, 1 << 63, (1 << 63) - 1])]
}
