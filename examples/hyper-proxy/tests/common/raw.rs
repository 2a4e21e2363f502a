//! Backends and clients of connections and datagrams that are carried as they are.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UdpSocket};

use super::{Served, within};

/// A TCP backend that waits for the end of what it is sent, and answers with its name and all of that.
pub(crate) async fn echo(name: &'static str) -> SocketAddr {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = socket.accept().await.unwrap();
            tokio::spawn(async move {
                let mut said = Vec::new();
                if stream.read_to_end(&mut said).await.is_ok() {
                    let answer = [name.as_bytes(), b":", &said].concat();
                    // A client that goes away is part of some tests.
                    let _sent = stream.write_all(&answer).await;
                }
            });
        }
    });
    address
}

pub(crate) fn route(
    kind: &str,
    name: &str,
    listener: &str,
    hostnames: &str,
    backends: &str,
) -> String {
    let version = if kind == "TLSRoute" { "v1" } else { "v1alpha2" };
    format!(
        "apiVersion: gateway.networking.k8s.io/{version}
kind: {kind}
metadata: {{name: {name}}}
spec:
  parentRefs: [{{name: edge, sectionName: {listener}}}]
{hostnames}  rules: [{{backendRefs: [{backends}]}}]
"
    )
}

pub(crate) fn tls_route(name: &str, listener: &str, hostname: &str, backend: &str) -> String {
    let hostnames = format!("  hostnames: ['{hostname}']\n");
    let backend = format!("{{name: {backend}, port: 80}}");
    route("TLSRoute", name, listener, &hostnames, &backend)
}

/// What comes back for these bytes, after which the client has ended its side.
pub(crate) async fn said(address: SocketAddr, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(bytes).await?;
    stream.shutdown().await?;
    let mut answer = Vec::new();
    within(stream.read_to_end(&mut answer)).await?;
    Ok(answer)
}

/// A UDP backend that answers with its name and what it was sent.
pub(crate) async fn udp_echo(name: &'static str) -> SocketAddr {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        let mut datagram = [0; 2048];
        loop {
            let (length, from) = socket.recv_from(&mut datagram).await.unwrap();
            let answer = [name.as_bytes(), b":", &datagram[..length]].concat();
            socket.send_to(&answer, from).await.unwrap();
        }
    });
    address
}

pub(crate) async fn udp_client(address: SocketAddr) -> UdpSocket {
    let client = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    client.connect(address).await.unwrap();
    client
}

pub(crate) async fn ask(client: &UdpSocket, text: &str) -> String {
    client.send(text.as_bytes()).await.unwrap();
    let mut answer = [0; 2048];
    let length = within(client.recv(&mut answer)).await.unwrap();
    String::from_utf8(answer[..length].to_vec()).unwrap()
}

pub(crate) fn udp_address(served: &Served) -> SocketAddr {
    let mut found = served.proxy.listening().into_iter();
    let udp = gateway_route_engine::Transport::Udp;
    let found = found.find(|found| found.listener.transport == udp);
    found.unwrap().address
}
