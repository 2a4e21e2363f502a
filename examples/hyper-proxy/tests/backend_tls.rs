//! TLS towards backends: whom the proxy takes for one, and what it shows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use common::pki::{Authority, Client, Identity, SecureBackend, config_map, documents, self_signed};
use common::process::{Process, folder, get, offset, text};
use common::{Backend, Manifest, Served, full, within};
use http::Version;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

fn policy(service: &str, validation: &str) -> String {
    format!(
        "apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {{name: {service}}}
spec:
  targetRefs: [{{group: '', kind: Service, name: {service}}}]
  validation: {{{validation}}}
"
    )
}

const TRUSTED: &str = "caCertificateRefs: [{group: '', kind: ConfigMap, name: ca}]";

async fn serve(backend: &SecureBackend, validation: &str, objects: &[String]) -> Served {
    let objects = [objects, &[policy("secure", validation)]].concat();
    Manifest::new()
        .route("all", "[{backendRefs: [{name: secure, port: 80}]}]")
        .service("secure", &[backend.address])
        .text(&documents(&objects))
        .serve()
        .await
}

#[tokio::test]
async fn a_backend_is_who_the_policy_says_or_gets_nothing() {
    let (authority, stranger) = (Authority::new("ca"), Authority::new("stranger"));
    let names = [
        "abc.example.com",
        "spiffe://abc.example.com/id",
        "*.wild.example",
    ];
    let good = authority.server(&names);
    let own = self_signed("abc.example.com");
    let bundle = authority.config_map("ca");
    for (identity, bundle, validation, expected) in [
        (&good, &bundle, "hostname: abc.example.com", 200),
        (&good, &bundle, "hostname: a.wild.example", 200),
        (&good, &bundle, "hostname: other.example.com", 502),
        (
            &good,
            &stranger.config_map("ca"),
            "hostname: abc.example.com",
            502,
        ),
        (
            &authority.expired(&names),
            &bundle,
            "hostname: abc.example.com",
            502,
        ),
        (
            &authority.client(),
            &bundle,
            "hostname: client.example",
            502,
        ),
        (
            &own,
            &config_map("ca", &own.certificate),
            "hostname: abc.example.com",
            200,
        ),
        (&own, &bundle, "hostname: abc.example.com", 502),
        (
            &good,
            &bundle,
            "hostname: sni.example, subjectAltNames: [{type: URI, uri: 'spiffe://abc.example.com/id'}]",
            200,
        ),
        (
            &good,
            &bundle,
            "hostname: sni.example, subjectAltNames: [{type: Hostname, hostname: '*.example.com'}]",
            200,
        ),
        (
            &good,
            &bundle,
            "hostname: abc.example.com, subjectAltNames: [{type: URI, uri: 'spiffe://abc.example.com/other'}]",
            502,
        ),
        // PEM without a certificate in it: the engine takes it for a bundle.
        (
            &good,
            &config_map(
                "ca",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            ),
            "hostname: abc.example.com",
            502,
        ),
    ] {
        let backend = SecureBackend::new("secure", identity, None).await;
        let validation = format!("{validation}, {TRUSTED}");
        let served = serve(&backend, &validation, std::slice::from_ref(bundle)).await;
        let answer = served.get("/", &[]).await;
        assert_eq!(answer.status, expected, "{validation}: {}", answer.body);
        assert_eq!(
            backend.seen().len(),
            usize::from(expected == 200),
            "{validation}"
        );
        if expected == 200 {
            let seen = &backend.seen()[0];
            let sni = seen.sni.as_deref().unwrap();
            assert!(
                validation.contains(&format!("hostname: {sni}")),
                "{validation} {sni}"
            );
            assert_eq!(
                (seen.version, seen.alpn.as_deref()),
                (Version::HTTP_11, Some("http/1.1"))
            );
        } else {
            assert!(
                answer.body.contains("TLS") || answer.body.contains("certificate"),
                "{}",
                answer.body
            );
        }
    }
}

