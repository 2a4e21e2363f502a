//! Connection: HTTP/1.1 or HTTP/2 with one client, whichever it speaks.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::sleep;

use crate::entry::Entry;
use crate::observe::answer;
use crate::server::Server;

/// How long a connection without a request stays open once no further requests are to come.
const LINGER: Duration = Duration::from_millis(100);

/// Serves a connection until it ends. When the proxy shuts down the requests that are on it are finished, and no further ones are
/// taken.
pub async fn serve(
    server: Arc<Server>,
    entry: Entry,
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
) {
    let client = entry.client;
    let stop = entry.stop.clone();
    let cut = server.cut.clone();
    let builder = builder(&server);
    let context = Arc::new((server, entry));
    let service = service_fn(move |request| {
        let context = Arc::clone(&context);
        async move { answer(&context, request).await }
    });
    let mut connection =
        pin!(builder.serve_connection_with_upgrades(TokioIo::new(stream), service));
    let serving = async {
        tokio::select! {
            ended = connection.as_mut() => return ended,
            () = stop.cancelled() => {}
        }
        // A request may be on its way already. Its response says that the connection ends.
        tokio::select! {
            ended = connection.as_mut() => return ended,
            () = sleep(LINGER) => connection.as_mut().graceful_shutdown(),
        }
        connection.await
    };
    if let Some(Err(error)) = cut.run_until_cancelled(serving).await {
        tracing::debug!(%client, %error, "connection closed");
    }
}

fn builder(server: &Server) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(server.config.limits.request_head);
    builder.http2().timer(TokioTimer::new());
    builder
}
