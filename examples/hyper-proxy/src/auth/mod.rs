//! External authorization: a service is asked whether a request may pass (spec 5.7). Whatever goes wrong on the way to it
//! denies the request.

mod check;
mod grpc;
mod http;

use ::http::Response;
use bytes::Bytes;
use gateway_route_engine::filters::external_auth::ExternalAuthProtocol;
use gateway_route_engine::filters::{ExternalAuth, HeaderModifier};
use gateway_route_engine::{RequestHead, RouteKind};
use hyper::body::Incoming;
use tokio::time::timeout;

use crate::body::{ClientBody, ReadAheadError, RequestBody, ResponseBody};
use crate::entry::Entry;
use crate::failure::Failure;
use crate::observe::Witness;
use crate::outgoing::Outgoing;
use crate::server::Server;
use crate::snapshot::Snapshot;
use crate::upstream::Lease;

/// What asks: the proxy, for a request of a client.
#[derive(Clone, Copy, Debug)]
pub struct Asker<'a> {
    /// The proxy.
    pub server: &'a Server,
    /// The configuration that the request is served by.
    pub snapshot: &'a Snapshot,
    /// Where the client came in.
    pub entry: &'a Entry,
    /// Who is told what becomes of the request.
    pub witness: &'a Witness,
}

/// What a service said.
#[derive(Debug)]
pub enum Answer {
    /// The request may pass.
    Allowed(Edits),
    /// The client gets this instead.
    Denied(Box<Response<ResponseBody>>),
}

/// What a service wants changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// In the request on its way to the backend.
    pub request: HeaderModifier,
    /// In the response on its way to the client.
    pub response: HeaderModifier,
}

impl Asker<'_> {
    /// Asks the service of a filter about a request, as its head stands at the filter's place, and edits the head as the
    /// service says. What the client's response gets is returned.
    pub async fn ask(
        self,
        auth: &ExternalAuth,
        head: &mut RequestHead,
        body: &mut ClientBody,
    ) -> Result<Result<HeaderModifier, Box<Response<ResponseBody>>>, Failure> {
        let limit = self.server.config.limits.authorization;
        let asked = timeout(limit, self.answer(auth, head, body)).await;
        let late = || Failure::Authorization(format!("it did not answer within {limit:?}"));
        match asked.map_err(|_| late())?? {
            Answer::Denied(response) => Ok(Err(response)),
            Answer::Allowed(edits) => {
                // The host has been decided on: no service changes it (spec 5.9.5).
                let host = head.authority.clone();
                edits.request.apply_request(head);
                head.authority = host;
                Ok(Ok(edits.response))
            }
        }
    }

    async fn answer(
        self,
        auth: &ExternalAuth,
        head: &RequestHead,
        body: &mut ClientBody,
    ) -> Result<Answer, Failure> {
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
                let (response, lease) = self.exchange(auth, asked, body).await?;
                Ok(http::answer(response, lease, allowed_response_headers))
            }
            ExternalAuthProtocol::Grpc { allowed_headers } => {
                let check = grpc::check(self, allowed_headers, head, body);
                let (asked, frame) = (grpc::head(&auth.backend)?, grpc::frame(&check)?);
                let (response, _) = self.exchange(auth, asked, Some(frame)).await?;
                grpc::answer(response).await
            }
        }
    }

    /// Sends a request to an endpoint of the service.
    async fn exchange(
        self,
        auth: &ExternalAuth,
        mut asked: Outgoing,
        body: Option<Bytes>,
    ) -> Result<(Response<Incoming>, Lease), Failure> {
        let backend = &auth.backend;
        // gRPC is HTTP/2 whatever the port says.
        let kind = match auth.protocol {
            ExternalAuthProtocol::Grpc { .. } => RouteKind::Grpc,
            ExternalAuthProtocol::Http { .. } => RouteKind::Http,
        };
        // What it is shown of the Gateway is the same on all of its listeners.
        let mut listeners = (self.snapshot.table).listeners(&self.entry.gateway, self.entry.port);
        let dial = self.snapshot.dial(backend, kind, listeners.next())?;
        let endpoint = match self.snapshot.upstream(&backend.target) {
            Some(upstream) => upstream.pick(None, &[]).await,
            None => None,
        };
        let nowhere = || Failure::Authorization("it has no endpoint".to_owned());
        let endpoint = endpoint.ok_or_else(nowhere)?;
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
