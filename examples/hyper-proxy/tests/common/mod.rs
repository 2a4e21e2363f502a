//! What the tests share: manifests, real backends, a client, and a proxy between them on loopback sockets.

#![allow(dead_code, reason = "each test file uses a part")]

pub(crate) mod pki;
pub(crate) mod process;
pub(crate) mod raw;

use std::convert::Infallible;
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode, Version};
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_proxy::{Addresses, Config, ManifestText, Proxy};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

/// No test takes longer; one that hangs fails instead.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) type TestBody = BoxBody<Bytes, Infallible>;

/// A body that is at hand.
pub(crate) fn full(text: impl Into<Bytes>) -> TestBody {
    Full::new(text.into()).boxed()
}

/// The manifest of a Gateway `edge` with one HTTP listener on port 80, to which routes and Services are added.
pub(crate) struct Manifest(String);

impl Manifest {
    pub(crate) fn new() -> Self {
        Self(
            "\
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: test}
spec: {controllerName: test.example/proxy}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: test
  listeners: [{name: http, protocol: HTTP, port: 80}]
"
            .to_owned(),
        )
    }

    /// The GatewayClass alone, for a Gateway of a test's own.
    pub(crate) fn without_gateway() -> Self {
        let Self(text) = Self::new();
        Self(text.split("---\n").next().unwrap().to_owned())
    }

    /// An HTTPRoute with these rules, given as a YAML list in flow style.
    pub(crate) fn route(mut self, name: &str, rules: &str) -> Self {
        write!(
            self.0,
            "---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {{name: {name}}}
spec:
  parentRefs: [{{name: edge}}]
  rules: {rules}
"
        )
        .unwrap();
        self
    }

    /// A Service with port 80 that leads to these endpoints.
    pub(crate) fn service(self, name: &str, endpoints: &[SocketAddr]) -> Self {
        self.service_of(name, "", endpoints)
    }

    /// A Service whose endpoints speak HTTP/2.
    pub(crate) fn service_h2c(self, name: &str, endpoints: &[SocketAddr]) -> Self {
        self.service_of(name, ", appProtocol: kubernetes.io/h2c", endpoints)
    }

    /// A Service with more in its port.
    pub(crate) fn service_of(mut self, name: &str, port: &str, endpoints: &[SocketAddr]) -> Self {
        write!(
            self.0,
            "---
apiVersion: v1
kind: Service
metadata: {{name: {name}}}
spec: {{ports: [{{port: 80{port}}}]}}
"
        )
        .unwrap();
        for (index, endpoint) in endpoints.iter().enumerate() {
            write!(
                self.0,
                "---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {{name: {name}-{index}, labels: {{kubernetes.io/service-name: {name}}}}}
addressType: IPv4
endpoints: [{{addresses: [{}]}}]
ports: [{{port: {}}}]
",
                endpoint.ip(),
                endpoint.port()
            )
            .unwrap();
        }
        self
    }

    /// The Gateway with these listeners instead of its one, and with `more` in its spec.
    pub(crate) fn listeners(self, listeners: &str, more: &str) -> Self {
        let spec = format!("listeners: {listeners}\n{more}");
        Self(self.0.replacen(
            "listeners: [{name: http, protocol: HTTP, port: 80}]\n",
            &spec,
            1,
        ))
    }

    pub(crate) fn text(self, more: &str) -> Self {
        Self(format!("{}---\n{more}", self.0))
    }

    pub(crate) fn into_text(self) -> String {
        self.0
    }

    /// A proxy that serves this.
    pub(crate) async fn serve(self) -> Served {
        self.serve_with(|_| {}).await
    }

    /// A proxy that serves this in some way of its own.
    pub(crate) async fn serve_with(self, configure: impl FnOnce(&mut Config)) -> Served {
        let mut config = Config::new(Addresses::AnyPort(IpAddr::V4(Ipv4Addr::LOCALHOST)));
        configure(&mut config);
        let source = Arc::new(ManifestText::new("test.yaml", self.0));
        let proxy = hyper_proxy::start(source.clone(), config).await.unwrap();
        let address = proxy.listening()[0].address;
        Served {
            proxy,
            address,
            source,
        }
    }
}

/// A running proxy.
pub(crate) struct Served {
    pub(crate) proxy: Proxy,
    pub(crate) address: SocketAddr,
    pub(crate) source: Arc<ManifestText>,
}

impl Served {
    /// Where a port of the Gateway is served.
    pub(crate) fn at(&self, port: u16) -> SocketAddr {
        let listening = self.proxy.listening().into_iter();
        let mut found = listening.filter(|found| found.listener.port == port);
        found.next().expect("the port is not served").address
    }

    /// Asks with a GET on a connection of its own.
    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", path, headers, full("")).await
    }

    /// Asks over HTTP/1.1 on a connection of its own.
    pub(crate) async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: TestBody,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("host"))
        {
            request = request.header("host", "test.example");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::read(send(self.address, request.body(body).unwrap()).await).await
    }

    /// Asks over HTTP/2.
    pub(crate) async fn ask_h2(&self, request: Request<TestBody>) -> Answer {
        let mut sender = connect_h2(self.address).await;
        Answer::read(within(sender.send_request(request)).await.unwrap()).await
    }
}

