//! Exchange: a request to the backend that was drawn, and its response to the client.

use std::pin::pin;

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
use crate::forward::{Answered, Forwarding, within};
use crate::gate::{Gate, Stopped};
use crate::outgoing::ConnectionFields;
use crate::target::{Elsewhere, Target};
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

/// Why there is no response of a backend.
#[derive(Debug)]
enum Unanswered {
    /// A service denies the request, with this answer.
    Stopped(Stopped),
    /// It could not be sent.
    Failed(Failure),
}

/// Sends a request to the backend that was drawn, and its response to the client.
pub async fn exchange(
    plan: Plan<'_>,
    mut gate: Gate<'_>,
    request: (Method, ClientBody),
    mut asked: Asked,
) -> Response<ResponseBody> {
    let forward = plan.forward;
    let limit = forward.matched.rule.timeouts.request;
    let deadline = limit.and_then(|limit| asked.since.checked_add(limit));
    let connection = std::mem::take(&mut asked.connection);
    let sent = {
        let sending = pin!(send(&mut gate, plan, request, connection, deadline));
        within(deadline, sending).await
    };
    match sent.unwrap_or(Err(Unanswered::Failed(Failure::RequestTimeout))) {
        Ok(answered) => pass_on(answered, &gate, asked.upgrade),
        Err(Unanswered::Stopped(stopped)) => *stopped,
        Err(Unanswered::Failed(failure)) => {
            tracing::warn!(backend = %forward.backend.target, %failure, "request failed");
            observe::failed(&failure);
            reply::failure(&failure, asked.to_grpc)
        }
    }
}

/// Takes the request through its filters, sends the copies that are asked for, and then the request itself.
async fn send<'a>(
    gate: &mut Gate<'a>,
    plan: Plan<'a>,
    (method, mut body): (Method, ClientBody),
    connection: ConnectionFields,
    deadline: Option<Instant>,
) -> Result<Answered<'a>, Unanswered> {
    let Plan {
        forward,
        entropy,
        mut head,
        edits,
    } = plan;
    let (asker, rule) = (gate.asker, forward.matched.rule);
    let stopped = |mut stopped: Stopped| {
        edit_response(stopped.headers_mut(), &edits);
        Unanswered::Stopped(stopped)
    };
    let others = rule.retry.is_some() && rule.backends.as_slice().len() > 1;
    let routed = others.then(|| head.clone());
    let passed = gate.pass_rule(forward.matched, entropy, &mut head, &mut body);
    let (filters, mut mirrors) = passed.await.map_err(stopped)?;
    let elsewhere = routed.map(|routed| {
        Box::new(Elsewhere {
            asker,
            forward,
            failed: Vec::new(),
            routed,
            head: head.clone(),
            filters: filters.clone(),
            method: method.clone(),
            connection: connection.clone(),
        })
    });
    if !forward.backend.filters.is_empty() {
        let mut filters = filters.toward(forward.backend);
        let passed = gate.pass(&mut filters, &mut head, &mut body).await;
        mirrors.extend(passed.map_err(stopped)?);
    }
    let original = (&method, rule.route().kind, forward.matched.listener);
    let copies = mirrors.into_iter().filter_map(|mirror| {
        mirror.send(asker.server, asker.snapshot, original, &body, &connection)
    });
    let copies = copies.collect();
    let limits = &asker.server.config.limits;
    let replay = rule.retry.as_ref().map(|_| limits.replay_buffer);
    let target = Target::new(asker, forward, (method, head), connection, edits);
    let forwarding = Forwarding {
        target: Box::new(target.map_err(Unanswered::Failed)?),
        elsewhere,
        upload: Upload::new(body, replay, copies),
        answer: limits.answer,
    };
    forwarding.run(deadline).await.map_err(Unanswered::Failed)
}

/// Makes a backend's response the gateway's, and carries bytes both ways if it changes protocols.
fn pass_on(
    answered: Answered<'_>,
    gate: &Gate<'_>,
    client: Option<OnUpgrade>,
) -> Response<ResponseBody> {
    let Answered {
        mut response,
        target,
        endpoint,
    } = answered;
    let server = gate.asker.server;
    let switched = match (response.status(), client) {
        (StatusCode::SWITCHING_PROTOCOLS, Some(client)) => {
            tunnel(server, client, hyper::upgrade::on(&mut response));
            response.headers().get(UPGRADE).cloned()
        }
        _ => None,
    };
    let mut edits = target.edits;
    if !gate.response.is_empty() {
        edits.headers = edits.headers.then(&gate.response);
    }
    let headers = response.headers_mut();
    edit_response(headers, &edits);
    let session = target.session.as_ref();
    let kept = session.and_then(|session| session.header(endpoint.number(&server.config.sessions)));
    if let Some((name, value)) = kept {
        headers.append(name, value);
    }
    if let Some(protocol) = switched {
        headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(UPGRADE, protocol);
    }
    response
}

/// Makes a backend's response the gateway's.
fn edit_response(headers: &mut HeaderMap, edits: &ResponseEdits) {
    headers::strip_hop_by_hop(headers);
    if edits.headers.is_empty() && !edits.expose_present {
        return;
    }
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
