//! Client: TLS towards backends, as policies and backends of their own say (spec 6.8, 6.9.3, 2.8).

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use gateway_api_types::NamespacedName;
use gateway_route_engine::backend_tls::Authorities;
use gateway_route_engine::{Backend, BackendTls, Listener};
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use rustls::sign::SingleCertAndKey;
use sha2::{Digest as _, Sha256};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::trust::{Backends, Trust};
use super::{Material, provider};
use crate::upstream::Protocol;

/// The TLS that is spoken with a backend: which names and authorities it has to have, and what it is shown.
#[derive(Debug)]
pub struct ClientTls {
    id: Arc<[u8; 32]>,
    server_name: ServerName<'static>,
    config: ClientConfig,
}

/// Those of a snapshot, each made when it is first needed.
#[derive(Debug, Default)]
pub struct Identities {
    material: Material,
    /// By where the table has the policy and the name of the Secret, which stay where they are as long as it lives.
    made: Mutex<HashMap<(usize, usize), Made>>,
}

/// What became of it, or why nothing did.
type Made = Result<Arc<ClientTls>, Arc<str>>;

impl Identities {
    /// None yet.
    pub fn new(material: Material) -> Self {
        Self {
            material,
            made: Mutex::default(),
        }
    }

    /// The TLS towards a backend for what came through a listener; `None`: cleartext. The error says why it cannot be spoken.
    pub fn of(
        &self,
        backend: &Backend,
        listener: Option<&Listener>,
    ) -> Result<Option<Arc<ClientTls>>, Arc<str>> {
        let Some(tls) = &backend.tls else {
            return Ok(None);
        };
        let secret = backend.client_certificate(listener);
        let place = secret.map_or(0, |secret| std::ptr::from_ref(secret).addr());
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let made = made.entry((Arc::as_ptr(tls).addr(), place));
        let made = made.or_insert_with(|| {
            let made = ClientTls::new(&self.material, tls, secret);
            made.map(Arc::new).map_err(Arc::from)
        });
        made.clone().map(Some)
    }
}

impl ClientTls {
    fn new(
        material: &Material,
        tls: &Arc<BackendTls>,
        secret: Option<&NamespacedName>,
    ) -> Result<Self, String> {
        let mut id = Sha256::new_with_prefix(format!("{tls:?}"));
        let trust = match &tls.authorities {
            Authorities::System => Trust::system(),
            Authorities::Bundles(bundles) => {
                let bundles = bundles.iter().map(|bundle| material.bundle(bundle));
                let bundles = bundles.inspect(|text| id.update(Sha256::digest(text)));
                Arc::new(Trust::of(bundles))
            }
        };
        if trust.is_empty() {
            return Err("no certificate authority for it can be read".to_owned());
        }
        let server_name = ServerName::try_from(tls.hostname.to_string())
            .map_err(|_| format!("`{}` is no server name", tls.hostname))?;
        let tls = Arc::clone(tls);
        let builder = ClientConfig::builder_with_provider(Arc::clone(provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Backends { trust, tls }));
        let config = match secret {
            Some(secret) => {
                for entry in ["tls.crt", "tls.key"] {
                    id.update(Sha256::digest(material.entry(secret, entry)));
                }
                let key = material.certified_key(secret).map_err(|(_, what)| {
                    format!("the certificate to show it, `{secret}`, cannot be used: {what}")
                })?;
                builder.with_client_cert_resolver(Arc::new(SingleCertAndKey::from(key)))
            }
            None => builder.with_no_client_auth(),
        };
        Ok(Self {
            id: Arc::new(id.finalize().into()),
            server_name,
            config,
        })
    }

    /// Tells connections that may be shared from those that may not: equal policies with equal certificates have equal ones.
    pub fn id(&self) -> Arc<[u8; 32]> {
        Arc::clone(&self.id)
    }

    /// Begins TLS on a connection, for a protocol or for whatever bytes come.
    pub async fn connect(
        &self,
        stream: TcpStream,
        protocol: Option<Protocol>,
    ) -> io::Result<TlsStream<TcpStream>> {
        let mut config = self.config.clone();
        config.alpn_protocols = match protocol {
            None => Vec::new(),
            Some(Protocol::Http1) => vec![b"http/1.1".to_vec()],
            Some(Protocol::Http2) => vec![b"h2".to_vec()],
        };
        let connector = TlsConnector::from(Arc::new(config));
        connector.connect(self.server_name.clone(), stream).await
    }
}
