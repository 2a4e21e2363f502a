//! Pod: a backend of the suite, on a loopback address of its own and the ports that the manifests name.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, UdpSocket};
use tokio_rustls::TlsAcceptor;

use crate::common::pki::server_config;
use crate::credentials::Credentials;
use crate::{echo, grpc, plain};

/// A pod of a Deployment.
#[derive(Clone, Debug)]
pub(crate) struct Pod {
    pub(crate) namespace: String,
    pub(crate) name: String,
    /// What its environment calls the Service.
    pub(crate) service: Option<String>,
    pub(crate) address: Ipv4Addr,
    /// The paths of the requests that it got.
    log: Arc<Mutex<Vec<String>>>,
}

/// The bytes of a connection, whether it was encrypted or not.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// A connection, and what its TLS handshake told; null in cleartext.
pub(crate) type Connection = (Box<dyn Stream>, Value);

impl Pod {
    /// Starts what the Deployment's container does by its environment.
    pub(crate) async fn start(
        deployment: &Value,
        index: u64,
        address: Ipv4Addr,
        credentials: &Credentials,
    ) -> Self {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let (metadata, template) = (
            &deployment["metadata"],
            &deployment["spec"]["template"]["spec"],
        );
        let environment = template["containers"][0]["env"]
            .as_array()
            .into_iter()
            .flatten();
        let variable = |name: &str| environment.clone().find(|entry| entry["name"] == name);
        let pod = Self {
            namespace: text(&metadata["namespace"]).unwrap(),
            name: format!("{}-{index}", text(&metadata["name"]).unwrap()),
            service: variable("SERVICE_NAME").and_then(|entry| text(&entry["value"])),
            address,
            log: Arc::default(),
        };
        let tls = pod.tls(template, credentials);
        if variable("GRPC_ECHO_SERVER").is_some() {
            pod.serve(3000, None, grpc::serve).await;
            pod.serve_tls(tls, grpc::serve).await;
        } else if variable("TCP_ECHO_SERVER").is_some() {
            let port = variable("TCP_PORT").and_then(|entry| entry["value"].as_str());
            pod.serve(
                port.map_or(3000, |port| port.parse().unwrap()),
                None,
                plain::serve,
            )
            .await;
            pod.serve_tls(tls, plain::serve).await;
        } else if variable("UDP_ECHO_SERVER").is_some() {
            let socket = UdpSocket::bind((pod.address, 8080)).await.unwrap();
            tokio::spawn(plain::serve_datagrams(pod.clone(), socket));
        } else {
            let (h1, h2) = (
                echo::Server::new(echo::Speaks::Http1),
                echo::Server::new(echo::Speaks::H2c),
            );
            let any = echo::Server::new(echo::Speaks::Any);
            pod.serve(3000, None, move |pod, connection| {
                h1.clone().serve(pod, connection)
            })
            .await;
            pod.serve(3001, None, move |pod, connection| {
                h2.clone().serve(pod, connection)
            })
            .await;
            pod.serve_tls(tls, move |pod, connection| {
                any.clone().serve(pod, connection)
            })
            .await;
        }
        pod
    }

    /// What its volumes hold for TLS.
    fn tls(&self, template: &Value, credentials: &Credentials) -> Option<TlsAcceptor> {
        let volumes = template["volumes"].as_array().into_iter().flatten();
        let secret = volumes
            .clone()
            .find_map(|volume| volume["secret"]["secretName"].as_str())?;
        let bundle = volumes
            .clone()
            .find_map(|volume| volume["configMap"]["name"].as_str());
        let clients = bundle.map(|name| credentials.of_config_map(&self.namespace, name));
        let identity = credentials.of_secret(&self.namespace, secret)?;
        Some(TlsAcceptor::from(Arc::new(server_config(
            identity, clients,
        ))))
    }

    async fn serve_tls<F, A>(&self, tls: Option<TlsAcceptor>, answer: F)
    where
        F: Fn(Self, Connection) -> A + Send + Sync + 'static,
        A: Future<Output = ()> + Send + 'static,
    {
        if let Some(tls) = tls {
            self.serve(8443, Some(tls), answer).await;
        }
    }

    /// Answers the connections to a port.
    async fn serve<F, A>(&self, port: u16, tls: Option<TlsAcceptor>, answer: F)
    where
        F: Fn(Self, Connection) -> A + Send + Sync + 'static,
        A: Future<Output = ()> + Send + 'static,
    {
        let address = SocketAddr::from((self.address, port));
        let bound = TcpListener::bind(address).await;
        let socket =
            bound.unwrap_or_else(|error| panic!("{address} of pod {}: {error}", self.name));
        let (pod, answer) = (self.clone(), Arc::new(answer));
        tokio::spawn(async move {
            while let Ok((stream, _)) = socket.accept().await {
                stream.set_nodelay(true).unwrap();
                let (pod, tls, answer) = (pod.clone(), tls.clone(), Arc::clone(&answer));
                tokio::spawn(async move {
                    let Some(tls) = tls else {
                        return answer(pod, (Box::new(stream), Value::Null)).await;
                    };
                    let Ok(stream) = tls.accept(stream).await else {
                        return;
                    };
                    let (_, session) = stream.get_ref();
                    let shown = session.peer_certificates().map(|chain| chain[0].to_vec());
                    let told = json!({ "serverName": session.server_name(), "clientCert": shown });
                    answer(pod, (Box::new(stream), told)).await;
                });
            }
        });
    }

    /// What it tells of itself and of a handshake.
    pub(crate) fn introduce(&self, handshake: &Value) -> Value {
        json!({
            "namespace": self.namespace,
            "pod": self.name,
            "service": self.service,
            "tls": handshake,
        })
    }

    /// Notes a request.
    pub(crate) fn note(&self, path: &str) {
        self.log.lock().unwrap().push(path.to_owned());
    }

    /// How many requests for a path it got.
    pub(crate) fn count(&self, path: &str) -> usize {
        let log = self.log.lock().unwrap();
        log.iter().filter(|seen| *seen == path).count()
    }
}
