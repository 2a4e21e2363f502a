//! The binary: reads the command line, serves, and ends on a signal.

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use hyper_proxy::args::Args;
use hyper_proxy::signals::{Asked, Signals};
use hyper_proxy::source::Problem;
use hyper_proxy::{ManifestFiles, Proxy, Source, demo, start};
use tracing_subscriber::EnvFilter;

/// The exit status when there is nothing to serve.
const NOTHING_TO_SERVE: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    match run(&args).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::from(NOTHING_TO_SERVE)
        }
    }
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
