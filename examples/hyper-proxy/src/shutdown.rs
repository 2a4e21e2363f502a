//! Shutdown: the signals that end the process.

use std::io;

/// Waits for SIGTERM or SIGINT.
#[cfg(unix)]
pub async fn requested() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (
        signal(SignalKind::terminate())?,
        signal(SignalKind::interrupt())?,
    );
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
pub async fn requested() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
