//! The binary: reads the command line, serves, and ends on a signal.

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use clap::Parser as _;
use hyper_proxy::args::Args;
use hyper_proxy::signals::{Asked, Signals};
use hyper_proxy::source::Problem;
use hyper_proxy::{ManifestFiles, Proxy, Source, demo, start};
use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::EnvFilter;

/// The exit status when there is nothing to serve.
const NOTHING_TO_SERVE: u8 = 2;

/// How long a thread that waits for work that blocks, such as a reload, waits for more of it. The allocator keeps what is freed for
/// a second, and looks afterwards when a thread ends: one that ended sooner would leave what compiling has freed to a process that
/// may have nothing to do.
const IDLE_THREADS: Duration = Duration::from_secs(2);

/// Gives back what compiling has freed, which the allocator of the system keeps: as much again as the configuration in use.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    match runtime().map(|runtime| runtime.block_on(run(&args))) {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        Ok(Err(error)) => tracing::error!("{error}"),
        Err(error) => tracing::error!("no threads can be started: {error}"),
    }
    ExitCode::from(NOTHING_TO_SERVE)
}

/// A thread for each core. On one core there is nobody to share work with, and no cost of being ready for it.
fn runtime() -> std::io::Result<Runtime> {
    let several = available_parallelism().is_ok_and(|cores| cores.get() > 1);
    let mut builder = if several {
        Builder::new_multi_thread()
    } else {
        Builder::new_current_thread()
    };
    // A thread that has compiled gives back what was freed when it ends.
    builder.thread_keep_alive(IDLE_THREADS);
    builder.enable_all().build()
}

async fn run(args: &Args) -> Result<(), Box<dyn std::error::Error>> {
    let (mut files, mut demo) = (args.files.clone(), None);
    if args.demo {
        let demo = demo.insert(demo::start().await?);
        write!(std::io::stdout(), "{}", demo.introduction(args.port_offset))?;
        files.push(demo.folder().to_owned());
    }
    let source: Arc<dyn Source> = Arc::new(ManifestFiles::new(files));
    let signals = Signals::new()?;
    let started = start(source, args.config()?).await;
    let proxy = started.inspect_err(|nothing| nothing.problems.iter().for_each(Problem::log))?;
    serve(proxy, signals).await
}

/// Serves until a signal comes.
async fn serve(proxy: Proxy, mut signals: Signals) -> Result<(), Box<dyn std::error::Error>> {
    proxy.problems().iter().for_each(Problem::log);
    if let Some(address) = proxy.admin() {
        tracing::info!("admin port on {address}");
    }
    while signals.next().await == Asked::Reload {
        proxy.reload();
    }
    tracing::info!("shutting down");
    match proxy.shutdown().await {
        0 => tracing::info!("all requests are finished"),
        cut => tracing::warn!("{cut} connections were closed before they had ended"),
    }
    Ok(())
}
