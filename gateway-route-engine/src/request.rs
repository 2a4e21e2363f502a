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

/// A request as it arrived at a Gateway; everything is borrowed. For a layer-4 connection the HTTP
/// fields are left as [`RequestView::connection`] fills them.
#[derive(Clone, Copy)]
pub struct RequestView<'a> {
    /// The Gateway that it arrived at.
    pub gateway: &'a NamespacedName,
    /// The port of the listener, not of the socket or of the Host header (spec 5.3.8).
    pub port: u16,
    /// What the client speaks.
    pub protocol: Protocol,
    /// The server name of the TLS handshake.
    pub sni: Option<&'a str>,
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
        gateway: &'a NamespacedName,
        port: u16,
        protocol: Protocol,
        sni: Option<&'a str>,
    ) -> Self {
        Self {
            gateway,
            port,
            protocol,
            sni,
            method: "",
            authority: None,
            target: "",
            headers: &NoHeaders,
        }
    }

    /// The scheme of the request's URL.
    pub fn scheme(&self) -> &'static str {
        if self.protocol == Protocol::Https {
            "https"
        } else {
            "http"
        }
    }
}

impl fmt::Debug for RequestView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestView")
            .field("gateway", &self.gateway)
            .field("port", &self.port)
            .field("protocol", &self.protocol)
            .field("sni", &self.sni)
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
