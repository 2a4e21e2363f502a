//! Observe: what is told of each request, in metrics and the access log, without a say in what becomes of it.
//!
//! What is known of a request is kept by a witness, whom everybody who serves it has beside him.

mod access_log;
mod carried;
mod meters;
mod metrics;
mod names;
mod sampling;
mod seen;
#[cfg_attr(not(feature = "otlp"), path = "no_spans.rs")]
mod spans;
mod traceparent;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gateway_route_engine::{
    BackendError, BackendTarget, Decision, RejectCause, RequestView, ResponseCause,
};
use http::header::{CONNECTION, HeaderValue};
use http::{Request, Response, StatusCode, Version};
use hyper::body::Incoming;
use tokio::time::Instant;

pub use access_log::{AccessLog, AccessLogTo};
pub use carried::{Bytes, Carried};
pub use meters::{Meter, Meters};
pub use metrics::{Cells, Drops, Metrics, OpenConnection};
pub use seen::Seen;
pub use spans::Exporter;
pub use traceparent::TraceParent;

use crate::body::ResponseBody;
use crate::entry::Entry;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::outgoing::Outgoing;
use crate::reply;
use crate::server::Server;
use crate::service::{self, Rejected};
use crate::snapshot::Snapshot;
use crate::upstream::{Dial, Endpoint, Upstream};
use metrics::AttemptLabels;
use spans::Recording;

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
        Ok(response)
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
            Decision::Respond(respond) => (respond.listener, why_answered(respond.cause)),
            Decision::Reject(reject) => (reject.listener, Some(why_rejected(reject.cause))),
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
    pub fn attempted<B>(
        &self,
        upstream: &Upstream,
        duration: Duration,
        outcome: &Result<Response<B>, Failure>,
    ) {
        let (status, error) = match outcome {
            Ok(response) => (response.status().as_u16(), ""),
            Err(failure) => (0, failure.reason()),
        };
        self.note(|seen| {
            seen.recording.attempted(outcome.as_ref().map(|_| status));
            let attempts = &seen.metrics().attempts;
            upstream.durations.observe((status, error), duration, || {
                let backend = Arc::clone(&upstream.name);
                attempts.get_or_create_owned(&AttemptLabels {
                    backend,
                    status,
                    error,
                })
            });
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

fn why_answered(cause: ResponseCause<'_>) -> Option<&'static str> {
    Some(match cause {
        ResponseCause::NoListener => "no_listener",
        ResponseCause::NoRule => "no_route",
        ResponseCause::Misdirected => "misdirected",
        ResponseCause::NoBackends => "no_backend",
        ResponseCause::Backend(_, error) => why_unusable(error),
        ResponseCause::UnusableListenerFilter(_) | ResponseCause::UnresolvedFilter(_) => {
            "unusable_filter"
        }
        ResponseCause::UnusableAuth(_) => "unusable_authorization",
        ResponseCause::Preflight(..) => return None,
    })
}

fn why_rejected(cause: RejectCause) -> &'static str {
    match cause {
        RejectCause::NoRoute => "no_route",
        RejectCause::NoBackends => "no_backend",
        RejectCause::Backend(error) => why_unusable(error),
        _ => "rejected",
    }
}

fn why_unusable(error: BackendError) -> &'static str {
    match error {
        BackendError::NoReadyEndpoints => "no_endpoint",
        _ => "unusable_backend",
    }
}
