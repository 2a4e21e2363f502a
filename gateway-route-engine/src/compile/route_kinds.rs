//! Route kinds: which kinds of routes a listener takes (spec 2.2.9, 2.10.2, 2.10.3).

use gateway_api_types::{AllowedRoutes, Feature, RouteGroupKind};

use super::context::{Context, Finding, Findings, GATEWAY_GROUP};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::listeners::{ListenerState, Unresolved};
use crate::listener::ListenerProtocol;
use crate::rule::RouteKind;

impl ListenerState<'_> {
    /// Which kinds of routes may attach: those that fit the protocol, restricted to the ones listed
    /// (spec 2.10.2, 2.10.3).
    pub(super) fn resolve_kinds(
        &mut self,
        context: &Context<'_>,
        findings: &mut Findings,
        object: &ObjectRef,
        field: Field<'_>,
    ) {
        let protocol = self.protocol.filter(|_| self.unsupported_mode.is_none());
        let mut fitting = protocol.map_or(&[][..], fitting_kinds).to_vec();
        fitting.retain(|kind| context.options.has(&feature(*kind)));
        let listed = self.allowed_routes.map_or(&[][..], AllowedRoutes::kinds);
        if listed.is_empty() {
            self.supported = fitting;
            return;
        }
        for (index, entry) in listed.iter().enumerate() {
            match fitting
                .iter()
                .find(|kind| entry.group() == GATEWAY_GROUP && entry.kind == kind.as_str())
            {
                Some(kind) if !self.supported.contains(kind) => self.supported.push(*kind),
                Some(_) => {}
                None if protocol.is_none() => {}
                None => self.unsupported_kind(findings, object, field, index, entry),
            }
        }
    }

    fn unsupported_kind(
        &mut self,
        findings: &mut Findings,
        object: &ObjectRef,
        field: Field<'_>,
        index: usize,
        entry: &RouteGroupKind,
    ) {
        let message = format!(
            "routes of kind `{}/{}` cannot attach to this listener",
            entry.group(),
            entry.kind
        );
        let fitting: Vec<_> = self
            .protocol
            .map_or(&[][..], fitting_kinds)
            .iter()
            .map(|kind| kind.as_str())
            .collect();
        let (allowed, kinds) = (field.member("allowedRoutes"), "kinds");
        let finding = Finding::error(
            allowed.member(kinds).item(index),
            "invalid-route-kind",
            message.clone(),
        );
        findings.push(
            object,
            finding.help(format!("its protocol takes {}", fitting.join(" and "))),
        );
        self.unresolved.push(Unresolved {
            reason: "InvalidRouteKinds",
            message,
        });
    }
}

/// The feature that stands for a kind of routes.
pub(super) fn feature(kind: RouteKind) -> Feature {
    match kind {
        RouteKind::Http => Feature::HttpRoute,
        RouteKind::Grpc => Feature::GrpcRoute,
        RouteKind::Tls => Feature::TlsRoute,
        RouteKind::Tcp => Feature::TcpRoute,
        RouteKind::Udp => Feature::UdpRoute,
    }
}

/// Whether listeners of a protocol are supported: below HTTP, as its one kind of routes is.
pub(super) fn serves(context: &Context<'_>, protocol: ListenerProtocol) -> bool {
    let mut kinds = fitting_kinds(protocol).iter();
    kinds.any(|kind| context.options.has(&feature(*kind)))
}

/// The kinds of routes that a protocol can carry (spec 2.2.9).
fn fitting_kinds(protocol: ListenerProtocol) -> &'static [RouteKind] {
    match protocol {
        ListenerProtocol::Http | ListenerProtocol::Https => &[RouteKind::Http, RouteKind::Grpc],
        ListenerProtocol::Tls => &[RouteKind::Tls],
        ListenerProtocol::Tcp => &[RouteKind::Tcp],
        ListenerProtocol::Udp => &[RouteKind::Udp],
    }
}
