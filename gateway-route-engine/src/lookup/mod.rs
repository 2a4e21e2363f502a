//! Lookup: from a request to a decision, by the table alone (spec 2.4, 2.5, 4.4, 4.5, 7, 8.1).
//!
//! Here the listener or the Service port is chosen; [`candidates`] finds the rule that wins among
//! its routes, [`outcome`] says what becomes of the request then.

mod candidates;
mod explain;
mod gateway_port;
mod outcome;

use crate::decision::{Decision, RejectCause, ResponseCause, Unrouted};
use crate::index::hosts::Host;
use crate::listener::{Listener, ListenerProtocol};
use crate::normalize::PathForm;
use crate::request::{Frontend, Protocol, RequestView};
use crate::rule::RouteKind;
use crate::table::{ListenerRoutes, ListenerTable, PortTable, RoutingTable, Transport};

pub use gateway_port::GatewayPort;

use outcome::{connect, reject, respond};

use gateway_api_types::NamespacedName;

/// Where a request is looked up: the routes of a listener, or those of a Service port.
#[derive(Clone, Copy)]
struct Place<'t> {
    listener: Option<&'t Listener>,
    routes: &'t ListenerRoutes,
}

/// Where the routes are that decide on a request.
enum Located<'t, 'r> {
    /// None do: this is the decision.
    Decided(Decision<'t>),
    /// Those of HTTP, with the host that the request asks for.
    Http(Place<'t>, Option<Host<'r>>),
    /// Those of a connection, with the server name of its handshake.
    Connection(Place<'t>, Option<Host<'r>>),
}

impl RoutingTable {
    /// Decides on a request. It cannot fail: whatever comes is forwarded, answered or rejected.
    /// `entropy` draws the backend; equal arguments always give the same decision.
    pub fn route(&self, request: &RequestView<'_>, entropy: u64) -> Decision<'_> {
        self.locate(request)
            .decide(self.path_form, request, entropy)
    }

    /// Finds the listener or the Service port.
    #[expect(
        clippy::inline_always,
        reason = "what it returns is read at once, which takes long from memory just written"
    )]
    #[inline(always)]
    fn locate<'t, 'r>(&'t self, request: &RequestView<'r>) -> Located<'t, 'r> {
        match request.frontend {
            Frontend::Gateway(gateway) => self.locate_at_gateway(request, gateway),
            Frontend::Service {
                service,
                source_namespace,
            } => self.locate_at_service(request, service, source_namespace),
        }
    }

    #[expect(
        clippy::inline_always,
        reason = "what it returns is read at once, which takes long from memory just written"
    )]
    #[inline(always)]
    fn locate_at_gateway<'t, 'r>(
        &'t self,
        request: &RequestView<'r>,
        gateway: &NamespacedName,
    ) -> Located<'t, 'r> {
        let Some(gateway) = self.gateway(gateway) else {
            return Located::rejected(None, RejectCause::UnknownGateway);
        };
        let Some(port) = gateway.port(request.port) else {
            return Located::rejected(None, RejectCause::ClosedPort);
        };
        locate_at_port(request, port)
    }

    /// The routes of a Service port decide only where there are some for the client: its
    /// namespace's own, else those of the Service's namespace (spec 8.1.4 to 8.1.6). Hostnames play
    /// no part (spec 8.1.8).
    fn locate_at_service<'t, 'r>(
        &'t self,
        request: &RequestView<'r>,
        service: &NamespacedName,
        source_namespace: &str,
    ) -> Located<'t, 'r> {
        let Some(table) = self.mesh.services.get(service) else {
            return if self.mesh.others_exist {
                Located::Decided(Decision::Unrouted(Unrouted { app_protocol: None }))
            } else {
                Located::rejected(None, RejectCause::UnknownService)
            };
        };
        let transport = match request.protocol {
            Protocol::Udp => Transport::Udp,
            _ => Transport::Tcp,
        };
        let ports = &table.ports;
        let Some(port) = ports
            .get(&(Some(request.port), transport))
            .or_else(|| ports.get(&(None, transport)))
        else {
            return Located::rejected(None, RejectCause::ClosedPort);
        };
        let consumers = port.consumers.get(source_namespace);
        let Some(group) = consumers.or(port.producer.as_ref()) else {
            return Located::Decided(Decision::Unrouted(Unrouted {
                app_protocol: port.app_protocol,
            }));
        };
        let place = Place {
            listener: None,
            routes: &group.routes,
        };
        match (group.kind, request.protocol) {
            (RouteKind::Http | RouteKind::Grpc, Protocol::Http) => Located::Http(place, None),
            (RouteKind::Tls, Protocol::Https | Protocol::Tls)
            | (RouteKind::Tcp | RouteKind::Udp, _) => Located::Connection(place, None),
            _ => Located::rejected(None, RejectCause::WrongProtocol),
        }
    }
}

