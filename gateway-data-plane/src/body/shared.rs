//! A request's body that several read: attempts one after the other, and copies alongside.
//!
//! The attempt that runs pulls the client's body, so that its back-pressure reaches the client. What it pulls is kept within a
//! bound for the next attempt, and handed to the copies.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::HeaderMap;
use http_body::{Body, Frame, SizeHint};

use super::{BodyError, ClientBody, CopySender};

/// The body of a request, from which each attempt gets a reader.
#[derive(Clone, Debug)]
pub struct SharedUpload {
    state: Arc<Mutex<State>>,
}

/// What one attempt reads. A reader that a later one has replaced fails, and with it the connection that it was on.
#[derive(Debug)]
pub struct SharedBody {
    state: Arc<Mutex<State>>,
    reader: u32,
    /// How many of the kept pieces it has read.
    position: usize,
    /// How much is still to come, where that is known.
    remaining: Option<u64>,
    ended: bool,
}

#[derive(Debug)]
struct State {
    incoming: ClientBody,
    length: Option<u64>,
    /// The latest reader; earlier ones fail.
    reader: u32,
    /// Everything that was read so far, while `replayable`.
    kept: Vec<Piece>,
    room: usize,
    replayable: bool,
    ended: bool,
    copies: Vec<CopySender>,
}

#[derive(Clone, Debug)]
enum Piece {
    Data(Bytes),
    Trailers(HeaderMap),
}

impl SharedUpload {
    /// A body of which the first `room` bytes can be read again.
    pub fn new(incoming: ClientBody, room: usize, copies: Vec<CopySender>) -> Self {
        let length = incoming.size_hint().exact();
        let state = State {
            incoming,
            length,
            reader: 0,
            kept: Vec::new(),
            room,
            replayable: true,
            ended: false,
            copies,
        };
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// A reader from the start; `None` if the start is not kept any more.
    pub fn reader(&self) -> Option<SharedBody> {
        let mut state = lock(&self.state);
        if !state.replayable {
            return None;
        }
        state.reader += 1;
        Some(SharedBody {
            state: Arc::clone(&self.state),
            reader: state.reader,
            position: 0,
            remaining: state.length,
            ended: false,
        })
    }

    /// Whether the body can be read from its start.
    pub fn replayable(&self) -> bool {
        lock(&self.state).replayable
    }
}

impl State {
    /// Takes a piece that came from the client to everyone who needs it.
    fn receive(&mut self, piece: &Piece) {
        match piece {
            Piece::Data(data) => self.copies.iter_mut().for_each(|copy| copy.data(data)),
            Piece::Trailers(trailers) => self
                .copies
                .iter_mut()
                .for_each(|copy| copy.trailers(trailers)),
        }
        let size = if let Piece::Data(data) = piece {
            data.len()
        } else {
            0
        };
        if !self.replayable || size > self.room {
            self.give_up_replay();
        } else {
            self.room -= size;
            self.kept.push(piece.clone());
        }
    }

    fn give_up_replay(&mut self) {
        self.replayable = false;
        self.kept = Vec::new();
    }

    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Piece, BodyError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let piece = match ready!(Pin::new(&mut self.incoming).poll_frame(cx)) {
            None => {
                self.ended = true;
                self.copies.iter_mut().for_each(CopySender::finish);
                return Poll::Ready(None);
            }
            Some(Err(error)) => {
                self.ended = true;
                self.give_up_replay();
                self.copies.clear();
                return Poll::Ready(Some(Err(error)));
            }
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) => Piece::Data(data),
                Err(frame) => Piece::Trailers(frame.into_trailers().unwrap_or_default()),
            },
        };
        self.receive(&piece);
        Poll::Ready(Some(Ok(piece)))
    }
}

impl Body for SharedBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let this = &mut *self;
        let mut state = lock(&this.state);
        if state.reader != this.reader {
            return Poll::Ready(Some(Err(BodyError::Superseded)));
        }
        let piece = match state.kept.get(this.position) {
            Some(piece) => Some(Ok(piece.clone())),
            None => ready!(state.poll_piece(cx)),
        };
        Poll::Ready(match piece {
            Some(Ok(Piece::Data(data))) => {
                this.position += 1;
                this.remaining = this
                    .remaining
                    .map(|remaining| remaining.saturating_sub(data.len() as u64));
                Some(Ok(Frame::data(data)))
            }
            Some(Ok(Piece::Trailers(trailers))) => {
                this.position += 1;
                Some(Ok(Frame::trailers(trailers)))
            }
            Some(Err(error)) => Some(Err(error)),
            None => {
                this.ended = true;
                None
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

/// A panic while the lock was held cannot have left the state half changed in a way that matters more than the panic.
fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
