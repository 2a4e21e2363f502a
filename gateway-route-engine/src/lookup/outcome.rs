//! Outcome: what becomes of a request once it is known which rule wins, or that none does (spec
//! 4.5).

use super::Place;
use crate::backend::Backend;
use crate::decision::{
    Decision, Forward, Matched, Redirect, Reject, RejectCause, Respond, ResponseCause,
};
use crate::filters::{Cors, Filter};
use crate::index::hosts::Host;
use crate::listener::Listener;
use crate::request::RequestView;
use crate::table::ListenerRoutes;

impl ListenerRoutes {
    /// Whether errors go to gRPC callers in their own terms: not where HTTPRoutes alone are
    /// attached, for which gRPC is plain HTTP (spec 12.14, 12.77).
    fn answers_grpc(&self) -> bool {
        self.has_grpc() || !self.has_http()
    }
}

/// One connection, one choice of a backend; what cannot be served is closed (spec 7.2.6, 7.3.2).
pub(super) fn connect<'t>(
    entropy: u64,
    place: Place<'t>,
    server_name: Option<Host<'_>>,
) -> Decision<'t> {
    let Some(winner) = place.routes.find_connection(server_name) else {
        return reject(place.listener, RejectCause::NoRoute);
    };
    let matched = Matched {
        match_index: None,
        ..winner.matched(place)
    };
    let cause = match winner.rule.backends.draw(entropy) {
        Some(backend) => match backend.error {
            None => return Decision::Forward(Forward { matched, backend }),
            Some(error) => RejectCause::Backend(error),
        },
        None => RejectCause::NoBackends,
    };
    Decision::Reject(Reject {
        listener: place.listener,
        matched: Some(matched),
        cause,
    })
}

/// What the winning rule does with a request: its filters in list order, of which the first that
/// answers wins, then the backend that is drawn, then that backend's filters (spec 12.24, 12.59).
#[inline]
pub(super) fn decide<'t>(
    request: &RequestView<'_>,
    entropy: u64,
    place: Place<'t>,
    matched: Matched<'t>,
) -> Decision<'t> {
    let grpc = place.routes.answers_grpc() && is_grpc(request);
    let fail = |cause| fail(matched, grpc, cause);
    // Most rules and backends have no filters.
    let answer = |filters: &'t [Filter], backend| {
        let some = !filters.is_empty();
        some.then(|| answer(request, matched, grpc, filters, backend))
            .flatten()
    };
    if let Some(answer) = answer(&matched.rule.filters, None) {
        return answer;
    }
    let Some(backend) = matched.rule.backends.draw(entropy) else {
        return fail(ResponseCause::NoBackends);
    };
    // A backend's filter that answers does so whether the backend can be used or not (spec 12.26).
    let answered = answer(&backend.filters, Some(backend));
    answered.unwrap_or_else(|| match backend.error {
        Some(error) => fail(ResponseCause::Backend(backend, error)),
        None => Decision::Forward(Forward { matched, backend }),
    })
}

/// The answer of the first filter that gives one.
#[inline(never)]
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
        listener: matched.listener,
        matched: Some(matched),
        cause,
        grpc,
    })
}

/// The gateway's own answer for a request that no rule has won.
pub(super) fn respond<'t>(
    request: &RequestView<'_>,
    place: Option<Place<'t>>,
    cause: ResponseCause<'t>,
) -> Decision<'t> {
    // A listener's own filters come before its routes, which are then no matter (spec 12.88).
    let before_routes = matches!(cause, ResponseCause::UnusableListenerFilter(_));
    let grpc = before_routes || place.is_none_or(|place| place.routes.answers_grpc());
    Decision::Respond(Respond {
        listener: place.and_then(|place| place.listener),
        matched: None,
        cause,
        grpc: grpc && is_grpc(request),
    })
}

pub(super) fn reject(listener: Option<&Listener>, cause: RejectCause) -> Decision<'_> {
    Decision::Reject(Reject {
        listener,
        matched: None,
        cause,
    })
}

/// Whether a client speaks gRPC, going by its content type.
pub(super) fn is_grpc(request: &RequestView<'_>) -> bool {
    const PREFIX: &[u8] = b"application/grpc";
    let content_type = request.headers.first(&http::header::CONTENT_TYPE);
    content_type.is_some_and(|value| {
        value
            .get(..PREFIX.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
    })
}
