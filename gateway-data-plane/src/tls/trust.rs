//! Trust: whether the certificate of the other side is vouched for by authorities that the configuration names.

use std::sync::{Arc, LazyLock};

use gateway_route_engine::BackendTls;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error, OtherError, RootCertStore,
    SignatureScheme,
};
use webpki::{EndEntityCert, KeyUsage};

use super::provider;

/// Certificate authorities.
#[derive(Debug)]
pub struct Trust {
    roots: RootCertStore,
    /// The same as they are written: a self-signed certificate may stand for itself.
    certificates: Vec<CertificateDer<'static>>,
    algorithms: WebPkiSupportedAlgorithms,
}

impl Trust {
    /// Those in PEM texts. What is no certificate is left out.
    pub fn of<'p>(bundles: impl IntoIterator<Item = &'p str>) -> Self {
        let bundles = bundles.into_iter();
        let found = bundles.flat_map(|text| CertificateDer::pem_slice_iter(text.as_bytes()));
        Self::new(found.filter_map(Result::ok).collect())
    }

    /// Those that the system trusts.
    pub fn system() -> Arc<Self> {
        static SYSTEM: LazyLock<Arc<Trust>> = LazyLock::new(|| {
            let found = rustls_native_certs::load_native_certs();
            for error in &found.errors {
                tracing::warn!(%error, "cannot read certificate authorities of the system");
            }
            Arc::new(Trust::new(found.certs))
        });
        Arc::clone(&SYSTEM)
    }

    fn new(certificates: Vec<CertificateDer<'static>>) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(certificates.iter().cloned());
        Self {
            roots,
            certificates,
            algorithms: provider().signature_verification_algorithms,
        }
    }

    /// Whether there is nobody whom to trust.
    pub fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }

    /// Verifies a certificate, whatever its names.
    fn verify(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
        usage: KeyUsage,
    ) -> Result<(), Error> {
        let leaf = EndEntityCert::try_from(certificate).map_err(refused)?;
        let (algorithms, roots) = (self.algorithms.all, &self.roots.roots);
        match leaf.verify_for_usage(algorithms, roots, intermediates, now, usage, None, None) {
            // As `openssl req -x509` makes them: its own authority, and in date, for that was looked at first.
            Err(webpki::Error::CaUsedAsEndEntity) if self.certificates.contains(certificate) => {
                Ok(())
            }
            verified => verified.map(drop).map_err(refused),
        }
    }
}

/// The reason in the terms of rustls, which makes an alert and a text of it.
fn refused(error: webpki::Error) -> Error {
    Error::InvalidCertificate(match error {
        webpki::Error::UnknownIssuer => CertificateError::UnknownIssuer,
        webpki::Error::CertExpired { .. } => CertificateError::Expired,
        error => CertificateError::Other(OtherError(Arc::new(error))),
    })
}

/// What both sides do alike in a handshake.
macro_rules! signatures {
    () => {
        fn verify_tls12_signature(
            &self,
            message: &[u8],
            certificate: &CertificateDer<'_>,
            signature: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            verify_tls12_signature(message, certificate, signature, &self.trust.algorithms)
        }

        fn verify_tls13_signature(
            &self,
            message: &[u8],
            certificate: &CertificateDer<'_>,
            signature: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            verify_tls13_signature(message, certificate, signature, &self.trust.algorithms)
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            self.trust.algorithms.supported_schemes()
        }
    };
}

/// Verifies clients of a listener (spec 2.7.2).
#[derive(Debug)]
pub struct Clients {
    trust: Trust,
    hints: Vec<DistinguishedName>,
    /// Whether the handshake fails without a certificate that verifies.
    mandatory: bool,
}

impl Clients {
    /// Clients that these authorities vouch for, or any if it is not `mandatory`.
    pub fn new(trust: Trust, mandatory: bool) -> Self {
        Self {
            hints: trust.roots.subjects(),
            trust,
            mandatory,
        }
    }

    /// Whether the certificates that a client has shown verify.
    pub fn verifies(&self, shown: &[CertificateDer<'_>]) -> bool {
        shown.split_first().is_some_and(|(leaf, intermediates)| {
            let (now, usage) = (UnixTime::now(), KeyUsage::client_auth());
            let verified = self.trust.verify(leaf, intermediates, now, usage);
            verified.is_ok()
        })
    }
}

impl ClientCertVerifier for Clients {
    fn client_auth_mandatory(&self) -> bool {
        self.mandatory
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &self.hints
    }

    fn verify_client_cert(
        &self,
        leaf: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        if self.mandatory {
            let usage = KeyUsage::client_auth();
            self.trust.verify(leaf, intermediates, now, usage)?;
        }
        Ok(ClientCertVerified::assertion())
    }

    signatures!();
}

/// Verifies a backend: the chain by the policy's authorities, the names by the engine (spec 6.8.5, 6.8.6).
#[derive(Debug)]
pub struct Backends {
    /// Whose signatures count.
    pub trust: Arc<Trust>,
    /// Which names it may have.
    pub tls: Arc<BackendTls>,
}

impl ServerCertVerifier for Backends {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let usage = KeyUsage::server_auth();
        self.trust.verify(leaf, intermediates, now, usage)?;
        let leaf = EndEntityCert::try_from(leaf).map_err(refused)?;
        let (names, uris) = (leaf.valid_dns_names(), leaf.valid_uri_names());
        if !self.tls.accepts(names, uris) {
            return Err(CertificateError::NotValidForName.into());
        }
        Ok(ServerCertVerified::assertion())
    }

    signatures!();
}
