//! Relay: bytes carried both ways between a client and a backend, until both have ended or neither says anything for long.

use std::fmt;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
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
        self.touch_at(Instant::now());
    }

    /// Something is seen at this time, which is now.
    pub fn touch_at(&self, now: Instant) {
        *self.last() = now;
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

/// How many bytes went each way.
#[derive(Debug, Default)]
pub struct Bytes {
    /// From the client to the backend.
    pub received: AtomicU64,
    /// From the backend to the client.
    pub sent: AtomicU64,
}

/// Why nothing is carried any more although a side had not ended.
#[derive(Debug)]
pub struct BrokeOff {
    /// In a word, for metrics and the access log.
    pub reason: &'static str,
    error: io::Error,
}

const CLIENT: &str = "client_broke_off";
const BACKEND: &str = "backend_broke_off";

impl Bytes {
    /// So many were received.
    pub fn receive(&self, count: usize) {
        self.received.fetch_add(count as u64, Ordering::Relaxed);
    }

    /// So many were sent.
    pub fn send(&self, count: usize) {
        self.sent.fetch_add(count as u64, Ordering::Relaxed);
    }
}

/// Carries until both sides have ended, each on its own, or nothing came for as long as `idle`. When one side breaks off, so
/// does the other.
pub async fn relay<C, B>(
    client: C,
    backend: B,
    idle: Duration,
    bytes: &Bytes,
) -> Result<(), BrokeOff>
where
    C: AsyncRead + AsyncWrite,
    B: AsyncRead + AsyncWrite,
{
    let activity = Activity::default();
    let (from_client, to_client) = split(client);
    let (from_backend, to_backend) = split(backend);
    let received = |count| {
        activity.touch();
        bytes.receive(count);
    };
    let sent = |count| {
        activity.touch();
        bytes.send(count);
    };
    let both = async {
        tokio::try_join!(
            carry((from_client, CLIENT), (to_backend, BACKEND), received),
            carry((from_backend, BACKEND), (to_client, CLIENT), sent)
        )
    };
    tokio::select! {
        ended = both => ended.map(drop),
        () = activity.ceased(idle) => Err(BrokeOff {
            reason: "idle",
            error: io::ErrorKind::TimedOut.into(),
        }),
    }
}

/// Carries one way. `seen` hears of each piece when it is read, and of its length once it is written.
async fn carry(
    (mut from, reading): (impl AsyncRead + Unpin, &'static str),
    (mut to, writing): (impl AsyncWrite + Unpin, &'static str),
    seen: impl Fn(usize),
) -> Result<(), BrokeOff> {
    let broke_off = |reason| move |error| BrokeOff { reason, error };
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = from.read(&mut chunk).await.map_err(broke_off(reading))?;
        seen(0);
        let Some(read) = chunk.get(..length).filter(|read| !read.is_empty()) else {
            return to.shutdown().await.map_err(broke_off(writing));
        };
        let written = async {
            to.write_all(read).await?;
            to.flush().await
        };
        written.await.map_err(broke_off(writing))?;
        seen(length);
    }
}

impl fmt::Display for BrokeOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.reason, self.error)
    }
}

impl std::error::Error for BrokeOff {}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[tokio::test]
    async fn what_says_nothing_is_closed_and_what_says_something_is_not() {
        let idle = Duration::from_millis(300);
        let (mut client, proxy) = tokio::io::duplex(64);
        let (to_backend, mut backend) = tokio::io::duplex(64);
        let bytes = Arc::new(Bytes::default());
        let counted = Arc::clone(&bytes);
        let relayed = tokio::spawn(async move { relay(proxy, to_backend, idle, &counted).await });
        for _ in 0..10 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            client.write_all(b"x").await.unwrap();
            assert_eq!(backend.read_u8().await.unwrap(), b'x');
        }
        let ended = relayed.await.unwrap().unwrap_err();
        assert_eq!(ended.reason, "idle");
        assert_eq!(bytes.received.load(Ordering::Relaxed), 10);
        assert_eq!(bytes.sent.load(Ordering::Relaxed), 0);
    }
}
