//! Connecting to an endpoint.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::client::TlsStream;
use tokio_util::either::Either;

use super::Protocol;
use super::heard::Heard;
use crate::body::RequestBody;
use crate::tls::ClientTls;

/// Why there is no connection to an endpoint. Nothing was sent.
#[derive(Debug)]
pub enum ConnectError {
    /// It could not be established.
    Refused(io::Error),
    /// It took too long.
    TimedOut(Duration),
    /// It was established, and then TLS failed.
    Tls(io::Error),
    /// It was established, and then the protocol's preface failed.
    Handshake(hyper::Error),
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) | Self::Tls(error) => write!(f, "{error}"),
            Self::TimedOut(limit) => write!(f, "not connected within {limit:?}"),
            Self::Handshake(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for ConnectError {}

/// A connection to an endpoint, in cleartext or over TLS.
pub type Stream = Either<TcpStream, Box<TlsStream<TcpStream>>>;

/// What a connection is made with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target<'t> {
    pub(super) address: SocketAddr,
    /// For TCP and TLS together.
    pub(super) limit: Duration,
    pub(super) tls: Option<&'t ClientTls>,
}

/// Connects, for a protocol or for whatever bytes come.
pub(super) async fn stream(
    target: Target<'_>,
    protocol: Option<Protocol>,
) -> Result<Stream, ConnectError> {
    let Target {
        address,
        limit,
        tls,
    } = target;
    let connecting = async {
        let stream = TcpStream::connect(address).await;
        let stream = stream.map_err(ConnectError::Refused)?;
        stream.set_nodelay(true).map_err(ConnectError::Refused)?;
        let Some(tls) = tls else {
            return Ok(Stream::Left(stream));
        };
        let secured = tls.connect(stream, protocol).await;
        let secured = secured.map_err(ConnectError::Tls)?;
        Ok(Stream::Right(Box::new(secured)))
    };
    let connected = timeout(limit, connecting).await;
    connected.unwrap_or(Err(ConnectError::TimedOut(limit)))
}

/// A connection for one request at a time.
pub(super) async fn http1(
    target: Target<'_>,
) -> Result<http1::SendRequest<RequestBody>, ConnectError> {
    let address = target.address;
    let stream = TokioIo::new(Heard::new(stream(target, Some(Protocol::Http1)).await?));
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
    target: Target<'_>,
) -> Result<http2::SendRequest<RequestBody>, ConnectError> {
    let address = target.address;
    let stream = TokioIo::new(stream(target, Some(Protocol::Http2)).await?);
    let handshake = http2::handshake(TokioExecutor::new(), stream);
    let (sender, connection) = handshake.await.map_err(ConnectError::Handshake)?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%address, %error, "connection to endpoint closed");
        }
    });
    Ok(sender)
}
