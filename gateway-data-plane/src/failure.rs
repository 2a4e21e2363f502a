//! Failure: why a request that the engine wants forwarded has no response from a backend.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use gateway_route_engine::BackendError;
use gateway_route_engine::decision::RejectCause;
use gateway_route_engine::retry::Ended;
use http::StatusCode;

use crate::upstream::{ConnectError, SendError};

/// Why there is no response.
#[derive(Debug)]
pub enum Failure {
    /// The backend has no endpoint.
    NoEndpoints,
    /// No connection to the endpoint.
    Connect(SocketAddr, ConnectError),
    /// The connection broke, or what came back was not HTTP.
    Send(SocketAddr, SendError),
    /// The endpoint changed protocols without being asked to.
    UnaskedUpgrade,
    /// The time for one attempt passed; `sent` says whether the endpoint had been reached by then.
    AttemptTimeout {
        /// Whether any part of the request may have been processed.
        sent: bool,
    },
    /// The time for the request passed.
    RequestTimeout,
    /// The authorization service that an `ExternalAuth` filter names gave no answer; why is for the log alone.
    Authorization(String),
    /// The request's body has more bytes than an authorization service may be sent (spec 12.22).
    BodyTooLarge(usize),
    /// The backend has to be reached over TLS, and what that takes cannot be used; it is never reached in cleartext (spec
    /// 6.8.9).
    NoTls(Arc<str>),
    /// The engine gives a connection or a flow no backend.
    Rejected(RejectCause),
    /// Another attempt would be one more than the backend's retry budget allows (spec 6.7.3).
    RetryBudget,
    /// A filter made a head that cannot be sent.
    UnusableHead(&'static str),
}

impl Failure {
    /// The status of the answer (spec 4.5, 12.44).
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NoEndpoints | Self::RetryBudget => StatusCode::SERVICE_UNAVAILABLE,
            Self::Connect(_, ConnectError::TimedOut(_))
            | Self::AttemptTimeout { .. }
            | Self::RequestTimeout => StatusCode::GATEWAY_TIMEOUT,
            Self::Connect(..)
            | Self::Send(..)
            | Self::UnaskedUpgrade
            | Self::NoTls(_)
            | Self::Rejected(_) => StatusCode::BAD_GATEWAY,
            Self::BodyTooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Authorization(_) | Self::UnusableHead(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The reason in a word, for metrics and the access log.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::NoEndpoints
            | Self::Rejected(RejectCause::Backend(BackendError::NoReadyEndpoints)) => "no_endpoint",
            Self::Connect(_, ConnectError::TimedOut(_)) => "connect_timeout",
            Self::Connect(_, ConnectError::Tls(_)) | Self::NoTls(_) => "backend_tls_failed",
            Self::Connect(..) => "connect_failed",
            Self::Rejected(RejectCause::NoRoute) => "no_route",
            Self::Rejected(_) => "no_backend",
            Self::Send(..) | Self::UnaskedUpgrade => "backend_broke_off",
            Self::AttemptTimeout { .. } => "backend_timeout",
            Self::RequestTimeout => "request_timeout",
            Self::Authorization(_) => "no_authorization",
            Self::BodyTooLarge(_) => "body_too_large",
            _ => "not_forwarded",
        }
    }

    /// The status for a gRPC caller: 4 is `DEADLINE_EXCEEDED`, 8 `RESOURCE_EXHAUSTED`, 14 `UNAVAILABLE`.
    pub fn grpc_status(&self) -> u8 {
        match self.status() {
            StatusCode::GATEWAY_TIMEOUT => 4,
            StatusCode::PAYLOAD_TOO_LARGE => 8,
            _ => 14,
        }
    }

    /// Whether the endpoint is to blame, rather than the client or the configuration.
    pub fn is_of_endpoint(&self) -> bool {
        matches!(
            self,
            Self::Connect(..) | Self::Send(..) | Self::AttemptTimeout { .. } | Self::UnaskedUpgrade
        )
    }

    /// How the attempt ended, as far as a retry is concerned; `None` if there is none after it (spec 6.5.3).
    pub fn ended(&self) -> Option<Ended> {
        Some(match self {
            Self::Connect(..) | Self::AttemptTimeout { sent: false } => Ended::Unprocessed,
            Self::Send(_, error) if error.unprocessed() => Ended::Unprocessed,
            Self::AttemptTimeout { sent: true } => Ended::TimedOut,
            Self::Send(_, error) if error.is_disconnect() => Ended::Broken,
            _ => return None,
        })
    }

    /// What a client may know: the reason, without the address of an endpoint.
    pub fn explanation(&self) -> String {
        match self {
            Self::NoEndpoints => "the backend has no endpoint that is ready".to_owned(),
            Self::Connect(_, ConnectError::TimedOut(_)) => {
                "the backend could not be reached in time".to_owned()
            }
            Self::Connect(_, ConnectError::Tls(error)) => {
                format!("TLS with the backend failed: {error}")
            }
            Self::Connect(..) => "the backend refused the connection".to_owned(),
            Self::UnaskedUpgrade => {
                "the backend changed protocols without being asked to".to_owned()
            }
            Self::Send(..) => {
                "the backend closed the connection or gave no valid answer".to_owned()
            }
            Self::AttemptTimeout { .. } => {
                "the backend did not answer in time: the route's backendRequest timeout, or else the gateway's own".to_owned()
            }
            Self::RequestTimeout => {
                "there was no answer within the route's request timeout".to_owned()
            }
            Self::Authorization(_) => "the authorization service could not be asked".to_owned(),
            Self::BodyTooLarge(limit) => format!(
                "the request's body is larger than the {limit} bytes that its authorization takes"
            ),
            Self::Rejected(cause) => cause.explanation().to_owned(),
            Self::NoTls(why) => format!("TLS with the backend cannot be set up: {why}"),
            Self::RetryBudget => "the backend's retry budget is used up".to_owned(),
            Self::UnusableHead(part) => {
                format!("the route's filters give the request an invalid {part}")
            }
        }
    }
}

impl fmt::Display for Failure {
    /// What the log says.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect(address, error) => write!(f, "cannot connect to {address}: {error}"),
            Self::Send(address, error) => write!(f, "no response from {address}: {error}"),
            Self::Authorization(why) => write!(f, "{}: {why}", self.explanation()),
            _ => f.write_str(&self.explanation()),
        }
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_was_not_sent_was_not_processed() {
        let late = ConnectError::TimedOut(Duration::from_secs(1));
        for (failure, expected) in [
            (
                Failure::Connect(([127, 0, 0, 1], 1).into(), late),
                Some(Ended::Unprocessed),
            ),
            (
                Failure::AttemptTimeout { sent: false },
                Some(Ended::Unprocessed),
            ),
            (
                Failure::AttemptTimeout { sent: true },
                Some(Ended::TimedOut),
            ),
            (Failure::RequestTimeout, None),
            (Failure::NoEndpoints, None),
        ] {
            assert_eq!(failure.ended(), expected, "{failure}");
        }
    }
}
