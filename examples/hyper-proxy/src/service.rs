//! Service: a request in, a response out. The engine decides, and this carries out.

use std::fmt;
use std::pin::pin;

use gateway_route_engine::decision::{Decision, Redirect, RejectCause};
use gateway_route_engine::filters::HeaderModifier;
use gateway_route_engine::request::{RequestHead, RequestView};
use http::header::{CONTENT_LENGTH, HeaderValue, UPGRADE};
use http::request::Parts;
use http::uri::PathAndQuery;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::upgrade::OnUpgrade;
use tokio::time::Instant;

use crate::auth::Asker;
use crate::body::{ClientBody, ResponseBody};
use crate::entry::Entry;
use crate::exchange::{Asked, Plan, exchange};
use crate::fields::Fields;
use crate::gate::{Gate, Stopped};
use crate::headers;
use crate::intake;
use crate::observe::Witness;
use crate::outgoing::ConnectionFields;
use crate::reply;
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
    mut request: Request<Incoming>,
    fields: Fields,
    witness: &Witness,
) -> Result<Response<ResponseBody>, Rejected> {
    let upgrade = headers::upgrade(request.headers(), fields)
        .map(|protocol| (protocol, hyper::upgrade::on(&mut request)));
    let (mut parts, body) = request.into_parts();
    let mut body = ClientBody::new(body, server.config.limits.body_stalled);
    let host = match intake::authority(&mut parts, fields) {
        Ok(host) => host,
        Err(refusal) => return Ok(reply::refusal(refusal)),
    };
    let asked = prepare(server, entry, (&mut parts, fields), host.as_ref(), upgrade);
    let snapshot = server.live.current();
    let mut gate = Gate {
        asker: Asker {
            server,
            snapshot: &snapshot,
            entry,
            witness,
        },
        to_grpc: asked.to_grpc,
        response: HeaderModifier::default(),
    };
    let (host, entropy) = (host.as_ref(), rand::random());
    let name = host.and_then(|host| host.to_str().ok());
    let mut decision = snapshot.table.route(&view(entry, &parts, name), entropy);
    let filters = decision.listener_filters();
    if !filters.is_empty() {
        let mut head = head(&mut parts, host);
        if let Err(stopped) = gate.pass_listener(filters, &mut head, &mut body).await {
            return Ok(*stopped);
        }
        parts.headers = head.headers;
        decision = snapshot.table.route(&view(entry, &parts, name), entropy);
    }
    let view = view(entry, &parts, name);
    witness.decided(&snapshot, &view, &decision);
    match decision {
        Decision::Respond(respond) => Ok(with(reply::respond(&respond, &view), &gate)),
        Decision::Redirect(redirect) => {
            let response = reply::redirect(&redirect, &view);
            let mut head = head(&mut parts, host);
            let passed = pass_redirect(&mut gate, &redirect, entropy, &mut head, &mut body).await;
            Ok(passed.map_or_else(|stopped| *stopped, |()| with(response, &gate)))
        }
        Decision::Reject(reject) => Err(Rejected(reject.cause)),
        // Services of a mesh alone are without routes, and this proxy serves Gateways.
        Decision::Unrouted(_) => Err(Rejected(RejectCause::NoRoute)),
        Decision::Forward(forward) => {
            let edits = forward.response_edits(&view);
            let plan = Plan {
                forward,
                entropy,
                parts: &mut parts,
                host,
                body,
                edits,
            };
            // Pinned here, for what is awaited not to be moved into place.
            Ok(pin!(exchange(plan, gate, asked)).await)
        }
    }
}

/// A redirect is answered once the services before it have let the request pass.
async fn pass_redirect(
    gate: &mut Gate<'_>,
    redirect: &Redirect<'_>,
    entropy: u64,
    head: &mut RequestHead,
    body: &mut ClientBody,
) -> Result<(), Stopped> {
    let matched = redirect.matched;
    let (filters, _) = gate.pass_rule(matched, entropy, head, body).await?;
    if let Some(backend) = redirect.backend {
        gate.pass(&mut filters.toward(backend), head, body).await?;
    }
    Ok(())
}

/// An answer of the gateway, with what the services that were asked want changed in it.
fn with(mut response: Response<ResponseBody>, gate: &Gate<'_>) -> Response<ResponseBody> {
    gate.response.apply(response.headers_mut());
    response
}

/// What the engine has to know of a request.
fn view<'r>(entry: &'r Entry, parts: &'r Parts, host: Option<&'r str>) -> RequestView<'r> {
    RequestView {
        method: parts.method.as_str(),
        authority: host,
        target: parts.uri.path_and_query().map_or("/", PathAndQuery::as_str),
        headers: &parts.headers,
        ..entry.view()
    }
}

/// What filters edit. The headers are taken out of the request.
pub(crate) fn head(parts: &mut Parts, host: Option<&HeaderValue>) -> RequestHead {
    let target = parts.uri.path_and_query();
    RequestHead {
        method: parts.method.to_string(),
        authority: host.and_then(|host| host.to_str().ok()).map(str::to_owned),
        target: target.map_or("/", PathAndQuery::as_str).to_owned(),
        headers: std::mem::take(&mut parts.headers),
    }
}

/// Brings the head into the form that is routed and forwarded: without what concerned the client's connection only, and with
/// where the request came from.
fn prepare(
    server: &Server,
    entry: &Entry,
    (parts, fields): (&mut Parts, Fields),
    host: Option<&HeaderValue>,
    upgrade: Option<(HeaderValue, OnUpgrade)>,
) -> Asked {
    let trailers = headers::accepts_trailers(&parts.headers, fields);
    headers::strip_hop_by_hop(&mut parts.headers, fields);
    // The client is told to continue as soon as the backend reads the body.
    fields.remove(&mut parts.headers, Fields::EXPECT);
    headers::set_forwarded(
        (&mut parts.headers, fields),
        &entry.forwarded_for,
        entry.view().scheme(),
        host,
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
    Asked {
        since: Instant::now(),
        connection: ConnectionFields {
            upgrade: protocol,
            trailers,
            length: length.flatten(),
        },
        upgrade,
        to_grpc,
    }
}
