//! Certificates made on the spot, and TLS clients and backends that use them.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use http::header::{CONNECTION, UPGRADE};
use http::{HeaderValue, Request, Response, StatusCode, Version};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, SanType, date_time_ymd,
};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, ServerConfig, SignatureScheme};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::client::TlsStream;
use tokio_rustls::{TlsAcceptor, TlsConnector};

use super::{Answer, TestBody, full, within};

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// A certificate authority.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate with its key, in PEM.
#[derive(Clone)]
pub(crate) struct Identity {
    pub(crate) certificate: String,
    pub(crate) key: String,
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    /// A certificate with these names, of which those with `://` are URIs.
    pub(crate) fn server(&self, names: &[&str]) -> Identity {
        self.issue(names, |_| {})
    }

    pub(crate) fn issue(
        &self,
        names: &[&str],
        change: impl FnOnce(&mut CertificateParams),
    ) -> Identity {
        self.issue_for(&KeyPair::generate().unwrap(), names, change)
    }

    pub(crate) fn issue_for(
        &self,
        key: &KeyPair,
        names: &[&str],
        change: impl FnOnce(&mut CertificateParams),
    ) -> Identity {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.subject_alt_names = names
            .iter()
            .map(|name| {
                let text = (*name).try_into().unwrap();
                if name.contains("://") {
                    SanType::URI(text)
                } else {
                    SanType::DnsName(text)
                }
            })
            .collect();
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        change(&mut params);
        let certificate = params.signed_by(key, &self.0).unwrap();
        Identity {
            certificate: certificate.pem(),
            key: key.serialize_pem(),
        }
    }

    pub(crate) fn expired(&self, names: &[&str]) -> Identity {
        self.issue(names, |params| {
            params.not_before = date_time_ymd(2020, 1, 1);
            params.not_after = date_time_ymd(2021, 1, 1);
        })
    }

    pub(crate) fn client(&self) -> Identity {
        self.issue(&["client.example"], |params| {
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        })
    }

    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    /// A ConfigMap that bundles it.
    pub(crate) fn config_map(&self, name: &str) -> String {
        config_map(name, &self.pem())
    }
}

/// What `openssl req -x509` makes: a certificate that is its own authority.
pub(crate) fn self_signed(name: &str) -> Identity {
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    Identity {
        certificate: params.self_signed(&key).unwrap().pem(),
        key: key.serialize_pem(),
    }
}

impl Identity {
    /// A Secret with it.
    pub(crate) fn secret(&self, name: &str) -> String {
        format!(
            "apiVersion: v1\nkind: Secret\nmetadata: {{name: {name}}}\ntype: kubernetes.io/tls\nstringData: {{tls.crt: {:?}, tls.key: {:?}}}\n",
            self.certificate, self.key
        )
    }

    pub(crate) fn chain(&self) -> Vec<CertificateDer<'static>> {
        CertificateDer::pem_slice_iter(self.certificate.as_bytes())
            .collect::<Result<_, _>>()
            .unwrap()
    }

    fn private_key(&self) -> PrivateKeyDer<'static> {
        PrivateKeyDer::from_pem_slice(self.key.as_bytes()).unwrap()
    }
}

pub(crate) fn config_map(name: &str, pem: &str) -> String {
    format!(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}\ndata: {{ca.crt: {pem:?}}}\n"
    )
}

/// Documents of a manifest.
pub(crate) fn documents(all: &[String]) -> String {
    all.iter().fold(String::new(), |mut text, document| {
        write!(text, "---\n{document}").unwrap();
        text
    })
}

/// A TLS client that takes any certificate, and tells which one it got.
#[derive(Clone)]
pub(crate) struct Client {
    shown: Option<Identity>,
    protocols: Vec<Vec<u8>>,
}

impl Client {
    pub(crate) fn new() -> Self {
        Self {
            shown: None,
            protocols: Vec::new(),
        }
    }

    /// One that shows a certificate if it is asked.
    pub(crate) fn showing(mut self, identity: &Identity) -> Self {
        self.shown = Some(identity.clone());
        self
    }

    /// One that offers these protocols.
    pub(crate) fn offering(mut self, protocols: &[&str]) -> Self {
        self.protocols = protocols
            .iter()
            .map(|name| name.as_bytes().to_vec())
            .collect();
        self
    }

