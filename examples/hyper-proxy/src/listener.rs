//! Listener: a socket for each port of a Gateway.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use gateway_api_types::NamespacedName;
use gateway_route_engine::{ListenerProtocol, Resources, RoutingTable};
use tokio::net::TcpListener;

use crate::config::Addresses;
use crate::connection::serve;
use crate::server::Server;
use crate::service::Entry;
use crate::source::Problem;

/// A port of a Gateway that has to be listened on. Listeners that share it are told apart by the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// The Gateway.
    pub gateway: NamespacedName,
    /// The port in the Gateway's spec.
    pub port: u16,
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
    socket: TcpListener,
}

/// How long to wait when no connection can be accepted for want of file descriptors.
const PAUSE: Duration = Duration::from_millis(50);

/// The listeners of a table, and what is to be said of those that cannot be served.
pub fn listeners(table: &RoutingTable, resources: &Resources) -> (Vec<Listener>, Vec<Problem>) {
    let (mut served, mut problems) = (Vec::new(), Vec::new());
    for gateway in table.gateways() {
        for (port, protocols) in table.ports(gateway) {
            let listener = Listener {
                gateway: gateway.clone(),
                port,
                names: names(resources, gateway, port),
            };
            if protocols.contains(&ListenerProtocol::Http) {
                served.push(listener);
            } else {
                problems.push(Problem::error(format!(
                    "{listener} is not served: this proxy serves protocol HTTP alone"
                )));
            }
        }
    }
    (served, problems)
}

/// The names of a Gateway's own listeners on a port.
fn names(resources: &Resources, gateway: &NamespacedName, port: u16) -> Vec<String> {
    let listeners = resources
        .gateways
        .get(gateway)
        .into_iter()
        .flat_map(|gateway| &gateway.spec.listeners);
    listeners
        .filter(|listener| listener.port == i32::from(port))
        .map(|listener| listener.name.clone())
        .collect()
}

impl Listener {
    /// Opens the socket. The error says which listener, where, and what can be done.
    pub async fn bind(self, addresses: Addresses) -> Result<Bound, Problem> {
        let Some(address) = addresses.of(self.port) else {
            return Err(Problem::error(format!(
                "{self}: its port and `--port-offset` together exceed 65535\n  help: choose a smaller `--port-offset`"
            )));
        };
        let socket = TcpListener::bind(address).await;
        let bound = socket.and_then(|socket| Ok((socket.local_addr()?, socket)));
        match bound {
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
        } = self;
        if names.is_empty() {
            return write!(
                f,
                "a listener (port {port}) of Gateway `{}/{}`",
                gateway.namespace, gateway.name
            );
        }
        let names = names.join("`, `");
        write!(
            f,
            "listener `{names}` (port {port}) of Gateway `{}/{}`",
            gateway.namespace, gateway.name
        )
    }
}

impl Bound {
    /// Accepts connections until the proxy shuts down.
    pub async fn accept(self, server: Arc<Server>) {
        let stop = server.stop.clone();
        let accepting = async {
            loop {
                match self.socket.accept().await {
                    Ok((stream, client)) => {
                        let Listener { gateway, port, .. } = &self.listener;
                        let entry = Entry {
                            gateway: gateway.clone(),
                            port: *port,
                            client: client.ip(),
                        };
                        server
                            .tasks
                            .spawn(serve(Arc::clone(&server), entry, stream));
                    }
                    Err(error) => self.not_accepted(&error).await,
                }
            }
        };
        stop.run_until_cancelled(accepting).await;
    }

    /// A client that went away is no matter; whatever else keeps connections from being accepted may pass.
    async fn not_accepted(&self, error: &io::Error) {
        if matches!(
            error.kind(),
            io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
        ) {
            return;
        }
        tracing::error!(listener = %self.listener, %error, "cannot accept a connection");
        tokio::time::sleep(PAUSE).await;
    }
}
