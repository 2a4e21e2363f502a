//! The body of a mirrored request: what the backend reads, once more (spec 12.58).
//!
//! The sender never waits: a copy must not slow the request down. What the mirror has not taken yet is bounded instead, and
//! a mirror that falls behind loses its copy.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::HeaderMap;
use http_body::{Body, Frame, SizeHint};
use tokio::sync::mpsc;

use super::BodyError;

/// The end of a copy that is written; dropped before [`CopySender::finish`], the copy breaks off.
#[derive(Debug)]
pub struct CopySender {
    events: Option<mpsc::UnboundedSender<Event>>,
    waiting: Arc<AtomicUsize>,
    limit: usize,
}

/// The end of a copy that the mirror's connection reads.
#[derive(Debug)]
pub struct CopyBody {
    events: mpsc::UnboundedReceiver<Event>,
    waiting: Arc<AtomicUsize>,
    /// How much is still to come, where that is known.
    remaining: Option<u64>,
    ended: bool,
}

#[derive(Debug)]
enum Event {
    Data(Bytes),
    Trailers(HeaderMap),
    End,
}

/// A copy of a body of which `limit` bytes may wait. `length` is the body's, where it is known.
pub fn copy(limit: usize, length: Option<u64>) -> (CopySender, CopyBody) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let waiting = Arc::new(AtomicUsize::new(0));
    (
        CopySender {
            events: Some(sender),
            waiting: Arc::clone(&waiting),
            limit,
        },
        CopyBody {
            events: receiver,
            waiting,
            remaining: length,
            ended: false,
        },
    )
}

impl CopySender {
    /// Copies a chunk, or gives the copy up if too much is waiting.
    pub fn data(&mut self, data: &Bytes) {
        let waiting = self.waiting.fetch_add(data.len(), Ordering::Relaxed) + data.len();
        if waiting > self.limit {
            self.events = None;
        } else {
            self.send(Event::Data(data.clone()));
        }
    }

    /// Copies the trailers.
    pub fn trailers(&mut self, trailers: &HeaderMap) {
        self.send(Event::Trailers(trailers.clone()));
    }

    /// Says that the body is complete.
    pub fn finish(&mut self) {
        self.send(Event::End);
        self.events = None;
    }

    fn send(&mut self, event: Event) {
        let sent = self
            .events
            .as_ref()
            .is_some_and(|events| events.send(event).is_ok());
        if !sent {
            // The mirror has gone away.
            self.events = None;
        }
    }
}

impl Body for CopyBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        self.events.poll_recv(cx).map(|event| match event {
            Some(Event::Data(data)) => {
                self.waiting.fetch_sub(data.len(), Ordering::Relaxed);
                self.remaining = self
                    .remaining
                    .map(|remaining| remaining.saturating_sub(data.len() as u64));
                Some(Ok(Frame::data(data)))
            }
            Some(Event::Trailers(trailers)) => Some(Ok(Frame::trailers(trailers))),
            Some(Event::End) => {
                self.ended = true;
                None
            }
            None => {
                self.ended = true;
                Some(Err(BodyError::CopyGivenUp))
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.ended
    }

    fn size_hint(&self) -> SizeHint {
        self.remaining
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
