//! Service: a request in, a response out. The engine decides, and this carries out.

use std::fmt;
use std::pin::pin;

use gateway_data_plane::body::{Answer, ClientBody};
use gateway_data_plane::entry::Entry;
use gateway_data_plane::fields::Fields;
use gateway_data_plane::headers;
use gateway_data_plane::intake::{self, Refusal};
use gateway_data_plane::outgoing::ConnectionFields;
use gateway_data_plane::reply;
use gateway_route_engine::decision::{Decision, Redirect, RejectCause};
use gateway_route_engine::request::{RequestHead, RequestView};
use http::Request;
use http::header::{CONTENT_LENGTH, UPGRADE};
use http::uri::PathAndQuery;
use hyper::body::Incoming;
use tokio::time::Instant;

use crate::auth::Asker;
use crate::exchange::{Asked, exchange};
use crate::gate::{Gate, Stopped};
use crate::observe::Witness;
use crate::server::Server;

/// The engine gives a request no answer: the connection is closed.
#[derive(Clone, Copy, Debug)]
pub struct Rejected(RejectCause);

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.explanation())
    }
}

impl std::error::Error for Rejected {}

/// Answers a request.
pub async fn answer(
    (server, entry): (&Server, &Entry),
    asked: &mut Asked,
    witness: &Witness,
) -> Result<Answer, Rejected> {
    let snapshot = server.live.current();
    let mut gate = Gate {
        asker: Asker {
            server,
            snapshot: &snapshot,
            entry,
            witness,
        },
        to_grpc: asked.to_grpc,
        response: None,
    };
    let entropy = rand::random();
    let mut view = asked.view(entry);
    let mut decision = snapshot.table.route(&view, entropy);
    let filters = decision.listener_filters();
    if !filters.is_empty() {
        let mut head = asked.head();
        let passed = gate.pass_listener(filters, &mut head, &mut asked.body);
        if let Err(stopped) = passed.await {
            return Ok(stopped);
        }
        asked.parts.headers = head.headers;
        view = asked.view(entry);
        decision = snapshot.table.route(&view, entropy);
    }
    witness.decided(&snapshot, &view, &decision);
    match decision {
        Decision::Respond(respond) => Ok(with(reply::respond(&respond, &view), &gate)),
        Decision::Redirect(redirect) => {
            let response = reply::redirect(&redirect, &view);
            let passed = pass_redirect(&mut gate, &redirect, entropy, asked).await;
            Ok(passed.map_or_else(|stopped| stopped, |()| with(response, &gate)))
        }
        Decision::Reject(reject) => Err(Rejected(reject.cause)),
        // Services of a mesh alone are without routes, and this proxy serves Gateways.
        Decision::Unrouted(_) => Err(Rejected(RejectCause::NoRoute)),
        Decision::Forward(forward) => {
            // Pinned here, for what is awaited not to be moved into place.
            Ok(pin!(exchange((forward, entropy), &mut gate, asked)).await)
        }
    }
}

/// A redirect is answered once the services before it have let the request pass.
async fn pass_redirect(
    gate: &mut Gate<'_>,
    redirect: &Redirect<'_>,
    entropy: u64,
    asked: &mut Asked,
) -> Result<(), Stopped> {
    let (matched, mut head) = (redirect.matched, asked.head());
    let passed = gate.pass_rule(matched, entropy, &mut head, &mut asked.body);
    let (filters, _) = passed.await?;
    if let Some(backend) = redirect.backend {
        let mut filters = filters.toward(backend);
        gate.pass(&mut filters, &mut head, &mut asked.body).await?;
    }
    Ok(())
}

/// An answer of the gateway, with what the services that were asked want changed in it.
fn with(mut response: Answer, gate: &Gate<'_>) -> Answer {
    if let Some(edits) = &gate.response {
        edits.apply(response.headers_mut());
    }
    response
}

impl Asked {
    /// What the engine has to know of it.
    pub(crate) fn view<'r>(&'r self, entry: &'r Entry) -> RequestView<'r> {
        RequestView {
            method: self.parts.method.as_str(),
            authority: self.name(),
            target: self.target(),
            headers: &self.parts.headers,
            ..entry.view()
        }
    }

    /// What filters edit. The headers are taken out of the request.
    pub(crate) fn head(&mut self) -> RequestHead {
        RequestHead {
            method: self.parts.method.to_string(),
            authority: self.name().map(str::to_owned),
            target: self.target().to_owned(),
            headers: std::mem::take(&mut self.parts.headers),
        }
    }

    fn name(&self) -> Option<&str> {
        self.host.as_ref().and_then(|host| host.to_str().ok())
    }

    fn target(&self) -> &str {
        let target = self.parts.uri.path_and_query();
        target.map_or("/", PathAndQuery::as_str)
    }
}

/// Takes a request in, and brings its head into the form that is routed and forwarded: without what concerned the client's
/// connection only, and with where the request came from.
pub fn take(
    (server, entry): (&Server, &Entry),
    mut request: Request<Incoming>,
    fields: Fields,
    since: Instant,
) -> Result<Asked, Refusal> {
    let upgrade = headers::upgrade(request.headers(), fields)
        .map(|protocol| (protocol, hyper::upgrade::on(&mut request)));
    let (mut parts, body) = request.into_parts();
    let host = intake::authority(&mut parts, fields)?;
    let trailers = headers::accepts_trailers(&parts.headers, fields);
    headers::strip_hop_by_hop(&mut parts.headers, fields);
    // The client is told to continue as soon as the backend reads the body.
    fields.remove(&mut parts.headers, Fields::EXPECT);
    headers::set_forwarded(
        (&mut parts.headers, fields),
        &entry.forwarded_for,
        entry.view().scheme(),
        host.as_ref(),
        server.config.trust_forwarded,
    );
    let (protocol, upgrade) = upgrade.unzip();
    if let Some(protocol) = &protocol {
        // Routes may match on it.
        parts.headers.insert(UPGRADE, protocol.clone());
    }
    let length = fields.has(Fields::CONTENT_LENGTH);
    let length = length.then(|| parts.headers.get(CONTENT_LENGTH).cloned());
    let to_grpc = fields.has(Fields::CONTENT_TYPE) && reply::is_grpc(&parts.headers);
    Ok(Asked {
        since,
        body: ClientBody::new(body, server.config.limits.body_stalled),
        parts,
        host,
        connection: ConnectionFields {
            upgrade: protocol,
            trailers,
            length: length.flatten(),
        },
        upgrade,
        to_grpc,
    })
}
