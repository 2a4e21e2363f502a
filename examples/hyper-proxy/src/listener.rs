//! Listener: a socket for each port of a Gateway, of TCP or UDP.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use gateway_api_types::NamespacedName;
use gateway_route_engine::request::Protocol;
use gateway_route_engine::{ListenerProtocol, RoutingTable};
use tokio::net::{TcpListener, UdpSocket};

use crate::config::Addresses;
use crate::entrance::enter;
use crate::entry::Entry;
use crate::server::Server;
use crate::source::Problem;

/// A port of a Gateway that has to be listened on. Listeners that share it are told apart by the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// The Gateway.
    pub gateway: NamespacedName,
    /// The port in the Gateway's spec.
    pub port: u16,
    /// What is opened there. One number may stand for both.
    pub transport: Transport,
    /// The names of the listeners, for people.
    pub names: Vec<String>,
}

/// What a socket carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Transport {
    /// Connections.
    Tcp,
    /// Datagrams.
    Udp,
}

/// A listener with its socket.
#[derive(Debug)]
pub struct Bound {
    /// The listener.
    pub listener: Listener,
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
const PAUSE: Duration = Duration::from_millis(50);

/// The ports of a table that have to be listened on.
pub fn listeners(table: &RoutingTable) -> Vec<Listener> {
    let mut wanted: Vec<Listener> = Vec::new();
    for gateway in table.gateways() {
        for (port, _) in table.ports(gateway) {
            for transport in [Transport::Tcp, Transport::Udp] {
                let listeners = table.listeners(gateway, port);
                let mut names: Vec<_> = listeners
                    .filter(|listener| Transport::of(listener.protocol) == transport)
                    .map(|listener| listener.id.section.clone())
                    .collect();
                names.sort_unstable();
                if !names.is_empty() {
                    wanted.push(Listener {
                        gateway: gateway.clone(),
                        port,
                        transport,
                        names,
                    });
                }
            }
        }
    }
    wanted
}

impl Transport {
    /// What carries a protocol.
    pub fn of(protocol: ListenerProtocol) -> Self {
        match protocol {
            ListenerProtocol::Udp => Self::Udp,
            _ => Self::Tcp,
        }
    }
}

impl Listener {
    /// Opens the socket. The error says which listener, where, and what can be done.
    pub async fn bind(self, addresses: Addresses) -> Result<Bound, Problem> {
        let Some(address) = addresses.of(self.port) else {
            return Err(Problem::error(format!(
                "{self}: its port and `--port-offset` together exceed 65535\n  help: choose a smaller `--port-offset`"
            )));
        };
        match Socket::bind(self.transport, address).await {
            Ok((address, socket)) => Ok(Bound {
                listener: self,
                address,
                socket,
            }),
            Err(error) => Err(self.cannot_listen(address, &error)),
        }
    }

    fn cannot_listen(&self, address: SocketAddr, error: &io::Error) -> Problem {
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
            "{self}: cannot listen on {address}: {why}\n  help: {help}"
        ))
    }
}

impl std::fmt::Display for Listener {
    /// ``listener `web` (port 80) of Gateway `default/edge` ``.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            gateway,
            port,
            names,
            ..
        } = self;
        let names = names.join("`, `");
        write!(
            f,
            "listener `{names}` (port {port}) of Gateway `{}/{}`",
            gateway.namespace, gateway.name
        )
    }
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

impl Bound {
    /// Serves until the proxy shuts down.
    pub async fn serve(self, server: Arc<Server>) {
        let Self {
            listener, socket, ..
        } = self;
        let stop = server.stop.clone();
        match socket {
            Socket::Tcp(socket) => {
                stop.run_until_cancelled(accept(&server, &listener, &socket))
                    .await;
            }
            Socket::Udp(_idle) => stop.cancelled().await,
        }
    }
}

async fn accept(server: &Arc<Server>, listener: &Listener, socket: &TcpListener) {
    loop {
        match socket.accept().await {
            Ok((stream, client)) => {
                let Listener { gateway, port, .. } = listener;
                let entry = Entry::new(gateway.clone(), *port, client.ip(), Protocol::Tcp);
                server.tasks.spawn(enter(Arc::clone(server), entry, stream));
            }
            Err(error) => not_accepted(listener, &error).await,
        }
    }
}

/// A client that went away is no matter; whatever else keeps connections from being accepted may pass.
async fn not_accepted(listener: &Listener, error: &io::Error) {
    if matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    ) {
        return;
    }
    tracing::error!(%listener, %error, "cannot accept a connection");
    tokio::time::sleep(PAUSE).await;
}
