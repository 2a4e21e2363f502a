//! Retries of a rule (spec 6.5).

use std::time::Duration;

/// When an attempt is repeated. A rule that switches retries off (`attempts: 0`) has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    /// Response codes, 400 to 599, after which an attempt is repeated; none by default (spec
    /// 12.43).
    pub codes: Vec<u16>,
    /// How many attempts may follow the first one, at least 1.
    pub attempts: u32,
    /// The base of the wait before an attempt; `None`: the data plane's own.
    pub backoff: Option<Duration>,
}
