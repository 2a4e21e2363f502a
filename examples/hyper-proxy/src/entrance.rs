//! Entrance: what becomes of a connection, as the Gateway's listeners on its port speak.

use std::sync::Arc;

use gateway_data_plane::entry::Entry;
use gateway_route_engine::ListenerProtocol;
use gateway_route_engine::request::Protocol;
use tokio::net::TcpStream;

use crate::server::Server;
use crate::snapshot::Snapshot;
use crate::{connection, handshake, layer4};

/// Takes a connection. Which listeners there are is for the snapshot of this moment to say: a socket may have been opened for
/// another one.
pub async fn enter(server: Arc<Server>, mut entry: Entry, stream: TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(client = %entry.client, %error, "connection lost");
        return;
    }
    let (client, cut) = (entry.client, server.cut.clone());
    let Ok(_permit) = Arc::clone(&server.connections).try_acquire_owned() else {
        server.metrics.closed("too_many");
        tracing::warn!(%client, "connection closed: there are too many");
        return;
    };
    let spoken = spoken(&server.live.current(), &entry);
    if spoken == Some(ListenerProtocol::Http) {
        entry.protocol = Protocol::Http;
        return connection::serve(server, entry, stream).await;
    }
    let serving = async {
        match spoken {
            Some(ListenerProtocol::Https | ListenerProtocol::Tls) => {
                Box::pin(handshake::serve(server, entry, stream)).await;
            }
            Some(ListenerProtocol::Tcp) => {
                Box::pin(layer4::serve(&server, &entry, Vec::new(), stream)).await;
            }
            _ => tracing::debug!(%client, "connection closed: nothing listens there any more"),
        }
    };
    cut.run_until_cancelled(serving).await;
}

/// What the listeners of a port expect. All of them expect the same, for HTTPS and TLS both begin with a handshake.
fn spoken(snapshot: &Snapshot, entry: &Entry) -> Option<ListenerProtocol> {
    let listeners = snapshot.table.listeners(&entry.gateway, entry.port);
    let mut protocols = listeners.map(|listener| listener.protocol);
    protocols.find(|protocol| *protocol != ListenerProtocol::Udp)
}
