//! Requests, out of the alphabets of the worlds.

use super::generate::{Just, Strategy, any, prop, prop_oneof};

use super::{alphabet, maybe, mostly, pick, rarely, text};
use crate::request::{ClientCert, ObjectName, Protocol, Request, ServicePort};

const HOSTS: &[&str] = &[
    "example.com",
    "a.example.com",
    "a.example.com",
    "b.a.example.com",
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
    "a.example.com:",
    "a.example.com:80x",
    "a:b.a.example.com",
    "a.example.com:80:80",
    "user@a.example.com",
    "[::1",
    "[::1]x:80",
];
const PATHS: &[&str] = &[
    "/", "/", "/a", "/a/b", "/a", "/a/", "/a/b", "/ab", "/a/b/c", "/A", "/x%20y", "/a.b/..c",
    "/a/b/", "/b",
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
    let place = prop_oneof![
        12 => gateway("a", "gw"),
        3 => (alphabet::namespace(), text(&["gw", "gw2", "gw3"]))
            .prop_map(|(namespace, name)| (Some(ObjectName { namespace, name }), None)),
        2 => (alphabet::namespace(), text(&["s", "s", "t"]), pick(&[80, 80, 8080]))
            .prop_map(|(namespace, name, port)| (None, Some(ServicePort { namespace, name, port }))),
    ];
    let connection = prop_oneof![
        12 => Just((Protocol::Http, 80)),
        2 => pick(&[(Protocol::Http, 443), (Protocol::Http, 8080), (Protocol::Https, 8080)]),
        6 => Just((Protocol::Https, 443)),
        3 => Just((Protocol::Tls, 443)),
        2 => Just((Protocol::Tcp, 9000)),
        1 => Just((Protocol::Udp, 9000)),
        1 => pick(&[(Protocol::Tcp, 80), (Protocol::Udp, 80), (Protocol::Tls, 8080), (Protocol::Http, 9000)]),
    ];
    let head = prop_oneof![5 => (head(), path()), 2 => call()];
    let certificate = maybe(pick(&[
        ClientCert::Valid,
        ClientCert::Valid,
        ClientCert::Invalid,
    ]));
    let source = maybe(alphabet::namespace());
    (
        place,
        connection,
        hosts(),
        head,
        certificate,
        source,
        entropy(),
    )
        .prop_map(
            |(place, (protocol, port), (authority, sni), head, client_cert, source, entropy)| {
                let (gateway, service) = place;
                let ((method, headers), path) = head;
                let tls = matches!(protocol, Protocol::Https | Protocol::Tls);
                Request {
                    port: gateway.as_ref().map(|_| port),
                    source_namespace: source.filter(|_| service.is_some()),
                    gateway,
                    service,
                    protocol,
                    sni: sni.filter(|_| tls),
                    client_cert: client_cert.filter(|_| tls),
                    method,
                    authority,
                    path,
                    headers,
                    entropy,
                }
            },
        )
}

fn gateway(
    namespace: &str,
    name: &str,
) -> impl Strategy<Value = (Option<ObjectName>, Option<ServicePort>)> + use<> {
    let name = ObjectName {
        namespace: namespace.to_owned(),
        name: name.to_owned(),
    };
    Just((Some(name), None))
}

/// Method, header lines and path of a gRPC call, or of what looks like one.
fn call() -> impl Strategy<Value = ((String, Vec<(String, String)>), String)> {
    let content = mostly(4, text(&["application/grpc", "application/grpc+proto"]));
    let path = text(&[
        "/a.B/Get",
        "/a.B/Get",
        "/a.B/Put",
        "/a.C/Get",
        "/x/g",
        "/a.B/Get/",
        "/a.B",
        "/a.B/Get?v=1",
    ]);
    let method = prop_oneof![12 => Just("POST".to_owned()), 1 => Just("GET".to_owned())];
    let line = (text(&["x-a", "x-b"]), text(&["1", "2", "12"]));
    (method, content, prop::collection::vec(line, 0..3), path).prop_map(
        |(method, content, mut headers, path)| {
            headers.extend(content.map(|content| ("Content-Type".to_owned(), content)));
            ((method, headers), path)
        },
    )
}

/// The authority and the server name, most often the same one.
fn hosts() -> impl Strategy<Value = (Option<String>, Option<String>)> {
    (mostly(20, host()), rarely(3, mostly(3, host())))
        .prop_map(|(authority, other)| (authority.clone(), other.unwrap_or(authority)))
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

/// A method with header lines: plain ones, those of CORS, those of a preflight.
fn head() -> impl Strategy<Value = (String, Vec<(String, String)>)> {
    let line =
        |name: &'static str, values| text(values).prop_map(move |value| (name.to_owned(), value));
    let origin = || line("Origin", ORIGINS);
    let names = maybe(line("Access-Control-Request-Headers", &["x-a", "x-b, x-c"]));
    let asked = mostly(4, line("Access-Control-Request-Method", &["GET", "PUT"]));
    let method = text(&["GET", "GET", "POST", "OPTIONS", "PUT"]);
    let preflight = (origin(), asked, names)
        .prop_map(|(origin, asked, names)| [Some(origin), asked, names].into_iter().flatten());
    let kind = prop_oneof![
        4 => (method, Just(Vec::new())),
        1 => (text(&["GET", "PUT"]), origin().prop_map(|origin| vec![origin])),
        1 => (Just("OPTIONS".to_owned()), preflight.prop_map(Iterator::collect)),
    ];
    let plain = (
        text(&["x-a", "X-A", "x-b", "cookie"]),
        text(&["1", "2", "12", "a=b"]),
    );
    (kind, prop::collection::vec(plain, 0..4))
        .prop_map(|((method, headers), plain)| (method, plain.into_iter().chain(headers).collect()))
}

/// Any number, and the ends of the range.
pub(super) fn entropy() -> impl Strategy<Value = u64> {
    prop_oneof![4 => any::<u64>(), 1 => pick(&[0, u64::MAX, 1 << 63, (1 << 63) - 1])]
}