#[tokio::test]
async fn a_backend_that_speaks_no_tls_gets_no_request() {
    let plain = Backend::named("plain").await;
    let objects = [
        Authority::new("ca").config_map("ca"),
        policy("plain", &format!("hostname: plain.example, {TRUSTED}")),
    ];
    let served = Manifest::new()
        .route("all", "[{backendRefs: [{name: plain, port: 80}]}]")
        .service("plain", &[plain.address])
        .text(&documents(&objects))
        .serve()
        .await;
    assert_eq!(served.get("/", &[]).await.status, 502);
    assert!(plain.seen().is_empty());
}

#[tokio::test]
async fn connections_over_tls_are_kept_and_http_2_is_asked_for_by_name() {
    let authority = Authority::new("ca");
    let identity = authority.server(&["secure.example"]);
    let backend = SecureBackend::new("secure", &identity, None).await;
    let validation = format!("hostname: secure.example, {TRUSTED}");
    let served = serve(&backend, &validation, &[authority.config_map("ca")]).await;
    for _ in 0..3 {
        assert_eq!(served.get("/", &[]).await.body, "secure");
    }
    assert!(backend.seen().iter().all(|seen| seen.connection == 1));

    let objects = [authority.config_map("ca"), policy("secure", &validation)];
    let served = Manifest::new()
        .listeners(
            "[{name: s, protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: cert}]}}]",
            "",
        )
        .route("all", "[{backendRefs: [{name: secure, port: 80}]}]")
        .service_h2c("secure", &[backend.address])
        .text(&documents(&objects))
        .text(&identity.secret("cert"))
        .serve()
        .await;
    let client = Client::new().offering(&["h2"]);
    let address = served.at(443);
    let answer = client
        .get_h2(address, "secure.example", "secure.example")
        .await
        .unwrap();
    assert_eq!((answer.version, &*answer.body), (Version::HTTP_2, "secure"));
    let seen = backend.seen().pop().unwrap();
    assert_eq!(
        (seen.version, seen.alpn.as_deref()),
        (Version::HTTP_2, Some("h2"))
    );
}

#[tokio::test]
async fn the_gateway_shows_its_certificate_to_backends_that_ask() {
    let (authority, clients) = (Authority::new("ca"), Authority::new("clients"));
    let identity = authority.server(&["secure.example"]);
    let backend = SecureBackend::new("secure", &identity, Some(&clients)).await;
    let shown = clients.client();
    let mismatched = Identity {
        key: identity.key.clone(),
        ..clients.client()
    };
    let gateway = "  tls: {backend: {clientCertificateRef: {name: shown}}}\n";
    for (spec, secret, expected) in [
        (gateway, &shown, 200),
        ("", &shown, 502),
        (gateway, &authority.client(), 502),
        (gateway, &mismatched, 502),
    ] {
        let validation = format!("hostname: secure.example, {TRUSTED}");
        let objects = [
            authority.config_map("ca"),
            policy("secure", &validation),
            secret.secret("shown"),
        ];
        let served = Manifest::new()
            .listeners("[{name: http, protocol: HTTP, port: 80}]", spec)
            .route("all", "[{backendRefs: [{name: secure, port: 80}]}]")
            .service("secure", &[backend.address])
            .text(&documents(&objects))
            .serve()
            .await;
        let answer = served.get("/", &[]).await;
        assert_eq!(answer.status, expected, "{spec}: {}", answer.body);
    }
    assert_eq!(backend.seen().len(), 1);
    assert_eq!(backend.seen()[0].client, Some(shown.chain()[0].clone()));
}

