//! Lookup: from a request to a decision, by the table alone (spec 2.4, 2.5, 4.4, 4.5).

use std::borrow::Cow;

use crate::backend::Backend;
use crate::decision::{
    Decision, Forward, Matched, Redirect, Reject, RejectCause, Respond, ResponseCause,
};
use crate::filters::{Cors, Filter};
use crate::hostname::requested_name;
use crate::normalize::{normalize, split_target};
use crate::request::{Protocol, RequestView};
use crate::rule::MatchView;
use crate::table::{HttpCandidate, ListenerProtocol, ListenerTable, RoutingTable};

impl RoutingTable {
    /// Decides on a request. It cannot fail: whatever comes is forwarded, answered or rejected. `entropy` draws the backend; equal
    /// arguments always give the same decision.
    pub fn route(&self, request: &RequestView<'_>, entropy: u64) -> Decision<'_> {
        let Some(gateway) = self.gateways.get(request.gateway) else {
            return reject(None, RejectCause::UnknownGateway);
        };
        let Some(listeners) = gateway.ports.get(&request.port) else {
            return reject(None, RejectCause::ClosedPort);
        };
        match request.protocol {
            Protocol::Http => self.route_cleartext(request, entropy, listeners),
            Protocol::Https => self.route_encrypted(request, entropy, listeners),
            Protocol::Tls | Protocol::Tcp | Protocol::Udp => {
                reject(None, RejectCause::WrongProtocol)
            }
        }
    }

    fn route_cleartext<'t>(
        &'t self,
        request: &RequestView<'_>,
        entropy: u64,
        listeners: &'t [ListenerTable],
    ) -> Decision<'t> {
        let mut listeners = listeners
            .iter()
            .filter(|listener| listener.protocol == ListenerProtocol::Http)
            .peekable();
        if listeners.peek().is_none() {
            return reject(None, RejectCause::WrongProtocol);
        }
        let host = request.authority.and_then(requested_name);
        match listeners.find(|listener| listener.serves(host.as_deref())) {
            Some(listener) => self.route_http(request, entropy, host.as_deref(), listener),
            None => respond(request, None, None, ResponseCause::NoListener),
        }
    }

    /// The handshake's server name chooses the listener; the request's host is then held against all of them.
    fn route_encrypted<'t>(
        &'t self,
        request: &RequestView<'_>,
        entropy: u64,
        listeners: &'t [ListenerTable],
    ) -> Decision<'t> {
        let https = || {
            listeners
                .iter()
                .filter(|listener| listener.protocol == ListenerProtocol::Https)
        };
        if https().next().is_none() {
            return reject(None, RejectCause::WrongProtocol);
        }
        let server_name = request.sni.and_then(requested_name);
        let Some(listener) = https().find(|listener| listener.serves(server_name.as_deref()))
        else {
            return reject(None, RejectCause::UnknownServerName);
        };
        let host = request.authority.and_then(requested_name);
        match https().find(|other| other.serves(host.as_deref())) {
            Some(best) if std::ptr::eq(best, listener) => {
                self.route_http(request, entropy, host.as_deref(), listener)
            }
            Some(_) => respond(request, Some(listener), None, ResponseCause::Misdirected),
            None => respond(request, Some(listener), None, ResponseCause::NoListener),
        }
    }

    fn route_http<'t>(
        &'t self,
        request: &RequestView<'_>,
        entropy: u64,
        host: Option<&str>,
        listener: &'t ListenerTable,
    ) -> Decision<'t> {
        let (path, query) = split_target(request.target);
        let path = if self.normalize_paths {
            normalize(path).path
        } else {
            Cow::Borrowed(path)
        };
        let view = MatchView {
            method: request.method,
            authority: request.authority,
            path: &path,
            query,
            headers: request.headers,
        };
        let winner = listener
            .http
            .iter()
            .find(|candidate| candidate.serves(host) && candidate.matches.matches(view));
        match winner {
            Some(candidate) => decide(request, entropy, candidate.matched(listener)),
            None => respond(request, Some(listener), None, ResponseCause::NoRule),
        }
    }
}

