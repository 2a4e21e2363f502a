//! Reasons: why something did not go to a backend, in a word, for metrics and the access log.

use gateway_route_engine::{BackendError, RejectCause, ResponseCause};

/// Why the gateway answers itself; `None` where that is no error.
pub fn answered(cause: ResponseCause<'_>) -> Option<&'static str> {
    Some(match cause {
        ResponseCause::NoListener => "no_listener",
        ResponseCause::NoRule => "no_route",
        ResponseCause::Misdirected => "misdirected",
        ResponseCause::NoBackends => "no_backend",
        ResponseCause::Backend(_, error) => unusable(error),
        ResponseCause::UnusableListenerFilter(_) | ResponseCause::UnresolvedFilter(_) => {
            "unusable_filter"
        }
        ResponseCause::UnusableAuth(_) => "unusable_authorization",
        ResponseCause::Preflight(..) => return None,
    })
}

/// Why a request or a connection gets no answer.
pub fn rejected(cause: RejectCause) -> &'static str {
    match cause {
        RejectCause::NoRoute => "no_route",
        RejectCause::NoBackends => "no_backend",
        RejectCause::Backend(error) => unusable(error),
        _ => "rejected",
    }
}

fn unusable(error: BackendError) -> &'static str {
    match error {
        BackendError::NoReadyEndpoints => "no_endpoint",
        _ => "unusable_backend",
    }
}
