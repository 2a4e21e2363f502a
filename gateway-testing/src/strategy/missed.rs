//! Missed: small changes of a request, after which it may mean something else or nothing.

use super::aimed::tidy;
use super::generate::Rng;
use crate::request::{ClientCert, ObjectName, Protocol, Request};

const METHODS: &[&str] = &["GET", "POST", "PUT", "OPTIONS", "HEAD", "get", "QUERY"];
const HOSTS: &[&str] = &[
    "example.com",
    "a.example.com",
    "b.a.example.com",
    "other.org",
    "nowhere.net",
    "192.0.2.1",
    "[2001:db8::1]",
    "com",
    "",
    "*.example.com",
    ".example.com",
    "a..example.com",
];
/// What makes an authority one that is none, at its end and at its start, and `:`, which does not.
const ODD_PORTS: &[&str] = &[":", ":80x", ":-1", ":a:b", "]", "]:80", "@x"];
const ODD_STARTS: &[&str] = &["user@", "user:x@", "a:", ":", "[", "[::1", "]"];
const LINES: &[(&str, &str)] = &[
    ("x-a", "1"),
    ("X-A", "2"),
    ("x-b", "12"),
    ("cookie", "a=b"),
    ("x-a", ""),
    ("Origin", "https://example.com"),
    ("Origin", "https://a.example.com"),
    ("Access-Control-Request-Method", "PUT"),
    ("content-type", "application/grpc"),
    ("Content-Type", "Application/GRPC"),
    ("content-type", "text/plain"),
];
const PARAMS: &[&str] = &[
    "v=1",
    "v=2",
    "V=1",
    "v",
    "v=%31",
    "v=%",
    "w=1&v=a%2Bb",
    "%76=1",
    "v=1+2",
    "",
];

/// Changes one thing about a request.
pub(super) fn by_a_little(request: &mut Request, rng: &mut Rng) {
    match rng.below(16) {
        0..=4 => path(request, rng),
        5..=6 => query(request, rng),
        7..=9 => host(request, rng),
        10 => METHODS[rng.below(METHODS.len())].clone_into(&mut request.method),
        11..=13 => headers(request, rng),
        _ => connection(request, rng),
    }
    tidy(request);
}

fn path(request: &mut Request, rng: &mut Rng) {
    let (path, query) = match request.path.split_once('?') {
        Some((path, query)) => (path.to_owned(), format!("?{query}")),
        None => (request.path.clone(), String::new()),
    };
    let at = boundary(&path, rng);
    let (before, behind) = path.split_at(at);
    let changed = match rng.below(14) {
        0 => format!("{path}/"),
        1 => path.strip_suffix('/').unwrap_or("/a").to_owned(),
        2 => format!("{path}x"),
        3 => format!("{path}/a"),
        4 => path
            .rsplit_once('/')
            .map_or("/", |(before, _)| before)
            .to_owned(),
        5 => path
            .chars()
            .take(path.chars().count().saturating_sub(1))
            .collect(),
        6 => path.to_ascii_uppercase(),
        7 => format!("{before}/{behind}"),
        8 => format!("/.{path}"),
        9 => format!("{path}/.."),
        10 => format!("/x/..{path}"),
        11 => match behind.bytes().next() {
            Some(byte) => format!("{before}%{byte:02x}{}", behind.get(1..).unwrap_or_default()),
            None => format!("{path}%2f"),
        },
        12 => format!("{before}%{behind}"),
        _ => format!("/a{path}"),
    };
    request.path = format!("{changed}{query}");
}

/// A place between two characters.
fn boundary(text: &str, rng: &mut Rng) -> usize {
    let at = rng.below(text.len() + 1);
    (at..=text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
}

fn query(request: &mut Request, rng: &mut Rng) {
    let param = PARAMS[rng.below(PARAMS.len())];
    let (path, query) = match request.path.split_once('?') {
        Some((path, query)) => (path.to_owned(), format!("{query}&")),
        None => (request.path.clone(), String::new()),
    };
    request.path = match rng.below(4) {
        0 => path,
        1 => format!("{path}?{query}{param}"),
        2 => format!("{path}?{param}&{query}"),
        _ => format!("{path}?{query}{param}#x?v=2"),
    };
}

fn host(request: &mut Request, rng: &mut Rng) {
    let host = request.authority.as_deref().unwrap_or_default();
    let changed = match rng.below(12) {
        0 => Some(host.to_ascii_uppercase()),
        1 => Some(format!("{host}:8080")),
        2 => Some(format!("{host}.")),
        3 => Some(format!("{host}.:80")),
        4 => Some(format!("x.{host}")),
        5 => Some(host.split_once('.').map_or("", |(_, rest)| rest).to_owned()),
        6 => Some(format!("{host}x")),
        7 => None,
        8 => Some(format!("{host}{}", ODD_PORTS[rng.below(ODD_PORTS.len())])),
        9 => Some(format!("{}{host}", ODD_STARTS[rng.below(ODD_STARTS.len())])),
        _ => Some(HOSTS[rng.below(HOSTS.len())].to_owned()),
    };
    let encrypted = matches!(request.protocol, Protocol::Https | Protocol::Tls);
    match rng.below(4) {
        0 if encrypted => request.sni = changed,
        1 if encrypted => request.authority = changed,
        _ => {
            request.sni = changed.clone().filter(|_| encrypted);
            request.authority = changed;
        }
    }
}

fn headers(request: &mut Request, rng: &mut Rng) {
    let count = request.headers.len();
    match rng.below(6) {
        0 | 1 => {
            let (name, value) = LINES[rng.below(LINES.len())];
            request.headers.push((name.to_owned(), value.to_owned()));
        }
        2 if count > 0 => drop(request.headers.remove(rng.below(count))),
        3 if count > 0 => {
            let line = request.headers[rng.below(count)].clone();
            request.headers.push(line);
        }
        4 if count > 0 => {
            let at = rng.below(count);
            request.headers[at].0.make_ascii_uppercase();
        }
        5 if count > 0 => {
            let at = rng.below(count);
            request.headers[at]
                .1
                .push_str(["x", "2", "/"][rng.below(3)]);
        }
        _ => request.headers.reverse(),
    }
}

fn connection(request: &mut Request, rng: &mut Rng) {
    const PORTS: &[u16] = &[80, 443, 8080, 9000, 1];
    const PROTOCOLS: &[Protocol] = &[
        Protocol::Http,
        Protocol::Https,
        Protocol::Tls,
        Protocol::Tcp,
        Protocol::Udp,
    ];
    match rng.below(5) {
        0 if request.gateway.is_some() => request.port = Some(PORTS[rng.below(PORTS.len())]),
        0 => {
            if let Some(service) = &mut request.service {
                service.port = PORTS[rng.below(PORTS.len())];
            }
        }
        1 => request.protocol = PROTOCOLS[rng.below(PROTOCOLS.len())],
        2 if matches!(request.protocol, Protocol::Https | Protocol::Tls) => {
            request.client_cert =
                [None, Some(ClientCert::Valid), Some(ClientCert::Invalid)][rng.below(3)];
        }
        3 if request.service.is_some() => {
            request.source_namespace =
                [None, Some("a"), Some("b"), Some("a-b")][rng.below(4)].map(str::to_owned);
        }
        _ if request.gateway.is_some() => {
            request.gateway = Some(ObjectName {
                namespace: "a".to_owned(),
                name: ["gw", "gw2", "gw3"][rng.below(3)].to_owned(),
            });
        }
        _ => request.protocol = Protocol::Tls,
    }
}
