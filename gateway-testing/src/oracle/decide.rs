//! Decide: from a request to the decision on it (spec 2.4, 2.5, 4.5; design.md section 7).

use gateway_api_types::{Gateway, ProtocolType};
use serde_json::Value;

use super::attachment::attached;
use super::candidates::{grpc_winner, http_winner, plain_winner};
use super::cluster::Cluster;
use super::decision::{blocked, misdirected, not_found, reject, unknown_gateway};
use super::frontend::{admits, client_certificate};
use super::gateway_status::not_programmed;
use super::hostname::{covers, host_of, specificity};
use super::listeners::Listener;
use super::matching::View;
use super::outcome::{Place, outcome};
use super::path::parse_target;
use super::{layer4, listener_filters, mesh};
use crate::choices::ForwardedPath;
use crate::options::Options;
use crate::request::{Protocol, Request};

/// The decision on a request.
pub(super) fn decide(cluster: Cluster<'_>, request: &Request) -> Value {
    if let Some(service) = &request.service {
        return mesh::decide(cluster, service, request);
    }
    let name = request.gateway.as_ref();
    let gateway = name.and_then(|name| cluster.gateway(&name.namespace, &name.name));
    let Some(gateway) = gateway else {
        return unknown_gateway();
    };
    if cluster.controller_of(gateway).is_none() {
        return reject(None, "the Gateway is not ours");
    }
    let port = i32::from(request.listener_port());
    let listeners: Vec<_> = serving(cluster, gateway)
        .into_iter()
        .filter(|listener| listener.port == port)
        .collect();
    let listener = match request.protocol {
        Protocol::Http => by_host(&listeners, request),
        Protocol::Https | Protocol::Tls => by_server_name(cluster, &listeners, request),
        Protocol::Tcp => by_protocol(&listeners, &ProtocolType::Tcp),
        Protocol::Udp => by_protocol(&listeners, &ProtocolType::Udp),
    };
    let listener = match listener {
        Ok(listener) => listener,
        Err(decision) => return decision,
    };
    let place = Place {
        cluster: cluster.seen_from(gateway),
        listener: Some(listener),
        mesh: false,
        scheme: if listener.terminates() {
            "https"
        } else {
            "http"
        },
        port,
        certificate: client_certificate(cluster, gateway),
        grpc: is_grpc(request),
    };
    match listener.protocol {
        ProtocolType::Http | ProtocolType::Https => on_listener(&place, listener, request),
        ProtocolType::Tls => connection(&place, listener, "TLSRoute", request),
        ProtocolType::Tcp => connection(&place, listener, "TCPRoute", request),
        _ => connection(&place, listener, "UDPRoute", request),
    }
}

/// The listeners that are configured: accepted and programmed ones of a Gateway that is programmed
/// (spec 2.3.8, 2.12.7, 12.8).
fn serving<'w>(cluster: Cluster<'w>, gateway: &Gateway) -> Vec<&'w Listener<'w>> {
    if not_programmed(cluster, gateway).is_some() {
        return Vec::new();
    }
    let listeners = cluster.listeners(gateway).iter();
    listeners
        .filter(|listener| listener.not_accepted().is_none() && listener.not_programmed().is_none())
        .collect()
}

/// The one listener of a protocol that has no names.
fn by_protocol<'w>(
    listeners: &[&'w Listener<'w>],
    protocol: &ProtocolType,
) -> Result<&'w Listener<'w>, Value> {
    let mut listeners = listeners.iter().copied();
    let found = listeners.find(|listener| listener.protocol == protocol);
    found.ok_or_else(|| reject(None, "nothing listens for this protocol on this port"))
}

/// The listener that most specifically covers the request's host; there is no other (spec 2.4.1,
/// 2.4.2).
fn by_host<'w>(
    listeners: &[&'w Listener<'w>],
    request: &Request,
) -> Result<&'w Listener<'w>, Value> {
    let http: Vec<_> = listeners
        .iter()
        .copied()
        .filter(|listener| *listener.protocol == ProtocolType::Http)
        .collect();
    if http.is_empty() {
        return Err(reject(None, "no HTTP listener on this port"));
    }
    let host = host_of(request.authority.as_deref());
    most_specific(&http, host.as_deref()).ok_or_else(|| not_found(None, is_grpc(request)))
}

