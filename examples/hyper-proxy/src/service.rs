//! Service: a request in, a response out. The engine decides, and this carries out.

use std::fmt;

use gateway_route_engine::decision::{Decision, Forward, RejectCause, ResponseEdits};
use gateway_route_engine::filters::{ExternalAuth, HeaderModifier};
use gateway_route_engine::request::{RequestHead, RequestView};
use http::header::{
    ACCESS_CONTROL_EXPOSE_HEADERS, CONNECTION, CONTENT_LENGTH, EXPECT, HeaderMap, HeaderName,
    HeaderValue, UPGRADE,
};
use http::request::Parts;
use http::uri::PathAndQuery;
use http::{Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::upgrade::OnUpgrade;
use tokio::time::Instant;

use crate::auth::Asker;
use crate::body::{ClientBody, ResponseBody, Upload};
use crate::entry::Entry;
use crate::failure::Failure;
use crate::forward::{Forwarding, within};
use crate::gate::{Gate, Stopped};
use crate::headers;
use crate::intake;
use crate::mirror::Mirror;
use crate::observe;
use crate::outgoing::{ConnectionFields, Outgoing};
use crate::reply;
use crate::server::Server;
use crate::session::Session;
use crate::snapshot::Snapshot;
use crate::upgrade::tunnel;

/// The engine gives a request no answer: the connection is closed.
#[derive(Clone, Copy, Debug)]
pub struct Rejected(RejectCause);

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.explanation())
    }
}

impl std::error::Error for Rejected {}

/// What has to be known of a request once its head is on the way.
struct Asked {
    /// When the request came in.
    since: Instant,
    connection: ConnectionFields,
    /// The client's side of a tunnel.
    upgrade: Option<OnUpgrade>,
    to_grpc: bool,
}

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
        Verdict::Forward(plan) => Ok(relay(server, plan, gate, (parts.method, body), asked).await),
    }
}

/// What becomes of a request.
enum Verdict<'t> {
    /// The gateway's own answer, once these services have let the request pass.
    Answer(Response<ResponseBody>, Vec<&'t ExternalAuth>),
    /// A backend is asked.
    Forward(Plan<'t>),
}

/// What is sent to a backend, and what its response gets.
struct Plan<'t> {
    forward: Forward<'t>,
    entropy: u64,
    head: RequestHead,
    edits: ResponseEdits,
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
    observe::decided(snapshot, &decision);
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

/// Sends a request to the backend that was drawn, and its response to the client.
async fn relay(
    server: &Server,
    plan: Plan<'_>,
    mut gate: Gate<'_>,
    (method, mut body): (Method, ClientBody),
    asked: Asked,
) -> Response<ResponseBody> {
    let (forward, mut head) = (plan.forward, plan.head);
    let backend = &forward.backend.target;
    let limit = forward.matched.rule.timeouts.request;
    let deadline = limit.and_then(|limit| asked.since.checked_add(limit));
    let filters = forward.request_filters(&mut head, plan.entropy);
    let passed = within(deadline, gate.pass_rule(filters, &mut head, &mut body)).await;
    let mut session = None;
    let sent = match passed {
        Some(Ok(mirrors)) => {
            session = Session::of(
                &server.config.sessions,
                forward.matched.rule,
                forward.backend,
                &head.headers,
                gate.asker.entry.view().scheme() == "https",
            );
            let resumed = session.as_ref().and_then(Session::resumed);
            let request = (method, head, body);
            match forwarding(
                server,
                gate.asker.snapshot,
                forward,
                request,
                mirrors,
                asked.connection,
            ) {
                Ok(mut forwarding) => {
                    forwarding.session = resumed;
                    forwarding.run(deadline).await
                }
                Err(failure) => Err(failure),
            }
        }
        Some(Err(mut stopped)) => {
            edit_response(stopped.headers_mut(), &plan.edits);
            return *stopped;
        }
        None => Err(Failure::RequestTimeout),
    };
    let (mut response, endpoint) = match sent {
        Ok(answered) => answered,
        Err(failure) => {
            tracing::warn!(%backend, %failure, "request failed");
            observe::failed(&failure);
            return reply::failure(&failure, asked.to_grpc);
        }
    };
    let switched = match (response.status(), asked.upgrade) {
        (StatusCode::SWITCHING_PROTOCOLS, Some(client)) => {
            tunnel(server, client, hyper::upgrade::on(&mut response));
            response.headers().get(UPGRADE).cloned()
        }
        _ => None,
    };
    let mut edits = plan.edits;
    if !gate.response.is_empty() {
        edits.headers = edits.headers.then(&gate.response);
    }
    edit_response(response.headers_mut(), &edits);
    if let Some(session) = &session
        && let Some((name, value)) = session.header(endpoint.number(&server.config.sessions))
    {
        response.headers_mut().append(name, value);
    }
    if let Some(protocol) = switched {
        response
            .headers_mut()
            .insert(CONNECTION, HeaderValue::from_static("upgrade"));
        response.headers_mut().insert(UPGRADE, protocol);
    }
    response
}

/// Sends the copies that are asked for, and makes the request ready for its backend.
fn forwarding<'a>(
    server: &Server,
    snapshot: &'a Snapshot,
    forward: Forward<'a>,
    (method, head, body): (Method, RequestHead, ClientBody),
    mirrors: Vec<Mirror<'_>>,
    connection: ConnectionFields,
) -> Result<Forwarding<'a>, Failure> {
    let (rule, listener) = (forward.matched.rule, forward.matched.listener);
    let original = (&method, rule.route.kind, listener);
    let copies = mirrors
        .into_iter()
        .filter_map(|mirror| mirror.send(server, snapshot, original, &body, &connection))
        .collect();
    let replay = rule
        .retry
        .as_ref()
        .map(|_| server.config.limits.replay_buffer);
    Ok(Forwarding {
        upstream: snapshot
            .upstream(&forward.backend.target)
            .ok_or(Failure::NoEndpoints)?,
        dial: snapshot.dial(forward.backend, rule.route.kind, listener)?,
        timeouts: rule.timeouts,
        retry: rule.retry.as_ref(),
        outgoing: Outgoing::new(method, head, connection)?,
        upload: Upload::new(body, replay, copies),
        budget: forward.backend.retry_budget.as_deref(),
        session: None,
    })
}

/// Makes a backend's response the gateway's.
fn edit_response(headers: &mut HeaderMap, edits: &ResponseEdits) {
    headers::strip_hop_by_hop(headers);
    let length = headers.get(CONTENT_LENGTH).cloned();
    edits.headers.apply(headers);
    if edits.expose_present {
        let names: Vec<&str> = headers.keys().map(HeaderName::as_str).collect();
        if let Ok(names) = HeaderValue::try_from(names.join(", ")) {
            headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, names);
        }
    }
    headers::restore_framing(headers, length);
}
