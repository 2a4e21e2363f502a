//! The command line.

use std::io;
use std::net::{AddrParseError, IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::Parser;
use gateway_data_plane::pool::{Addresses, Pool};
use gateway_data_plane::session::SessionKey;
use gateway_data_plane::telemetry::AccessLogTo;

use crate::config::Config;

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

    /// Address of every Gateway that asks for none of its own, in place of one each of the pool
    #[arg(long, value_name = "IP")]
    pub listen_address: Option<IpAddr>,

    /// Addresses for Gateways that ask for none of their own, one each
    #[arg(
        long,
        value_name = "FIRST-LAST",
        default_value = "127.0.0.1-127.0.0.254",
        conflicts_with = "listen_address"
    )]
    pub address_pool: Pool,

    /// Added to the port of every listener, for those who may not bind port 80
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub port_offset: u16,

    /// Write the statuses of the objects to this file after each load
    #[arg(long, value_name = "PATH")]
    pub status_file: Option<PathBuf>,

    /// Where /livez, /readyz, /metrics, /config and /explain are; `none` for nowhere
    #[arg(long, value_name = "IP:PORT", default_value = "127.0.0.1:9901")]
    pub admin_address: Admin,

    /// A line of JSON for each request: `-` for the standard output, a file, or `off`
    #[arg(long, value_name = "-|PATH|off", default_value = "off")]
    pub access_log: AccessLogTo,

    /// How long to go on after SIGTERM while /readyz says that it is about to end
    #[arg(long, value_name = "SECONDS", default_value = "0", value_parser = seconds)]
    pub drain_wait: Duration,

    /// How long requests may take to finish after SIGTERM
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub drain_timeout: Duration,

    /// File with the secret that signs sessions, for proxies that share them; without it each start has its own
    #[arg(long, value_name = "PATH")]
    pub session_key_file: Option<PathBuf>,

    /// Let an XBackend's `externalHostname` lead to this machine itself
    #[arg(long)]
    pub allow_external_loopback: bool,

    /// Keep `X-Forwarded-*` that clients send: another proxy in front sets them
    #[arg(long)]
    pub trust_forwarded: bool,
}

/// Where the admin port is, if anywhere.
#[derive(Clone, Copy, Debug)]
pub struct Admin(Option<SocketAddr>);

impl FromStr for Admin {
    type Err = AddrParseError;

    fn from_str(text: &str) -> Result<Self, AddrParseError> {
        match text {
            "none" | "off" | "0" => Ok(Self(None)),
            address => address.parse().map(|address| Self(Some(address))),
        }
    }
}

impl Args {
    /// How to serve. The error is that of reading a file.
    pub fn config(&self) -> io::Result<Config> {
        let addresses = match self.listen_address {
            Some(address) => Addresses::Offset(address, self.port_offset),
            None => Addresses::Pool(self.address_pool, self.port_offset),
        };
        let mut config = Config {
            trust_forwarded: self.trust_forwarded,
            status_file: self.status_file.clone(),
            admin: self.admin_address.0,
            access_log: self.access_log.clone(),
            drain_wait: self.drain_wait,
            drain_timeout: self.drain_timeout,
            ..Config::new(addresses)
        };
        config.limits.external_loopback = self.allow_external_loopback;
        if let Some(path) = &self.session_key_file {
            config.sessions = SessionKey::from_secret(&std::fs::read(path)?);
        }
        Ok(config)
    }
}

fn seconds(text: &str) -> Result<Duration, std::num::ParseIntError> {
    text.parse().map(Duration::from_secs)
}
