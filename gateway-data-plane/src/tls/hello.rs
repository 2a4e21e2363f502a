//! Hello: the first message of a TLS handshake, read before anything is decided, and given to whoever answers it.

use std::io;

use rustls::server::Acceptor;
use tokio::io::{AsyncReadExt as _, Chain, Join, join};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

/// The most bytes that it may take; with many key shares it has some thousands.
const LIMIT: usize = 64 << 10;

/// A connection that gives once more what was read of it.
pub type Replay = Join<Chain<io::Cursor<Vec<u8>>, OwnedReadHalf>, OwnedWriteHalf>;

/// Reads it. Returns the server name that it asks for, and all that was read. Nothing is answered, whatever comes.
pub async fn read(stream: &mut TcpStream) -> io::Result<(Option<Box<str>>, Vec<u8>)> {
    let (mut acceptor, mut bytes) = (Acceptor::default(), Vec::with_capacity(4 << 10));
    while bytes.len() < LIMIT {
        let known = bytes.len();
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut new = bytes.get(known..).unwrap_or_default();
        while !new.is_empty() {
            acceptor.read_tls(&mut new)?;
            // The alert that goes with an error is for a listener to send, and none was chosen.
            let accepted = acceptor.accept();
            if let Some(accepted) = accepted.map_err(|(error, _)| io::Error::other(error))? {
                let name = accepted.client_hello().server_name().map(Box::from);
                return Ok((name, bytes));
            }
        }
    }
    Err(io::Error::other("the first message does not end"))
}

/// The connection as if nothing had been read.
pub fn replay(read: Vec<u8>, stream: TcpStream) -> Replay {
    let (from, to) = stream.into_split();
    join(io::Cursor::new(read).chain(from), to)
}