/// A response that was read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) version: Version,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    pub(crate) trailers: HeaderMap,
}

impl Answer {
    pub(crate) async fn read(response: Response<Incoming>) -> Self {
        let (head, body) = response.into_parts();
        let collected = within(body.collect()).await.unwrap();
        let trailers = collected.trailers().cloned().unwrap_or_default();
        let body = String::from_utf8(collected.to_bytes().to_vec()).unwrap();
        Self {
            status: head.status,
            version: head.version,
            headers: head.headers,
            body,
            trailers,
        }
    }

    /// The value of a header, empty if it is absent.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// The result, or a failed test.
pub(crate) async fn within<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, work)
        .await
        .expect("it takes too long")
}

/// Sends a request over HTTP/1.1 on a connection of its own.
pub(crate) async fn send(address: SocketAddr, request: Request<TestBody>) -> Response<Incoming> {
    let mut sender = connect(address).await;
    within(sender.send_request(request)).await.unwrap()
}

pub(crate) async fn connect(
    address: SocketAddr,
) -> hyper::client::conn::http1::SendRequest<TestBody> {
    let stream = TokioIo::new(TcpStream::connect(address).await.unwrap());
    let (sender, connection) = hyper::client::conn::http1::handshake(stream).await.unwrap();
    tokio::spawn(connection.with_upgrades());
    sender
}

pub(crate) async fn connect_h2(
    address: SocketAddr,
) -> hyper::client::conn::http2::SendRequest<TestBody> {
    let stream = TokioIo::new(TcpStream::connect(address).await.unwrap());
    let executor = TokioExecutor::new();
    let (sender, connection) = hyper::client::conn::http2::handshake(executor, stream)
        .await
        .unwrap();
    tokio::spawn(connection);
    sender
}

/// The head of a request as a backend saw it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) uri: String,
    pub(crate) version: Version,
    pub(crate) headers: HeaderMap,
    /// Which of the backend's connections it came on, counted from 1.
    pub(crate) connection: usize,
}

impl Seen {
    /// The value of a header, empty if it is absent.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// A backend on a port of its own.
#[derive(Clone)]
pub(crate) struct Backend {
    pub(crate) address: SocketAddr,
    /// Cancelled, it closes its port and all its connections.
    pub(crate) stop: CancellationToken,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Backend {
    /// A backend that answers with its name.
    pub(crate) async fn named(name: &'static str) -> Self {
        Self::new(move |_| async move { Response::new(full(name)) }).await
    }

    /// A backend that answers as it is told, over HTTP/1.1 and HTTP/2.
    pub(crate) async fn new<F, A>(answer: F) -> Self
    where
        F: Fn(Request<Incoming>) -> A + Clone + Send + Sync + 'static,
        A: Future<Output = Response<TestBody>> + Send + 'static,
    {
        Self::at((Ipv4Addr::LOCALHOST, 0).into(), answer).await
    }

    /// A backend at an address that answers as it is told.
    pub(crate) async fn at<F, A>(address: SocketAddr, answer: F) -> Self
    where
        F: Fn(Request<Incoming>) -> A + Clone + Send + Sync + 'static,
        A: Future<Output = Response<TestBody>> + Send + 'static,
    {
        let socket = TcpListener::bind(address).await.unwrap();
        let stop = CancellationToken::new();
        let backend = Self {
            address: socket.local_addr().unwrap(),
            stop: stop.clone(),
            seen: Arc::default(),
        };
        let seen = Arc::clone(&backend.seen);
        tokio::spawn(stop.clone().run_until_cancelled_owned(async move {
            for connection in 1.. {
                let (stream, _) = socket.accept().await.unwrap();
                let (seen, answer) = (Arc::clone(&seen), answer.clone());
                let service = service_fn(move |request: Request<Incoming>| {
                    let head = Seen {
                        method: request.method().to_string(),
                        uri: request.uri().to_string(),
                        version: request.version(),
                        headers: request.headers().clone(),
                        connection,
                    };
                    seen.lock().unwrap().push(head);
                    let answer = answer(request);
                    async move { Ok::<_, Infallible>(answer.await) }
                });
                tokio::spawn(stop.clone().run_until_cancelled_owned(async move {
                    let builder =
                        hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
                    // A client that goes away is part of some tests.
                    let _ended = builder
                        .serve_connection_with_upgrades(TokioIo::new(stream), service)
                        .await;
                }));
            }
        }));
        backend
    }

    /// The requests that it has got.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// The last request that it has got.
    pub(crate) fn last(&self) -> Seen {
        self.seen().pop().expect("the backend was not asked")
    }

    /// Waits until it has got this many requests.
    pub(crate) async fn wait_for(&self, count: usize) {
        within(async {
            while self.seen().len() < count {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
        .await;
    }
}

/// An address where nothing listens.
pub(crate) async fn closed_port() -> SocketAddr {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    socket.local_addr().unwrap()
}
