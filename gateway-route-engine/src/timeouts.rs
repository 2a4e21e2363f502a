//! Timeouts of a rule (spec 6.4).

use std::time::Duration;

/// How long a rule's requests may take. `None` is no limit of the route's: absent, or switched off
/// by `0s`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timeouts {
    /// The whole request, retries included, until the client has its answer; then 504 (spec 6.4.1).
    pub request: Option<Duration>,
    /// One attempt at a backend (spec 6.4.2).
    pub backend_request: Option<Duration>,
}
