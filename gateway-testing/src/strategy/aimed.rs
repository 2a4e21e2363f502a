//! Aimed requests: each is drawn for a match of a world, and then most often missed by a little.

use gateway_api_types::{
    GrpcHeaderMatchType, GrpcMethodMatchType, GrpcRouteMatch, HeaderMatchType, HttpRouteMatch,
    PathMatchType, QueryParamMatchType,
};

use super::aims::{Aims, Gate, Goal, Wanted};
use super::generate::{Rng, Strategy};
use super::missed;
use super::patterns::matching;
use super::requests::{entropy, request};
use crate::request::{ClientCert, Protocol, Request};
use crate::world::World;

/// So many requests for a world.
pub(super) fn requests(world: &World, count: usize, rng: &mut Rng) -> Vec<Request> {
    let aims = Aims::of(world);
    let (any, entropy) = (request(), entropy());
    let mut drawn = Vec::with_capacity(count);
    while drawn.len() < count {
        let goal = (!aims.goals.is_empty()).then(|| &aims.goals[rng.below(aims.goals.len())]);
        let request = match goal {
            // One in eight is aimed at nothing.
            Some(goal) if rng.below(8) > 0 => {
                let mut request = aimed(&aims, goal, rng);
                request.entropy = entropy.draw(rng);
                for _ in 0..[0, 0, 0, 1, 1, 1, 2, 3][rng.below(8)] {
                    missed::by_a_little(&mut request, rng);
                }
                request
            }
            _ => any.draw(rng),
        };
        drawn.push(request);
    }
    drawn
}

/// A request for a match.
fn aimed(aims: &Aims, goal: &Goal, rng: &mut Rng) -> Request {
    let gate = match goal.gates.as_slice() {
        // The Gateways that the route has not asked for are reached by default, or not.
        [] => one_of(&aims.gates, rng),
        gates => Some(&aims.gates[gates[rng.below(gates.len())]]),
    };
    let in_mesh = !goal.services.is_empty() && (gate.is_none() || rng.below(2) == 0);
    let mut request = Request {
        gateway: gate.filter(|_| !in_mesh).map(|gate| gate.gateway.clone()),
        service: None,
        source_namespace: None,
        port: None,
        protocol: Protocol::Http,
        sni: None,
        client_cert: None,
        method: "GET".to_owned(),
        authority: host(goal, gate, rng),
        path: "/".to_owned(),
        headers: Vec::new(),
        entropy: 0,
    };
    if let Some(gate) = gate.filter(|_| !in_mesh) {
        request.port = Some(gate.port);
        request.protocol = gate.protocol;
    } else {
        request.service = one_of(&goal.services, rng).cloned();
        request.source_namespace = (rng.below(3) > 0).then(|| goal.namespace.clone());
        if matches!(goal.wanted, Wanted::Connection) {
            let protocols = [Protocol::Tls, Protocol::Tcp, Protocol::Udp];
            request.protocol = protocols[rng.below(3)];
        }
    }
    match &goal.wanted {
        Wanted::Http(found) => http(&mut request, found, rng),
        Wanted::Grpc(found) => grpc(&mut request, found, rng),
        Wanted::Connection => {}
    }
    if matches!(request.protocol, Protocol::Https | Protocol::Tls) {
        request.sni.clone_from(&request.authority);
        let certificates = [None, Some(ClientCert::Valid), Some(ClientCert::Invalid)];
        request.client_cert = certificates[[0, 1, 1, 2][rng.below(4)]];
    }
    request
}

/// A host under a hostname of the route or of the listener.
fn host(goal: &Goal, gate: Option<&Gate>, rng: &mut Rng) -> Option<String> {
    let of_gate = gate.and_then(|gate| gate.hostname.as_ref());
    let hostname = match one_of(&goal.hostnames, rng) {
        Some(hostname) if rng.below(5) > 0 => hostname,
        own => of_gate.or(own)?,
    };
    let label = ["a", "b.a", "x", "c.b.a"][rng.below(4)];
    Some(match hostname.strip_prefix('*') {
        Some(suffix) => format!("{label}{suffix}"),
        None => hostname.clone(),
    })
}

