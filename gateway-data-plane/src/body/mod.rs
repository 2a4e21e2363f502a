//! Bodies: streamed both ways with back-pressure, never collected.

mod client;
mod copy;
mod request;
mod response;
mod shared;

use std::fmt;

pub use client::{ClientBody, ReadAheadError};
pub use copy::{CopyBody, CopySender, copy};
pub use request::{RequestBody, Upload};
pub use response::{Answer, Onlooker, ResponseBody};
pub use shared::{SharedBody, SharedUpload};

/// Why a body breaks off.
#[derive(Debug)]
pub enum BodyError {
    /// The client stopped sending.
    Client(hyper::Error),
    /// The client is there, and sends nothing.
    ClientStalled,
    /// The backend stopped sending.
    Backend(hyper::Error),
    /// The route's timeout passed in the middle of the answer.
    TimedOut,
    /// Another attempt reads the request's body now.
    Superseded,
    /// A mirror fell behind, or the request was not read to its end.
    CopyGivenUp,
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Client(error) => write!(f, "the client stopped sending: {error}"),
            Self::ClientStalled => f.write_str("the client sends nothing any more"),
            Self::Backend(error) => write!(f, "the backend stopped sending: {error}"),
            Self::TimedOut => f.write_str("the route's timeout passed in the middle of the answer"),
            Self::Superseded => f.write_str("another attempt has taken over"),
            Self::CopyGivenUp => f.write_str("the copy was given up"),
        }
    }
}

impl std::error::Error for BodyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Client(error) | Self::Backend(error) => Some(error),
            Self::ClientStalled | Self::TimedOut | Self::Superseded | Self::CopyGivenUp => None,
        }
    }
}
