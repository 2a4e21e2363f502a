//! Observe: what is told of each request, in metrics and the access log, without a say in what becomes of it.
//!
//! What is known of a request is kept by a witness, whom everybody who serves it has beside him.

mod carried;
mod seen;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gateway_data_plane::body::{Answer, ResponseBody};
use gateway_data_plane::entry::Entry;
use gateway_data_plane::failure::Failure;
use gateway_data_plane::fields::Fields;
use gateway_data_plane::outgoing::Outgoing;
use gateway_data_plane::reply;
use gateway_data_plane::telemetry::{names, reasons};
use gateway_data_plane::upstream::{Dial, Endpoint, Upstream};
use gateway_route_engine::{BackendTarget, Decision, RequestView};
use http::header::{CONNECTION, HeaderValue};
use http::{Request, Response, StatusCode, Version};
use hyper::body::Incoming;
use tokio::time::Instant;

pub use carried::Carried;
pub use seen::Seen;

use crate::server::Server;
use crate::service::{self, Rejected};
use crate::snapshot::Snapshot;

/// A proxy, and a connection that it serves.
pub type Served = Arc<(Arc<Server>, Entry)>;

/// Who is told what becomes of a request.
#[derive(Debug)]
pub struct Witness(Mutex<Option<Box<Seen>>>);

/// Serves a request, and tells of it once its response has ended. What is done before anything is waited for is done at once, and
/// what is left of it on the heap: on its way to the connection's task it is moved several times.
pub fn answer(
    context: Served,
    mut request: Request<Incoming>,
) -> impl Future<Output = Result<Response<ResponseBody>, Rejected>> + Send {
    let (server, entry) = &*context;
    let since = Instant::now();
    let fields = Fields::of(request.headers());
    let recorded = {
        let snapshot = server.live.peek();
        let tracing = snapshot.table.tracing(&entry.gateway);
        names::give(request.headers_mut(), fields, tracing)
    };
    let seen = Box::new(Seen::new(&context, &request, recorded, since));
    let witness = Witness(Mutex::new(Some(seen)));
    let version = request.version();
    let mut asked = service::take((server, entry), request, fields, since);
    Box::pin(async move {
        let (server, entry) = &*context;
        let mut response = match &mut asked {
            Ok(asked) => service::answer((server, entry), asked, &witness).await?,
            Err(refusal) => reply::refusal(*refusal),
        };
        let leaving = server.drain.is_cancelled() || entry.stop.is_cancelled();
        if leaving
            && version <= Version::HTTP_11
            && response.status() != StatusCode::SWITCHING_PROTOCOLS
        {
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(CONNECTION, close);
        }
        if let Some(mut seen) = witness.seen().take() {
            seen.answered(&response);
            response.body_mut().tell(seen);
        }
        Ok(*response)
    })
}

impl Witness {
    fn seen(&self) -> MutexGuard<'_, Option<Box<Seen>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells of the request until its response is on the way.
    fn note(&self, tell: impl FnOnce(&mut Seen)) {
        if let Some(seen) = self.seen().as_deref_mut() {
            tell(seen);
        }
    }

    /// The engine has decided.
    pub fn decided(&self, snapshot: &Snapshot, request: &RequestView<'_>, decision: &Decision<'_>) {
        let matched = decision.matched();
        let (listener, flag) = match decision {
            Decision::Respond(respond) => (respond.listener, reasons::answered(respond.cause)),
            Decision::Reject(reject) => (reject.listener, Some(reasons::rejected(reject.cause))),
            Decision::Forward(_) | Decision::Redirect(_) | Decision::Unrouted(_) => (None, None),
        };
        let listener = matched.and_then(|matched| matched.listener).or(listener);
        self.note(|seen| {
            let meter = snapshot.meters.of(
                &seen.entry().gateway,
                listener,
                matched.map(|matched| matched.rule),
            );
            seen.decided(meter, matched.map(|matched| matched.rule.index()));
            seen.recording.path(|| snapshot.table.matched_path(request));
            if let Decision::Forward(forward) = decision {
                seen.backend(&forward.backend.target);
            }
            match (flag, decision) {
                (Some(reason), Decision::Respond(respond)) if respond.cause.status() < 500 => {
                    seen.metrics().unmatched(reason);
                    seen.flag(reason);
                }
                (Some(reason), _) => seen.fail(reason),
                (None, _) => {}
            }
        });
    }

    /// No backend has answered.
    pub fn failed(&self, failure: &Failure) {
        self.note(|seen| seen.fail(failure.reason()));
    }

    /// An attempt at a backend begins.
    pub fn attempting(
        &self,
        outgoing: &mut Outgoing,
        dial: &Dial,
        endpoint: &Endpoint,
        upstream: &Upstream,
    ) {
        self.note(|seen| seen.recording.attempt(outgoing, dial, endpoint, upstream));
    }

    /// An attempt at a backend has ended.
    pub fn attempted(
        &self,
        upstream: &Upstream,
        duration: Duration,
        outcome: &Result<Answer, Failure>,
    ) {
        let (status, error) = match outcome {
            Ok(response) => (response.status().as_u16(), ""),
            Err(failure) => (0, failure.reason()),
        };
        self.note(|seen| {
            seen.recording.attempted(outcome.as_ref().map(|_| status));
            seen.metrics()
                .attempted(upstream, (status, error), duration);
        });
    }

    /// The request goes to another backend than the one that was drawn.
    pub fn moved(&self, backend: &BackendTarget) {
        self.note(|seen| seen.backend(backend));
    }

    /// There is another attempt.
    pub fn retried(&self) {
        self.note(Seen::retried);
    }
}
