//! `gapi`: questions about Gateway API manifests, answered without a cluster.

use std::process::ExitCode;

/// Many objects are read and compiled on several threads, where the allocator of the system is slow.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gateway_cli::run()
}
