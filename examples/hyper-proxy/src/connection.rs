//! Connection: HTTP/1.1 or HTTP/2 with one client, whichever it speaks.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use gateway_data_plane::entry::Entry;
use gateway_data_plane::framing::Framing;
use gateway_data_plane::limits::Limits;
use gateway_data_plane::stall::Stall;
use http::{Request, Version};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::sleep;
use tokio_util::either::Either;

use crate::observe::answer;
use crate::server::Server;

/// How long a connection without a request stays open once no further requests are to come.
pub(crate) const LINGER: Duration = Duration::from_millis(100);

/// How many hold on to what a connection is served with while there is no request.
const UNASKED: usize = 2;

/// Why a connection ends that would go on otherwise.
#[derive(PartialEq, Eq)]
enum End {
    /// The client asks for nothing.
    Silent,
    /// No further requests are taken.
    Stopping,
}

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
    let multiplexed = Arc::new(AtomicBool::new(false));
    let is_multiplexed = Arc::clone(&multiplexed);
    let context = Arc::new((server, entry));
    let there = Arc::clone(&context);
    let service = service_fn(move |request: Request<Incoming>| {
        if request.version() == Version::HTTP_2 {
            multiplexed.store(true, Ordering::Relaxed);
        }
        answer(Arc::clone(&context), request)
    });
    let stream = Stall::new(Framing::new(stream), limits.client_stalled);
    let stream = TokioIo::new(stream);
    let mut connection = pin!(builder.serve_connection_with_upgrades(stream, service));
    // Who connects has to ask something, and so has over HTTP/1.1 whoever has been answered; over HTTP/2 clients are asked whether
    // they are there. This takes one timer that is put off, where the library would set one for each request.
    there.1.activity.touch();
    let silent = async {
        loop {
            there.1.activity.ceased(limits.request_head).await;
            let asked = Arc::strong_count(&there) > UNASKED;
            if !asked && !is_multiplexed.load(Ordering::Relaxed) {
                return End::Silent;
            }
            there.1.activity.touch();
        }
    };
    let stopping = async {
        stop.cancelled().await;
        // A request may be on its way already. Its response says that the connection ends.
        there.0.cut.run_until_cancelled(sleep(LINGER)).await;
        End::Stopping
    };
    // They are looked at when they wake up, and not whenever there is something to do on the connection.
    let ends = [Either::Left(silent), Either::Right(stopping)];
    let mut ends = FuturesUnordered::from_iter(ends);
    let serving = async {
        tokio::select! {
            biased;
            ended = connection.as_mut() => return Some(ended),
            end = ends.next() => if end == Some(End::Silent) {
                return None;
            }
        }
        connection.as_mut().graceful_shutdown();
        tokio::select! {
            // Nothing is cut before everything is stopped.
            ended = there.0.cut.run_until_cancelled(connection) => ended,
            _silent = ends.next() => None,
        }
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
        .max_buf_size(usize::try_from(limits.head_bytes).unwrap_or(usize::MAX))
        .header_read_timeout(None);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_header_list_size(limits.head_bytes)
        .max_concurrent_streams(limits.streams)
        .keep_alive_interval(limits.request_head)
        .keep_alive_timeout(PONG);
    builder
}
