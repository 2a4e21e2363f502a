//! Backend: where a rule's requests go, what share of them, and what stands in its place when it
//! cannot be used (spec 6.1).

use std::fmt;
use std::sync::Arc;

use gateway_api_types::NamespacedName;

use crate::backend_tls::BackendTls;
use crate::filters::Filter;
use crate::retry_budget::RetryBudget;
use crate::session_persistence::SessionPersistence;

/// One entry of a rule's `backendRefs`, or the target of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backend {
    /// What the reference names, defaults filled in.
    pub target: BackendTarget,
    /// Its share of the rule's requests, in relation to the sum of all weights (spec 6.2). A
    /// filter's target has 1.
    pub weight: u32,
    /// Filters for the requests that are drawn to this backend, carried out after the rule's own
    /// (spec 5.1.6, 12.59).
    pub filters: Vec<Filter>,
    /// Why requests that are drawn to it get an error. It keeps its share all the same (spec
    /// 6.1.5).
    pub error: Option<BackendError>,
    /// What its Service port or its XBackend says it speaks, where it says so (spec 6.3, 6.9.2).
    pub app_protocol: Option<AppProtocol>,
    /// How it is reached over TLS; `None`: in cleartext (spec 6.8).
    pub tls: Option<Arc<BackendTls>>,
    /// The DNS name to connect to, of an XBackend that names one; it has no endpoints (spec 6.9.1).
    pub external_hostname: Option<Arc<str>>,
    /// What bounds the retries to it (spec 6.7).
    pub retry_budget: Option<Arc<RetryBudget>>,
    /// What keeps clients at one of its endpoints (spec 6.6).
    pub session_persistence: Option<Arc<SessionPersistence>>,
}

/// The object that a reference names, and its port.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BackendTarget {
    /// API group, empty for the core group.
    pub group: Arc<str>,
    /// Kind, `Service` where the reference leaves it out.
    pub kind: Arc<str>,
    /// Namespace, the referrer's where the reference leaves it out.
    pub namespace: Arc<str>,
    /// Name.
    pub name: Arc<str>,
    /// Port: of a Service the one in `spec.ports[].port`, never a target port (spec 6.1.1).
    pub port: Option<u16>,
}

/// Why a backend cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BackendError {
    /// Its group or kind is not supported.
    InvalidKind,
    /// It is in another namespace, and no ReferenceGrant there permits the reference.
    RefNotPermitted,
    /// It or its port does not exist.
    BackendNotFound,
    /// The protocol its port declares cannot be used by this kind of route.
    UnsupportedProtocol,
    /// It has to be reached over TLS, and how cannot be met; it is never reached in cleartext (spec
    /// 6.8.9, 12.65).
    InvalidBackendTlsPolicy,
    /// It exists, and has no endpoint that is ready. The reference is valid all the same (spec
    /// 3.6.5).
    NoReadyEndpoints,
    /// Likewise, where the options ask for the answer that an invalid reference gets (spec 12.28).
    NoEndpoints,
}

/// A protocol that a backend declares: a Service port by `appProtocol`, whose values outside the
/// standard set mean nothing (spec 6.3, 12.62), an XBackend by `protocol`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AppProtocol {
    /// `kubernetes.io/h2c`: HTTP/2 in cleartext with prior knowledge.
    H2c,
    /// `kubernetes.io/ws`: WebSocket in cleartext.
    Ws,
    /// `kubernetes.io/wss`: WebSocket over TLS.
    Wss,
    /// The `protocol` of an XBackend.
    XBackend(BackendProtocol),
}

/// The `protocol` of an XBackend (spec 6.9.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BackendProtocol {
    /// Plain bytes.
    Tcp,
    /// HTTP of no stated version.
    Http,
    /// HTTP/2 over TLS.
    Http2,
    /// HTTP/1.1.
    Http11,
    /// HTTP/2 in cleartext.
    H2c,
    /// Model Context Protocol.
    Mcp,
    /// gRPC.
    Grpc,
    /// WebSocket over TLS.
    Wss,
}

impl Backend {
    /// Whether requests that are drawn to it reach it: it can be used, and none of its filters
    /// answers in its place.
    pub(crate) fn takes_requests(&self) -> bool {
        self.error.is_none() && !self.filters.iter().any(Filter::answers)
    }
}

impl BackendError {
    /// The HTTP status that requests get: 503 without ready endpoints, unless the options ask for
    /// another answer, else 500 (spec 6.1.5, 12.28).
    pub fn status(self) -> u16 {
        if self == Self::NoReadyEndpoints {
            503
        } else {
            500
        }
    }

    /// Whether the reference itself is invalid, so that the route's `ResolvedRefs` is False.
    pub fn is_invalid_reference(self) -> bool {
        !matches!(self, Self::NoReadyEndpoints | Self::NoEndpoints)
    }

    /// The reason as conditions spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InvalidKind => "InvalidKind",
            Self::RefNotPermitted => "RefNotPermitted",
            Self::BackendNotFound => "BackendNotFound",
            Self::UnsupportedProtocol => "UnsupportedProtocol",
            Self::InvalidBackendTlsPolicy => "InvalidBackendTLSPolicy",
            Self::NoReadyEndpoints | Self::NoEndpoints => "NoReadyEndpoints",
        }
    }
}

impl BackendTarget {
    /// Namespace and name of the object.
    pub fn object_name(&self) -> NamespacedName {
        NamespacedName::new(&*self.namespace, &*self.name)
    }
}

impl fmt::Display for BackendTarget {
    /// `Service default/web:8080`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}/{}", self.kind, self.namespace, self.name)?;
        self.port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

impl AppProtocol {
    /// Reads an `appProtocol`; `None` for values without a meaning here.
    pub fn parse(value: &str) -> Option<Self> {
        match value {
            "kubernetes.io/h2c" => Some(Self::H2c),
            "kubernetes.io/ws" => Some(Self::Ws),
            "kubernetes.io/wss" => Some(Self::Wss),
            _ => None,
        }
    }

    /// As the Service or the XBackend spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::H2c => "kubernetes.io/h2c",
            Self::Ws => "kubernetes.io/ws",
            Self::Wss => "kubernetes.io/wss",
            Self::XBackend(protocol) => protocol.as_str(),
        }
    }
}

impl BackendProtocol {
    /// As an XBackend spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "TCP",
            Self::Http => "HTTP",
            Self::Http2 => "HTTP2",
            Self::Http11 => "HTTP11",
            Self::H2c => "H2C",
            Self::Mcp => "MCP",
            Self::Grpc => "GRPC",
            Self::Wss => "WSS",
        }
    }
}
