//! Lookup: from a request to a decision, by the table alone (spec 2.4, 2.5, 4.4, 4.5, 7).

use crate::backend::Backend;
use crate::decision::{
    Decision, Forward, Matched, Redirect, Reject, RejectCause, Respond, ResponseCause,
};
use crate::filters::{Cors, Filter};
use crate::hostname::requested_name;
use crate::index::paths::Entry;
use crate::index::probe::{Parts, Probe};
use crate::listener::ListenerProtocol;
use crate::normalize::split_target;
use crate::request::{Protocol, RequestView};
use crate::table::{ListenerTable, RoutingTable};

impl RoutingTable {
    /// Decides on a request. It cannot fail: whatever comes is forwarded, answered or rejected.
    /// `entropy` draws the backend; equal arguments always give the same decision.
    pub fn route(&self, request: &RequestView<'_>, entropy: u64) -> Decision<'_> {
        let Some(gateway) = self.gateways.get(request.gateway) else {
            return reject(None, RejectCause::UnknownGateway);
        };
        let Some(listeners) = gateway.ports.get(&request.port) else {
            return reject(None, RejectCause::ClosedPort);
        };
        match request.protocol {
            Protocol::Http => self.route_cleartext(request, entropy, listeners),
            Protocol::Https | Protocol::Tls => self.route_encrypted(request, entropy, listeners),
            Protocol::Tcp => route_layer4(entropy, listeners, ListenerProtocol::Tcp),
            Protocol::Udp => route_layer4(entropy, listeners, ListenerProtocol::Udp),
        }
    }

    fn route_cleartext<'t>(
        &'t self,
        request: &RequestView<'_>,
        entropy: u64,
        listeners: &'t [ListenerTable],
    ) -> Decision<'t> {
        let mut listeners = speaking(listeners, ListenerProtocol::Http).peekable();
        if listeners.peek().is_none() {
            return reject(None, RejectCause::WrongProtocol);
        }
        let host = request.authority.and_then(requested_name);
        match listeners.find(|listener| listener.serves(host)) {
            Some(listener) => self.route_http(request, entropy, host, listener),
            None => respond(request, None, ResponseCause::NoListener),
        }
    }

    /// The handshake's server name chooses the listener, among those that end TLS for HTTP and
    /// those that do not (spec 12.78).
    fn route_encrypted<'t>(
        &'t self,
        request: &RequestView<'_>,
        entropy: u64,
        listeners: &'t [ListenerTable],
    ) -> Decision<'t> {
        let mut encrypted = listeners
            .iter()
            .filter(|listener| listener.is_encrypted())
            .peekable();
        if encrypted.peek().is_none() {
            return reject(None, RejectCause::WrongProtocol);
        }
        let server_name = request.sni.and_then(requested_name);
        let Some(listener) = encrypted.find(|listener| listener.serves(server_name)) else {
            return reject(None, RejectCause::UnknownServerName);
        };
        if listener.listener.protocol == ListenerProtocol::Tls {
            return connect(entropy, listener, server_name);
        }
        if request.protocol == Protocol::Tls {
            return reject(Some(listener), RejectCause::WrongProtocol);
        }
        // The request's host is held against all HTTPS listeners, not just the one that the
        // handshake chose (spec 2.5.2).
        let host = request.authority.and_then(requested_name);
        let mut https = speaking(listeners, ListenerProtocol::Https);
        match https.find(|other| other.serves(host)) {
            Some(best) if std::ptr::eq(best, listener) => {
                self.route_http(request, entropy, host, listener)
            }
            Some(_) => respond(request, Some(listener), ResponseCause::Misdirected),
            None => respond(request, Some(listener), ResponseCause::NoListener),
        }
    }

    /// A gRPC call is offered to the GRPCRoutes first; anything else reaches them only where no
    /// HTTPRoute is attached (spec 12.14, 12.31).
    fn route_http<'t>(
        &'t self,
        request: &RequestView<'_>,
        entropy: u64,
        host: Option<&str>,
        listener: &'t ListenerTable,
    ) -> Decision<'t> {
        let (path, query) = split_target(request.target);
        let path = self.path_form.of(path).path;
        let mut probe = Probe::new(Parts {
            method: request.method,
            authority: request.authority,
            path: &path,
            query,
            headers: request.headers,
        });
        let routes = &listener.routes;
        if (!routes.has_http || (request.method == "POST" && is_grpc(request)))
            && let Some(found) = routes.grpc.find(host, &mut probe)
        {
            return decide(request, entropy, listener, found.matched(listener));
        }
        match routes.http.find(host, &mut probe) {
            Some(found) => decide(request, entropy, listener, found.matched(listener)),
            None => respond(request, Some(listener), ResponseCause::NoRule),
        }
    }
}

impl ListenerTable {
    /// Whether a host, already without port, is one of this listener's.
    fn serves(&self, host: Option<&str>) -> bool {
        self.listener
            .hostname
            .as_ref()
            .is_none_or(|hostname| host.is_some_and(|host| hostname.matches(host)))
    }

    fn is_encrypted(&self) -> bool {
        matches!(
            self.listener.protocol,
            ListenerProtocol::Https | ListenerProtocol::Tls
        )
    }

    /// Whether errors go to gRPC callers in their own terms: not where HTTPRoutes alone are
    /// attached, for which gRPC is plain HTTP (spec 12.14, 12.77).
    fn answers_grpc(&self) -> bool {
        self.routes.has_grpc || !self.routes.has_http
    }
}

