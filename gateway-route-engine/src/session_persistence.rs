//! Session persistence: what keeps a client at one endpoint of the backend that is drawn (spec
//! 6.6).

use std::time::Duration;

use http::HeaderName;

/// Sticky sessions of a backend. They act after the weighted choice and never change it (spec
/// 6.6.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionPersistence {
    /// Where it is configured, which is whose session it is (spec 12.91).
    pub from: SessionScope,
    /// How long a session lasts at most; `None`: without end.
    pub absolute_timeout: Option<Duration>,
    /// What carries the token of the session.
    pub carrier: SessionCarrier,
}

/// The place that configures sessions, in the order in which they are asked (spec 12.91).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SessionScope {
    /// The XBackend: a session belongs to it, whichever rule leads there.
    XBackend,
    /// The rule.
    Rule,
    /// The XBackendTrafficPolicy that targets the backend.
    XBackendTrafficPolicy,
}

/// What carries the token of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionCarrier {
    /// A cookie that the gateway sets.
    Cookie {
        /// Its name; `None`: a unique one of the data plane's making (spec 6.6.4).
        name: Option<Box<str>>,
        /// Its `Path` (spec 6.6.8).
        path: Box<str>,
        /// Whether `Expires` or `Max-Age` give it the absolute timeout, which is then there; else
        /// it lasts as long as the client's session.
        permanent: bool,
    },
    /// A header that the client sends back.
    Header(HeaderName),
}

impl SessionScope {
    /// As `sessionPersistence.from` of a decision spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::XBackend => "XBackend",
            Self::Rule => "rule",
            Self::XBackendTrafficPolicy => "XBackendTrafficPolicy",
        }
    }
}
