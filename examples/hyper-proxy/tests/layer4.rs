//! Connections and datagrams that are carried as they are: TLS passed through or ended, TCP and UDP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use common::pki::{Authority, Client, documents, server_config};
use common::raw::{ask, echo, route, said, tls_route, udp_address, udp_client, udp_echo};
use common::{Manifest, Served, closed_port, within};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

async fn serve(listeners: &str, services: &[(&str, &[SocketAddr])], objects: &[String]) -> Served {
    let manifest = Manifest::new().listeners(listeners, "");
    let manifest = services
        .iter()
        .fold(manifest, |manifest, (name, endpoints)| {
            manifest.service(name, endpoints)
        });
    manifest.text(&documents(objects)).serve().await
}

const MIXED: &str = "[{name: through, protocol: TLS, port: 443, hostname: '*.through.example', tls: {mode: Passthrough}},
    {name: ended, protocol: TLS, port: 443, hostname: ended.example, tls: {certificateRefs: [{name: cert}]}},
    {name: https, protocol: HTTPS, port: 443, hostname: https.example, tls: {certificateRefs: [{name: cert}]}}]";

#[tokio::test]
async fn one_port_passes_tls_through_and_ends_it() {
    let authority = Authority::new("ca");
    let gateway = authority.server(&["ended.example", "https.example"]);
    let backend = authority.server(&["a.through.example"]);
    // It speaks TLS for itself.
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let secure = socket.local_addr().unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(server_config(&backend, None)));
    tokio::spawn(async move {
        let (stream, _) = socket.accept().await.unwrap();
        let mut stream = acceptor.accept(stream).await.unwrap();
        stream.write_all(b"from the backend itself").await.unwrap();
        stream.shutdown().await.unwrap();
    });
    let served = serve(
        MIXED,
        &[
            ("plain", &[echo("plain").await]),
            ("raw", &[echo("raw").await]),
            ("secure", &[secure]),
        ],
        &[
            gateway.secret("cert"),
            tls_route("secure", "through", "a.through.example", "secure"),
            tls_route("raw", "through", "*.through.example", "raw"),
            tls_route("plain", "ended", "ended.example", "plain"),
        ],
    )
    .await;
    let address = served.at(443);
    let mut stream = Client::new()
        .connect(address, "a.through.example")
        .await
        .unwrap();
    let shown = stream.get_ref().1.peer_certificates().unwrap()[0]
        .clone()
        .into_owned();
    assert_eq!(shown, backend.chain()[0], "the proxy does not take part");
    let mut answer = String::new();
    within(stream.read_to_string(&mut answer)).await.unwrap();
    assert_eq!(answer, "from the backend itself");

    let hello = Client::new().hello("b.through.example");
    let answer = said(address, &hello).await.unwrap();
    assert_eq!(answer, [b"raw:", &*hello].concat(), "not a byte is changed");

    let mut stream = Client::new()
        .connect(address, "ended.example")
        .await
        .unwrap();
    stream.write_all(b"hello").await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = String::new();
    within(stream.read_to_string(&mut answer)).await.unwrap();
    assert_eq!(answer, "plain:hello");

    let answer = Client::new()
        .get(address, "https.example", "https.example")
        .await;
    assert_eq!(
        answer.unwrap().status,
        404,
        "HTTPS is there, and has no route"
    );
    for name in ["through.example", "other.example"] {
        let answer = said(address, &Client::new().hello(name)).await;
        assert_eq!(answer.unwrap_or_default(), b"", "{name}");
    }
}

#[tokio::test]
async fn a_server_name_without_a_route_or_backend_is_closed_without_an_alert() {
    let gateway = Authority::new("ca").server(&["ended.example"]);
    let served = serve(
        MIXED,
        &[("none", &[])],
        &[
            gateway.secret("cert"),
            tls_route("empty", "through", "a.through.example", "none"),
            tls_route("missing", "through", "b.through.example", "missing"),
        ],
    )
    .await;
    let names = [
        "a.through.example",
        "b.through.example",
        "c.through.example",
        "ended.example",
    ];
    for name in names {
        let answer = said(served.at(443), &Client::new().hello(name)).await;
        assert_eq!(answer.unwrap_or_default(), b"", "{name}");
    }
}

