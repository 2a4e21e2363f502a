//! Decide: from a request to the decision on it (spec 2.4, 2.5, 4.5; design.md section 7).

use serde_json::Value;

use gateway_api_types::{Gateway, ProtocolType};

use super::attachment::is_attached;
use super::candidates::winner;
use super::cluster::Cluster;
use super::decision::{misdirected, not_found, reject, unknown_gateway};
use super::hostname::{covers, host_of, specificity};
use super::listeners::{Listener, listeners_of};
use super::matching::View;
use super::outcome::outcome;
use super::path::parse_target;
use crate::request::{Protocol, Request};

/// The decision on a request.
pub(super) fn decide(cluster: Cluster<'_>, request: &Request) -> Value {
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
        Protocol::Https => by_server_name(&listeners, request),
        Protocol::Tls | Protocol::Tcp | Protocol::Udp => {
            Err(reject(None, "no listener takes the connection"))
        }
    };
    match listener {
        Ok(listener) => on_listener(cluster, listener, request),
        Err(decision) => decision,
    }
}

/// The listeners that are configured: accepted and programmed ones of a Gateway that is programmed
/// (spec 2.3.8, 2.12.7, 12.8).
fn serving<'w>(cluster: Cluster<'w>, gateway: &'w Gateway) -> Vec<Listener<'w>> {
    let works = |listener: &Listener<'_>| {
        listener.not_accepted().is_none() && listener.not_programmed().is_none()
    };
    let mut listeners = listeners_of(cluster, gateway);
    if !listeners
        .iter()
        .any(|listener| listener.parent.kind == "Gateway" && works(listener))
    {
        return Vec::new();
    }
    listeners.retain(works);
    listeners
}

/// The listener that most specifically covers the request's host; there is no other (spec 2.4.1,
/// 2.4.2).
fn by_host<'a, 'w>(
    listeners: &'a [Listener<'w>],
    request: &Request,
) -> Result<&'a Listener<'w>, Value> {
    let http: Vec<_> = listeners
        .iter()
        .filter(|listener| *listener.protocol == ProtocolType::Http)
        .collect();
    if http.is_empty() {
        return Err(reject(None, "no HTTP listener on this port"));
    }
    let host = host_of(request.authority.as_deref());
    most_specific(http, host.as_deref()).ok_or_else(|| not_found(None, is_grpc(request)))
}

/// The listener that the server name of the handshake chose, unless the host belongs elsewhere
/// (spec 2.5.2, 12.38).
fn by_server_name<'a, 'w>(
    listeners: &'a [Listener<'w>],
    request: &Request,
) -> Result<&'a Listener<'w>, Value> {
    let tls = [ProtocolType::Https, ProtocolType::Tls];
    let tls: Vec<_> = listeners
        .iter()
        .filter(|listener| tls.contains(listener.protocol))
        .collect();
    let name = host_of(request.sni.as_deref());
    let Some(chosen) = most_specific(tls.clone(), name.as_deref()) else {
        return Err(reject(None, "no listener has the server name"));
    };
    if *chosen.protocol != ProtocolType::Https {
        return Err(reject(Some(chosen), "no TLSRoute takes the connection"));
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
    if covers(chosen.hostname, host.as_deref()) {
        if better {
            Err(misdirected(chosen))
        } else {
            Ok(chosen)
        }
    } else if others.is_empty() {
        Err(not_found(Some(chosen), false))
    } else {
        Err(misdirected(chosen))
    }
}

fn most_specific<'a, 'w>(
    listeners: Vec<&'a Listener<'w>>,
    host: Option<&str>,
) -> Option<&'a Listener<'w>> {
    let covering = listeners
        .into_iter()
        .filter(|listener| covers(listener.hostname, host));
    covering.max_by_key(|listener| specificity(listener.hostname))
}

fn on_listener(cluster: Cluster<'_>, listener: &Listener<'_>, request: &Request) -> Value {
    let host = host_of(request.authority.as_deref());
    let view = view(request, cluster.options.raw_paths);
    if let Some(candidate) = winner(cluster, listener, host.as_deref(), &view) {
        outcome(cluster, listener, &candidate, &view, request.entropy)
    } else {
        // Where HTTPRoutes are attached gRPC is plain HTTP (spec 12.14, 12.77).
        let empty = !cluster
            .world
            .http_routes
            .iter()
            .any(|route| is_attached(cluster, route, listener));
        not_found(Some(listener), empty && is_grpc(request))
    }
}

fn view(request: &Request, raw: bool) -> View {
    let headers = request
        .headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.clone()));
    View {
        method: request.method.clone(),
        authority: request.authority.clone(),
        target: parse_target(&request.path, raw),
        headers: headers.collect(),
    }
}

fn is_grpc(request: &Request) -> bool {
    let mut headers = request.headers.iter();
    headers.any(|(name, value)| {
        name.eq_ignore_ascii_case("content-type") && value.starts_with("application/grpc")
    })
}
