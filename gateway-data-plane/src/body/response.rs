//! The body of a response on its way to the client.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::Response;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Instant, Sleep, sleep_until};

use super::BodyError;
use crate::upstream::Lease;

/// What a client is answered. On the heap, for many hand it on.
pub type Answer = Box<Response<ResponseBody>>;

/// What a connection to a client sends.
pub struct ResponseBody {
    kind: Kind,
    /// Who is told what becomes of it.
    onlooker: Option<Box<dyn Onlooker>>,
}

/// Somebody who is told what becomes of a body. It is dropped with the body, whether that has ended or not.
pub trait Onlooker: Send + Sync {
    /// A part of the body is handed to the connection; `ended`: it is the last one.
    fn sent(&mut self, bytes: usize, ended: bool);

    /// The body broke off.
    fn broke_off(&mut self);
}

enum Kind {
    /// The gateway's own words; `None` once they are sent.
    Own(Option<Bytes>),
    Backend(BackendBody),
}

struct BackendBody {
    incoming: Incoming,
    /// The connection that the body comes from, until it is free for others.
    lease: Option<Lease>,
    /// When the answer has to be complete.
    deadline: Option<Pin<Box<Sleep>>>,
}

impl ResponseBody {
    /// No body.
    pub fn empty() -> Self {
        Self {
            kind: Kind::Own(None),
            onlooker: None,
        }
    }

    /// A body that the gateway makes.
    pub fn own(text: impl Into<Bytes>) -> Self {
        let text = text.into();
        Self {
            kind: Kind::Own((!text.is_empty()).then_some(text)),
            onlooker: None,
        }
    }

    /// A backend's body. Its connection is given back with the last byte; a body that is dropped before takes its connection
    /// with it.
    pub fn backend(incoming: Incoming, lease: Lease) -> Self {
        let mut body = BackendBody {
            incoming,
            lease: Some(lease),
            deadline: None,
        };
        body.release_at_end();
        Self {
            kind: Kind::Backend(body),
            onlooker: None,
        }
    }

    /// Tells somebody what becomes of it.
    pub fn tell(&mut self, onlooker: Box<dyn Onlooker>) {
        self.onlooker = Some(onlooker);
    }

    /// Breaks off when the time has come.
    pub fn end_by(&mut self, deadline: Instant) {
        if let Kind::Backend(body) = &mut self.kind
            && body.lease.is_some()
        {
            body.deadline = Some(Box::pin(sleep_until(deadline)));
        }
    }
}

impl BackendBody {
    fn release_at_end(&mut self) {
        if self.incoming.is_end_stream() {
            self.release();
        }
    }

    fn release(&mut self) {
        self.deadline = None;
        if let Some(lease) = self.lease.take() {
            lease.release();
        }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        if let Some(deadline) = &mut self.deadline
            && deadline.as_mut().poll(cx).is_ready()
        {
            self.lease = None;
            return Poll::Ready(Some(Err(BodyError::TimedOut)));
        }
        let frame = ready!(Pin::new(&mut self.incoming).poll_frame(cx));
        match &frame {
            Some(Ok(_)) => self.release_at_end(),
            Some(Err(_)) => self.lease = None,
            None => self.release(),
        }
        Poll::Ready(frame.map(|frame| frame.map_err(BodyError::Backend)))
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let body = self.get_mut();
        let frame = match &mut body.kind {
            Kind::Own(text) => text.take().map(|text| Ok(Frame::data(text))),
            Kind::Backend(body) => ready!(body.poll(cx)),
        };
        let ended = frame.is_none() || body.is_end_stream();
        if let Some(onlooker) = &mut body.onlooker {
            match &frame {
                Some(Err(_)) => onlooker.broke_off(),
                Some(Ok(frame)) => onlooker.sent(frame.data_ref().map_or(0, Bytes::len), ended),
                None => onlooker.sent(0, ended),
            }
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        match &self.kind {
            Kind::Own(text) => text.is_none(),
            Kind::Backend(body) => body.incoming.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.kind {
            Kind::Own(text) => SizeHint::with_exact(text.as_ref().map_or(0, Bytes::len) as u64),
            Kind::Backend(body) => body.incoming.size_hint(),
        }
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseBody").finish_non_exhaustive()
    }
}
