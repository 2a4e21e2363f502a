//! Outgoing: the head of a request as a backend will see it, from which each attempt makes its request.

use std::net::SocketAddr;

use gateway_route_engine::RequestHead;
use http::header::{CONNECTION, HOST, HeaderMap, HeaderValue, TE, UPGRADE};
use http::uri::{Authority, PathAndQuery, Scheme, Uri};
use http::{Method, Request, Version};

use crate::body::RequestBody;
use crate::failure::Failure;
use crate::headers::restore_framing;
use crate::upstream::{Dial, Protocol};
#[cfg(feature = "otlp")]
use crate::{fields::TRACEPARENT, telemetry::TraceParent};

/// A head that is ready to be sent, to any endpoint and in any protocol.
#[derive(Debug)]
pub struct Outgoing {
    method: Method,
    authority: Option<HeaderValue>,
    target: PathAndQuery,
    headers: HeaderMap,
    connection: ConnectionFields,
}

/// What the client's connection asked for and the backend's has to be asked for again.
#[derive(Clone, Debug, Default)]
pub struct ConnectionFields {
    /// The protocol to change to.
    pub upgrade: Option<HeaderValue>,
    /// Whether trailers are welcome.
    pub trailers: bool,
    /// `Content-Length`, of which filters have no say.
    pub length: Option<HeaderValue>,
}

impl Outgoing {
    /// A head as it was routed.
    pub fn new(
        method: Method,
        authority: Option<HeaderValue>,
        target: PathAndQuery,
        mut headers: HeaderMap,
        connection: ConnectionFields,
    ) -> Self {
        if connection.upgrade.is_some() || connection.length.is_some() {
            restore_framing(&mut headers, connection.length.clone());
        }
        Self {
            method,
            authority,
            target,
            headers,
            connection,
        }
    }

    /// A head that the engine's filters have edited.
    pub fn edited(
        method: Method,
        head: RequestHead,
        connection: ConnectionFields,
    ) -> Result<Self, Failure> {
        let RequestHead {
            authority,
            target,
            mut headers,
            ..
        } = head;
        restore_framing(&mut headers, connection.length.clone());
        let authority = authority.map(HeaderValue::try_from).transpose();
        let authority = authority.map_err(|_| Failure::UnusableHead("host"))?;
        let target = PathAndQuery::try_from(target).map_err(|_| Failure::UnusableHead("path"))?;
        Ok(Self::new(method, authority, target, headers, connection))
    }

    /// The header fields.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Whether the backend is asked to change protocols.
    pub fn is_upgrade(&self) -> bool {
        self.connection.upgrade.is_some()
    }

    /// Whether a request may be repeated although it may have been processed (RFC 9110 section 9.2.2).
    pub fn is_idempotent(&self) -> bool {
        self.method.is_idempotent()
    }

    /// Says that it is sent in another span, unless it says something else than was to be said before.
    #[cfg(feature = "otlp")]
    pub(crate) fn trace(&mut self, before: TraceParent, span: TraceParent) {
        if let Some(value) = self.headers.get_mut(&TRACEPARENT)
            && *value == *before.text()
            && let Ok(span) = HeaderValue::from_maybe_shared(span.text())
        {
            *value = span;
        }
    }

    /// What an endpoint is asked for.
    #[cfg(feature = "otlp")]
    pub(crate) fn url(&self, dial: &Dial, endpoint: SocketAddr) -> String {
        let scheme = dial.tls.as_ref().map_or("http", |_| "https");
        let authority = self.authority.as_ref().map_or_else(
            || endpoint.to_string(),
            |name| String::from_utf8_lossy(name.as_bytes()).into_owned(),
        );
        format!("{scheme}://{authority}{}", self.target)
    }

    /// A request for an endpoint. The last one takes the head's fields along, and no further one can be made.
    pub fn request(
        &mut self,
        dial: &Dial,
        endpoint: SocketAddr,
        body: RequestBody,
        last: bool,
    ) -> Result<Request<RequestBody>, Failure> {
        let mut request = Request::new(body);
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = match dial.protocol {
            Protocol::Http1 => self.http1(endpoint),
            Protocol::Http2 => {
                *request.version_mut() = Version::HTTP_2;
                self.http2(endpoint, dial)?
            }
        };
        *request.headers_mut() = if last {
            std::mem::take(&mut self.headers)
        } else {
            self.headers.clone()
        };
        Ok(request)
    }

    fn http1(&mut self, endpoint: SocketAddr) -> Uri {
        let headers = &mut self.headers;
        // A request of HTTP/1.0 may come without a host; one of HTTP/1.1 cannot go without.
        let host = self.authority.clone();
        if let Some(host) = host.or_else(|| HeaderValue::try_from(endpoint.to_string()).ok()) {
            headers.insert(HOST, host);
        }
        if let Some(protocol) = &self.connection.upgrade {
            headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
            headers.insert(UPGRADE, protocol.clone());
        } else if self.connection.trailers {
            headers.insert(CONNECTION, HeaderValue::from_static("te"));
            headers.insert(TE, HeaderValue::from_static("trailers"));
        }
        Uri::from(self.target.clone())
    }

    fn http2(&mut self, endpoint: SocketAddr, dial: &Dial) -> Result<Uri, Failure> {
        let authority = match &self.authority {
            Some(authority) => Authority::try_from(authority.as_bytes()),
            None => Authority::try_from(endpoint.to_string()),
        };
        let mut uri = http::uri::Parts::default();
        uri.scheme = Some(match dial.tls {
            Some(_) => Scheme::HTTPS,
            None => Scheme::HTTP,
        });
        uri.authority = Some(authority.map_err(|_| Failure::UnusableHead("host"))?);
        uri.path_and_query = Some(self.target.clone());
        if self.connection.trailers {
            let trailers = HeaderValue::from_static("trailers");
            self.headers.insert(TE, trailers);
        }
        Uri::from_parts(uri).map_err(|_| Failure::UnusableHead("path"))
    }
}