/// The listener that the server name of the handshake chose, unless the client's certificate is not
/// good enough for it or the host belongs elsewhere (spec 2.5.2, 2.7.2, 12.38).
fn by_server_name<'w>(
    cluster: Cluster<'w>,
    listeners: &[&'w Listener<'w>],
    request: &Request,
) -> Result<&'w Listener<'w>, Value> {
    let tls = [ProtocolType::Https, ProtocolType::Tls];
    let tls: Vec<_> = listeners
        .iter()
        .copied()
        .filter(|listener| tls.contains(listener.protocol))
        .collect();
    let name = host_of(request.sni.as_deref());
    let Some(chosen) = most_specific(&tls, name.as_deref()) else {
        return Err(reject(None, "no listener has the server name"));
    };
    if *chosen.protocol != ProtocolType::Https {
        return Ok(chosen);
    }
    if !admits(chosen, request.client_cert) {
        return Err(reject(
            Some(chosen),
            "the client's certificate is not valid",
        ));
    }
    if request.protocol == Protocol::Tls {
        return Err(reject(Some(chosen), "the listener speaks HTTP"));
    }
    let host = host_of(request.authority.as_deref());
    let others = tls
        .into_iter()
        .filter(|other| *other.protocol == ProtocolType::Https && !std::ptr::eq(*other, chosen));
    let others: Vec<_> = others
        .filter(|other| covers(other.hostname, host.as_deref()))
        .collect();
    let better = others
        .iter()
        .any(|other| specificity(other.hostname) > specificity(chosen.hostname));
    match (covers(chosen.hostname, host.as_deref()), others.is_empty()) {
        (true, _) if better => Err(misdirected(chosen, speaks_grpc(cluster, chosen, request))),
        (true, _) => Ok(chosen),
        (false, true) => Err(not_found(
            Some(chosen),
            speaks_grpc(cluster, chosen, request),
        )),
        (false, false) => Err(misdirected(chosen, speaks_grpc(cluster, chosen, request))),
    }
}

fn most_specific<'w>(
    listeners: &[&'w Listener<'w>],
    host: Option<&str>,
) -> Option<&'w Listener<'w>> {
    let covering = listeners
        .iter()
        .filter(|listener| covers(listener.hostname, host));
    covering
        .max_by_key(|listener| specificity(listener.hostname))
        .copied()
}

/// What becomes of a connection that is relayed as it is or decrypted.
fn connection(place: &Place<'_>, listener: &Listener<'_>, kind: &str, request: &Request) -> Value {
    let routes = attached(place.cluster, kind, listener);
    let name = host_of(request.sni.as_deref());
    match plain_winner(&routes, Some(listener), name.as_deref()) {
        Some(candidate) => layer4::outcome(place, &candidate, request),
        None => reject(Some(listener), "no route takes the connection"),
    }
}

/// The filters of the listener, then its routes. Where both kinds are attached a call is offered to
/// GRPCRoutes first, and other requests to HTTPRoutes alone; where GRPCRoutes are alone, they do not
/// ask for a content type (spec 12.14, 12.31, 12.77).
fn on_listener(place: &Place<'_>, listener: &Listener<'_>, request: &Request) -> Value {
    let cluster = place.cluster;
    if listener.blocked {
        return with_filters(cluster, listener, blocked(listener, place.grpc));
    }
    if listener_filters::deny(cluster, listener) {
        return with_filters(cluster, listener, blocked(listener, place.grpc));
    }
    let host = host_of(request.authority.as_deref());
    let view = view(request, cluster.options);
    let http = attached(cluster, "HTTPRoute", listener);
    let grpc = attached(cluster, "GRPCRoute", listener);
    let by_http = || {
        http_winner(
            &http,
            Some(listener),
            host.as_deref(),
            &view,
            cluster.options,
        )
    };
    let by_grpc = || grpc_winner(&grpc, Some(listener), host.as_deref(), &view);
    let call = request.method == "POST" && place.grpc;
    let winner = match (http.is_empty(), grpc.is_empty()) {
        (true, _) => by_grpc(),
        (false, false) if call => by_grpc().or_else(by_http),
        (false, _) => by_http(),
    };
    let place = &Place {
        grpc: speaks_grpc(cluster, listener, request),
        ..place.clone()
    };
    let decision = match winner {
        Some(candidate) => outcome(place, &candidate, &view, request.entropy),
        None => not_found(Some(listener), place.grpc),
    };
    with_filters(cluster, listener, decision)
}

fn with_filters(cluster: Cluster<'_>, listener: &Listener<'_>, mut decision: Value) -> Value {
    decision["listenerFilters"] = listener_filters::to_value(cluster, listener);
    decision
}

/// A request as matches and filters read it.
pub(super) fn view(request: &Request, options: &Options) -> View {
    let headers = request
        .headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.clone()));
    let mut target = parse_target(&request.path, options.raw_paths);
    // Spec 12.74.
    if options.forwarded_path == ForwardedPath::AsMatched {
        target.sent.clone_from(&target.matched);
    }
    View {
        method: request.method.clone(),
        authority: request.authority.clone(),
        target,
        headers: headers.collect(),
        regex_extent: options.regex_extent,
        cors_wildcard: options.cors_wildcard,
    }
}

/// Whether a listener answers a caller in the words of gRPC: one with HTTPRoutes alone speaks to
/// everybody in those of HTTP (spec 12.14, 12.77).
fn speaks_grpc(cluster: Cluster<'_>, listener: &Listener<'_>, request: &Request) -> bool {
    let none = |kind: &str| attached(cluster, kind, listener).is_empty();
    is_grpc(request) && (none("HTTPRoute") || !none("GRPCRoute"))
}

/// Whether the caller says that it speaks gRPC: media types are written in any case, and of several
/// lines the value starts with the first (spec 12.69, 12.77).
pub(super) fn is_grpc(request: &Request) -> bool {
    let mut headers = request.headers.iter();
    let found = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    found.is_some_and(|(_, value)| value.to_lowercase().starts_with("application/grpc"))
}
