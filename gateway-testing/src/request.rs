//! Request: what arrives at a Gateway or, in a mesh, at a Service, as data. It is a line of
//! `gapi eval`'s input.

use serde::{Deserialize, Serialize};

/// A request, or the connection that would carry one. Members that the protocol does not have keep
/// their defaults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// The Gateway; absent where there is a Service in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gateway: Option<ObjectName>,
    /// The Service whose address a client in a mesh speaks to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServicePort>,
    /// Namespace of the client in a mesh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_namespace: Option<String>,
    /// The listener port; absent: the usual one of the protocol.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// What the client speaks.
    pub protocol: Protocol,
    /// Server name of the TLS handshake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sni: Option<String>,
    /// The certificate that the client presents in the TLS handshake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_cert: Option<ClientCert>,
    /// Method.
    #[serde(default = "get")]
    pub method: String,
    /// `Host` or `:authority`, port included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Path and query.
    #[serde(default = "root")]
    pub path: String,
    /// Header lines in order, names in any case; `host` is not among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// The number that draws backends and samples mirrors.
    #[serde(default)]
    pub entropy: u64,
}

/// Namespace and name of an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectName {
    /// Namespace.
    pub namespace: String,
    /// Name.
    pub name: String,
}

/// A port of a Service.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServicePort {
    /// Namespace.
    pub namespace: String,
    /// Name.
    pub name: String,
    /// Number of the Service's port.
    pub port: u16,
}

/// What a client speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Protocol {
    /// HTTP in cleartext.
    Http,
    /// HTTP over TLS.
    Https,
    /// Anything over TLS.
    Tls,
    /// A TCP connection.
    Tcp,
    /// A UDP flow.
    Udp,
}

/// A client's certificate, as the Gateway's trust anchors judge it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientCert {
    /// It verifies.
    Valid,
    /// It does not.
    Invalid,
}

impl Request {
    /// The port of the listener: of HTTP it is 80 by default, of TLS 443.
    pub fn listener_port(&self) -> u16 {
        self.port.unwrap_or(match self.protocol {
            Protocol::Http => 80,
            Protocol::Https | Protocol::Tls => 443,
            Protocol::Tcp | Protocol::Udp => 0,
        })
    }
}

fn get() -> String {
    "GET".to_owned()
}

fn root() -> String {
    "/".to_owned()
}