impl<M> Entry<M> {
    fn matched<'t>(&'t self, listener: &'t ListenerTable) -> Matched<'t> {
        Matched {
            listener: &listener.listener,
            rule: &self.rule,
            match_index: Some(self.match_index as usize),
        }
    }
}

/// The listeners of a port that speak a protocol, the most specific hostname first.
fn speaking(
    listeners: &[ListenerTable],
    protocol: ListenerProtocol,
) -> impl Iterator<Item = &ListenerTable> {
    listeners
        .iter()
        .filter(move |found| found.listener.protocol == protocol)
}

/// The oldest route of a TCP or UDP listener gets its traffic (spec 7.3.3).
fn route_layer4(
    entropy: u64,
    listeners: &[ListenerTable],
    protocol: ListenerProtocol,
) -> Decision<'_> {
    match speaking(listeners, protocol).next() {
        Some(listener) => connect(entropy, listener, None),
        None => reject(None, RejectCause::WrongProtocol),
    }
}

/// One connection, one choice of a backend; what cannot be served is closed (spec 7.2.6, 7.3.2).
fn connect<'t>(
    entropy: u64,
    listener: &'t ListenerTable,
    server_name: Option<&str>,
) -> Decision<'t> {
    let mut probe = Probe::new(Parts::none());
    let Some(winner) = listener.routes.layer4.find(server_name, &mut probe) else {
        return reject(Some(listener), RejectCause::NoRoute);
    };
    let matched = Matched {
        match_index: None,
        ..winner.matched(listener)
    };
    let cause = match winner.rule.backends.draw(entropy) {
        Some(backend) => match backend.error {
            None => return Decision::Forward(Forward { matched, backend }),
            Some(error) => RejectCause::Backend(error),
        },
        None => RejectCause::NoBackends,
    };
    Decision::Reject(Reject {
        listener: Some(&listener.listener),
        matched: Some(matched),
        cause,
    })
}

/// What the winning rule does with a request: its filters in list order, of which the first that
/// answers wins, then the backend that is drawn, then that backend's filters (spec 12.24, 12.59).
fn decide<'t>(
    request: &RequestView<'_>,
    entropy: u64,
    listener: &ListenerTable,
    matched: Matched<'t>,
) -> Decision<'t> {
    let grpc = listener.answers_grpc() && is_grpc(request);
    let fail = |cause| fail(matched, grpc, cause);
    if let Some(answer) = answer(request, matched, grpc, &matched.rule.filters, None) {
        return answer;
    }
    let Some(backend) = matched.rule.backends.draw(entropy) else {
        return fail(ResponseCause::NoBackends);
    };
    // A backend's filter that answers does so whether the backend can be used or not (spec 12.26).
    let answered = answer(request, matched, grpc, &backend.filters, Some(backend));
    answered.unwrap_or_else(|| match backend.error {
        Some(error) => fail(ResponseCause::Backend(backend, error)),
        None => Decision::Forward(Forward { matched, backend }),
    })
}

/// The answer of the first filter that gives one.
fn answer<'t>(
    request: &RequestView<'_>,
    matched: Matched<'t>,
    grpc: bool,
    filters: &'t [Filter],
    backend: Option<&'t Backend>,
) -> Option<Decision<'t>> {
    let fail = |cause| Some(fail(matched, grpc, cause));
    filters.iter().find_map(|filter| match filter {
        Filter::RequestRedirect(redirect) => Some(Decision::Redirect(Redirect {
            matched,
            redirect,
            backend,
        })),
        Filter::Cors(cors) if Cors::is_preflight(request) => {
            fail(ResponseCause::Preflight(cors, backend))
        }
        Filter::Unresolved(extension) => fail(ResponseCause::UnresolvedFilter(extension)),
        Filter::ExternalAuth(auth) => auth
            .backend
            .error
            .and_then(|error| fail(ResponseCause::UnusableAuth(error))),
        _ => None,
    })
}

/// The gateway's own answer for a request that a rule has won.
fn fail<'t>(matched: Matched<'t>, grpc: bool, cause: ResponseCause<'t>) -> Decision<'t> {
    Decision::Respond(Respond {
        listener: Some(matched.listener),
        matched: Some(matched),
        cause,
        grpc,
    })
}

/// The gateway's own answer for a request that no rule has won.
fn respond<'t>(
    request: &RequestView<'_>,
    listener: Option<&'t ListenerTable>,
    cause: ResponseCause<'t>,
) -> Decision<'t> {
    let grpc = listener.is_none_or(ListenerTable::answers_grpc) && is_grpc(request);
    Decision::Respond(Respond {
        listener: listener.map(|found| &found.listener),
        matched: None,
        cause,
        grpc,
    })
}

fn reject(listener: Option<&ListenerTable>, cause: RejectCause) -> Decision<'_> {
    Decision::Reject(Reject {
        listener: listener.map(|found| &found.listener),
        matched: None,
        cause,
    })
}

/// Whether a client speaks gRPC, going by its content type.
fn is_grpc(request: &RequestView<'_>) -> bool {
    const PREFIX: &[u8] = b"application/grpc";
    let content_type = request.headers.value(&http::header::CONTENT_TYPE);
    content_type.is_some_and(|value| {
        value
            .get(..PREFIX.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
    })
}
