//! The body that a client sends, of which an authorization service may want to see the start.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Sleep, sleep};

use super::BodyError;

/// A client's body: what was read of it ahead of its turn, and the rest. By default there is none.
#[derive(Debug, Default)]
pub struct ClientBody {
    ahead: VecDeque<Frame<Bytes>>,
    /// `None`: there is no more.
    incoming: Option<Incoming>,
    limit: Duration,
    /// Runs while nothing comes.
    waiting: Option<Pin<Box<Sleep>>>,
}

/// Why a body could not be read ahead.
#[derive(Debug)]
pub enum ReadAheadError {
    /// It is larger than it may be.
    TooLarge,
    /// The client stopped sending.
    Client(BodyError),
}

impl ClientBody {
    /// A body of which nothing was read. It breaks off when nothing comes for as long as the limit.
    pub fn new(incoming: Incoming, limit: Duration) -> Self {
        Self {
            incoming: (!incoming.is_end_stream()).then_some(incoming),
            limit,
            ..Self::default()
        }
    }

    fn poll_incoming(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let Some(incoming) = &mut self.incoming else {
            return Poll::Ready(None);
        };
        if let Poll::Ready(frame) = Pin::new(incoming).poll_frame(cx) {
            self.waiting = None;
            return Poll::Ready(frame.map(|frame| frame.map_err(BodyError::Client)));
        }
        let limit = self.limit;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(limit)));
        let late = |()| Some(Err(BodyError::ClientStalled));
        waiting.as_mut().poll(cx).map(late)
    }

    /// The whole body, of at most `limit` bytes, which stays there for whoever reads it next.
    pub async fn read_ahead(&mut self, limit: usize) -> Result<Bytes, ReadAheadError> {
        let declared = self.size_hint().lower();
        if usize::try_from(declared).map_or(true, |declared| declared > limit) {
            return Err(ReadAheadError::TooLarge);
        }
        let mut whole = BytesMut::new();
        for data in self.ahead.iter().filter_map(Frame::data_ref) {
            whole.extend_from_slice(data);
        }
        while let Some(frame) = poll_fn(|cx| self.poll_incoming(cx)).await {
            let frame = frame.map_err(ReadAheadError::Client)?;
            if let Some(data) = frame.data_ref() {
                whole.extend_from_slice(data);
            }
            self.ahead.push_back(frame);
            if whole.len() > limit {
                return Err(ReadAheadError::TooLarge);
            }
        }
        Ok(whole.freeze())
    }
}

impl Body for ClientBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        match self.ahead.pop_front() {
            Some(frame) => Poll::Ready(Some(Ok(frame))),
            None => self.poll_incoming(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.ahead.is_empty() && self.incoming.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let none = SizeHint::with_exact(0);
        let mut hint = self.incoming.as_ref().map_or(none, Body::size_hint);
        let ahead = self.ahead.iter().filter_map(Frame::data_ref);
        let ahead: u64 = ahead.map(|data| data.len() as u64).sum();
        if let Some(upper) = hint.upper() {
            hint.set_upper(upper.saturating_add(ahead));
        }
        hint.set_lower(hint.lower().saturating_add(ahead));
        hint
    }
}