fn http(request: &mut Request, found: &HttpRouteMatch, rng: &mut Rng) {
    let path = found.path.clone().unwrap_or_default();
    let value = path.value.as_deref().unwrap_or("/");
    request.path = match path.r#type {
        None | Some(PathMatchType::PathPrefix) => {
            let rest = ["", "", "/", "/a", "/b/c", "/1"][rng.below(6)];
            format!("{}{rest}", value.strip_suffix('/').unwrap_or(value))
        }
        Some(PathMatchType::RegularExpression) => matching(value, rng),
        Some(_) => value.to_owned(),
    };
    if let Some(method) = &found.method {
        method.as_str().clone_into(&mut request.method);
    }
    for header in found.headers.iter().flatten() {
        let value = match header.r#type {
            Some(HeaderMatchType::RegularExpression) => matching(&header.value, rng),
            _ => header.value.clone(),
        };
        add_header(request, &header.name, &value, rng);
    }
    let mut query = Vec::new();
    for param in found.query_params.iter().flatten() {
        let value = match param.r#type {
            Some(QueryParamMatchType::RegularExpression) => matching(&param.value, rng),
            _ => param.value.clone(),
        };
        query.push(format!("{}={}", encoded(&param.name), encoded(&value)));
    }
    if !query.is_empty() {
        request.path = format!("{}?{}", request.path, query.join("&"));
    }
    tidy(request);
}

fn grpc(request: &mut Request, found: &GrpcRouteMatch, rng: &mut Rng) {
    let method = found.method.clone().unwrap_or_default();
    let pattern = method.r#type == Some(GrpcMethodMatchType::RegularExpression);
    let mut part = |value: Option<&str>, others: [&str; 3]| match value {
        Some(value) if pattern => matching(value, rng),
        Some(value) if !value.is_empty() => value.strip_prefix('.').unwrap_or(value).to_owned(),
        _ => others[rng.below(3)].to_owned(),
    };
    let service = part(method.service.as_deref(), ["a.B", "a.C", "x"]);
    let name = part(method.method.as_deref(), ["Get", "Put", "g"]);
    request.path = format!("/{service}/{name}");
    "POST".clone_into(&mut request.method);
    let content = [
        "application/grpc",
        "application/grpc+proto",
        "application/json",
    ];
    let content = content[[0, 0, 0, 0, 1, 2][rng.below(6)]];
    request
        .headers
        .push(("content-type".to_owned(), content.to_owned()));
    for header in found.headers.iter().flatten() {
        let value = match header.r#type {
            Some(GrpcHeaderMatchType::RegularExpression) => matching(&header.value, rng),
            _ => header.value.clone(),
        };
        add_header(request, &header.name, &value, rng);
    }
    tidy(request);
}

/// Adds a header line, or several ones that are joined to its value.
fn add_header(request: &mut Request, name: &str, value: &str, rng: &mut Rng) {
    if name.is_empty()
        || !name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    {
        return;
    }
    if name.eq_ignore_ascii_case("host") {
        request.authority = Some(value.replace(' ', ""));
        return;
    }
    let separator = if name == "cookie" { "; " } else { ", " };
    match value.split_once(separator) {
        Some((first, rest)) if rng.below(2) == 0 => {
            request.headers.push((name.to_owned(), first.to_owned()));
            request.headers.push((name.to_owned(), rest.to_owned()));
        }
        _ => request.headers.push((name.to_owned(), value.to_owned())),
    }
}

/// Percent escapes for what cannot stand in a query as it is.
fn encoded(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b' ' => "+".to_owned(),
        b'&' | b'=' | b'+' | b'%' | b'#' | 0..=0x1F | 0x7F.. => format!("%{byte:02X}"),
        _ => char::from(byte).to_string(),
    };
    text.bytes().map(escape).collect()
}

/// Makes a request one that can be sent: the readers of both engines' requests refuse others.
pub(super) fn tidy(request: &mut Request) {
    request
        .path
        .retain(|character| character > ' ' && character != '\u{7f}');
    if !request.path.is_empty() && !request.path.starts_with('/') && request.path != "*" {
        request.path.insert(0, '/');
    }
    let method: String = request
        .method
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    request.method = if method.is_empty() {
        "GET".to_owned()
    } else {
        method
    };
}

fn one_of<'a, T>(values: &'a [T], rng: &mut Rng) -> Option<&'a T> {
    (!values.is_empty()).then(|| &values[rng.below(values.len())])
}
