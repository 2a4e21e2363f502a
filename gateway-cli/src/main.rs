//! `gapi`: questions about Gateway API manifests, answered without a cluster.

use std::process::ExitCode;

fn main() -> ExitCode {
    gateway_cli::run()
}
