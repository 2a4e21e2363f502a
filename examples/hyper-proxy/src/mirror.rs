//! Mirror: copies of requests for other backends, sent at once and without any effect on the request itself (spec 5.5).

use std::sync::Arc;

use gateway_data_plane::body::{ClientBody, CopySender, copy};
use gateway_data_plane::failure::Failure;
use gateway_data_plane::outgoing::{ConnectionFields, Outgoing};
use gateway_route_engine::backend::Backend;
use gateway_route_engine::decision::MirrorRequest;
use gateway_route_engine::rule::RouteKind;
use gateway_route_engine::{Listener, RequestHead};
use http::Method;
use hyper::body::Body as _;
use tokio::time::timeout;

use crate::server::Server;
use crate::snapshot::Snapshot;

/// A copy that is to be sent.
#[derive(Debug)]
pub struct Mirror<'t> {
    backend: &'t Backend,
    head: RequestHead,
}

impl<'t> Mirror<'t> {
    /// The copy that a filter asks for; `None` if it does not want this request, or its backend cannot be used.
    pub fn plan(request: MirrorRequest<'_, 't>) -> Option<Self> {
        let backend = &request.mirror.backend;
        let wanted = request.sampled && backend.error.is_none();
        wanted.then(|| Self {
            backend,
            head: request.head.clone(),
        })
    }

    /// Sends the copy on a task of its own, and returns where the body has to be copied to; `None` if there is no body, or
    /// the copy cannot be sent.
    pub fn send(
        self,
        server: &Server,
        snapshot: &Snapshot,
        (method, route, listener): (&Method, RouteKind, Option<&Listener>),
        body: &ClientBody,
        connection: &ConnectionFields,
    ) -> Option<CopySender> {
        let target = &self.backend.target;
        let drops = server.metrics.mirrors_dropped.clone();
        let dropped = |failure: Failure| {
            drops.count(failure.reason());
            tracing::warn!(mirror = %target, %failure, "copy of a request dropped");
        };
        let dial = snapshot.dial(self.backend, route, listener);
        let dial = dial.map_err(dropped).ok()?;
        let upstream = Arc::clone(snapshot.upstream(target)?);
        let Ok(permit) = Arc::clone(&server.mirrors).try_acquire_owned() else {
            drops.count("too_many");
            tracing::warn!(mirror = %target, "copy of a request dropped: too many are on their way");
            return None;
        };
        // A copy never becomes a tunnel, and nobody reads its trailers.
        let connection = ConnectionFields {
            upgrade: None,
            trailers: false,
            length: connection.length.clone(),
        };
        let outgoing = Outgoing::edited(method.clone(), self.head, connection);
        let outgoing = outgoing.map_err(dropped).ok()?;
        let limits = server.config.limits;
        let (sender, copied) = (!body.is_end_stream())
            .then(|| copy(limits.mirror_buffer, body.size_hint().exact()))
            .unzip();
        let (name, cut) = (target.to_string(), server.cut.clone());
        server.tasks.spawn(async move {
            let sending = timeout(limits.mirror, upstream.deliver(&dial, outgoing, copied));
            match cut.run_until_cancelled(sending).await {
                Some(Ok(Ok(()))) => {}
                Some(Ok(Err(error))) => {
                    drops.count("failed");
                    tracing::warn!(mirror = name, error, "copy of a request lost");
                }
                Some(Err(_)) => {
                    drops.count("timeout");
                    tracing::warn!(mirror = name, "copy of a request not answered in time");
                }
                None => tracing::warn!(mirror = name, "copy of a request lost: shutting down"),
            }
            drop(permit);
        });
        sender
    }
}
