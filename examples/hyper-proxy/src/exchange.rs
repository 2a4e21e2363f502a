//! Exchange: a request to the backend that was drawn, and its response to the client.

use std::pin::pin;
use std::sync::Arc;

use gateway_data_plane::body::{Answer, ClientBody};
use gateway_data_plane::failure::Failure;
use gateway_data_plane::outgoing::{ConnectionFields, Outgoing};
use gateway_data_plane::upstream::Endpoint;
use gateway_data_plane::{headers, reply};
use gateway_route_engine::Rule;
use gateway_route_engine::decision::Forward;
use http::StatusCode;
use http::header::{CONNECTION, HeaderValue, UPGRADE};
use http::request::Parts;
use hyper::upgrade::OnUpgrade;
use tokio::time::Instant;

use crate::forward::{Forwarding, within};
use crate::gate::{Gate, Stopped};
use crate::target::{Elsewhere, Target};
use crate::upgrade::tunnel;

/// A request as it is routed.
#[derive(Debug)]
pub struct Asked {
    /// When it came in.
    pub since: Instant,
    /// The head, before the rule's filters.
    pub parts: Parts,
    /// The host that it asks for.
    pub host: Option<HeaderValue>,
    /// The body.
    pub body: ClientBody,
    /// What its connection asked for.
    pub connection: ConnectionFields,
    /// The client's side of a tunnel.
    pub upgrade: Option<OnUpgrade>,
    /// Whether the client finds errors in gRPC's trailers only.
    pub to_grpc: bool,
}

/// A response, as the backend gave it.
#[derive(Debug)]
struct Answered<'a> {
    response: Answer,
    target: Box<Target<'a>>,
    endpoint: Arc<Endpoint>,
}

/// Why there is no response of a backend.
#[derive(Debug)]
enum Unanswered {
    /// A service denies the request, with this answer.
    Stopped(Stopped),
    /// It could not be sent.
    Failed(Failure),
}

/// A decision, and the number that drew the backend.
pub type Drawn<'t> = (Forward<'t>, u64);

/// Sends a request to the backend that was drawn, and its response to the client.
pub async fn exchange<'a>(
    (forward, entropy): Drawn<'a>,
    gate: &mut Gate<'a>,
    request: &mut Asked,
) -> Answer {
    let limit = forward.matched.rule.timeouts.request;
    let deadline = limit.and_then(|limit| request.since.checked_add(limit));
    let sent = {
        let sending = pin!(send(gate, (forward, entropy), request, deadline));
        within(deadline, sending).await
    };
    match sent.unwrap_or(Err(Unanswered::Failed(Failure::RequestTimeout))) {
        Ok(answered) => pass_on(answered, gate, request.upgrade.take()),
        Err(Unanswered::Stopped(stopped)) => stopped,
        Err(Unanswered::Failed(failure)) => {
            tracing::warn!(backend = %forward.backend.target, %failure, "request failed");
            gate.asker.witness.failed(&failure);
            reply::failure(&failure, request.to_grpc)
        }
    }
}

/// Sends the request, behind its filters.
async fn send<'a>(
    gate: &mut Gate<'a>,
    (forward, entropy): Drawn<'a>,
    request: &mut Asked,
    deadline: Option<Instant>,
) -> Result<Answered<'a>, Unanswered> {
    let asker = gate.asker;
    let target = request.parts.uri.path_and_query();
    let kept = target
        .filter(|target| !has_others(forward.matched.rule) && forward.keeps_head(target.as_str()));
    let mut forwarding = if let Some(target) = kept.cloned() {
        let outgoing = Outgoing::new(
            std::mem::take(&mut request.parts.method),
            request.host.take(),
            target,
            std::mem::take(&mut request.parts.headers),
            std::mem::take(&mut request.connection),
        );
        // No filter is on its way, and none on that of its response.
        let target = Target::new(asker, forward, outgoing, None).map_err(Unanswered::Failed)?;
        Forwarding::new(asker, target, None, request, Vec::new())
    } else {
        Box::pin(edit(gate, (forward, entropy), request)).await?
    };
    let (response, endpoint) = {
        let running = pin!(forwarding.run(deadline));
        running.await.map_err(Unanswered::Failed)?
    };
    Ok(Answered {
        response,
        target: forwarding.target,
        endpoint,
    })
}

/// Whether a retry may go to another backend.
fn has_others(rule: &Rule) -> bool {
    rule.retry.is_some() && rule.backends.as_slice().len() > 1
}

/// Takes the request through its filters, and sends the copies that are asked for.
async fn edit<'a>(
    gate: &mut Gate<'a>,
    (forward, entropy): Drawn<'a>,
    request: &mut Asked,
) -> Result<Forwarding<'a>, Unanswered> {
    let (asker, rule) = (gate.asker, forward.matched.rule);
    let edits = forward.response_edits(&request.view(asker.entry));
    let connection = std::mem::take(&mut request.connection);
    let stopped = |mut stopped: Stopped| {
        headers::finish(stopped.headers_mut(), Some(&edits));
        Unanswered::Stopped(stopped)
    };
    let mut head = request.head();
    let routed = has_others(rule).then(|| head.clone());
    let passed = gate.pass_rule(forward.matched, entropy, &mut head, &mut request.body);
    let (filters, mut mirrors) = passed.await.map_err(stopped)?;
    let method = std::mem::take(&mut request.parts.method);
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
        let passed = gate.pass(&mut filters, &mut head, &mut request.body).await;
        mirrors.extend(passed.map_err(stopped)?);
    }
    let original = (&method, rule.route().kind, forward.matched.listener);
    let copies = mirrors.into_iter().filter_map(|mirror| {
        mirror.send(
            asker.server,
            asker.snapshot,
            original,
            &request.body,
            &connection,
        )
    });
    let copies = copies.collect();
    let outgoing = Outgoing::edited(method, head, connection);
    let target = outgoing.and_then(|outgoing| Target::new(asker, forward, outgoing, Some(edits)));
    let target = target.map_err(Unanswered::Failed)?;
    Ok(Forwarding::new(asker, target, elsewhere, request, copies))
}

/// Makes a backend's response the gateway's, and carries bytes both ways if it changes protocols.
fn pass_on(answered: Answered<'_>, gate: &Gate<'_>, client: Option<OnUpgrade>) -> Answer {
    let Answered {
        mut response,
        mut target,
        endpoint,
    } = answered;
    let server = gate.asker.server;
    let switched = match (response.status(), client) {
        (StatusCode::SWITCHING_PROTOCOLS, Some(client)) => {
            tunnel(server, client, hyper::upgrade::on(&mut *response));
            response.headers().get(UPGRADE).cloned()
        }
        _ => None,
    };
    if let Some(response) = &gate.response {
        let edits = target.edits.get_or_insert_default();
        edits.headers = edits.headers.then(response);
    }
    let headers = response.headers_mut();
    headers::finish(headers, target.edits.as_ref());
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
