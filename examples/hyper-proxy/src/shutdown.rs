//! Signals: those that end the process, and the one that asks it to look at its configuration.

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

/// Calls for every SIGHUP.
#[cfg(unix)]
pub async fn each_hangup(mut call: impl FnMut()) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hangup = signal(SignalKind::hangup())?;
    while hangup.recv().await.is_some() {
        call();
    }
    Ok(())
}

/// There is no such signal here.
#[cfg(not(unix))]
pub async fn each_hangup(_: impl FnMut()) -> io::Result<()> {
    std::future::pending().await
}
