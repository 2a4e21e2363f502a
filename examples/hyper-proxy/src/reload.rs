//! Reload: another configuration takes the place of the one in use, without a request or a connection that notices.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use gateway_data_plane::addresses::Assignment;
use gateway_data_plane::served_port::ServedPort;
use gateway_route_engine::Statuses;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::listener::{Bound, unserved};
use crate::server::{Listening, Server};
use crate::snapshot::Snapshot;
use crate::source::{Input, Problem, Source};

/// What a configuration that was loaded has become.
#[derive(Debug)]
pub struct Loaded {
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What is other than before, in words; `None` if nothing is.
    pub changes: Option<String>,
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

/// The sockets that connections are accepted on.
#[derive(Debug, Default)]
pub struct Sockets {
    open: Vec<Open>,
    addresses: Assignment,
}

#[derive(Debug)]
struct Open {
    listening: Listening,
    stop: CancellationToken,
    /// Done once the socket is closed.
    closed: TaskTracker,
}

/// A configuration that is ready to be used.
struct Compiled {
    snapshot: Snapshot,
    addresses: Assignment,
    wanted: Vec<ServedPort>,
    problems: Vec<Problem>,
    outdated: bool,
}

/// Loads what a source has now, and counts how that went. When there is nothing to serve in it, everything stays as it is.
pub async fn load(
    server: &Arc<Server>,
    source: &Arc<dyn Source>,
    sockets: &mut Sockets,
) -> Result<Loaded, NothingToServe> {
    let loaded = try_to_load(server, source, sockets).await;
    if loaded.is_err() {
        server.metrics.reloaded("failed");
    }
    loaded
}

async fn try_to_load(
    server: &Arc<Server>,
    source: &Arc<dyn Source>,
    sockets: &mut Sockets,
) -> Result<Loaded, NothingToServe> {
    let before = sockets.addresses.clone();
    let (server_there, source) = (Arc::clone(server), Arc::clone(source));
    let compiling = move || compile(&server_there, &source.read(), &before);
    let compiled = match tokio::task::spawn_blocking(compiling).await {
        Ok(compiled) => compiled?,
        Err(_) => return nothing(Vec::new(), "the configuration could not be compiled"),
    };
    let Compiled {
        snapshot,
        addresses,
        wanted,
        mut problems,
        outdated,
    } = compiled;
    let count = wanted.len();
    sockets.close_unless(&wanted).await;
    let bound = sockets.bind(server, wanted, &mut problems).await;
    if bound.is_empty() && sockets.open.is_empty() {
        return nothing(problems, "no listener could be bound");
    }
    let changes = snapshot
        .objects
        .changes_since(&server.live.current().objects);
    let routes: BTreeSet<_> = snapshot.objects.routes().collect();
    server.live.replace(snapshot);
    server
        .metrics
        .retain(|route| route.is_empty() || routes.contains(route));
    server
        .metrics
        .reloaded(if outdated { "partial" } else { "ok" });
    sockets.addresses = addresses;
    sockets.accept(server, bound);
    server
        .metrics
        .listening(sockets.open.len(), count - sockets.open.len());
    Ok(Loaded { problems, changes })
}

fn nothing<T>(problems: Vec<Problem>, why: &'static str) -> Result<T, NothingToServe> {
    Err(NothingToServe { problems, why })
}

/// Compiles aside.
fn compile(
    server: &Server,
    input: &Input,
    before: &Assignment,
) -> Result<Compiled, NothingToServe> {
    let config = &server.config;
    let addresses = Assignment::new(config.addresses, &input.resources, before);
    let (snapshot, statuses, diagnostics) =
        Snapshot::compile(input, &addresses, &server.live.endpoints);
    let wanted = ServedPort::all(&snapshot.table, &addresses);
    let mut problems = [input.problems.clone(), diagnostics].concat();
    problems.extend(unserved(&snapshot.table, &addresses));
    if input.objects == 0 {
        return nothing(problems, "no object could be read");
    }
    if input.resources.gateways.is_empty() {
        return nothing(problems, "the input has no Gateway");
    }
    if let Some(path) = &config.status_file
        && let Err(error) = write_statuses(path, input, &statuses)
    {
        let path = path.display();
        problems.push(Problem::error(format!(
            "{path}: statuses cannot be written: {error}"
        )));
    }
    if wanted.is_empty() {
        return nothing(
            problems,
            "no Gateway of the input has a listener that can be served",
        );
    }
    Ok(Compiled {
        snapshot,
        addresses,
        wanted,
        problems,
        outdated: input.outdated,
    })
}

/// Writes the statuses beside the file, and renames that into its place: who reads it finds one version or the other.
fn write_statuses(path: &Path, input: &Input, statuses: &Statuses) -> std::io::Result<()> {
    let mut text = serde_json::to_string_pretty(&input.with_statuses(statuses)?)?;
    text.push('\n');
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    std::fs::write(&beside, text)?;
    std::fs::rename(&beside, path)
}

impl Sockets {
    /// What is listened on.
    pub fn listening(&self) -> Vec<Listening> {
        self.open
            .iter()
            .map(|open| open.listening.clone())
            .collect()
    }

    /// Closes the sockets of listeners that are gone. Requests on their connections are finished.
    async fn close_unless(&mut self, wanted: &[ServedPort]) {
        let kept = |open: &mut Open| {
            wanted
                .iter()
                .any(|listener| listener.is_at(&open.listening.listener))
        };
        let gone: Vec<_> = self.open.extract_if(.., |open| !kept(open)).collect();
        for open in gone {
            open.stop.cancel();
            open.closed.close();
            open.closed.wait().await;
            tracing::info!("{} is closed", open.listening.listener);
        }
    }

    /// Binds the listeners that are new, and keeps the sockets of the others.
    async fn bind(
        &mut self,
        server: &Server,
        wanted: Vec<ServedPort>,
        problems: &mut Vec<Problem>,
    ) -> Vec<Bound> {
        let mut bound = Vec::new();
        for listener in wanted {
            let mut open = self.open.iter_mut();
            if let Some(open) = open.find(|open| open.listening.listener.is_at(&listener)) {
                open.listening.listener = listener;
                continue;
            }
            match Bound::bind(listener, server.config.addresses).await {
                Ok(socket) => bound.push(socket),
                Err(problem) => problems.push(problem),
            }
        }
        bound
    }

    fn accept(&mut self, server: &Arc<Server>, bound: Vec<Bound>) {
        for socket in bound {
            let listening = Listening {
                listener: socket.listener.clone(),
                address: socket.address,
            };
            tracing::info!("{} serves on {}", listening.listener, listening.address);
            let (stop, closed) = (server.stop.child_token(), TaskTracker::new());
            let accepting = socket.serve(Arc::clone(server), stop.clone());
            server.tasks.spawn(closed.track_future(accepting));
            self.open.push(Open {
                listening,
                stop,
                closed,
            });
        }
    }
}
