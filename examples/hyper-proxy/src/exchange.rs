//! Exchange: a request to the backend that was drawn, and its response to the client.

use gateway_route_engine::RequestHead;
use gateway_route_engine::decision::{Forward, ResponseEdits};
use http::header::{
    ACCESS_CONTROL_EXPOSE_HEADERS, CONNECTION, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue,
    UPGRADE,
};
use http::{Method, Response, StatusCode};
use hyper::upgrade::OnUpgrade;
use tokio::time::Instant;

use crate::body::{ClientBody, ResponseBody, Upload};
use crate::failure::Failure;
use crate::forward::{Forwarding, within};
use crate::gate::Gate;
use crate::mirror::Mirror;
use crate::outgoing::{ConnectionFields, Outgoing};
use crate::server::Server;
use crate::session::Session;
use crate::snapshot::Snapshot;
use crate::upgrade::tunnel;
use crate::{headers, observe, reply};

/// What has to be known of a request once its head is on the way.
#[derive(Debug)]
pub struct Asked {
    /// When the request came in.
    pub since: Instant,
    /// What its connection asked for.
    pub connection: ConnectionFields,
    /// The client's side of a tunnel.
    pub upgrade: Option<OnUpgrade>,
    /// Whether the client finds errors in gRPC's trailers only.
    pub to_grpc: bool,
}

/// What is sent to a backend, and what its response gets.
#[derive(Debug)]
pub struct Plan<'t> {
    /// The decision.
    pub forward: Forward<'t>,
    /// The number that drew the backend.
    pub entropy: u64,
    /// The head, before the rule's filters.
    pub head: RequestHead,
    /// What the response gets.
    pub edits: ResponseEdits,
}

/// Sends a request to the backend that was drawn, and its response to the client.
pub async fn exchange(
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
    let original = (&method, rule.route().kind, listener);
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
        dial: snapshot.dial(forward.backend, rule.route().kind, listener)?,
        timeouts: rule.timeouts,
        retry: rule.retry.as_ref(),
        outgoing: Outgoing::new(method, head, connection)?,
        upload: Upload::new(body, replay, copies),
        answer: server.config.limits.answer,
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
