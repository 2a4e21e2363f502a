//! Pre-routing filters: what every request on a listener passes before any route is matched (spec
//! 5.9).

use super::{ExternalAuth, UnresolvedExtension};

/// An entry of a listener's `filters.requests`. They run in exact list order, once, whatever route
/// follows or none (spec 5.9.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListenerFilter {
    /// Asks an authorization service (spec 5.7).
    ExternalAuth(ExternalAuth),
    /// An `ExtensionRef` that does not resolve: requests get an error, the filter is never skipped
    /// (spec 12.88).
    Unresolved(UnresolvedExtension),
}

impl ListenerFilter {
    /// Whether the filter cannot run, so that the listener answers every request with 500 before
    /// matching (spec 12.88); a service without endpoints denies as one that is missing does.
    pub fn is_unusable(&self) -> bool {
        match self {
            Self::ExternalAuth(auth) => auth.backend.error.is_some(),
            Self::Unresolved(_) => true,
        }
    }
}
