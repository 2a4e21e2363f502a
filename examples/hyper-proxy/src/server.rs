//! Server: the whole of a running proxy.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use gateway_api_types::NamespacedName;
use gateway_data_plane::failure::Failure;
use gateway_data_plane::served_port::ServedPort;
use gateway_data_plane::telemetry::{AccessLog, Collectors, Exporter, Metrics};
use gateway_data_plane::upstream::{Dial, Registry, Upstream};
use gateway_route_engine::tracing::{Spans, Tracing};
use gateway_route_engine::{Backend, RouteKind};
use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::admin;
use crate::config::Config;
use crate::reload::{Loaded, NothingToServe, Sockets, load};
use crate::snapshot::Live;
use crate::source::{Problem, Source};

/// What every connection of a proxy shares.
#[derive(Debug)]
pub struct Server {
    /// How to serve.
    pub config: Config,
    /// The configuration in use.
    pub live: Live,
    /// Cancelled when clients are to go elsewhere; requests are taken still.
    pub drain: CancellationToken,
    /// Cancelled when no further requests are to be taken.
    pub stop: CancellationToken,
    /// Cancelled when what is still open is to be closed.
    pub cut: CancellationToken,
    /// Connections, tunnels and copies.
    pub tasks: TaskTracker,
    /// As many connections of clients may be open as there are permits.
    pub connections: Arc<Semaphore>,
    /// As many copies of requests may be on their way as there are permits.
    pub mirrors: Arc<Semaphore>,
    /// What is counted and measured.
    pub metrics: Metrics,
    /// Where each request is told of.
    pub access_log: Option<AccessLog>,
    /// Sends the spans of requests.
    pub exporter: Exporter,
    /// Asks for the configuration to be loaded again.
    reload: Notify,
    listening: Mutex<Vec<Listening>>,
}

/// A running proxy.
#[derive(Debug)]
pub struct Proxy {
    server: Arc<Server>,
    problems: Vec<Problem>,
    admin: Option<SocketAddr>,
}

/// A listener that is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listening {
    /// The listener.
    pub listener: ServedPort,
    /// Where.
    pub address: std::net::SocketAddr,
}

/// How often unused connections to endpoints are looked for.
const SWEEP: Duration = Duration::from_secs(10);

/// Serves what a source gives, and what it gives later. Whatever is wrong with a part of it costs that part alone; only when no
/// listener is left there is an error.
pub async fn start(source: Arc<dyn Source>, config: Config) -> Result<Proxy, NothingToServe> {
    let mut unusable = Vec::new();
    let access_log = AccessLog::open(&config.access_log).unwrap_or_else(|error| {
        let text = format!("the access log cannot be opened: {error}");
        unusable.push(Problem::error(text));
        None
    });
    let server = Arc::new(Server {
        live: Live::new(Registry::new(config.limits)),
        stop: CancellationToken::new(),
        cut: CancellationToken::new(),
        drain: CancellationToken::new(),
        tasks: TaskTracker::new(),
        connections: Arc::new(Semaphore::new(config.limits.connections)),
        mirrors: Arc::new(Semaphore::new(config.limits.mirrors)),
        metrics: Metrics::new(),
        access_log,
        exporter: Exporter::default(),
        reload: Notify::new(),
        listening: Mutex::default(),
        config,
    });
    let mut sockets = Sockets::default();
    let loaded = load(&server, &source, &mut sockets).await?;
    server.set_listening(sockets.listening());
    let admin = match server.config.admin {
        Some(address) => admin::serve(Arc::clone(&server), address).await.map(Some),
        None => Ok(None),
    };
    let admin = admin.unwrap_or_else(|error| {
        let text = format!(
            "there is no admin port: {error}\n  help: choose another one with `--admin-address`"
        );
        unusable.push(Problem::error(text));
        None
    });
    let problems = [unusable, loaded.problems].concat();
    let following = follow(Arc::clone(&server), source, sockets, problems.clone());
    server.tasks.spawn(following);
    let collectors: Arc<dyn Collectors> = Arc::clone(&server) as _;
    server.exporter.start(collectors);
    server.tasks.spawn(sweep(Arc::clone(&server)));
    Ok(Proxy {
        server,
        problems,
        admin,
    })
}

