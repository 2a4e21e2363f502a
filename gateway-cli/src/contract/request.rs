//! Request: a line of `gapi eval`'s input, read and checked.

use gateway_route_engine::{ClientCertificate, Protocol, RequestHead, RequestView};
use http::header::{HOST, HeaderMap, HeaderName, HeaderValue};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Number;
use serde_json::value::RawValue;

use super::frontend::{EvalFrontend, WireName, WireService};

/// A request to decide on. What is absent from a line has its default already.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Wire")]
pub struct EvalRequest {
    /// The caller's name for the request, any JSON value; the answer repeats it as it was written.
    pub id: Option<Box<RawValue>>,
    /// Where it arrived.
    pub frontend: EvalFrontend,
    /// The port of the listener or of the Service. Default: 80 for HTTP, 443 for HTTPS and TLS.
    pub port: u16,
    /// What the client speaks. Default: HTTP.
    pub protocol: Protocol,
    /// The server name of the TLS handshake.
    pub sni: Option<String>,
    /// The client's certificate in the TLS handshake. Default: none.
    pub client_certificate: ClientCertificate,
    /// The method. Default: `GET`.
    pub method: String,
    /// The `Host` header or `:authority`. A `host` among the headers gives it where it is absent.
    pub authority: Option<String>,
    /// The path and query. Default: `/`.
    pub path: String,
    /// The headers, `host` excepted.
    pub headers: HeaderMap,
    /// The number that draws the backend and samples mirrors. Default: 0.
    pub entropy: u64,
}

/// A line that cannot be answered with a decision.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// The line's `id`, null where it cannot be read.
    pub id: Option<Box<RawValue>>,
    /// What is wrong.
    pub error: String,
}

/// A line as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub(super) struct Wire {
    id: Option<Box<RawValue>>,
    pub(super) gateway: Option<WireName>,
    pub(super) service: Option<WireService>,
    pub(super) source_namespace: Option<String>,
    pub(super) port: Option<Number>,
    protocol: Option<WireProtocol>,
    sni: Option<String>,
    client_cert: Option<WireCertificate>,
    method: Option<String>,
    authority: Option<String>,
    path: Option<String>,
    headers: Option<Vec<WireHeader>>,
    entropy: Option<Number>,
}

#[derive(Deserialize)]
#[serde(expecting = "a pair of name and value")]
struct WireHeader(String, String);

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum WireProtocol {
    Http,
    Https,
    Tls,
    Tcp,
    Udp,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum WireCertificate {
    Valid,
    Invalid,
}

/// As much of a line as has to be there to say whose error it is.
#[derive(Deserialize)]
struct WireId {
    id: Option<Box<RawValue>>,
}

impl EvalRequest {
    /// Reads a line. Keys that the contract does not name are ignored.
    pub fn parse(line: &[u8]) -> Result<Self, Failure> {
        let line = line.trim_ascii_end();
        // serde reads a struct from a list, too; a request is an object.
        let object = line.trim_ascii_start().starts_with(b"{");
        let request = serde_json::from_slice(line).ok().filter(|_| object);
        request.ok_or_else(|| Failure {
            id: serde_json::from_slice(line)
                .ok()
                .filter(|_| object)
                .and_then(|wire: WireId| wire.id),
            error: explain(line),
        })
    }

    /// The request as the engine reads it. Below HTTP there are only the connection's properties.
    pub fn view(&self) -> RequestView<'_> {
        let sni = self.sni.as_deref();
        let frontend = self.frontend.view();
        let connection = RequestView {
            client_certificate: self.client_certificate,
            ..RequestView::connection(frontend, self.port, self.protocol, sni)
        };
        if !self.is_http() {
            return connection;
        }
        RequestView {
            method: &self.method,
            authority: self.authority.as_deref(),
            target: &self.path,
            headers: &self.headers,
            ..connection
        }
    }

    /// The head of the request, for request filters to edit.
    pub fn head(&self) -> RequestHead {
        RequestHead {
            method: self.method.clone(),
            authority: self.authority.clone(),
            target: self.path.clone(),
            headers: self.headers.clone(),
        }
    }

    /// Whether the client speaks HTTP, in cleartext or over TLS.
    pub fn is_http(&self) -> bool {
        matches!(self.protocol, Protocol::Http | Protocol::Https)
    }
}

impl TryFrom<Wire> for EvalRequest {
    type Error = String;

    fn try_from(mut wire: Wire) -> Result<Self, Self::Error> {
        let protocol = wire.protocol.map_or(Protocol::Http, WireProtocol::read);
        let (frontend, port) = EvalFrontend::read(&mut wire, protocol)?;
        let mut headers = headers(wire.headers.unwrap_or_default())?;
        let host = headers
            .remove(HOST)
            .and_then(|host| host.to_str().ok().map(str::to_owned));
        let authority = wire.authority.or(host);
        if authority.as_deref().is_some_and(unsendable) {
            return Err("`authority` holds a space or a control character".to_owned());
        }
        Ok(Self {
            id: wire.id,
            frontend,
            port,
            protocol,
            sni: wire.sni,
            client_certificate: match wire.client_cert {
                None => ClientCertificate::Absent,
                Some(WireCertificate::Valid) => ClientCertificate::Valid,
                Some(WireCertificate::Invalid) => ClientCertificate::Invalid,
            },
            method: method(wire.method)?,
            authority,
            path: path(wire.path)?,
            headers,
            entropy: entropy(wire.entropy.as_ref())?,
        })
    }
}

