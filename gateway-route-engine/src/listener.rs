//! Listener: where a Gateway takes connections, as far as a data plane has to know it.

use std::sync::Arc;

use gateway_api_types::NamespacedName;

use crate::backend_tls::Bundle;
use crate::filters::ListenerFilter;
use crate::hostname::Hostname;
use crate::request::ClientCertificate;
use crate::table::Transport;

/// A listener of a Gateway or of one of its ListenerSets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// Which one it is.
    pub id: ListenerId,
    /// The port, as `spec.listeners[].port` has it.
    pub port: u16,
    /// The protocol.
    pub protocol: ListenerProtocol,
    /// The hostname; `None`: any host.
    pub hostname: Option<Hostname>,
    /// What is done with TLS, where the protocol has it.
    pub tls_mode: Option<TlsMode>,
    /// The Secrets with the certificates that are shown to clients, in list order; references that
    /// do not resolve are left out, and at least one is there where TLS ends (spec 2.6.3, 12.9).
    pub certificates: Vec<NamespacedName>,
    /// The Secret with the certificate that the Gateway shows to backends which it reaches over TLS
    /// (spec 2.8).
    pub client_certificate: Option<Arc<NamespacedName>>,
    /// What clients have to show in the TLS handshake; `None`: nothing is asked of them.
    pub client_validation: Option<ClientValidation>,
    /// Whose signatures on clients' certificates are trusted, where any are asked for; references
    /// that do not resolve are left out (spec 2.7.4).
    pub client_authorities: Vec<Bundle>,
    /// What every request passes before routes are matched, in list order (spec 5.9).
    pub filters: Vec<ListenerFilter>,
}

/// Which clients an HTTPS listener lets through (spec 2.7.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClientValidation {
    /// Those with a certificate that verifies.
    ValidOnly,
    /// All of them; a certificate is asked for.
    InsecureFallback,
}

/// The object that holds a listener, and the listener's name in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListenerId {
    /// Whether a Gateway or a ListenerSet holds it.
    pub parent: ListenerParent,
    /// Namespace and name of that object.
    pub name: NamespacedName,
    /// The listener's name.
    pub section: String,
}

/// A kind of object that holds listeners.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListenerParent {
    /// A Gateway.
    Gateway,
    /// A ListenerSet.
    ListenerSet,
}

/// A protocol that listeners serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListenerProtocol {
    /// HTTP in cleartext.
    Http,
    /// HTTP over TLS that ends here.
    Https,
    /// TLS, ended here or passed through.
    Tls,
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
}

impl ListenerProtocol {
    /// What carries it: datagrams for UDP, connections for all others.
    pub fn transport(self) -> Transport {
        match self {
            Self::Udp => Transport::Udp,
            _ => Transport::Tcp,
        }
    }
}

/// What a listener does with TLS (spec 2.6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TlsMode {
    /// TLS ends here.
    Terminate,
    /// The bytes are passed on as they are.
    Passthrough,
}

impl Listener {
    /// Whether a client with this certificate gets past the TLS handshake.
    pub(crate) fn admits(&self, certificate: ClientCertificate) -> bool {
        self.client_validation != Some(ClientValidation::ValidOnly)
            || certificate == ClientCertificate::Valid
    }
}

impl ListenerParent {
    /// As `kind` spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gateway => "Gateway",
            Self::ListenerSet => "ListenerSet",
        }
    }
}

impl ListenerProtocol {
    /// Reads a listener's `protocol`; `None` for those that nothing here serves.
    pub fn parse(value: &str) -> Option<Self> {
        match value {
            "HTTP" => Some(Self::Http),
            "HTTPS" => Some(Self::Https),
            "TLS" => Some(Self::Tls),
            "TCP" => Some(Self::Tcp),
            "UDP" => Some(Self::Udp),
            _ => None,
        }
    }
}

impl TlsMode {
    /// As `tls.mode` spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Terminate => "Terminate",
            Self::Passthrough => "Passthrough",
        }
    }
}
