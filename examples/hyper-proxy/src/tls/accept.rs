//! Accept: a TLS connection, which the engine's listeners take by the server name that it asks for.

use std::sync::Arc;

use gateway_route_engine::request::Protocol;
use gateway_route_engine::{ListenerProtocol, TlsMode};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use super::hello;
use crate::entry::Entry;
use crate::server::Server;
use crate::{connection, layer4};

/// Serves a connection until it ends: HTTP or other bytes of which TLS ends here, or TLS as it is. What no listener or no route
/// takes is closed without a word, for no certificate would fit (spec 7.2.4, 12.38).
pub async fn serve(server: Arc<Server>, mut entry: Entry, mut stream: TcpStream) {
    let (client, limit) = (entry.client, server.config.limits.handshake);
    let closed = |why: &str| tracing::debug!(%client, why, "TLS connection closed");
    let (sni, read) = match timeout(limit, hello::read(&mut stream)).await {
        Ok(Ok(hello)) => hello,
        Ok(Err(error)) => return closed(&error.to_string()),
        Err(_) => return closed("no handshake in time"),
    };
    entry.sni = sni;
    let (snapshot, sni) = (server.live.current(), entry.sni.as_deref());
    let listener = snapshot
        .table
        .listener_of_handshake(&entry.gateway, entry.port, sni);
    let Some(listener) = listener else {
        return closed("no listener has its server name");
    };
    entry.protocol = Protocol::Https;
    let mut drawn = None;
    if listener.protocol == ListenerProtocol::Tls {
        entry.protocol = Protocol::Tls;
        if listener.tls_mode == Some(TlsMode::Passthrough) {
            return layer4::serve(&server, &entry, read, stream).await;
        }
        match layer4::draw(&snapshot, &entry, rand::random()) {
            Ok(forward) => drawn = Some(forward),
            Err(failure) => return layer4::reset(&entry, &failure, &stream),
        }
    }
    let Some(termination) = snapshot.terminations.get(listener) else {
        return closed("no certificate of its listener can be used");
    };
    let acceptor = TlsAcceptor::from(Arc::clone(&termination.config));
    let accepting = acceptor.accept(hello::replay(read, stream));
    let stream = match timeout(limit, accepting).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => return closed(&error.to_string()),
        Err(_) => return closed("its handshake did not end in time"),
    };
    entry.client_certificate = termination.client_certificate(stream.get_ref().1);
    let Some(forward) = drawn else {
        drop(snapshot);
        return connection::serve(server, entry, stream).await;
    };
    let backend = layer4::connect(&snapshot, &forward).await;
    drop(snapshot);
    match backend {
        Ok(backend) => layer4::carry(&server, &entry, stream, backend).await,
        Err(failure) => tracing::warn!(%client, %failure, "connection closed"),
    }
}
