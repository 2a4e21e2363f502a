//! Handshake: a TLS connection, which the engine's listeners take by the server name that it asks for.

use std::sync::Arc;

use gateway_data_plane::entry::Entry;
use gateway_route_engine::request::Protocol;
use gateway_route_engine::{ListenerProtocol, TlsMode};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use crate::connection::LINGER;
use crate::observe::Carried;
use crate::server::Server;
use crate::{connection, layer4};
use gateway_data_plane::tls::hello;

/// Serves a connection until it ends: HTTP or other bytes of which TLS ends here, or TLS as it is. What no listener or no route
/// takes is closed without a word, for no certificate would fit (spec 7.2.4, 12.38).
pub async fn serve(server: Arc<Server>, mut entry: Entry, mut stream: TcpStream) {
    let (client, limit) = (entry.client, server.config.limits.handshake);
    let closed = |reason: &'static str, why: &str| {
        server.metrics.closed(reason);
        tracing::debug!(%client, reason, why, "TLS connection closed");
    };
    let stop = entry.stop.clone();
    let silent = async {
        stop.cancelled().await;
        sleep(LINGER).await;
    };
    let reading = timeout(limit, hello::read(&mut stream));
    let read = tokio::select! {
        read = reading => read,
        // Who has said nothing by now has nothing to lose.
        () = silent => return,
    };
    let (sni, read) = match read {
        Ok(Ok(hello)) => hello,
        Ok(Err(error)) => return closed("no_handshake", &error.to_string()),
        Err(_) => return closed("no_handshake", "it did not begin in time"),
    };
    entry.sni = sni;
    let (snapshot, sni) = (server.live.current(), entry.sni.as_deref());
    let listener = snapshot
        .table
        .listener_of_handshake(&entry.gateway, entry.port, sni);
    let Some(listener) = listener else {
        Carried::new(&server, &entry).ends("unknown_server_name");
        return closed("unknown_server_name", sni.unwrap_or_default());
    };
    entry.protocol = Protocol::Https;
    let mut drawn = None;
    if listener.protocol == ListenerProtocol::Tls {
        entry.protocol = Protocol::Tls;
        if listener.tls_mode == Some(TlsMode::Passthrough) {
            return layer4::serve(&server, &entry, read, stream).await;
        }
        let mut carried = Carried::new(&server, &entry);
        match layer4::draw(&snapshot, &entry, rand::random(), &mut carried) {
            Ok(forward) => drawn = Some((forward, carried)),
            Err(failure) => return layer4::reset(&server, &entry, &carried, &failure, &stream),
        }
    }
    let failed = |drawn: &Option<(_, Carried)>, reason, why: &str| {
        if let Some((_, carried)) = drawn {
            carried.ends(reason);
        }
        closed(reason, why);
    };
    let Some(termination) = snapshot.terminations.get(listener) else {
        return failed(&drawn, "no_certificate", &listener.id.section);
    };
    let acceptor = TlsAcceptor::from(Arc::clone(&termination.config));
    let accepting = acceptor.accept(hello::replay(read, stream));
    let stream = match timeout(limit, accepting).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => return failed(&drawn, "handshake_failed", &error.to_string()),
        Err(_) => return failed(&drawn, "handshake_failed", "it did not end in time"),
    };
    entry.client_certificate = termination.client_certificate(stream.get_ref().1);
    let Some((forward, carried)) = drawn else {
        drop(snapshot);
        return connection::serve(server, entry, stream).await;
    };
    let backend = layer4::connect(&snapshot, &forward).await;
    match backend {
        Ok(backend) => {
            drop(snapshot);
            layer4::carry(&server, carried, stream, backend).await;
        }
        Err(failure) => {
            carried.ends(failure.reason());
            closed(failure.reason(), &failure.to_string());
        }
    }
}
