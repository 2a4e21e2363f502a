//! Lookup: from a request to a decision, by the table alone (spec 2.4, 2.5, 4.4, 4.5, 7, 8.1).
//!
//! Here the listener or the Service port is chosen; [`candidates`] finds the rule that wins among
//! its routes, [`outcome`] says what becomes of the request then.

mod candidates;
mod outcome;

use crate::decision::{Decision, RejectCause, ResponseCause, Unrouted};
use crate::hostname::requested_name;
use crate::listener::{Listener, ListenerProtocol};
use crate::request::{Frontend, Protocol, RequestView};
use crate::rule::RouteKind;
use crate::table::{ListenerRoutes, ListenerTable, PortTable, RoutingTable, Transport};

use outcome::{connect, reject, respond};

use gateway_api_types::NamespacedName;

/// Where a request is looked up: the routes of a listener, or those of a Service port.
#[derive(Clone, Copy)]
struct Place<'t> {
    listener: Option<&'t Listener>,
    routes: &'t ListenerRoutes,
}

impl RoutingTable {
    /// Decides on a request. It cannot fail: whatever comes is forwarded, answered or rejected.
    /// `entropy` draws the backend; equal arguments always give the same decision.
    pub fn route(&self, request: &RequestView<'_>, entropy: u64) -> Decision<'_> {
        match request.frontend {
            Frontend::Gateway(gateway) => self.route_at_gateway(request, entropy, gateway),
            Frontend::Service {
                service,
                source_namespace,
            } => self.route_at_service(request, entropy, service, source_namespace),
        }
    }

    fn route_at_gateway(
        &self,
        request: &RequestView<'_>,
        entropy: u64,
        gateway: &NamespacedName,
    ) -> Decision<'_> {
        let Some(gateway) = self.gateway(gateway) else {
            return reject(None, RejectCause::UnknownGateway);
        };
        let Some(port) = gateway.ports.get(&request.port) else {
            return reject(None, RejectCause::ClosedPort);
        };
        match request.protocol {
            Protocol::Http => self.route_cleartext(request, entropy, port),
            Protocol::Https | Protocol::Tls => self.route_encrypted(request, entropy, port),
            Protocol::Tcp => route_layer4(entropy, port, port.tcp),
            Protocol::Udp => route_layer4(entropy, port, port.udp),
        }
    }

    fn route_cleartext<'t>(
        &'t self,
        request: &RequestView<'_>,
        entropy: u64,
        port: &'t PortTable,
    ) -> Decision<'t> {
        if port.http.is_empty() {
            return reject(None, RejectCause::WrongProtocol);
        }
        let host = request.authority.and_then(requested_name);
        match port.serving(&port.http, host) {
            Some(listener) => self.route_on(request, entropy, host, listener),
            None => respond(request, None, ResponseCause::NoListener),
        }
    }

    /// The handshake's server name chooses the listener, among those that end TLS for HTTP and
    /// those that do not (spec 12.78).
    fn route_encrypted<'t>(
        &'t self,
        request: &RequestView<'_>,
        entropy: u64,
        port: &'t PortTable,
    ) -> Decision<'t> {
        if port.encrypted.is_empty() {
            return reject(None, RejectCause::WrongProtocol);
        }
        let server_name = request.sni.and_then(requested_name);
        let Some(listener) = port.serving(&port.encrypted, server_name) else {
            return reject(None, RejectCause::UnknownServerName);
        };
        if listener.listener.protocol == ListenerProtocol::Tls {
            return connect(entropy, listener.place(), server_name);
        }
        if request.protocol == Protocol::Tls {
            return reject(Some(&listener.listener), RejectCause::WrongProtocol);
        }
        if !listener.listener.admits(request.client_certificate) {
            return reject(Some(&listener.listener), RejectCause::ClientCertificate);
        }
        // The request's host is held against all HTTPS listeners, not just the one that the
        // handshake chose (spec 2.5.2).
        let host = request.authority.and_then(requested_name);
        match port.serving(&port.https, host) {
            Some(best) if std::ptr::eq(best, listener) => {
                self.route_on(request, entropy, host, listener)
            }
            Some(_) => respond(request, Some(listener.place()), ResponseCause::Misdirected),
            None => respond(request, Some(listener.place()), ResponseCause::NoListener),
        }
    }

    /// The listener's own filters come before its routes, and none of them is skipped (spec 5.9.3,
    /// 12.88).
    fn route_on<'t>(
        &'t self,
        request: &RequestView<'_>,
        entropy: u64,
        host: Option<&str>,
        listener: &'t ListenerTable,
    ) -> Decision<'t> {
        let mut filters = listener.listener.filters.iter();
        if let Some(filter) = filters.find(|filter| filter.is_unusable()) {
            let cause = ResponseCause::UnusableListenerFilter(filter);
            return respond(request, Some(listener.place()), cause);
        }
        self.route_http(request, entropy, host, listener.place())
    }

    /// The routes of a Service port decide only where there are some for the client: its
    /// namespace's own, else those of the Service's namespace (spec 8.1.4 to 8.1.6). Hostnames play
    /// no part (spec 8.1.8).
    fn route_at_service(
        &self,
        request: &RequestView<'_>,
        entropy: u64,
        service: &NamespacedName,
        source_namespace: &str,
    ) -> Decision<'_> {
        let Some(table) = self.mesh.services.get(service) else {
            return if self.mesh.others_exist {
                Decision::Unrouted(Unrouted { app_protocol: None })
            } else {
                reject(None, RejectCause::UnknownService)
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
            return reject(None, RejectCause::ClosedPort);
        };
        let consumers = port.consumers.get(source_namespace);
        let Some(group) = consumers.or(port.producer.as_ref()) else {
            return Decision::Unrouted(Unrouted {
                app_protocol: port.app_protocol,
            });
        };
        let place = Place {
            listener: None,
            routes: &group.routes,
        };
        match (group.kind, request.protocol) {
            (RouteKind::Http | RouteKind::Grpc, Protocol::Http) => {
                self.route_http(request, entropy, None, place)
            }
            (RouteKind::Tls, Protocol::Https | Protocol::Tls)
            | (RouteKind::Tcp | RouteKind::Udp, _) => connect(entropy, place, None),
            _ => reject(None, RejectCause::WrongProtocol),
        }
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

/// The oldest route of a TCP or UDP listener gets its traffic (spec 7.3.3).
fn route_layer4(entropy: u64, port: &PortTable, listener: Option<u32>) -> Decision<'_> {
    match listener.and_then(|index| port.get(index)) {
        Some(listener) => connect(entropy, listener.place(), None),
        None => reject(None, RejectCause::WrongProtocol),
    }
}
