//! Choices: where the API leaves room, and section 12 of the project's specification chooses. The
//! defaults are what it chose.

use crate::backend::BackendError;

/// How [`compile`](crate::compile()) uses the room that the API leaves. Each default is the choice
/// of the project's specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    /// GRPCRoutes and HTTPRoutes with one hostname on one listener (spec 3.4.1, 12.14).
    pub shared_hostnames: SharedHostnames,
    /// HTTPS and TLS listeners on one port (spec 12.4, 12.78).
    pub https_beside_tls: HttpsBesideTls,
    /// How much of a value a regular expression has to match (spec 4.2.3, 12.18, 12.73).
    pub regex_extent: RegexExtent,
    /// What an invalid rule does to the others of its route (spec 12.61).
    pub invalid_rules: InvalidRules,
    /// Which path a backend and a redirect without path get (spec 12.74).
    pub forwarded_path: ForwardedPath,
    /// What a `*` of a CORS filter is answered with where no credentials are allowed (spec 5.6.8,
    /// 12.23).
    pub cors_wildcard: CorsWildcard,
    /// The answer of a rule whose backends all have weight 0 (spec 6.2.3, 12.25).
    pub no_weight: ErrorStatus,
    /// The answer for a backend without a ready endpoint (spec 6.1.6, 12.28).
    pub no_endpoints: ErrorStatus,
    /// What becomes of a Gateway that gets some of its addresses only (spec 2.9.11, 12.90).
    pub partial_addresses: PartialAddresses,
}

/// What becomes of GRPCRoutes and HTTPRoutes whose hostnames intersect on one listener.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SharedHostnames {
    /// Both are served; gRPC calls are offered to the GRPCRoutes first.
    #[default]
    Coexist,
    /// The older one has the listener; the other one is not accepted there, with reason
    /// `Conflicted`.
    OldestWins,
}

/// What becomes of HTTPS and TLS listeners on one port.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HttpsBesideTls {
    /// They are distinct if their hostnames differ: the server name of the handshake decides.
    #[default]
    ByServerName,
    /// They conflict, with reason `ProtocolConflict`.
    Conflict,
}

/// How much of a value a regular expression has to match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RegexExtent {
    /// All of it.
    #[default]
    Full,
    /// Any part of it, unless the pattern has anchors.
    Search,
}

/// What an invalid rule does to the others of its route.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum InvalidRules {
    /// It is dropped alone, and the route is `PartiallyInvalid`.
    #[default]
    Drop,
    /// The whole route is not accepted.
    RejectRoute,
}

/// Which path a backend and a redirect without path get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ForwardedPath {
    /// The one that was sent, unless it holds dot segments.
    #[default]
    AsSent,
    /// The one that was matched.
    AsMatched,
}

/// What a `*` of a CORS filter is answered with where no credentials are allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CorsWildcard {
    /// `*`.
    #[default]
    Literal,
    /// What the request asks for: its origin, method and headers.
    Echo,
}

/// A status of errors inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorStatus {
    /// 500.
    InternalServerError,
    /// 503.
    ServiceUnavailable,
}

/// What becomes of a Gateway that gets some of the addresses that it asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PartialAddresses {
    /// It is served at those.
    #[default]
    Assign,
    /// It gets none.
    Refuse,
}

impl ErrorStatus {
    /// The number.
    pub fn code(self) -> u16 {
        match self {
            Self::InternalServerError => 500,
            Self::ServiceUnavailable => 503,
        }
    }
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            shared_hostnames: SharedHostnames::default(),
            https_beside_tls: HttpsBesideTls::default(),
            regex_extent: RegexExtent::default(),
            invalid_rules: InvalidRules::default(),
            forwarded_path: ForwardedPath::default(),
            cors_wildcard: CorsWildcard::default(),
            no_weight: ErrorStatus::InternalServerError,
            no_endpoints: ErrorStatus::ServiceUnavailable,
            partial_addresses: PartialAddresses::default(),
        }
    }
}

impl Choices {
    /// The error of a backend without a ready endpoint.
    pub(crate) fn unready(self) -> BackendError {
        match self.no_endpoints {
            ErrorStatus::InternalServerError => BackendError::NoEndpoints,
            ErrorStatus::ServiceUnavailable => BackendError::NoReadyEndpoints,
        }
    }
}
