//! The binary: reads the command line, serves, and ends on a signal.

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use gateway_manifests::Severity;
use hyper_proxy::args::Args;
use hyper_proxy::source::Problem;
use hyper_proxy::{Addresses, Config, ManifestFiles, Proxy, demo, shutdown, start};
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
    let config = Config {
        trust_forwarded: args.trust_forwarded,
        drain_timeout: args.drain_timeout,
        ..Config::new(Addresses::Offset(args.listen_address, args.port_offset))
    };
    let started = if args.demo {
        let manifest = demo::start().await?;
        write!(
            std::io::stdout(),
            "{}",
            demo::introduction(&manifest, args.port_offset)
        )?;
        start(&manifest, config).await
    } else {
        start(
            &ManifestFiles {
                paths: args.files.clone(),
            },
            config,
        )
        .await
    };
    let proxy = started.inspect_err(|nothing| report(&nothing.problems))?;
    serve(proxy).await
}

/// Serves until a signal comes.
async fn serve(proxy: Proxy) -> Result<(), Box<dyn std::error::Error>> {
    report(proxy.problems());
    for listening in proxy.listening() {
        tracing::info!("{} serves on {}", listening.listener, listening.address);
    }
    shutdown::requested().await?;
    tracing::info!("shutting down");
    match proxy.shutdown().await {
        0 => tracing::info!("all requests are finished"),
        cut => tracing::warn!("{cut} connections were closed before they had ended"),
    }
    Ok(())
}

fn report(problems: &[Problem]) {
    for Problem { severity, text } in problems {
        match severity {
            Severity::Error => tracing::error!("{text}"),
            Severity::Warning => tracing::warn!("{text}"),
            Severity::Info => tracing::info!("{text}"),
        }
    }
}
