//! Request: what arrives at a Gateway, as data. It is a line of `gapi eval`'s input.

use serde::{Deserialize, Serialize};

/// A request at a port of a Gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// The Gateway.
    pub gateway: ObjectName,
    /// The listener port.
    pub port: u16,
    /// What the client speaks.
    pub protocol: Protocol,
    /// Server name of the TLS handshake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sni: Option<String>,
    /// Method.
    pub method: String,
    /// `Host` or `:authority`, port included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Path and query.
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

/// What a client speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Protocol {
    /// HTTP in cleartext.
    Http,
    /// HTTP over TLS.
    Https,
}
