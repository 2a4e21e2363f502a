//! Server: the whole of a running proxy.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::config::Config;
use crate::listener::{Bound, listeners};
use crate::snapshot::{Live, Snapshot};
use crate::source::{Problem, Source};
use crate::upstream::Registry;

/// What every connection of a proxy shares.
#[derive(Debug)]
pub struct Server {
    /// How to serve.
    pub config: Config,
    /// The configuration in use.
    pub live: Live,
    /// Cancelled when no further requests are to be taken.
    pub stop: CancellationToken,
    /// Cancelled when what is still open is to be closed.
    pub cut: CancellationToken,
    /// Connections, tunnels and copies.
    pub tasks: TaskTracker,
    /// As many copies of requests may be on their way as there are permits.
    pub mirrors: Arc<Semaphore>,
}

/// A running proxy.
#[derive(Debug)]
pub struct Proxy {
    server: Arc<Server>,
    listening: Vec<Listening>,
    problems: Vec<Problem>,
}

/// A listener that is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listening {
    /// The listener.
    pub listener: crate::listener::Listener,
    /// Where.
    pub address: std::net::SocketAddr,
}

/// There is nothing to serve.
#[derive(Clone, Debug)]
pub struct NothingToServe {
    /// What is wrong with the configuration.
    pub problems: Vec<Problem>,
    why: &'static str,
}

impl fmt::Display for NothingToServe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nothing to serve: {}", self.why)
    }
}

impl std::error::Error for NothingToServe {}

/// How often unused connections to endpoints are looked for.
const SWEEP: Duration = Duration::from_secs(10);

/// Serves what a source gives. Whatever is wrong with a part of it costs that part alone; only when no listener is left there
/// is an error.
pub async fn start(source: &dyn Source, config: Config) -> Result<Proxy, NothingToServe> {
    let input = source.read();
    let live = Live::new(Registry::new(config.limits));
    let (snapshot, diagnostics) = Snapshot::compile(&input, &live.endpoints);
    let wanted = listeners(&snapshot.table);
    let mut problems = [input.problems.clone(), diagnostics].concat();
    let nothing = |problems, why| Err(NothingToServe { problems, why });
    if input.objects == 0 {
        return nothing(problems, "no object could be read");
    }
    if input.resources.gateways.is_empty() {
        return nothing(problems, "the input has no Gateway");
    }
    if wanted.is_empty() {
        return nothing(
            problems,
            "no Gateway of the input has a listener that can be served",
        );
    }
    let mut bound = Vec::new();
    for listener in wanted {
        match listener.bind(config.addresses).await {
            Ok(socket) => bound.push(socket),
            Err(problem) => problems.push(problem),
        }
    }
    if bound.is_empty() {
        return nothing(problems, "no listener could be bound");
    }
    live.replace(snapshot);
    Ok(Proxy::run(config, live, bound, problems))
}

impl Proxy {
    fn run(config: Config, live: Live, bound: Vec<Bound>, problems: Vec<Problem>) -> Self {
        let server = Arc::new(Server {
            config,
            live,
            stop: CancellationToken::new(),
            cut: CancellationToken::new(),
            tasks: TaskTracker::new(),
            mirrors: Arc::new(Semaphore::new(config.limits.mirrors)),
        });
        let listening = bound
            .iter()
            .map(|bound| Listening {
                listener: bound.listener.clone(),
                address: bound.address,
            })
            .collect();
        for socket in bound {
            server.tasks.spawn(socket.serve(Arc::clone(&server)));
        }
        server.tasks.spawn(sweep(Arc::clone(&server)));
        Self {
            server,
            listening,
            problems,
        }
    }

    /// The listeners that are served.
    pub fn listening(&self) -> &[Listening] {
        &self.listening
    }

    /// What was wrong with the configuration.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Stops listening, lets requests finish within the time that the configuration gives them, and closes what is left then.
    /// Returns how many connections that were.
    pub async fn shutdown(self) -> usize {
        let server = self.server;
        server.stop.cancel();
        server.tasks.close();
        if tokio::time::timeout(server.config.drain_timeout, server.tasks.wait())
            .await
            .is_ok()
        {
            return 0;
        }
        let left = server.tasks.len();
        server.cut.cancel();
        server.tasks.wait().await;
        left
    }
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