const TCP: &str = "[{name: tcp, protocol: TCP, port: 90}]";

#[tokio::test]
async fn tcp_connections_are_shared_out_and_end_side_by_side() {
    let (first, second) = (echo("first").await, echo("second").await);
    let backends = "{name: first, port: 80, weight: 9}, {name: second, port: 80, weight: 1}";
    let objects = [route("TCPRoute", "all", "tcp", "", backends)];
    let served = serve(TCP, &[("first", &[first]), ("second", &[second])], &objects).await;
    let mut seconds = 0;
    for _ in 0..200 {
        let answer = said(served.at(90), b"ping").await.unwrap();
        match &*answer {
            b"first:ping" => {}
            b"second:ping" => seconds += 1,
            other => panic!("{other:?}"),
        }
    }
    // About five standard deviations to both sides of 20.
    assert!((2..42).contains(&seconds), "{seconds} of 200");
}

#[tokio::test]
async fn a_tcp_connection_without_a_backend_is_reset() {
    let refused = closed_port().await;
    let working = echo("working").await;
    for (endpoints, works) in [
        (&[][..], false),
        (&[refused][..], false),
        (&[refused, working][..], true),
    ] {
        let objects = [route(
            "TCPRoute",
            "all",
            "tcp",
            "",
            "{name: only, port: 80}",
        )];
        let served = serve(TCP, &[("only", endpoints)], &objects).await;
        let mut stream = TcpStream::connect(served.at(90)).await.unwrap();
        if works {
            assert_eq!(said(served.at(90), b"x").await.unwrap(), b"working:x");
            continue;
        }
        let error = within(stream.read_u8()).await.unwrap_err();
        assert_eq!(
            error.kind(),
            std::io::ErrorKind::ConnectionReset,
            "{endpoints:?}"
        );
    }
}

#[tokio::test]
async fn connections_that_are_open_are_closed_at_the_end_of_the_drain() {
    let objects = [route(
        "TCPRoute",
        "all",
        "tcp",
        "",
        "{name: only, port: 80}",
    )];
    let manifest = Manifest::new()
        .listeners(TCP, "")
        .service("only", &[echo("only").await])
        .text(&documents(&objects));
    let served = manifest
        .serve_with(|config| config.drain_timeout = Duration::from_millis(200))
        .await;
    let address = served.at(90);
    let mut open = TcpStream::connect(address).await.unwrap();
    open.write_all(b"still here").await.unwrap();
    assert_eq!(said(address, b"x").await.unwrap(), b"only:x");
    assert_eq!(within(served.proxy.shutdown()).await, 1);
    assert_eq!(within(open.read(&mut [0])).await.unwrap_or(0), 0);
    assert!(TcpStream::connect(address).await.is_err());
}

const UDP: &str = "[{name: udp, protocol: UDP, port: 53}, {name: http, protocol: TCP, port: 53}]";

#[tokio::test]
async fn udp_flows_are_shared_out_and_stay_where_they_are() {
    let (first, second) = (udp_echo("first").await, udp_echo("second").await);
    let backends = "{name: first, port: 53, weight: 7}, {name: second, port: 53, weight: 3}";
    let objects = [route("UDPRoute", "all", "udp", "", backends)];
    let served = serve_udp(
        &[("first", &[first]), ("second", &[second])],
        &objects,
        |_| {},
    )
    .await;
    let mut seconds = 0;
    for flow in 0..100 {
        let client = udp_client(udp_address(&served)).await;
        let answers = [ask(&client, "a").await, ask(&client, "b").await];
        match [&*answers[0], &*answers[1]] {
            ["first:a", "first:b"] => {}
            ["second:a", "second:b"] => seconds += 1,
            other => panic!("{other:?} in flow {flow}"),
        }
    }
    // About five standard deviations to both sides of 30.
    assert!((8..53).contains(&seconds), "{seconds} of 100");
}

