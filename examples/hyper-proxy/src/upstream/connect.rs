//! Connecting to an endpoint.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::body::RequestBody;

/// Why there is no connection to an endpoint. Nothing was sent.
#[derive(Debug)]
pub enum ConnectError {
    /// It could not be established.
    Refused(io::Error),
    /// It took too long.
    TimedOut(Duration),
    /// It was established, and then the protocol's preface failed.
    Handshake(hyper::Error),
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) => write!(f, "{error}"),
            Self::TimedOut(limit) => write!(f, "not connected within {limit:?}"),
            Self::Handshake(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for ConnectError {}

async fn stream(address: SocketAddr, limit: Duration) -> Result<TokioIo<TcpStream>, ConnectError> {
    let stream = match timeout(limit, TcpStream::connect(address)).await {
        Ok(connected) => connected.map_err(ConnectError::Refused)?,
        Err(_) => return Err(ConnectError::TimedOut(limit)),
    };
    stream.set_nodelay(true).map_err(ConnectError::Refused)?;
    Ok(TokioIo::new(stream))
}

/// A connection for one request at a time.
pub(super) async fn http1(
    address: SocketAddr,
    limit: Duration,
) -> Result<http1::SendRequest<RequestBody>, ConnectError> {
    let stream = stream(address, limit).await?;
    let (sender, connection) = http1::handshake(stream)
        .await
        .map_err(ConnectError::Handshake)?;
    tokio::spawn(async move {
        if let Err(error) = connection.with_upgrades().await {
            tracing::debug!(%address, %error, "connection to endpoint closed");
        }
    });
    Ok(sender)
}

/// A connection for many requests at once.
pub(super) async fn http2(
    address: SocketAddr,
    limit: Duration,
) -> Result<http2::SendRequest<RequestBody>, ConnectError> {
    let stream = stream(address, limit).await?;
    let handshake = http2::handshake(TokioExecutor::new(), stream);
    let (sender, connection) = handshake.await.map_err(ConnectError::Handshake)?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%address, %error, "connection to endpoint closed");
        }
    });
    Ok(sender)
}