impl ListenerTable {
    /// Whether a host, already without port and in lower case, is one of this listener's.
    fn serves(&self, host: Option<&str>) -> bool {
        self.hostname
            .as_ref()
            .is_none_or(|hostname| host.is_some_and(|host| hostname.matches(host)))
    }
}

impl HttpCandidate {
    /// The listener has the host already, so what is left to ask is the route's own hostname.
    fn serves(&self, host: Option<&str>) -> bool {
        self.hostname
            .as_ref()
            .is_none_or(|hostname| host.is_some_and(|host| hostname.matches(host)))
    }

    fn matched<'t>(&'t self, listener: &'t ListenerTable) -> Matched<'t> {
        Matched {
            listener: &listener.id,
            rule: &self.rule,
            match_index: Some(self.match_index),
        }
    }
}

/// What the winning rule does with a request: its filters in list order, of which the first that answers wins, then the
/// backend that is drawn, then that backend's filters (spec 12.24, 12.59).
fn decide<'t>(request: &RequestView<'_>, entropy: u64, matched: Matched<'t>) -> Decision<'t> {
    if let Some(answer) = answer(request, matched, &matched.rule.filters, None) {
        return answer;
    }
    let failed = |cause| {
        Decision::Respond(Respond {
            listener: Some(matched.listener),
            matched: Some(matched),
            cause,
            grpc: false,
        })
    };
    let Some(backend) = matched.rule.backends.draw(entropy) else {
        return failed(ResponseCause::NoBackends);
    };
    if let Some(error) = backend.error {
        return failed(ResponseCause::Backend(backend, error));
    }
    answer(request, matched, &backend.filters, Some(backend))
        .unwrap_or(Decision::Forward(Forward { matched, backend }))
}

/// The answer of the first filter that gives one.
fn answer<'t>(
    request: &RequestView<'_>,
    matched: Matched<'t>,
    filters: &'t [Filter],
    backend: Option<&'t Backend>,
) -> Option<Decision<'t>> {
    let respond = |cause| {
        Some(Decision::Respond(Respond {
            listener: Some(matched.listener),
            matched: Some(matched),
            cause,
            grpc: false,
        }))
    };
    filters.iter().find_map(|filter| match filter {
        Filter::RequestRedirect(redirect) => Some(Decision::Redirect(Redirect {
            matched,
            redirect,
            backend,
        })),
        Filter::Cors(cors) if Cors::is_preflight(request) => {
            respond(ResponseCause::Preflight(cors, backend))
        }
        Filter::Unresolved(extension) => respond(ResponseCause::UnresolvedFilter(extension)),
        Filter::ExternalAuth(auth) => auth
            .backend
            .error
            .and_then(|error| respond(ResponseCause::UnusableAuth(error))),
        _ => None,
    })
}

fn respond<'t>(
    request: &RequestView<'_>,
    listener: Option<&'t ListenerTable>,
    matched: Option<Matched<'t>>,
    cause: ResponseCause<'t>,
) -> Decision<'t> {
    // A listener with HTTPRoutes alone treats gRPC as plain HTTP (spec 12.14); without any route the caller is told in its own
    // terms (spec 12.77).
    let grpc = listener.is_none_or(|listener| listener.http.is_empty()) && is_grpc(request);
    Decision::Respond(Respond {
        listener: listener.map(|listener| &listener.id),
        matched,
        cause,
        grpc,
    })
}

fn reject<'t>(listener: Option<&'t ListenerTable>, cause: RejectCause) -> Decision<'t> {
    Decision::Reject(Reject {
        listener: listener.map(|listener| &listener.id),
        cause,
    })
}

/// Whether a client speaks gRPC, going by its content type.
fn is_grpc(request: &RequestView<'_>) -> bool {
    request
        .headers
        .value(&http::header::CONTENT_TYPE)
        .is_some_and(|value| {
            value.len() >= 16 && value[..16].eq_ignore_ascii_case(b"application/grpc")
        })
}
