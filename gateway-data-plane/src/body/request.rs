//! The body of a request on its way to a backend.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::{BodyError, ClientBody, CopyBody, CopySender, SharedBody, SharedUpload};

/// What a connection to a backend sends. On the heap, for requests without a body, which most are, to stay small: they are moved
/// several times on their way to the connection's task.
#[derive(Debug)]
pub enum RequestBody {
    /// Nothing.
    Empty,
    /// These bytes.
    Whole(Box<Bytes>),
    /// The client's body, handed through.
    Direct(Box<ClientBody>),
    /// The client's body, read by one of several attempts.
    Shared(Box<SharedBody>),
    /// A copy for a mirror.
    Copy(Box<CopyBody>),
    /// The client's body, of which an earlier attempt has used up the start.
    Gone,
}

/// The body of a client's request, from which attempts take theirs.
#[derive(Debug)]
pub enum Upload {
    /// The request has none.
    Empty,
    /// For one attempt; `None` once it has it.
    Once(Option<Box<ClientBody>>),
    /// For several attempts or with copies.
    Shared(SharedUpload),
}

impl Upload {
    /// The body of a request that may be tried again, or not, and of which these copies are wanted.
    pub fn new(incoming: ClientBody, replay: Option<usize>, mut copies: Vec<CopySender>) -> Self {
        if incoming.is_end_stream() {
            copies.iter_mut().for_each(CopySender::finish);
            return Self::Empty;
        }
        if replay.is_none() && copies.is_empty() {
            return Self::Once(Some(Box::new(incoming)));
        }
        Self::Shared(SharedUpload::new(incoming, replay.unwrap_or(0), copies))
    }

    /// The body for the next attempt.
    pub fn take(&mut self) -> RequestBody {
        match self {
            Self::Empty => RequestBody::Empty,
            Self::Once(incoming) => incoming
                .take()
                .map_or(RequestBody::Gone, RequestBody::Direct),
            Self::Shared(shared) => shared.reader().map_or(RequestBody::Gone, |body| {
                RequestBody::Shared(Box::new(body))
            }),
        }
    }

    /// Whether a further attempt would get the whole body.
    pub fn replayable(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Once(incoming) => incoming.is_some(),
            Self::Shared(shared) => shared.replayable(),
        }
    }

    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        match self.get_mut() {
            Self::Empty => Poll::Ready(None),
            Self::Whole(bytes) => {
                let bytes = std::mem::take(&mut **bytes);
                Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
            }
            Self::Direct(body) => Pin::new(body).poll_frame(cx),
            Self::Shared(body) => Pin::new(body).poll_frame(cx),
            Self::Copy(body) => Pin::new(body).poll_frame(cx),
            Self::Gone => Poll::Ready(Some(Err(BodyError::Superseded))),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Whole(bytes) => bytes.is_empty(),
            Self::Direct(incoming) => incoming.is_end_stream(),
            Self::Shared(body) => body.is_end_stream(),
            Self::Copy(body) => body.is_end_stream(),
            Self::Gone => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Empty => SizeHint::with_exact(0),
            Self::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Direct(incoming) => incoming.size_hint(),
            Self::Shared(body) => body.size_hint(),
            Self::Copy(body) => body.size_hint(),
            Self::Gone => SizeHint::default(),
        }
    }
}
