//! Service: a request in, a response out. The engine decides, and this carries out.

use std::fmt;

use gateway_route_engine::decision::{Decision, RejectCause};
use gateway_route_engine::filters::{ExternalAuth, HeaderModifier};
use gateway_route_engine::request::{RequestHead, RequestView};
use http::header::{CONTENT_LENGTH, EXPECT, HeaderValue, UPGRADE};
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
use crate::gate::{Gate, Stopped};
use crate::headers;
use crate::intake;
use crate::observe;
use crate::outgoing::ConnectionFields;
use crate::reply;
use crate::server::Server;
use crate::snapshot::Snapshot;

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
    server: &Server,
    entry: &Entry,
    mut request: Request<Incoming>,
) -> Result<Response<ResponseBody>, Rejected> {
    let upgrade = headers::upgrade(request.headers())
        .map(|protocol| (protocol, hyper::upgrade::on(&mut request)));
    let (mut parts, body) = request.into_parts();
    let mut body = ClientBody::new(body, server.config.limits.body_stalled);
    let host = match intake::authority(&mut parts) {
        Ok(host) => host,
        Err(refusal) => return Ok(reply::refusal(refusal)),
    };
    let asked = prepare(server, entry, &mut parts, host.as_ref(), upgrade);
    let snapshot = server.live.current();
    let mut gate = Gate {
        asker: Asker {
            server,
            snapshot: &snapshot,
            entry,
        },
        to_grpc: asked.to_grpc,
        response: HeaderModifier::default(),
    };
    if let Err(stopped) = filter(&mut gate, entry, &mut parts, host.as_ref(), &mut body).await {
        return Ok(*stopped);
    }
    let entropy = rand::random();
    match decide(&snapshot, entry, &mut parts, host.as_ref(), entropy)? {
        Verdict::Answer(mut response, services) => {
            for auth in services {
                let mut head = head(&mut parts, host.as_ref());
                if let Err(stopped) = gate.ask(auth, &mut head, &mut body).await {
                    return Ok(*stopped);
                }
                parts.headers = head.headers;
            }
            gate.response.apply(response.headers_mut());
            Ok(response)
        }
        Verdict::Forward(plan) => {
            Ok(exchange(server, plan, gate, (parts.method, body), asked).await)
        }
    }
}

/// What becomes of a request.
enum Verdict<'t> {
    /// The gateway's own answer, once these services have let the request pass.
    Answer(Response<ResponseBody>, Vec<&'t ExternalAuth>),
    /// A backend is asked.
    Forward(Plan<'t>),
}

/// Takes a request through the filters of its listener, which come before any route is matched (spec 5.9.3).
async fn filter(
    gate: &mut Gate<'_>,
    entry: &Entry,
    parts: &mut Parts,
    host: Option<&HeaderValue>,
    body: &mut ClientBody,
) -> Result<(), Stopped> {
    let table = &gate.asker.snapshot.table;
    let filters = table.filtering_listener(&view(entry, parts, host));
    let filters = filters.map_or(&[][..], |listener| &listener.filters);
    if filters.is_empty() {
        return Ok(());
    }
    let mut head = head(parts, host);
    gate.pass_listener(filters, &mut head, body).await?;
    parts.headers = head.headers;
    Ok(())
}

/// What the engine has to know of a request.
fn view<'r>(entry: &'r Entry, parts: &'r Parts, host: Option<&'r HeaderValue>) -> RequestView<'r> {
    RequestView {
        method: parts.method.as_str(),
        authority: host.and_then(|host| host.to_str().ok()),
        target: parts.uri.path_and_query().map_or("/", PathAndQuery::as_str),
        headers: &parts.headers,
        ..entry.view()
    }
}

/// What filters edit. The headers are taken out of the request.
fn head(parts: &mut Parts, host: Option<&HeaderValue>) -> RequestHead {
    let target = parts.uri.path_and_query();
    RequestHead {
        method: parts.method.to_string(),
        authority: host.and_then(|host| host.to_str().ok()).map(str::to_owned),
        target: target.map_or("/", PathAndQuery::as_str).to_owned(),
        headers: std::mem::take(&mut parts.headers),
    }
}

/// Asks the engine.
fn decide<'t>(
    snapshot: &'t Snapshot,
    entry: &Entry,
    parts: &mut Parts,
    host: Option<&HeaderValue>,
    entropy: u64,
) -> Result<Verdict<'t>, Rejected> {
    let view = view(entry, parts, host);
    let decision = snapshot.table.route(&view, entropy);
    observe::decided(snapshot, &view, &decision);
    Ok(match decision {
        Decision::Respond(respond) => Verdict::Answer(reply::respond(&respond, &view), Vec::new()),
        Decision::Redirect(redirect) => Verdict::Answer(
            reply::redirect(&redirect, &view),
            redirect.external_auth().collect(),
        ),
        Decision::Reject(reject) => return Err(Rejected(reject.cause)),
        // Services of a mesh alone are without routes, and this proxy serves Gateways.
        Decision::Unrouted(_) => return Err(Rejected(RejectCause::NoRoute)),
        Decision::Forward(forward) => {
            let edits = forward.response_edits(&view);
            Verdict::Forward(Plan {
                forward,
                entropy,
                head: head(parts, host),
                edits,
            })
        }
    })
}

/// Brings the head into the form that is routed and forwarded: without what concerned the client's connection only, and with
/// where the request came from.
fn prepare(
    server: &Server,
    entry: &Entry,
    parts: &mut Parts,
    host: Option<&HeaderValue>,
    upgrade: Option<(HeaderValue, OnUpgrade)>,
) -> Asked {
    let trailers = headers::accepts_trailers(&parts.headers);
    headers::strip_hop_by_hop(&mut parts.headers);
    // The client is told to continue as soon as the backend reads the body.
    parts.headers.remove(EXPECT);
    headers::set_forwarded(
        &mut parts.headers,
        entry.client,
        entry.view().scheme(),
        host,
        server.config.trust_forwarded,
    );
    let (protocol, upgrade) = upgrade.unzip();
    if let Some(protocol) = &protocol {
        // Routes may match on it.
        parts.headers.insert(UPGRADE, protocol.clone());
    }
    let length = parts.headers.get(CONTENT_LENGTH).cloned();
    let to_grpc = reply::is_grpc(&parts.headers);
    Asked {
        since: Instant::now(),
        connection: ConnectionFields {
            upgrade: protocol,
            trailers,
            length,
        },
        upgrade,
        to_grpc,
    }
}
