//! Listener: a socket for each port of a Gateway, of TCP or UDP.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use gateway_api_types::NamespacedName;
use gateway_data_plane::addresses::Assignment;
use gateway_data_plane::entry::Entry;
use gateway_data_plane::pool::Addresses;
use gateway_route_engine::request::Protocol;
use gateway_route_engine::{RoutingTable, Transport};
use tokio::net::{TcpListener, UdpSocket};
use tokio_util::sync::CancellationToken;

use crate::entrance::enter;
use crate::server::Server;
use crate::source::Problem;
use crate::udp;

/// A port of a Gateway that has to be listened on. Listeners that share it are told apart by the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// The Gateway.
    pub gateway: NamespacedName,
    /// The port in the Gateway's spec.
    pub port: u16,
    /// The address of the Gateway where it is.
    pub ip: IpAddr,
    /// What is opened there. One number may stand for both.
    pub transport: Transport,
    /// The names of the listeners, for people.
    pub names: Vec<String>,
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
pub(crate) const PAUSE: Duration = Duration::from_millis(50);

/// The ports of a table that have to be listened on, at the addresses of their Gateways, and what is to be said of Gateways
/// that have none.
pub fn listeners(table: &RoutingTable, addresses: &Assignment) -> (Vec<Listener>, Vec<Problem>) {
    let (mut wanted, mut problems) = (Vec::new(), Vec::new());
    for gateway in table.gateways() {
        let ips = addresses
            .gateways
            .get(gateway)
            .map_or(&[][..], Vec::as_slice);
        if ips.is_empty() {
            problems.push(Problem::error(format!(
                "Gateway `{gateway}` is not served: every address of the pool has its Gateway\n  help: name more with \
                 `--address-pool FIRST-LAST`"
            )));
        }
        let ports = table.ports(gateway).map(|(port, _)| port);
        for (port, transport) in ports
            .flat_map(|port| [Transport::Tcp, Transport::Udp].map(|transport| (port, transport)))
        {
            let listeners = table.listeners(gateway, port);
            let mut names: Vec<_> = listeners
                .filter(|listener| listener.protocol.transport() == transport)
                .map(|listener| listener.id.section.clone())
                .collect();
            if names.is_empty() {
                continue;
            }
            names.sort_unstable();
            wanted.extend(ips.iter().map(|ip| Listener {
                gateway: gateway.clone(),
                port,
                ip: *ip,
                transport,
                names: names.clone(),
            }));
        }
    }
    (wanted, problems)
}

impl Listener {
    /// Whether it is where another one is, so that it can have its socket.
    pub fn is_at(&self, other: &Self) -> bool {
        let place = |one: &Self| (one.port, one.ip, one.transport);
        self.gateway == other.gateway && place(self) == place(other)
    }

    /// Opens the socket. The error says which listener, where, and what can be done.
    pub async fn bind(self, addresses: Addresses) -> Result<Bound, Problem> {
        let Some(port) = addresses.port(self.port) else {
            return Err(Problem::error(format!(
                "{self}: its port and `--port-offset` together exceed 65535\n  help: choose a smaller `--port-offset`"
            )));
        };
        let address = SocketAddr::new(self.ip, port);
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

async fn accept(
    server: &Arc<Server>,
    listener: &Listener,
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
                let Listener { gateway, port, .. } = listener;
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
