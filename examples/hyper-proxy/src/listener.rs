//! Listener: a socket for each port of a Gateway, of TCP or UDP.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use gateway_data_plane::addresses::Assignment;
use gateway_data_plane::entry::Entry;
use gateway_data_plane::pool::Addresses;
use gateway_data_plane::served_port::ServedPort;
use gateway_route_engine::request::Protocol;
use gateway_route_engine::{RoutingTable, Transport};
use tokio::net::{TcpListener, UdpSocket};
use tokio_util::sync::CancellationToken;

use crate::entrance::enter;
use crate::server::Server;
use crate::source::Problem;
use crate::udp;

/// A listener with its socket.
#[derive(Debug)]
pub struct Bound {
    /// The listener.
    pub listener: ServedPort,
    /// Where its socket is.
    pub address: SocketAddr,
    socket: Socket,
}

#[derive(Debug)]
enum Socket {
    Tcp(TcpListener),
    Udp(UdpSocket),
}

/// How long to wait when no connection can be accepted for want of file descriptors.
pub(crate) const PAUSE: Duration = Duration::from_millis(50);

/// What is to be said of Gateways of a table that have no address.
pub fn unserved(table: &RoutingTable, addresses: &Assignment) -> impl Iterator<Item = Problem> {
    let gateways = table.gateways();
    let unserved = gateways.filter(|gateway| addresses.of(gateway).is_empty());
    unserved.map(|gateway| {
        Problem::error(format!(
            "Gateway `{gateway}` is not served: every address of the pool has its Gateway\n  help: name more with \
             `--address-pool FIRST-LAST`"
        ))
    })
}

impl Bound {
    /// Opens the socket. The error says which listener, where, and what can be done.
    pub async fn bind(listener: ServedPort, addresses: Addresses) -> Result<Self, Problem> {
        let Some(port) = addresses.port(listener.port) else {
            return Err(Problem::error(format!(
                "{listener}: its port and `--port-offset` together exceed 65535\n  help: choose a smaller `--port-offset`"
            )));
        };
        let address = SocketAddr::new(listener.ip, port);
        match Socket::bind(listener.transport, address).await {
            Ok((address, socket)) => Ok(Self {
                listener,
                address,
                socket,
            }),
            Err(error) => Err(cannot_listen(&listener, address, &error)),
        }
    }

    /// Serves until it is to stop.
    pub async fn serve(self, server: Arc<Server>, stop: CancellationToken) {
        let Self {
            listener, socket, ..
        } = self;
        match socket {
            Socket::Tcp(socket) => accept(&server, &listener, &socket, stop).await,
            Socket::Udp(socket) => {
                let any = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
                let entry = Entry::new(listener.gateway, listener.port, any, Protocol::Udp, stop);
                udp::serve(server, entry, socket).await;
            }
        }
    }
}

fn cannot_listen(listener: &ServedPort, address: SocketAddr, error: &io::Error) -> Problem {
    let (why, help) = match error.kind() {
        io::ErrorKind::AddrInUse => (
            "the port is in use".to_owned(),
            "end what uses it, or choose other ports with `--port-offset N`",
        ),
        io::ErrorKind::PermissionDenied => (
            "the port is not allowed for this user".to_owned(),
            "`--port-offset 8000` moves every listener to a port above 1023",
        ),
        io::ErrorKind::AddrNotAvailable => (
            "the address is not one of this machine".to_owned(),
            "choose one with `--listen-address IP`",
        ),
        _ => (
            error.to_string(),
            "choose another address with `--listen-address IP` or `--port-offset N`",
        ),
    };
    Problem::error(format!(
        "{listener}: cannot listen on {address}: {why}\n  help: {help}"
    ))
}

impl Socket {
    async fn bind(transport: Transport, address: SocketAddr) -> io::Result<(SocketAddr, Self)> {
        match transport {
            Transport::Tcp => {
                let socket = TcpListener::bind(address).await?;
                Ok((socket.local_addr()?, Self::Tcp(socket)))
            }
            Transport::Udp => {
                let socket = UdpSocket::bind(address).await?;
                Ok((socket.local_addr()?, Self::Udp(socket)))
            }
        }
    }
}

async fn accept(
    server: &Arc<Server>,
    listener: &ServedPort,
    socket: &TcpListener,
    stop: CancellationToken,
) {
    loop {
        let accepted = tokio::select! {
            // Those that wait to be accepted are accepted before the socket is closed.
            biased;
            accepted = socket.accept() => accepted,
            () = stop.cancelled() => return,
        };
        match accepted {
            Ok((stream, client)) => {
                let ServedPort { gateway, port, .. } = listener;
                let entry = Entry::new(gateway.clone(), *port, client, Protocol::Tcp, stop.clone());
                let (server_there, open) = (Arc::clone(server), server.metrics.connected());
                server.tasks.spawn(async move {
                    enter(server_there, entry, stream).await;
                    drop(open);
                });
            }
            Err(error) => not_accepted(listener, &error).await,
        }
    }
}

/// A client that went away is no matter; whatever else keeps connections from being accepted may pass.
async fn not_accepted(listener: &ServedPort, error: &io::Error) {
    if matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    ) {
        return;
    }
    tracing::error!(%listener, %error, "cannot accept a connection");
    tokio::time::sleep(PAUSE).await;
}
