//! Candidates: the rule that wins among the routes of a listener or of a Service port (spec 4.4).

use super::outcome::{decide, is_grpc, respond};
use super::{Located, Place};
use crate::decision::{Decision, Matched, ResponseCause};
use crate::index::hosts::Host;
use crate::index::paths::Entry;
use crate::index::probe::{Parts, Probe};
use crate::normalize::PathForm;
use crate::path::PathMatch;
use crate::request::RequestView;
use crate::table::{ListenerRoutes, RoutingTable};

impl<'t> Place<'t> {
    /// A gRPC call is offered to the GRPCRoutes first; anything else reaches them only where no
    /// HTTPRoute is attached (spec 12.14, 12.31).
    pub(super) fn route(
        self,
        path_form: PathForm,
        request: &RequestView<'_>,
        entropy: u64,
        host: Option<Host<'_>>,
    ) -> Decision<'t> {
        let (path, query) = path_form.of_target(request.target);
        let mut probe = Probe::new(Parts::of(request, &path, query));
        let routes = self.routes;
        let call = if self.asks_grpc(request) {
            routes.grpc.find(host, &mut probe)
        } else {
            None
        };
        let found = match call {
            Some(call) => Some(call.matched(self)),
            None => routes
                .http
                .find(host, &mut probe)
                .map(|found| found.matched(self)),
        };
        match found {
            Some(matched) => decide(request, entropy, self, matched),
            None => respond(request, Some(self), ResponseCause::NoRule),
        }
    }
}

impl RoutingTable {
    /// The path that the match asks for by which an HTTPRoute takes a request: few values, whatever clients ask for, and so
    /// the route in the sense of OpenTelemetry's `http.route`. `None` where no HTTPRoute takes it.
    pub fn matched_path(&self, request: &RequestView<'_>) -> Option<&str> {
        self.locate(request).matched_path(self.path_form, request)
    }
}

impl<'t> Located<'t, '_> {
    pub(super) fn matched_path(
        self,
        path_form: PathForm,
        request: &RequestView<'_>,
    ) -> Option<&'t str> {
        let Self::Http(place, host) = self else {
            return None;
        };
        let (path, query) = path_form.of_target(request.target);
        let mut probe = Probe::new(Parts::of(request, &path, query));
        let routes = place.routes;
        if place.asks_grpc(request) && routes.grpc.find(host, &mut probe).is_some() {
            return None;
        }
        let found = routes.http.find(host, &mut probe)?;
        Some(match &found.matches.path {
            PathMatch::Exact(path) => path,
            PathMatch::Prefix(prefix) => prefix.as_str(),
            PathMatch::Regex(pattern) => pattern.as_str(),
        })
    }
}

impl Place<'_> {
    /// Whether the GRPCRoutes are asked, before the HTTPRoutes.
    pub(super) fn asks_grpc(&self, request: &RequestView<'_>) -> bool {
        !self.routes.has_http() || (request.method == "POST" && is_grpc(request))
    }
}

impl ListenerRoutes {
    /// The route that takes a connection, by the server name of its handshake where there is one.
    pub(super) fn find_connection(&self, server_name: Option<Host<'_>>) -> Option<&Entry<()>> {
        self.layer4
            .find(server_name, &mut Probe::new(Parts::none()))
    }
}

impl<M> Entry<M> {
    pub(super) fn matched<'t>(&'t self, place: Place<'t>) -> Matched<'t> {
        Matched {
            listener: place.listener,
            rule: &self.rule,
            match_index: Some(self.match_index as usize),
        }
    }
}
