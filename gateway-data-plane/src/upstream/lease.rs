//! Lease: a connection to an endpoint for the time of one request.

use std::fmt;
use std::sync::Arc;

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::client::conn::{TrySendError, http1, http2};
use tokio_util::either::Either;

use super::endpoint::Identity;
use super::{Endpoint, InFlight};
use crate::body::RequestBody;

/// A connection that one request has. Dropped, an HTTP/1.1 connection is closed; released, it is kept for the next one.
#[derive(Debug)]
pub struct Lease {
    connection: Connection,
    endpoint: InFlight,
    /// Whether other requests were sent on it before, so that the endpoint may be about to close it.
    reused: bool,
}

#[derive(Debug)]
enum Connection {
    /// With what it has for TLS.
    Http1(http1::SendRequest<RequestBody>, Identity),
    Http2(http2::SendRequest<RequestBody>),
}

/// A request without a response, as the library says it.
pub(super) type Unanswered = TrySendError<Request<RequestBody>>;

/// Why a request has no response.
#[derive(Debug)]
pub struct SendError {
    /// The error.
    pub error: hyper::Error,
    /// The request, if nothing of it was sent.
    pub unsent: Option<Box<Request<RequestBody>>>,
}

impl Lease {
    pub(super) fn http1(
        sender: http1::SendRequest<RequestBody>,
        identity: Identity,
        endpoint: Arc<Endpoint>,
        reused: bool,
    ) -> Self {
        Self {
            connection: Connection::Http1(sender, identity),
            endpoint: InFlight::new(endpoint),
            reused,
        }
    }

    pub(super) fn http2(
        sender: http2::SendRequest<RequestBody>,
        endpoint: Arc<Endpoint>,
        reused: bool,
    ) -> Self {
        Self {
            connection: Connection::Http2(sender),
            endpoint: InFlight::new(endpoint),
            reused,
        }
    }

    /// Whether other requests were sent on the connection before.
    pub fn reused(&self) -> bool {
        self.reused
    }

    /// Sends the request, and waits for the head of the response.
    pub fn send(
        &mut self,
        request: Request<RequestBody>,
    ) -> impl Future<Output = Result<Response<Incoming>, Unanswered>> + Send + use<> {
        match &mut self.connection {
            Connection::Http1(sender, _) => Either::Left(sender.try_send_request(request)),
            Connection::Http2(sender) => Either::Right(sender.try_send_request(request)),
        }
    }

    /// Gives the connection back: the response has been read.
    pub fn release(self) {
        match self.connection {
            Connection::Http1(sender, identity) => {
                self.endpoint.endpoint().keep_idle(sender, identity);
            }
            Connection::Http2(_) => {}
        }
    }
}

impl SendError {
    /// Whether the endpoint cannot have acted on the request: nothing of it was sent, or it refused the stream (spec 6.5.3).
    pub fn unprocessed(&self) -> bool {
        self.unsent.is_some() || stream_reason(&self.error) == Some(h2::Reason::REFUSED_STREAM)
    }

    /// Whether the connection ended before the response began.
    pub fn is_disconnect(&self) -> bool {
        use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
        let io = std::error::Error::source(&self.error)
            .and_then(|source| source.downcast_ref::<std::io::Error>());
        self.error.is_incomplete_message()
            || io.is_some_and(|io| {
                matches!(io.kind(), BrokenPipe | ConnectionAborted | ConnectionReset)
            })
    }
}

impl From<Unanswered> for SendError {
    fn from(mut unanswered: Unanswered) -> Self {
        Self {
            unsent: unanswered.take_message().map(Box::new),
            error: unanswered.into_error(),
        }
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.error)?;
        std::error::Error::source(&self.error).map_or(Ok(()), |source| write!(f, ": {source}"))
    }
}

impl std::error::Error for SendError {}

/// Why an HTTP/2 stream was reset.
fn stream_reason(error: &hyper::Error) -> Option<h2::Reason> {
    std::error::Error::source(error)?
        .downcast_ref::<h2::Error>()?
        .reason()
}
