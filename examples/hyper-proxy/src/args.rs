//! The command line.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;

/// Serves Gateway API manifests: HTTP listeners on this machine, backends from the EndpointSlices in the input.
#[derive(Clone, Debug, Parser)]
#[command(name = "hyper-proxy", version)]
pub struct Args {
    /// Serve a built-in configuration with backends of its own
    #[arg(long, conflicts_with = "files", required_unless_present = "files")]
    pub demo: bool,

    /// Manifest or folder of manifests to serve; repeatable
    #[arg(short = 'f', long = "file", value_name = "PATH", num_args = 1..)]
    pub files: Vec<PathBuf>,

    /// Address to listen on
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub listen_address: IpAddr,

    /// Added to the port of every listener, for those who may not bind port 80
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub port_offset: u16,

    /// How long requests may take to finish after SIGTERM
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub drain_timeout: Duration,

    /// Keep `X-Forwarded-*` that clients send: another proxy in front sets them
    #[arg(long)]
    pub trust_forwarded: bool,
}

fn seconds(text: &str) -> Result<Duration, std::num::ParseIntError> {
    text.parse().map(Duration::from_secs)
}