#[tokio::test]
async fn udp_flows_are_bounded_and_expire() {
    let echo = udp_echo("only").await;
    let objects = [route(
        "UDPRoute",
        "all",
        "udp",
        "",
        "{name: only, port: 53}",
    )];
    let served = serve_udp(&[("only", &[echo])], &objects, |config| {
        config.limits.udp_flows = 1;
        config.limits.udp_idle = Duration::from_millis(300);
    })
    .await;
    let (first, second) = (
        udp_client(udp_address(&served)).await,
        udp_client(udp_address(&served)).await,
    );
    assert_eq!(ask(&first, "1").await, "only:1");
    second.send(b"dropped").await.unwrap();
    let waited = tokio::time::timeout(Duration::from_millis(100), second.recv(&mut [0; 16])).await;
    assert!(waited.is_err(), "there is room for one flow");
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(ask(&second, "2").await, "only:2");
    assert_eq!(within(served.proxy.shutdown()).await, 0);
}

#[tokio::test]
async fn tcp_and_udp_of_one_port_lead_each_to_their_own_endpoints() {
    let (connections, datagrams) = (echo("tcp").await, udp_echo("udp").await);
    for (kind, api_version, label) in [
        ("Service", "v1", "kubernetes.io"),
        ("ServiceImport", IMPORTS, "multicluster.kubernetes.io"),
    ] {
        let group = api_version.split_once('/').map_or("", |(group, _)| group);
        let backend = format!("{{group: '{group}', kind: {kind}, name: dns, port: 53}}");
        let mut text = documents(&[
            route("TCPRoute", "connections", "http", "", &backend),
            route("UDPRoute", "datagrams", "udp", "", &backend),
        ]);
        write!(
            text,
            "---
apiVersion: {api_version}
kind: {kind}
metadata: {{name: dns}}
spec: {{ports: [{{name: t, port: 53}}, {{name: u, port: 53, protocol: UDP}}]}}
"
        )
        .unwrap();
        for (name, protocol, address) in [("t", "TCP", connections), ("u", "UDP", datagrams)] {
            write!(
                text,
                "---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {{name: dns-{name}, labels: {{{label}/service-name: dns}}}}
addressType: IPv4
endpoints: [{{addresses: [{}]}}]
ports: [{{name: {name}, port: {}, protocol: {protocol}}}]
",
                address.ip(),
                address.port()
            )
            .unwrap();
        }
        let served = Manifest::new().listeners(UDP, "").text(&text).serve().await;
        let answer = said(served.at(53), b"ping").await.unwrap();
        assert_eq!(answer, b"tcp:ping", "{kind}");
        let client = udp_client(udp_address(&served)).await;
        assert_eq!(ask(&client, "ping").await, "udp:ping", "{kind}");
    }
}

const IMPORTS: &str = "multicluster.x-k8s.io/v1alpha1";

async fn serve_udp(
    services: &[(&str, &[SocketAddr])],
    objects: &[String],
    configure: impl FnOnce(&mut hyper_proxy::Config),
) -> Served {
    let mut documents = documents(objects);
    for (name, endpoints) in services {
        write!(
            documents,
            "---
apiVersion: v1
kind: Service
metadata: {{name: {name}}}
spec: {{ports: [{{port: 53, protocol: UDP}}]}}
"
        )
        .unwrap();
        for endpoint in *endpoints {
            write!(
                documents,
                "---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {{name: {name}, labels: {{kubernetes.io/service-name: {name}}}}}
addressType: IPv4
endpoints: [{{addresses: [{}]}}]
ports: [{{port: {}, protocol: UDP}}]
",
                endpoint.ip(),
                endpoint.port()
            )
            .unwrap();
        }
    }
    let manifest = Manifest::new().listeners(UDP, "");
    manifest.text(&documents).serve_with(configure).await
}
