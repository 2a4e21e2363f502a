//! External authorization: a service is asked whether a request may pass (spec 5.7). Whatever goes wrong on the way to it
//! denies the request.

mod check;
mod grpc;
mod http;

use std::time::Duration;

use ::http::Response;
use bytes::Bytes;
use gateway_route_engine::filters::external_auth::ExternalAuthProtocol;
use gateway_route_engine::filters::{ExternalAuth, HeaderModifier};
use gateway_route_engine::{RequestHead, RouteKind};
use hyper::body::Incoming;
use tokio::time::timeout;

use crate::body::{Answer, ClientBody, ReadAheadError, RequestBody};
use crate::entry::Entry;
use crate::failure::Failure;
use crate::outgoing::Outgoing;
use crate::upstream::{Dial, Lease, Upstream};

/// What a service is asked for a client.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// The filter that asks.
    pub auth: &'q ExternalAuth,
    /// Where the client came in.
    pub entry: &'q Entry,
    /// How long the service may take.
    pub limit: Duration,
}

/// Where a service is, and how it is spoken to.
pub type Reached<'u> = (Dial, &'u Upstream);

/// What a service said.
#[derive(Debug)]
enum Verdict {
    /// The request may pass.
    Allowed(Edits),
    /// The client gets this instead.
    Denied(Answer),
}

/// What a service wants changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Edits {
    /// In the request on its way to the backend.
    request: HeaderModifier,
    /// In the response on its way to the client.
    response: HeaderModifier,
}

impl Question<'_> {
    /// Asks about a request, as its head stands at the filter's place, and edits the head as the service says. What the client's
    /// response gets is returned, or what it is in place of a response. `reach` says where the service is, for requests of a kind.
    ///
    /// # Errors
    ///
    /// When the request has more of a body than the service takes, or the service gives no answer.
    pub async fn ask<'u>(
        self,
        head: &mut RequestHead,
        body: &mut ClientBody,
        reach: impl FnOnce(RouteKind) -> Result<Reached<'u>, Failure>,
    ) -> Result<Result<HeaderModifier, Answer>, Failure> {
        let limit = self.limit;
        let asked = timeout(limit, self.answer(head, body, reach)).await;
        let late = || Failure::Authorization(format!("it did not answer within {limit:?}"));
        match asked.map_err(|_| late())?? {
            Verdict::Denied(response) => Ok(Err(response)),
            Verdict::Allowed(edits) => {
                // The host has been decided on: no service changes it (spec 5.9.5).
                let host = head.authority.clone();
                edits.request.apply_request(head);
                head.authority = host;
                Ok(Ok(edits.response))
            }
        }
    }

    async fn answer<'u>(
        self,
        head: &RequestHead,
        body: &mut ClientBody,
        reach: impl FnOnce(RouteKind) -> Result<Reached<'u>, Failure>,
    ) -> Result<Verdict, Failure> {
        let auth = self.auth;
        let body = match usize::try_from(auth.forward_body) {
            Ok(0) => None,
            limit => Some(read(body, limit.unwrap_or(usize::MAX)).await?),
        };
        match &auth.protocol {
            ExternalAuthProtocol::Http {
                path,
                allowed_headers,
                allowed_response_headers,
            } => {
                let length = body.as_ref().map_or(0, Bytes::len);
                let asked = http::head(path, allowed_headers, head, length)?;
                let (response, lease) = exchange(reach(RouteKind::Http), asked, body).await?;
                Ok(http::answer(response, lease, allowed_response_headers))
            }
            ExternalAuthProtocol::Grpc { allowed_headers } => {
                let check = grpc::check(self.entry, allowed_headers, head, body);
                let (asked, frame) = (grpc::head(&auth.backend)?, grpc::frame(&check)?);
                // gRPC is HTTP/2 whatever the port says.
                let reached = reach(RouteKind::Grpc);
                let (response, _) = exchange(reached, asked, Some(frame)).await?;
                grpc::answer(response).await
            }
        }
    }
}

/// Sends a request to an endpoint of the service.
async fn exchange(
    reached: Result<Reached<'_>, Failure>,
    mut asked: Outgoing,
    body: Option<Bytes>,
) -> Result<(Response<Incoming>, Lease), Failure> {
    let nowhere = || Failure::Authorization("it has no endpoint".to_owned());
    let (dial, upstream) = reached.map_err(|failure| match failure {
        Failure::NoEndpoints => nowhere(),
        other => other,
    })?;
    let endpoint = upstream.pick(None, &[]).await.ok_or_else(nowhere)?;
    let mut body = body.map_or(RequestBody::Empty, |body| {
        RequestBody::Whole(Box::new(body))
    });
    let mut sent = false;
    let answered = endpoint.send(&dial, false, &mut sent, |_| {
        let body = std::mem::replace(&mut body, RequestBody::Gone);
        asked.request(&dial, endpoint.address(), body, true)
    });
    let answered = answered.await;
    answered.map_err(|failure| Failure::Authorization(failure.to_string()))
}

async fn read(body: &mut ClientBody, limit: usize) -> Result<Bytes, Failure> {
    body.read_ahead(limit).await.map_err(|error| match error {
        ReadAheadError::TooLarge => Failure::BodyTooLarge(limit),
        ReadAheadError::Client(error) => {
            Failure::Authorization(format!("the request's body broke off: {error}"))
        }
    })
}

/// The lines of a header that a service gets: those that a list names, or all where it is empty.
fn is_allowed(list: &[String], name: &str) -> bool {
    list.iter()
        .any(|allowed| allowed.eq_ignore_ascii_case(name))
}
