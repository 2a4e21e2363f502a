//! Filters of routes: each one a value, lowered once, with pure functions that carry it out (spec
//! 5).

pub mod cors;
pub mod external_auth;
pub mod header_modifier;
pub mod listener_filter;
pub mod path_modifier;
pub mod request_mirror;
pub mod request_redirect;
pub mod url_rewrite;

pub use cors::Cors;
pub use external_auth::ExternalAuth;
pub use header_modifier::HeaderModifier;
pub use listener_filter::ListenerFilter;
pub use path_modifier::PathModifier;
pub use request_mirror::RequestMirror;
pub use request_redirect::RequestRedirect;
pub use url_rewrite::UrlRewrite;

/// A filter of a rule or of one of its backends, in the order in which they are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Edits the headers of the request (spec 5.2).
    RequestHeaderModifier(HeaderModifier),
    /// Edits the headers of the response (spec 5.2).
    ResponseHeaderModifier(HeaderModifier),
    /// Answers with a redirect (spec 5.3).
    RequestRedirect(RequestRedirect),
    /// Rewrites host and path towards the backend (spec 5.4).
    UrlRewrite(UrlRewrite),
    /// Sends a copy to another backend (spec 5.5).
    RequestMirror(RequestMirror),
    /// Answers preflights and marks responses for browsers (spec 5.6).
    Cors(Cors),
    /// Asks an authorization service first (spec 5.7).
    ExternalAuth(ExternalAuth),
    /// An `ExtensionRef` that does not resolve: requests get an error, the filter is never skipped
    /// (spec 5.8).
    Unresolved(UnresolvedExtension),
}

/// The reference of an `ExtensionRef` filter that nothing implements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnresolvedExtension {
    /// API group of the object.
    pub group: String,
    /// Kind of the object.
    pub kind: String,
    /// Name of the object, in the namespace of what refers to it.
    pub name: String,
}

impl Filter {
    /// Whether whatever request meets the filter is answered by it, and gets no further.
    pub(crate) fn answers(&self) -> bool {
        match self {
            Self::RequestRedirect(_) | Self::Unresolved(_) => true,
            Self::ExternalAuth(auth) => auth.backend.error.is_some(),
            _ => false,
        }
    }
}
