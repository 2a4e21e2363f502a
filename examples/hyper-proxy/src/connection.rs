//! Connection: HTTP/1.1 or HTTP/2 with one client, whichever it speaks.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::sleep;

use crate::config::Limits;
use crate::entry::Entry;
use crate::framing::Framing;
use crate::observe::answer;
use crate::server::Server;
use crate::stall::Stall;

/// How long a connection without a request stays open once no further requests are to come.
pub(crate) const LINGER: Duration = Duration::from_millis(100);

/// For an HTTP/2 client to say that it is still there.
const PONG: Duration = Duration::from_secs(20);

/// Serves a connection until it ends, or is dropped by who has opened it. When the proxy shuts down the requests that are on it
/// are finished, and no further ones are taken.
pub async fn serve(
    server: Arc<Server>,
    entry: Entry,
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
) {
    let client = entry.client;
    let stop = entry.stop.clone();
    let limits = server.config.limits;
    let builder = builder(&limits);
    let asked = Arc::new(AtomicBool::new(false));
    let asking = Arc::clone(&asked);
    let context = Arc::new((server, entry));
    let there = Arc::clone(&context);
    let service = service_fn(move |request| {
        asking.store(true, Ordering::Relaxed);
        let context = Arc::clone(&context);
        async move { answer(&context, request).await }
    });
    let stream = Stall::new(Framing::new(stream), limits.client_stalled);
    let stream = TokioIo::new(stream);
    let mut connection = pin!(builder.serve_connection_with_upgrades(stream, service));
    // Who connects has to ask something; how long a further request may take is for HTTP/1.1 to watch over.
    let mut asking_ends = pin!(sleep(limits.request_head));
    let silent = poll_fn(|cx| {
        if asked.load(Ordering::Relaxed) {
            return Poll::Pending;
        }
        asking_ends.as_mut().poll(cx)
    });
    let stopping = async {
        stop.cancelled().await;
        // A request may be on its way already. Its response says that the connection ends.
        there.0.cut.run_until_cancelled(sleep(LINGER)).await;
    };
    let serving = async {
        tokio::select! {
            biased;
            ended = connection.as_mut() => return Some(ended),
            () = silent => return None,
            () = stopping => {}
        }
        connection.as_mut().graceful_shutdown();
        // Nothing is cut before everything is stopped.
        there.0.cut.run_until_cancelled(connection).await
    };
    if let Some(Err(error)) = serving.await {
        tracing::debug!(%client, %error, "connection closed");
        let hyper = error.downcast_ref::<hyper::Error>();
        if hyper.is_some_and(hyper::Error::is_parse) {
            there.0.metrics.closed("no_request");
        }
    }
}

fn builder(limits: &Limits) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .max_buf_size(usize::try_from(limits.head_bytes).unwrap_or(usize::MAX))
        .header_read_timeout(limits.request_head);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_header_list_size(limits.head_bytes)
        .max_concurrent_streams(limits.streams)
        .keep_alive_interval(limits.request_head)
        .keep_alive_timeout(PONG);
    builder
}
