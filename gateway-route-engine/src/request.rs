//! Request: what a data plane says of a request so that it can be routed, and the head it edits
//! afterwards.

use std::fmt;

use gateway_api_types::NamespacedName;
use http::header::HeaderMap;

use crate::headers::RequestHeaders;

/// What a client speaks on a connection, TLS included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// HTTP in cleartext, gRPC included.
    Http,
    /// HTTP over TLS, gRPC included.
    Https,
    /// Any bytes over TLS.
    Tls,
    /// Any bytes.
    Tcp,
    /// Datagrams.
    Udp,
}

/// Where a request arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frontend<'a> {
    /// At a Gateway, the listeners of its ListenerSets included.
    Gateway(&'a NamespacedName),
    /// At a Service of a mesh, by its address or name. Requests to the address of a pod meet no
    /// route and are none of the engine's concern (spec 8.1.7).
    Service {
        /// The Service.
        service: &'a NamespacedName,
        /// The namespace of the client, whose consumer routes go before the Service's own (spec
        /// 8.1.5).
        source_namespace: &'a str,
    },
}

/// The certificate that a client showed in the TLS handshake (spec 2.7). Whether it verifies
/// against the certificate authorities of the listener is the data plane's finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClientCertificate {
    /// None.
    #[default]
    Absent,
    /// One that verifies.
    Valid,
    /// One that does not.
    Invalid,
}

/// A request as it arrived; everything is borrowed. For a layer-4 connection the HTTP fields are
/// left as [`RequestView::connection`] fills them.
#[derive(Clone, Copy)]
pub struct RequestView<'a> {
    /// Where it arrived.
    pub frontend: Frontend<'a>,
    /// The port of the listener or of the Service, not of the socket or of the Host header (spec
    /// 5.3.8, 12.60).
    pub port: u16,
    /// What the client speaks.
    pub protocol: Protocol,
    /// The server name of the TLS handshake.
    pub sni: Option<&'a str>,
    /// The client's certificate in the TLS handshake.
    pub client_certificate: ClientCertificate,
    /// The method, upper case as it was sent.
    pub method: &'a str,
    /// The `Host` header or `:authority`, port included, as it was sent.
    pub authority: Option<&'a str>,
    /// The path and query, as they were sent.
    pub target: &'a str,
    /// The headers.
    pub headers: &'a dyn RequestHeaders,
}

impl<'a> RequestView<'a> {
    /// A connection below HTTP.
    pub fn connection(
        frontend: Frontend<'a>,
        port: u16,
        protocol: Protocol,
        sni: Option<&'a str>,
    ) -> Self {
        Self {
            frontend,
            port,
            protocol,
            sni,
            client_certificate: ClientCertificate::Absent,
            method: "",
            authority: None,
            target: "",
            headers: &NoHeaders,
        }
    }

    /// The scheme of the request's URL; in a mesh it is `http` (spec 12.60).
    pub fn scheme(&self) -> &'static str {
        match (self.frontend, self.protocol) {
            (Frontend::Gateway(_), Protocol::Https) => "https",
            _ => "http",
        }
    }
}

impl fmt::Debug for RequestView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestView")
            .field("frontend", &self.frontend)
            .field("port", &self.port)
            .field("protocol", &self.protocol)
            .field("sni", &self.sni)
            .field("client_certificate", &self.client_certificate)
            .field("method", &self.method)
            .field("authority", &self.authority)
            .field("target", &self.target)
            .finish_non_exhaustive()
    }
}

/// The head of a request on its way to a backend: what request filters edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestHead {
    /// The method.
    pub method: String,
    /// The `Host` header or `:authority`. It is not repeated in `headers`.
    pub authority: Option<String>,
    /// The path and query.
    pub target: String,
    /// The headers, `host` excepted.
    pub headers: HeaderMap,
}

/// The headers of what has none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoHeaders;

impl RequestHeaders for NoHeaders {
    fn lines<'h>(&'h self, _name: &http::HeaderName, _each: &mut dyn FnMut(&'h [u8])) {}
}
