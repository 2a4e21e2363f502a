//! Certificates: which one is shown for the server name of a handshake (spec 2.4.5).

use std::collections::BTreeMap;
use std::sync::Arc;

use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use webpki::EndEntityCert;

/// Certificates by the names in them.
#[derive(Debug)]
pub struct ByName {
    /// In lower case, perhaps with a wildcard as the first label.
    names: BTreeMap<String, Vec<Arc<CertifiedKey>>>,
    all: Vec<Arc<CertifiedKey>>,
}

/// The certificates that a listener may show: of all on its port the one that has the name most specifically, its own before
/// those of others, and one of its own for a name that none has.
#[derive(Debug)]
pub struct Certificates {
    /// The listener's own.
    pub own: ByName,
    /// Those of all listeners of the port.
    pub port: Arc<ByName>,
}

impl ByName {
    /// These, the first one first where several have a name.
    pub fn new<'c>(certificates: impl IntoIterator<Item = &'c Arc<CertifiedKey>>) -> Self {
        let all: Vec<_> = certificates.into_iter().cloned().collect();
        let mut names: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for certificate in &all {
            let leaf = certificate.cert.first().map(EndEntityCert::try_from);
            let Some(Ok(leaf)) = leaf else { continue };
            for name in leaf.valid_dns_names() {
                let having = names.entry(name.to_ascii_lowercase()).or_default();
                having.push(Arc::clone(certificate));
            }
        }
        Self { names, all }
    }

    /// All of them.
    pub fn all(&self) -> &[Arc<CertifiedKey>] {
        &self.all
    }

    fn named(&self, name: &str) -> &[Arc<CertifiedKey>] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let exact = hello.server_name().unwrap_or_default().to_ascii_lowercase();
        // In a certificate a wildcard stands for one label.
        let wildcard = exact.split_once('.').map(|(_, rest)| format!("*.{rest}"));
        let names = [exact, wildcard.unwrap_or_default()];
        let choices = names
            .iter()
            .flat_map(|name| [self.own.named(name), self.port.named(name)]);
        // Of an ECDSA and an RSA certificate the first that the client can verify.
        let mut choices = choices.chain([self.own.all()]).flatten();
        let verifiable = |choice: &&Arc<CertifiedKey>| {
            let scheme = choice.key.choose_scheme(hello.signature_schemes());
            scheme.is_some()
        };
        choices.find(verifiable).cloned()
    }
}