    pub(crate) fn config(&self) -> ClientConfig {
        let builder = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .unwrap()
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Anyone));
        let mut config = match &self.shown {
            Some(shown) => builder
                .with_client_auth_cert(shown.chain(), shown.private_key())
                .unwrap(),
            None => builder.with_no_client_auth(),
        };
        config.alpn_protocols.clone_from(&self.protocols);
        // Each handshake is a full one, as of different clients.
        config.resumption = rustls::client::Resumption::disabled();
        config
    }

    pub(crate) async fn connect(
        &self,
        address: SocketAddr,
        name: &str,
    ) -> io::Result<TlsStream<TcpStream>> {
        let stream = TcpStream::connect(address).await?;
        let name = ServerName::try_from(name.to_owned()).unwrap();
        within(TlsConnector::from(Arc::new(self.config())).connect(name, stream)).await
    }

    /// Asks over HTTP/1.1 on a connection of its own.
    pub(crate) async fn get(
        &self,
        address: SocketAddr,
        name: &str,
        host: &str,
    ) -> io::Result<Answer> {
        let stream = self.connect(address, name).await?;
        let request = Request::get("/")
            .header("host", host)
            .body(full(""))
            .unwrap();
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
            .await
            .map_err(io::Error::other)?;
        tokio::spawn(connection);
        let response = within(sender.send_request(request)).await;
        Ok(Answer::read(response.map_err(io::Error::other)?).await)
    }

    /// Asks over HTTP/2 on a connection of its own.
    pub(crate) async fn get_h2(
        &self,
        address: SocketAddr,
        name: &str,
        host: &str,
    ) -> io::Result<Answer> {
        let stream = self.connect(address, name).await?;
        let mut sender = h2_over(stream).await;
        let uri = format!("https://{host}/");
        let request = Request::get(uri).body(full("")).unwrap();
        let response = within(sender.send_request(request)).await;
        Ok(Answer::read(response.map_err(io::Error::other)?).await)
    }

    /// The first certificate that a server shows for a name.
    pub(crate) async fn shown_for(
        &self,
        address: SocketAddr,
        name: &str,
    ) -> CertificateDer<'static> {
        let stream = self.connect(address, name).await.unwrap();
        let (_, connection) = stream.get_ref();
        connection.peer_certificates().unwrap()[0]
            .clone()
            .into_owned()
    }

    /// The bytes of the first message of a handshake.
    pub(crate) fn hello(&self, name: &str) -> Vec<u8> {
        let name = ServerName::try_from(name.to_owned()).unwrap();
        let config = Arc::new(self.config());
        let mut connection = rustls::ClientConnection::new(config, name).unwrap();
        let mut bytes = Vec::new();
        connection.write_tls(&mut bytes).unwrap();
        bytes
    }
}

pub(crate) async fn h2_over(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
) -> hyper::client::conn::http2::SendRequest<TestBody> {
    let handshake =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream));
    let (sender, connection) = handshake.await.unwrap();
    tokio::spawn(connection);
    sender
}

/// Takes every certificate.
#[derive(Debug)]
struct Anyone;

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _leaf: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = provider().signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signature, &algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        provider()
            .signature_verification_algorithms
            .supported_schemes()
    }
}

/// What a backend saw of a request and of the handshake before it.
#[derive(Clone, Debug)]
pub(crate) struct SeenSecure {
    pub(crate) sni: Option<String>,
    pub(crate) alpn: Option<String>,
    pub(crate) client: Option<CertificateDer<'static>>,
    pub(crate) version: Version,
    pub(crate) connection: usize,
}

/// An HTTP backend behind TLS.
#[derive(Clone)]
pub(crate) struct SecureBackend {
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Vec<SeenSecure>>>,
}

impl SecureBackend {
    /// A backend that shows a certificate, asks for one of the client's authority, and answers with its name.
    pub(crate) async fn new(
        name: &'static str,
        identity: &Identity,
        clients: Option<&Authority>,
    ) -> Self {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let backend = Self {
            address: socket.local_addr().unwrap(),
            seen: Arc::default(),
        };
        let acceptor = TlsAcceptor::from(Arc::new(server_config(identity, clients)));
        let seen = Arc::clone(&backend.seen);
        tokio::spawn(async move {
            for connection in 1.. {
                let (stream, _) = socket.accept().await.unwrap();
                let (seen, acceptor) = (Arc::clone(&seen), acceptor.clone());
                tokio::spawn(async move {
                    let Ok(stream) = acceptor.accept(stream).await else {
                        return;
                    };
                    let (_, tls) = stream.get_ref();
                    let of_connection = SeenSecure {
                        sni: tls.server_name().map(str::to_owned),
                        alpn: tls
                            .alpn_protocol()
                            .map(|name| String::from_utf8(name.to_vec()).unwrap()),
                        client: tls
                            .peer_certificates()
                            .map(|shown| shown[0].clone().into_owned()),
                        version: Version::HTTP_09,
                        connection,
                    };
                    let service = service_fn(move |request: Request<Incoming>| {
                        seen.lock().unwrap().push(SeenSecure {
                            version: request.version(),
                            ..of_connection.clone()
                        });
                        async move { Ok::<_, Infallible>(answer(name, request)) }
                    });
                    let builder =
                        hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
                    // A client that goes away is part of some tests.
                    let _ended = builder
                        .serve_connection_with_upgrades(TokioIo::new(stream), service)
                        .await;
                });
            }
        });
        backend
    }

    pub(crate) fn seen(&self) -> Vec<SeenSecure> {
        self.seen.lock().unwrap().clone()
    }
}

/// Its name, or an echo of the five bytes that come once protocols are changed.
fn answer(name: &'static str, request: Request<Incoming>) -> Response<TestBody> {
    let mut response = Response::new(full(name));
    if let Some(protocol) = request.headers().get(UPGRADE).cloned() {
        *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
        response.headers_mut().insert(UPGRADE, protocol);
        let connection = HeaderValue::from_static("upgrade");
        response.headers_mut().insert(CONNECTION, connection);
        *response.body_mut() = full("");
        tokio::spawn(async move {
            let mut socket = TokioIo::new(hyper::upgrade::on(request).await.unwrap());
            let mut said = [0; 5];
            socket.read_exact(&mut said).await.unwrap();
            socket.write_all(&said).await.unwrap();
        });
    }
    response
}

pub(crate) fn server_config(identity: &Identity, clients: Option<&Authority>) -> ServerConfig {
    let builder = ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap();
    let builder = match clients {
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            roots.add(authority.0.der().clone()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider());
            builder.with_client_cert_verifier(verifier.build().unwrap())
        }
        None => builder.with_no_client_auth(),
    };
    let mut config = builder
        .with_single_cert(identity.chain(), identity.private_key())
        .unwrap();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    config
}