#[tokio::test]
async fn what_tls_to_backends_cannot_use_is_told_when_it_is_loaded() {
    let (authority, plain) = (Authority::new("ca"), Backend::named("plain").await);
    let identity = authority.server(&["secure.example"]);
    let backend = SecureBackend::new("secure", &identity, None).await;
    let mismatched = Identity {
        key: identity.key.clone(),
        ..authority.client()
    };
    let junk = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let no_authority = "there is no X.509 certificate in it to verify backends by (BackendTLSPolicy `default/secure`)";
    let no_key =
        "the key does not fit the certificate (shown to backends by Gateway `default/edge`)";
    for (bundle, secret, expected, status) in [
        (authority.config_map("ca"), authority.client(), None, 200),
        (
            config_map("ca", junk),
            authority.client(),
            Some(no_authority),
            502,
        ),
        (authority.config_map("ca"), mismatched, Some(no_key), 502),
    ] {
        let objects = [
            bundle,
            policy("secure", &format!("hostname: secure.example, {TRUSTED}")),
            secret.secret("shown"),
        ];
        let gateway = "  tls: {backend: {clientCertificateRef: {name: shown}}}\n";
        let served = Manifest::new()
            .listeners("[{name: http, protocol: HTTP, port: 80}]", gateway)
            .route(
                "all",
                "[{matches: [{path: {value: /plain}}], backendRefs: [{name: plain, port: 80}]},
                  {backendRefs: [{name: secure, port: 80}]}]",
            )
            .service("secure", &[backend.address])
            .service("plain", &[plain.address])
            .text(&documents(&objects))
            .serve()
            .await;
        let problems = served.proxy.problems().iter().map(|problem| &*problem.text);
        let problems: Vec<_> = problems.collect();
        assert_eq!(
            problems.len(),
            usize::from(expected.is_some()),
            "{problems:?}"
        );
        if let Some(expected) = expected {
            assert!(problems[0].contains(expected), "{problems:?}");
        }
        assert_eq!(served.get("/", &[]).await.status, status);
        assert_eq!(served.get("/plain", &[]).await.status, 200);
    }
}

