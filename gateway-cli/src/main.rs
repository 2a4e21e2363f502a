//! `gapi`: questions about Gateway API manifests, answered without a cluster.

use std::process::ExitCode;

/// Reading and compiling many objects is a fifth quicker than with the allocator of the system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gateway_cli::run()
}
