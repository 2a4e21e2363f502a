//! Termination: what the listeners of a snapshot that end TLS bring to a handshake.

use std::collections::BTreeMap;
use std::sync::Arc;

use gateway_api_types::NamespacedName;
use gateway_route_engine::backend_tls::Bundle;
use gateway_route_engine::compile::ObjectRef;
use gateway_route_engine::request::ClientCertificate;
use gateway_route_engine::{
    ClientValidation, Diagnostic, Listener, ListenerId, ListenerProtocol, RoutingTable, Severity,
    TlsMode,
};
use rustls::server::{ServerSessionMemoryCache, WebPkiClientVerifier};
use rustls::sign::CertifiedKey;
use rustls::{ServerConfig, ServerConnection};

use super::certificates::{ByName, Certificates};
use super::material::out_of_date;
use super::trust::{Clients, Trust};
use super::{Material, provider};

/// What a listener brings to a handshake.
#[derive(Debug)]
pub struct Termination {
    /// For rustls.
    pub config: Arc<ServerConfig>,
    /// Who verifies clients, where certificates are asked for.
    clients: Option<Arc<Clients>>,
}

/// Those of all listeners.
#[derive(Debug, Default)]
pub struct Terminations(BTreeMap<ListenerId, Termination>);

/// How many sessions of a port can be resumed.
const SESSIONS: usize = 1024;

/// Certificates that were read, each once.
struct Shelf<'m> {
    material: &'m Material,
    read: BTreeMap<&'m NamespacedName, Option<Arc<CertifiedKey>>>,
    diagnostics: Vec<Diagnostic>,
}

impl Terminations {
    /// Reads the certificates of a table. One that cannot be used is told, and costs nothing but itself.
    pub fn of(table: &RoutingTable, material: &Material) -> (Self, Vec<Diagnostic>) {
        let mut shelf = Shelf {
            material,
            read: BTreeMap::new(),
            diagnostics: Vec::new(),
        };
        let mut all = Self::default();
        for gateway in table.gateways() {
            for (port, _) in table.ports(gateway) {
                let listeners = table.listeners(gateway, port);
                let ending = listeners.filter(|found| found.tls_mode == Some(TlsMode::Terminate));
                all.0.extend(shelf.port(&ending.collect::<Vec<_>>()));
            }
        }
        (all, shelf.diagnostics)
    }

    /// That of a listener; `None` if it has no certificate that can be used.
    pub fn get(&self, listener: &Listener) -> Option<&Termination> {
        self.0.get(&listener.id)
    }
}

impl Termination {
    /// What a client has shown in a handshake that is over.
    pub fn client_certificate(&self, connection: &ServerConnection) -> ClientCertificate {
        match (connection.peer_certificates(), &self.clients) {
            (Some(shown), Some(clients)) if clients.verifies(shown) => ClientCertificate::Valid,
            (Some(_), _) => ClientCertificate::Invalid,
            (None, _) => ClientCertificate::Absent,
        }
    }
}

impl<'m> Shelf<'m> {
    /// The listeners of a port share certificates and sessions. A session is resumed only under the server name that it began
    /// with, and so by the listener that it began with.
    fn port(&mut self, listeners: &[&'m Listener]) -> Vec<(ListenerId, Termination)> {
        let sessions = ServerSessionMemoryCache::new(SESSIONS);
        let own = listeners.iter().map(|listener| self.certificates(listener));
        let own: Vec<ByName> = own.collect();
        let port = Arc::new(ByName::new(own.iter().flat_map(ByName::all)));
        let listeners = listeners.iter().zip(own).filter_map(|(listener, own)| {
            let clients = self.clients(listener);
            if own.all().is_empty() {
                return None;
            }
            let port = Arc::clone(&port);
            let builder = ServerConfig::builder_with_provider(Arc::clone(provider()));
            let builder = builder.with_safe_default_protocol_versions().ok()?;
            let builder = builder.with_client_cert_verifier(match &clients {
                Some(clients) => Arc::clone(clients) as _,
                None => WebPkiClientVerifier::no_client_auth(),
            });
            let mut config = builder.with_cert_resolver(Arc::new(Certificates { own, port }));
            config.session_storage = Arc::clone(&sessions) as _;
            if listener.protocol == ListenerProtocol::Https {
                config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
            }
            let config = Arc::new(config);
            Some((listener.id.clone(), Termination { config, clients }))
        });
        listeners.collect()
    }

    fn certificates(&mut self, listener: &'m Listener) -> ByName {
        let mut found = Vec::new();
        for secret in &listener.certificates {
            if !self.read.contains_key(secret) {
                let read = self.read(listener, secret);
                self.read.insert(secret, read);
            }
            found.extend(self.read.get(secret).cloned().flatten());
        }
        ByName::new(&found)
    }

    fn read(&mut self, listener: &Listener, secret: &NamespacedName) -> Option<Arc<CertifiedKey>> {
        let (read, severity, entry, what) = match self.material.certified_key(secret) {
            Ok(key) => {
                let date = key.cert.first().and_then(out_of_date);
                let key = Some(Arc::new(key));
                let Some(date) = date else { return key };
                (key, Severity::Warning, "tls.crt", date.to_owned())
            }
            Err((entry, what)) => {
                let what = format!("cannot be used: {what}");
                (None, Severity::Error, entry, what)
            }
        };
        self.tell(
            listener,
            ("Secret", secret.clone(), format!("data[{entry}]")),
            severity,
            &format!("the certificate {what}"),
        );
        read
    }

    /// Who verifies clients, where that is asked for. With no authority that can be read no client verifies (spec 2.7.4).
    fn clients(&mut self, listener: &Listener) -> Option<Arc<Clients>> {
        let validation = listener.client_validation?;
        let bundles = &listener.client_authorities;
        let texts = bundles.iter().map(|bundle| self.material.bundle(bundle));
        let trust = Trust::of(texts);
        if let (true, Some(bundle)) = (trust.is_empty(), bundles.first()) {
            let (kind, name) = match bundle {
                Bundle::ConfigMap(name) => ("ConfigMap", name.clone()),
                Bundle::ClusterTrustBundle(name) => {
                    ("ClusterTrustBundle", NamespacedName::cluster(&**name))
                }
            };
            let what = "there is no X.509 certificate in it to verify clients by";
            self.tell(listener, (kind, name, String::new()), Severity::Error, what);
        }
        let mandatory = validation == ClientValidation::ValidOnly;
        Some(Arc::new(Clients::new(trust, mandatory)))
    }

    fn tell(
        &mut self,
        listener: &Listener,
        (kind, name, path): (&str, NamespacedName, String),
        severity: Severity,
        message: &str,
    ) {
        let (section, parent) = (&listener.id.section, listener.id.parent.as_str());
        self.diagnostics.push(Diagnostic {
            object: ObjectRef {
                group: String::new(),
                kind: kind.to_owned(),
                name,
            },
            path,
            severity,
            id: "unusable-certificate",
            message: format!(
                "{message} (listener `{section}` of {parent} `{}`)",
                listener.id.name
            ),
            help: None,
        });
    }
}
