//! UDP: a flow for each address of a client, whose backend is drawn once and answers to that address (spec 7.4).
//!
//! A flow ends when nothing came for a while. What its address draws depends on the address alone, so that it draws the same
//! again, and datagrams without a backend are dropped without anything being kept of them.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gateway_data_plane::entry::Entry;
use gateway_data_plane::failure::Failure;
use gateway_data_plane::relay::Activity;
use gateway_route_engine::RejectCause;
use tokio::net::UdpSocket;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::layer4::draw;
use crate::observe::Carried;
use crate::server::Server;

/// The largest datagram.
const DATAGRAM: usize = 1 << 16;

/// How long to wait when nothing can be received.
const PAUSE: Duration = Duration::from_millis(50);

/// How long answers may take once no further datagrams are to be taken.
const LAST_ANSWER: Duration = Duration::from_secs(1);

/// A socket of a Gateway, and the flows that come in there.
struct Flows {
    server: Arc<Server>,
    socket: UdpSocket,
    /// Turns an address into what the engine draws by, in a way that clients cannot foresee.
    entropy: RandomState,
    open: Mutex<HashMap<SocketAddr, Arc<Flow>>>,
}

/// A client's address, and the socket that its backend knows it by.
struct Flow {
    client: SocketAddr,
    backend: UdpSocket,
    activity: Activity,
    carried: Carried,
}

/// Why a datagram is not carried: in a word, and for the log.
type Dropped = (&'static str, String);

/// Carries datagrams until no further ones are to be taken. `entry` says what comes in at the socket.
pub async fn serve(server: Arc<Server>, entry: Entry, socket: UdpSocket) {
    let stop = entry.stop.clone();
    let flows = Arc::new(Flows {
        server,
        socket,
        entropy: RandomState::new(),
        open: Mutex::default(),
    });
    let receiving = async {
        let mut datagram = vec![0; DATAGRAM];
        loop {
            match flows.socket.recv_from(&mut datagram).await {
                Ok((length, client)) => {
                    let datagram = datagram.get(..length).unwrap_or_default();
                    if let Err((reason, why)) = flows.carry(&entry, client, datagram).await {
                        flows.server.metrics.datagrams_dropped.count(reason);
                        tracing::debug!(%client, reason, why, "datagram dropped");
                    }
                }
                Err(error) => {
                    tracing::error!(port = entry.port, %error, "cannot receive datagrams");
                    sleep(PAUSE).await;
                }
            }
        }
    };
    stop.run_until_cancelled(receiving).await;
}

impl Flows {
    /// Sends a datagram to the backend of its flow.
    async fn carry(
        self: &Arc<Self>,
        entry: &Entry,
        client: SocketAddr,
        datagram: &[u8],
    ) -> Result<(), Dropped> {
        let known = self.open().get(&client).cloned();
        let flow = match known {
            Some(flow) => flow,
            None => self.begin(entry, client).await?,
        };
        flow.activity.touch();
        let sent = flow.backend.send(datagram).await;
        sent.map_err(|error| ("not_sent", error.to_string()))?;
        flow.carried.bytes.receive(datagram.len());
        Ok(())
    }

    /// Begins a flow with a socket of its own, which takes answers of nobody but the endpoint.
    async fn begin(
        self: &Arc<Self>,
        entry: &Entry,
        client: SocketAddr,
    ) -> Result<Arc<Flow>, Dropped> {
        if self.open().len() >= self.server.config.limits.udp_flows {
            return Err(("too_many", "too many flows are open".to_owned()));
        }
        let entry = Entry {
            client: client.ip(),
            client_port: client.port(),
            ..entry.clone()
        };
        let mut carried = Carried::new(&self.server, &entry);
        let endpoint = self.endpoint(&entry, client, &mut carried).await;
        let endpoint = endpoint.map_err(|failure| {
            if matches!(failure, Failure::Rejected(RejectCause::NoRoute)) {
                self.server.metrics.unmatched(failure.reason());
            }
            (failure.reason(), failure.to_string())
        })?;
        let backend = connected(endpoint).await;
        let backend = backend.map_err(|error| ("not_sent", error.to_string()))?;
        carried.opened();
        let flow = Arc::new(Flow {
            client,
            backend,
            activity: Activity::default(),
            carried,
        });
        self.open().insert(client, Arc::clone(&flow));
        let answering = Arc::clone(self).answer(Arc::clone(&flow), entry.stop);
        self.server.tasks.spawn(answering);
        Ok(flow)
    }

    /// Draws the backend, and takes one of its endpoints.
    async fn endpoint(
        &self,
        entry: &Entry,
        client: SocketAddr,
        carried: &mut Carried,
    ) -> Result<SocketAddr, Failure> {
        let snapshot = self.server.live.current();
        let forward = draw(&snapshot, entry, self.entropy.hash_one(client), carried)?;
        let upstream = snapshot.udp_upstream(&forward.backend.target);
        let upstream = upstream.ok_or(Failure::NoEndpoints)?;
        let endpoint = upstream.pick(None, &[]).await;
        Ok(endpoint.ok_or(Failure::NoEndpoints)?.address())
    }

    /// Sends what the backend answers to the client, until the flow ends.
    async fn answer(self: Arc<Self>, flow: Arc<Flow>, stop: CancellationToken) {
        let stopped = async {
            stop.cancelled().await;
            sleep(LAST_ANSWER).await;
        };
        tokio::select! {
            _refused = self.answers(&flow) => flow.carried.ends("backend_broke_off"),
            () = flow.activity.ceased(self.server.config.limits.udp_idle) => flow.carried.ends("idle"),
            () = stopped => {}
        }
        self.open().remove(&flow.client);
    }

    /// Returns when the backend refuses datagrams.
    async fn answers(&self, flow: &Flow) -> io::Result<()> {
        loop {
            flow.backend.readable().await?;
            // A flow that waits holds no memory for what may come.
            let mut datagram = Vec::with_capacity(DATAGRAM);
            match flow.backend.try_recv_buf(&mut datagram) {
                Ok(_) => {
                    flow.activity.touch();
                    match self.socket.send_to(&datagram, flow.client).await {
                        Ok(sent) => flow.carried.bytes.send(sent),
                        // A client that is gone is no matter.
                        Err(_) => self.server.metrics.datagrams_dropped.count("not_answered"),
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn open(&self) -> MutexGuard<'_, HashMap<SocketAddr, Arc<Flow>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A socket that takes datagrams of an endpoint alone.
async fn connected(endpoint: SocketAddr) -> io::Result<UdpSocket> {
    let any = match endpoint {
        SocketAddr::V4(_) => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        SocketAddr::V6(_) => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    };
    let socket = UdpSocket::bind((any, 0)).await?;
    socket.connect(endpoint).await?;
    Ok(socket)
}
