//! Layer 4: TLSRoute, TCPRoute and UDPRoute, whose one rule has no matches (spec 7.2 to 7.4).

use gateway_api_types::{BackendRef, HttpRouteRule};
use serde_json::{Value, json};

use super::backends::{self, User};
use super::candidates::Candidate;
use super::decision::{on_listener, reject};
use super::listeners::Listener;
use super::outcome::{Place, backend_tls, rule_value, split};
use super::route::{Rule, plain_backend};
use super::split::draw;
use super::validity::{Fault, backend_is_valid};
use crate::request::{Protocol, Request};

/// The rules of a route. Of several only the first with backends counts, since nothing tells which
/// connection another one would be for (spec 12.33).
pub(super) fn layer4_rules(rules: Vec<(Option<&String>, &[BackendRef])>) -> Vec<Rule> {
    let kept = rules
        .iter()
        .position(|(_, backends)| !backends.is_empty())
        .unwrap_or(0);
    let rules = rules
        .into_iter()
        .enumerate()
        .map(|(index, (name, backends))| {
            let backends: Vec<_> = backends.iter().map(plain_backend).collect();
            let valid = backends.iter().all(backend_is_valid);
            let dropped = index != kept || !valid;
            let http = HttpRouteRule {
                name: name.cloned(),
                backend_refs: Some(backends),
                ..HttpRouteRule::default()
            };
            Rule {
                http,
                grpc: Vec::new(),
                fault: dropped.then_some(Fault::UnsupportedValue),
            }
        });
    rules.collect()
}

/// What becomes of a connection or flow of a route: it goes to the backend drawn or nowhere (spec
/// 7.2.6, 7.3.4, 7.4.1).
pub(super) fn outcome(place: &Place<'_>, candidate: &Candidate<'_>, request: &Request) -> Value {
    let route = candidate.route;
    let terminates = place.listener.is_some_and(Listener::terminates);
    let user = User {
        tls: terminates,
        mesh: place.mesh,
        ..User::route(route.kind, route.namespace)
    };
    let refs: Vec<_> = candidate.rule.http.backend_refs.iter().flatten().collect();
    let drawn = draw(&split(candidate.rule), request.entropy).and_then(|index| refs.get(index));
    let Some(drawn) = drawn else {
        return reject(place.listener, "the rule has no backend");
    };
    let backend = backends::of_rule(place.cluster, user, drawn);
    if let Some(error) = backend.error {
        return reject(place.listener, error);
    }
    let mut value = on_listener(
        place.listener,
        json!({
            "outcome": "forward",
            "backend": backend.to_value(),
            "request": as_sent(request),
            "appProtocol": backend.app_protocol,
            "backendTls": backend_tls(place, &backend),
        }),
    );
    rule_value(&mut value, place, user, candidate);
    value["match"] = Value::Null;
    value
}

/// A request that nobody on the way reads; null if there is none.
pub(super) fn as_sent(request: &Request) -> Value {
    let http = matches!(request.protocol, Protocol::Http | Protocol::Https);
    let headers = request.headers.iter();
    let headers: Vec<_> = headers
        .map(|(name, value)| json!([name.to_ascii_lowercase(), value]))
        .collect();
    // A fragment is never sent.
    let path = request.path.split('#').next();
    json!(http.then(|| json!({
        "method": request.method, "authority": request.authority, "path": path, "headers": headers,
    })))
}