impl WireProtocol {
    fn read(self) -> Protocol {
        match self {
            Self::Http => Protocol::Http,
            Self::Https => Protocol::Https,
            Self::Tls => Protocol::Tls,
            Self::Tcp => Protocol::Tcp,
            Self::Udp => Protocol::Udp,
        }
    }
}

/// The port that a protocol is known for.
pub(crate) fn default_port(protocol: Protocol) -> Option<u16> {
    match protocol {
        Protocol::Http => Some(80),
        Protocol::Https | Protocol::Tls => Some(443),
        Protocol::Tcp | Protocol::Udp => None,
    }
}

pub(super) fn port(port: Option<&Number>, protocol: Protocol) -> Result<u16, String> {
    let Some(number) = port else {
        let missing = "`port` is missing, and TCP and UDP have no default";
        return default_port(protocol).ok_or_else(|| missing.to_owned());
    };
    let port = number.as_u64().and_then(|port| u16::try_from(port).ok());
    port.filter(|port| *port > 0)
        .ok_or_else(|| format!("`port` is {number}; ports are 1 to {}", u16::MAX))
}

fn entropy(entropy: Option<&Number>) -> Result<u64, String> {
    let Some(number) = entropy else {
        return Ok(0);
    };
    let range = || {
        format!(
            "`entropy` is {number}; it is a whole number from 0 to {}",
            u64::MAX
        )
    };
    number.as_u64().ok_or_else(range)
}

/// A header as a client may send it.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let parsed = HeaderName::from_bytes(name.as_bytes());
    let name = parsed.map_err(|_| format!("`{name}` is no header name"))?;
    let parsed = HeaderValue::from_bytes(value.as_bytes());
    let value =
        parsed.map_err(|_| format!("header `{name}`: the value holds a control character"))?;
    Ok((name, value))
}

fn headers(list: Vec<WireHeader>) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::with_capacity(list.len());
    for WireHeader(name, value) in list {
        let (name, value) = header(&name, &value)?;
        headers
            .try_append(name, value)
            .map_err(|_| "there are too many headers".to_owned())?;
    }
    Ok(headers)
}

fn method(method: Option<String>) -> Result<String, String> {
    let method = method.unwrap_or_else(|| "GET".to_owned());
    match http::Method::from_bytes(method.as_bytes()) {
        Ok(_) => Ok(method),
        Err(_) => Err(format!("`{method}` is no method")),
    }
}

fn path(path: Option<String>) -> Result<String, String> {
    let path = path.unwrap_or_else(|| "/".to_owned());
    if !path.starts_with('/') && !path.is_empty() && path != "*" {
        return Err(format!("`path` has to start with `/`, and is `{path}`"));
    }
    if unsendable(&path) {
        return Err("`path` holds a space or a control character; percent-encode it".to_owned());
    }
    // A fragment is the client's own, and is never sent.
    match path.split_once('#') {
        Some((sent, _)) => Ok(sent.to_owned()),
        None => Ok(path),
    }
}

/// Whether a text cannot stand in the head of a request.
fn unsendable(text: &str) -> bool {
    text.bytes().any(|byte| byte <= b' ' || byte == 0x7f)
}

/// What is wrong with a line, and where in it.
fn explain(line: &[u8]) -> String {
    match line.trim_ascii() {
        [] => return "the line is empty".to_owned(),
        [b'{', ..] => {}
        text if serde_json::from_slice::<IgnoredAny>(text).is_ok() => {
            return "the line is not an object".to_owned();
        }
        _ => {}
    }
    let mut json = serde_json::Deserializer::from_slice(line);
    let (path, error) = match serde_path_to_error::deserialize::<_, Wire>(&mut json) {
        Err(error) => (error.path().to_string(), error.into_inner()),
        Ok(wire) => match json.end() {
            Err(error) => (".".to_owned(), error),
            Ok(()) => return EvalRequest::try_from(wire).err().unwrap_or_default(),
        },
    };
    // A line is always line 1 of itself.
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&place).unwrap_or(&text);
    if serde_json::from_slice::<IgnoredAny>(line).is_err() {
        return format!("the line is not JSON: {text} at column {}", error.column());
    }
    // What serde says of a list that is too long.
    let text = if error.is_syntax() {
        "there is more than is expected"
    } else {
        text
    };
    match path.as_str() {
        "." => text.to_owned(),
        path => format!("`{path}`: {text}"),
    }
}