impl Server {
    /// The listeners that are served.
    pub fn listening(&self) -> Vec<Listening> {
        self.listening
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set_listening(&self, listening: Vec<Listening>) {
        *self
            .listening
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = listening;
    }
}

impl Collectors for Server {
    fn spans(&self, gateway: &NamespacedName) -> Option<Arc<Spans>> {
        match self.live.peek().table.tracing(gateway)? {
            Tracing::Enabled(spans) => Some(Arc::clone(spans)),
            Tracing::Disabled => None,
        }
    }

    fn collector(
        &self,
        gateway: &NamespacedName,
        provider: &Backend,
        kind: RouteKind,
    ) -> Result<(Dial, Arc<Upstream>), Failure> {
        let snapshot = self.live.current();
        // What it is shown of the Gateway is the same on all of its listeners.
        let mut ports = snapshot.table.ports(gateway);
        let listener = ports.find_map(|(port, _)| snapshot.table.listeners(gateway, port).next());
        let (dial, upstream) = snapshot.reach(provider, kind, listener)?;
        Ok((dial, Arc::clone(upstream)))
    }

    fn metrics(&self) -> &Metrics {
        &self.metrics
    }
}

impl Proxy {
    /// The listeners that are served.
    pub fn listening(&self) -> Vec<Listening> {
        self.server.listening()
    }

    /// Where the admin port is.
    pub fn admin(&self) -> Option<SocketAddr> {
        self.admin
    }

    /// What was wrong with the configuration at the start.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Loads the configuration again, and tries again to bind what could not be bound.
    pub fn reload(&self) {
        self.server.reload.notify_one();
    }

    /// Says that it is about to end, and goes on for as long as the configuration says; then stops listening, lets requests
    /// finish within the time that the configuration gives them, and closes what is left then. Returns how many connections
    /// that were.
    pub async fn shutdown(self) -> usize {
        let server = self.server;
        server.drain.cancel();
        tokio::time::sleep(server.config.drain_wait).await;
        server.stop.cancel();
        server.tasks.close();
        let ending = tokio::time::timeout(server.config.drain_timeout, server.tasks.wait());
        let left = if ending.await.is_ok() {
            0
        } else {
            server.tasks.len()
        };
        server.cut.cancel();
        server.tasks.wait().await;
        server.exporter.flush().await;
        if let Some(log) = &server.access_log {
            log.flush().await;
        }
        left
    }
}

/// Loads what the source has whenever it has something else, until the proxy shuts down.
async fn follow(
    server: Arc<Server>,
    source: Arc<dyn Source>,
    mut sockets: Sockets,
    mut problems: Vec<Problem>,
) {
    let following = async {
        loop {
            tokio::select! {
                () = source.changed() => {}
                () = server.reload.notified() => {}
            }
            let loaded = load(&server, &source, &mut sockets).await;
            server.set_listening(sockets.listening());
            let said = std::mem::take(&mut problems);
            problems = match loaded {
                Ok(Loaded { problems, changes }) => {
                    let changes = changes.as_deref().unwrap_or("nothing has changed");
                    tracing::info!("reloaded: {changes}");
                    problems
                }
                Err(nothing) => {
                    tracing::error!(
                        "not reloaded, the configuration before stays in use: {nothing}"
                    );
                    nothing.problems
                }
            };
            problems
                .iter()
                .filter(|problem| !said.contains(problem))
                .for_each(Problem::log);
        }
    };
    server.stop.run_until_cancelled(following).await;
}

async fn sweep(server: Arc<Server>) {
    let sweeping = async {
        let mut interval = tokio::time::interval(SWEEP);
        loop {
            interval.tick().await;
            server.live.endpoints.sweep();
        }
    };
    server.stop.run_until_cancelled(sweeping).await;
}
