//! Entrance: what becomes of a connection, as the Gateway's listeners on its port speak.

use std::sync::Arc;

use gateway_route_engine::ListenerProtocol;
use gateway_route_engine::request::Protocol;
use tokio::net::TcpStream;

use crate::connection;
use crate::entry::Entry;
use crate::server::Server;
use crate::snapshot::Snapshot;

/// Takes a connection. Which listeners there are is for the snapshot of this moment to say: a socket may have been opened for
/// another one.
pub async fn enter(server: Arc<Server>, mut entry: Entry, stream: TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(client = %entry.client, %error, "connection lost");
        return;
    }
    if spoken(&server.live.current(), &entry) == Some(ListenerProtocol::Http) {
        entry.protocol = Protocol::Http;
        connection::serve(server, entry, stream).await;
    } else {
        tracing::debug!(client = %entry.client, "connection closed: its protocol is not served yet");
    }
}

/// What the listeners of a port expect. All of them expect the same, for HTTPS and TLS both begin with a handshake.
fn spoken(snapshot: &Snapshot, entry: &Entry) -> Option<ListenerProtocol> {
    let listeners = snapshot.table.listeners(&entry.gateway, entry.port);
    let mut protocols = listeners.map(|listener| listener.protocol);
    protocols.find(|protocol| *protocol != ListenerProtocol::Udp)
}
