//! Request mirror: a copy of the request for another backend (spec 5.5).

use crate::backend::Backend;
use crate::split::sampled;

/// A `RequestMirror` filter: which share of the requests is copied, and to where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestMirror {
    /// Where the copy goes. A backend with an error gets none; the request itself is not affected
    /// (spec 5.5.3).
    pub backend: Backend,
    /// Out of [`denominator`](Self::denominator) requests this many are copied.
    pub numerator: u32,
    /// At least 1, and not below the numerator.
    pub denominator: u32,
}

impl RequestMirror {
    /// Whether this request is copied. `stream` is the filter's place among all mirrors of its
    /// rule, so that each samples on its own (spec 5.5.5).
    pub fn sampled(&self, entropy: u64, stream: u64) -> bool {
        sampled(entropy, stream, self.numerator, self.denominator)
    }
}