#[tokio::test]
async fn mirrors_and_ended_tls_connections_are_encrypted_again() {
    let authority = Authority::new("ca");
    let identity = authority.server(&["secure.example", "gateway.example"]);
    let backend = SecureBackend::new("secure", &identity, None).await;
    let plain = Backend::named("plain").await;
    let validation = format!("hostname: secure.example, {TRUSTED}");
    let objects = [
        authority.config_map("ca"),
        policy("secure", &validation),
        identity.secret("cert"),
        "apiVersion: gateway.networking.k8s.io/v1
kind: TLSRoute
metadata: {name: ended}
spec:
  parentRefs: [{name: edge, sectionName: tls}]
  hostnames: [gateway.example]
  rules: [{backendRefs: [{name: secure, port: 80}]}]
"
        .to_owned(),
    ];
    let served = Manifest::new()
        .listeners(
            "[{name: http, protocol: HTTP, port: 80}, {name: tls, protocol: TLS, port: 443, tls: {certificateRefs: [{name: cert}]}}]",
            "",
        )
        .route(
            "all",
            "[{filters: [{type: RequestMirror, requestMirror: {backendRef: {name: secure, port: 80}}}],
               backendRefs: [{name: plain, port: 80}]}]",
        )
        .service("secure", &[backend.address])
        .service("plain", &[plain.address])
        .text(&documents(&objects))
        .serve()
        .await;
    let client = Client::new();
    let answer = client
        .get(served.at(443), "gateway.example", "gateway.example")
        .await;
    assert_eq!(answer.unwrap().body, "secure");
    assert_eq!(
        backend.seen()[0].alpn,
        None,
        "what its bytes mean is not known"
    );
    let request = http::Request::get("/").header("host", "test.example");
    let request = request.body(common::full("")).unwrap();
    assert_eq!(common::send(served.at(80), request).await.status(), 200);
    common::within(async {
        while backend.seen().len() < 2 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_web_socket_goes_over_tls_on_both_sides() {
    let authority = Authority::new("ca");
    let identity = authority.server(&["secure.example"]);
    let backend = SecureBackend::new("secure", &identity, None).await;
    let validation = format!("hostname: secure.example, {TRUSTED}");
    let objects = [
        authority.config_map("ca"),
        policy("secure", &validation),
        identity.secret("cert"),
    ];
    let served = Manifest::new()
        .listeners(
            "[{name: s, protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: cert}]}}]",
            "",
        )
        .route("all", "[{backendRefs: [{name: secure, port: 80}]}]")
        .service_of(
            "secure",
            ", appProtocol: kubernetes.io/wss",
            &[backend.address],
        )
        .text(&documents(&objects))
        .serve()
        .await;
    let client = Client::new().offering(&["http/1.1"]);
    let stream = client
        .connect(served.at(443), "secure.example")
        .await
        .unwrap();
    let handshake = hyper::client::conn::http1::handshake(TokioIo::new(stream));
    let (mut sender, connection) = handshake.await.unwrap();
    tokio::spawn(connection.with_upgrades());
    let request = http::Request::get("/")
        .header("host", "secure.example")
        .header("connection", "upgrade")
        .header("upgrade", "websocket")
        .body(full(""))
        .unwrap();
    let response = within(sender.send_request(request)).await.unwrap();
    assert_eq!(response.status(), 101);
    assert_eq!(response.headers()["upgrade"], "websocket");
    let mut socket = TokioIo::new(hyper::upgrade::on(response).await.unwrap());
    socket.write_all(b"hello").await.unwrap();
    let mut echo = [0; 5];
    within(socket.read_exact(&mut echo)).await.unwrap();
    assert_eq!(&echo, b"hello");
}

#[tokio::test]
async fn a_backend_of_its_own_says_which_tls_it_takes() {
    let (authority, clients) = (Authority::new("ca"), Authority::new("clients"));
    let identity = authority.server(&["secure.example"]);
    let backend = SecureBackend::new("secure", &identity, Some(&clients)).await;
    let port = backend.address.port();
    let shown = clients.client();
    let x_backend = format!(
        "apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {{name: outside}}
spec:
  type: ExternalHostname
  externalHostname: {{hostname: localhost}}
  port: {{number: {port}}}
  protocol: HTTP2
  tls:
    mode: ClientAndServer
    clientCertificateRef: {{name: shown}}
    validation: {{hostname: secure.example, {TRUSTED}}}
"
    );
    let objects = [authority.config_map("ca"), shown.secret("shown"), x_backend];
    let served = Manifest::new()
        .route(
            "all",
            "[{backendRefs: [{group: gateway.networking.x-k8s.io, kind: XBackend, name: outside}]}]",
        )
        .text(&documents(&objects))
        .serve_with(|config| config.limits.external_loopback = true)
        .await;
    let answer = served.get("/", &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let seen = &backend.seen()[0];
    assert_eq!(
        (seen.version, seen.alpn.as_deref()),
        (Version::HTTP_2, Some("h2"))
    );
    assert_eq!(seen.client, Some(shown.chain()[0].clone()));
}

#[tokio::test]
async fn authorities_of_the_system_are_trusted_where_the_policy_says_so() {
    let (authority, stranger) = (Authority::new("ca"), Authority::new("stranger"));
    let identity = authority.server(&["secure.example"]);
    let backend = SecureBackend::new("secure", &identity, None).await;
    let validation = "hostname: secure.example, wellKnownCACertificates: System";
    let manifest = Manifest::new()
        .route("all", "[{backendRefs: [{name: secure, port: 80}]}]")
        .service("secure", &[backend.address])
        .text(&policy("secure", validation))
        .into_text();
    for (trusted, expected) in [(&authority, 200), (&stranger, 502)] {
        let files = folder(&[("gateway.yaml", &manifest), ("ca.pem", &trusted.pem())]);
        let (gateway, system) = (
            files.path().join("gateway.yaml"),
            files.path().join("ca.pem"),
        );
        let offset = offset();
        let mut process = Process::start_with(
            &["-f", text(&gateway), "--port-offset", &offset],
            &[("SSL_CERT_FILE", text(&system))],
        );
        let answer = get(process.address(), "/").await;
        assert_eq!(answer.status, expected, "{}", answer.body);
    }
}
