//! Relay: bytes carried both ways between a client and a backend, until both have ended or neither says anything for long.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, split};
use tokio::time::{Instant, sleep_until};

/// How much is carried at a time, each way.
const CHUNK: usize = 8 << 10;

/// When something was last seen.
#[derive(Debug)]
pub struct Activity(Mutex<Instant>);

impl Activity {
    /// Something is seen.
    pub fn touch(&self) {
        *self.last() = Instant::now();
    }

    /// Returns once nothing was seen for as long as `limit`.
    pub async fn ceased(&self, limit: Duration) {
        loop {
            let until = *self.last() + limit;
            if until <= Instant::now() {
                return;
            }
            sleep_until(until).await;
        }
    }

    fn last(&self) -> MutexGuard<'_, Instant> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Activity {
    /// Something is seen right now.
    fn default() -> Self {
        Self(Mutex::new(Instant::now()))
    }
}

/// Carries until both sides have ended, each on its own, or nothing came for as long as `idle`. When one side breaks off, so
/// does the other.
pub async fn relay<C, B>(client: C, backend: B, idle: Duration) -> io::Result<()>
where
    C: AsyncRead + AsyncWrite,
    B: AsyncRead + AsyncWrite,
{
    let activity = Activity::default();
    let (from_client, to_client) = split(client);
    let (from_backend, to_backend) = split(backend);
    let both = async {
        tokio::try_join!(
            carry(from_client, to_backend, &activity),
            carry(from_backend, to_client, &activity)
        )
    };
    tokio::select! {
        ended = both => ended.map(drop),
        () = activity.ceased(idle) => Err(io::ErrorKind::TimedOut.into()),
    }
}

async fn carry(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    activity: &Activity,
) -> io::Result<()> {
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = from.read(&mut chunk).await?;
        activity.touch();
        let Some(read) = chunk.get(..length).filter(|read| !read.is_empty()) else {
            return to.shutdown().await;
        };
        to.write_all(read).await?;
        to.flush().await?;
        activity.touch();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_says_nothing_is_closed_and_what_says_something_is_not() {
        let idle = Duration::from_millis(300);
        let (mut client, proxy) = tokio::io::duplex(64);
        let (to_backend, mut backend) = tokio::io::duplex(64);
        let relayed = tokio::spawn(relay(proxy, to_backend, idle));
        for _ in 0..10 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            client.write_all(b"x").await.unwrap();
            assert_eq!(backend.read_u8().await.unwrap(), b'x');
        }
        let ended = relayed.await.unwrap().unwrap_err();
        assert_eq!(ended.kind(), io::ErrorKind::TimedOut);
    }
}
