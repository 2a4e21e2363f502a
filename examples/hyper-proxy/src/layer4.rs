//! Layer 4: connections whose bytes are carried to a backend as they are (spec 7.2, 7.3).

use std::sync::Arc;

use gateway_data_plane::entry::Entry;
use gateway_data_plane::failure::Failure;
use gateway_data_plane::relay::relay;
use gateway_data_plane::upstream::Stream;
use gateway_route_engine::decision::{Decision, Forward, RejectCause};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::observe::Carried;
use crate::server::Server;
use crate::snapshot::Snapshot;

/// Draws the backend of a connection or a flow, once for all of it.
pub fn draw<'s>(
    snapshot: &'s Snapshot,
    entry: &Entry,
    entropy: u64,
    carried: &mut Carried,
) -> Result<Forward<'s>, Failure> {
    let decision = snapshot.table.route(&entry.view(), entropy);
    carried.decided(snapshot, &decision);
    match decision {
        Decision::Forward(forward) => Ok(forward),
        Decision::Reject(reject) => Err(Failure::Rejected(reject.cause)),
        _ => Err(Failure::Rejected(RejectCause::NoRoute)),
    }
}

/// Serves a connection until it ends, of which some bytes may have been read. Without a backend it is reset (spec 7.3.4).
pub async fn serve(server: &Arc<Server>, entry: &Entry, read: Vec<u8>, stream: TcpStream) {
    let snapshot = server.live.current();
    let mut carried = Carried::new(server, entry);
    let connected = match draw(&snapshot, entry, rand::random(), &mut carried) {
        Ok(forward) => connect(&snapshot, &forward).await,
        Err(failure) => Err(failure),
    };
    drop(snapshot);
    let mut backend = match connected {
        Ok(backend) => backend,
        Err(failure) => return reset(server, entry, &carried, &failure, &stream),
    };
    match backend.write_all(&read).await {
        Ok(()) => {
            carried.bytes.receive(read.len());
            carry(server, carried, stream, backend).await;
        }
        Err(error) => {
            carried.ends("backend_broke_off");
            tracing::debug!(client = %entry.client, %error, "connection closed");
        }
    }
}

/// Connects to an endpoint of the backend.
pub async fn connect(snapshot: &Snapshot, forward: &Forward<'_>) -> Result<Stream, Failure> {
    let (backend, matched) = (forward.backend, forward.matched);
    let route = matched.rule.route().kind;
    let (dial, upstream) = snapshot.reach(backend, route, matched.listener)?;
    upstream.connect(&dial).await
}

/// Carries what both sides say until they have ended.
pub async fn carry(
    server: &Server,
    mut carried: Carried,
    client: impl AsyncRead + AsyncWrite,
    backend: Stream,
) {
    carried.opened();
    let idle = server.config.limits.idle_connection;
    match relay(client, backend, idle, &carried.bytes).await {
        Ok(()) => carried.ends("ended"),
        Err(error) => {
            carried.ends(error.reason);
            tracing::debug!(%error, "connection closed");
        }
    }
}

/// Closes a connection so that its client does not take it for an end.
pub fn reset(
    server: &Server,
    entry: &Entry,
    carried: &Carried,
    failure: &Failure,
    stream: &TcpStream,
) {
    carried.ends(failure.reason());
    server.metrics.closed(failure.reason());
    tracing::debug!(client = %entry.client, port = entry.port, %failure, "connection reset");
    // Without it the connection is closed all the same.
    let _lingers = stream.set_zero_linger();
}
