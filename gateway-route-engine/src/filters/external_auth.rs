//! External authorization: data for the data plane that asks (spec 5.7).

use crate::backend::Backend;

/// An `ExternalAuth` filter. Any problem on the way to the service denies the request (spec 5.7.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalAuth {
    /// The service that is asked.
    pub backend: Backend,
    /// How it is asked.
    pub protocol: ExternalAuthProtocol,
    /// The most bytes of the request's body that are sent along; 0: none. A larger body is refused
    /// with 413 (spec 12.22).
    pub forward_body: u32,
}

/// How an authorization service is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExternalAuthProtocol {
    /// Envoy's `ext_authz` version 3.
    Grpc {
        /// The request headers that are sent; empty: all.
        allowed_headers: Vec<String>,
    },
    /// A request whose answer 200 allows.
    Http {
        /// Put in front of the client's path.
        path: String,
        /// Request headers that are sent besides those always sent.
        allowed_headers: Vec<String>,
        /// Response headers that are copied to the backend's request; empty: all but the authority.
        allowed_response_headers: Vec<String>,
    },
}
