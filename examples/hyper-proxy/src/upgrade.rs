//! Upgrade: a connection that stops being HTTP, such as a WebSocket, and becomes a tunnel.

use gateway_data_plane::relay::{Bytes, relay};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;

use crate::server::Server;

/// Carries bytes both ways, once both sides have changed protocols, until both have ended, nothing came for long, or the proxy
/// is told to end.
pub fn tunnel(server: &Server, client: OnUpgrade, backend: OnUpgrade) {
    let (cut, idle) = (server.cut.clone(), server.config.limits.idle_connection);
    server.tasks.spawn(async move {
        let carry = async {
            let (client, backend) = tokio::try_join!(client, backend)?;
            let (client, backend) = (TokioIo::new(client), TokioIo::new(backend));
            relay(client, backend, idle, &Bytes::default()).await?;
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
        };
        if let Some(Err(error)) = cut.run_until_cancelled(carry).await {
            tracing::debug!(%error, "tunnel closed");
        }
    });
}