impl<'t> Located<'t, '_> {
    /// The decision of the routes there.
    #[expect(
        clippy::inline_always,
        reason = "what it is given has just been made, and takes long to read from memory"
    )]
    #[inline(always)]
    fn decide(self, path_form: PathForm, request: &RequestView<'_>, entropy: u64) -> Decision<'t> {
        match self {
            Self::Http(place, host) => place.route(path_form, request, entropy, host),
            Self::Connection(place, server_name) => connect(entropy, place, server_name),
            Self::Decided(decision) => decision,
        }
    }

    fn rejected(listener: Option<&'t Listener>, cause: RejectCause) -> Self {
        Self::Decided(reject(listener, cause))
    }

    fn responded(
        request: &RequestView<'_>,
        listener: Option<&'t ListenerTable>,
        cause: ResponseCause<'t>,
    ) -> Self {
        Self::Decided(respond(request, listener.map(ListenerTable::place), cause))
    }
}

#[expect(
    clippy::inline_always,
    reason = "what it returns is read at once, which takes long from memory just written"
)]
#[inline(always)]
fn locate_at_port<'t, 'r>(request: &RequestView<'r>, port: &'t PortTable) -> Located<'t, 'r> {
    match request.protocol {
        Protocol::Http => locate_cleartext(request, port),
        Protocol::Https | Protocol::Tls => locate_encrypted(request, port),
        Protocol::Tcp => locate_layer4(port, port.tcp),
        Protocol::Udp => locate_layer4(port, port.udp),
    }
}

#[expect(
    clippy::inline_always,
    reason = "what it returns is read at once, which takes long from memory just written"
)]
#[inline(always)]
fn locate_cleartext<'t, 'r>(request: &RequestView<'r>, port: &'t PortTable) -> Located<'t, 'r> {
    if port.http.is_empty() {
        return Located::rejected(None, RejectCause::WrongProtocol);
    }
    let host = request.authority.and_then(Host::of);
    match port.serving(&port.http, host) {
        Some(listener) => locate_on(request, host, listener),
        None => Located::responded(request, None, ResponseCause::NoListener),
    }
}

/// The handshake's server name chooses the listener, among those that end TLS for HTTP and those
/// that do not (spec 12.78).
fn locate_encrypted<'t, 'r>(request: &RequestView<'r>, port: &'t PortTable) -> Located<'t, 'r> {
    if port.encrypted.is_empty() {
        return Located::rejected(None, RejectCause::WrongProtocol);
    }
    let server_name = request.sni.and_then(Host::of);
    let Some(listener) = port.serving(&port.encrypted, server_name) else {
        return Located::rejected(None, RejectCause::UnknownServerName);
    };
    if listener.listener.protocol == ListenerProtocol::Tls {
        return Located::Connection(listener.place(), server_name);
    }
    if request.protocol == Protocol::Tls {
        return Located::rejected(Some(&listener.listener), RejectCause::WrongProtocol);
    }
    if !listener.listener.admits(request.client_certificate) {
        return Located::rejected(Some(&listener.listener), RejectCause::ClientCertificate);
    }
    // The request's host is held against all HTTPS listeners, not just the one that the handshake
    // chose (spec 2.5.2).
    let host = request.authority.and_then(Host::of);
    match port.serving(&port.https, host) {
        Some(best) if std::ptr::eq(best, listener) => locate_on(request, host, listener),
        Some(_) => Located::responded(request, Some(listener), ResponseCause::Misdirected),
        None => Located::responded(request, Some(listener), ResponseCause::NoListener),
    }
}

/// The listener's own filters come before its routes, and none of them is skipped (spec 5.9.3,
/// 12.88).
#[expect(
    clippy::inline_always,
    reason = "what it returns is read at once, which takes long from memory just written"
)]
#[inline(always)]
fn locate_on<'t, 'r>(
    request: &RequestView<'_>,
    host: Option<Host<'r>>,
    listener: &'t ListenerTable,
) -> Located<'t, 'r> {
    let mut filters = listener.listener.filters.iter();
    if let Some(filter) = filters.find(|filter| filter.is_unusable()) {
        let cause = ResponseCause::UnusableListenerFilter(filter);
        return Located::responded(request, Some(listener), cause);
    }
    Located::Http(listener.place(), host)
}

/// The oldest route of a TCP or UDP listener gets its traffic (spec 7.3.3).
fn locate_layer4(port: &PortTable, listener: Option<u32>) -> Located<'_, 'static> {
    match listener.and_then(|index| port.get(index)) {
        Some(listener) => Located::Connection(listener.place(), None),
        None => Located::rejected(None, RejectCause::WrongProtocol),
    }
}

impl ListenerTable {
    fn place(&self) -> Place<'_> {
        Place {
            listener: Some(&self.listener),
            routes: &self.routes,
        }
    }
}
