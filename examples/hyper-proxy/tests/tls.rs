//! TLS that ends at the proxy: which certificate is shown, whose is asked for, and what requests come of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::io::ErrorKind;
use std::time::Duration;

use common::pki::{Authority, Client, Identity, config_map, documents, h2_over, self_signed};
use common::{Answer, Backend, Manifest, Served, full, within};
use http::{Request, StatusCode, Version};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

fn https(name: &str, hostname: &str, secret: &str) -> String {
    format!(
        "{{name: {name}, protocol: HTTPS, port: 443, hostname: '{hostname}', tls: {{certificateRefs: [{{name: {secret}}}]}}}}"
    )
}

/// A proxy with these listeners and Secrets, all of whose requests go to one backend.
async fn serve(listeners: &[String], more: &str, objects: &[String]) -> (Served, Backend) {
    let backend = Backend::named("backend").await;
    let served = Manifest::new()
        .listeners(&format!("[{}]", listeners.join(", ")), more)
        .route("all", "[{backendRefs: [{name: backend, port: 80}]}]")
        .service("backend", &[backend.address])
        .text(&documents(objects))
        .serve()
        .await;
    (served, backend)
}

#[tokio::test]
async fn the_name_that_is_asked_for_chooses_the_certificate() {
    let authority = Authority::new("ca");
    let issued = ["a.example", "*.example", "b.a.example"];
    let [a, any, other] = issued.map(|name| authority.server(&[name]));
    let (served, _) = serve(
        &[
            https("a", "a.example", "a"),
            https("any", "*.example", "any"),
            https("other", "", "other"),
        ],
        "",
        &[a.secret("a"), any.secret("any"), other.secret("other")],
    )
    .await;
    let client = Client::new();
    for (name, expected) in [
        ("a.example", &a),
        ("A.Example", &a),
        ("c.example", &any),
        ("elsewhere.test", &other),
        // Its listener is `any`, whose certificate has not this name; another one of the port has.
        ("b.a.example", &other),
        // No certificate has it: that of the listener is shown.
        ("d.c.example", &any),
    ] {
        let shown = client.shown_for(served.at(443), name).await;
        assert_eq!(shown, expected.chain()[0], "{name}");
    }
    assert!(
        served.proxy.problems().is_empty(),
        "{:?}",
        served.proxy.problems()
    );
}

#[tokio::test]
async fn requests_over_tls_are_routed_like_others_and_say_https() {
    let identity = Authority::new("ca").server(&["a.example"]);
    let (served, backend) =
        serve(&[https("a", "a.example", "a")], "", &[identity.secret("a")]).await;
    let client = Client::new();
    let answer = client
        .get(served.at(443), "a.example", "a.example")
        .await
        .unwrap();
    assert_eq!((answer.status, &*answer.body), (StatusCode::OK, "backend"));
    assert_eq!(backend.last().header("x-forwarded-proto"), "https");

    let h2 = client.clone().offering(&["h2", "http/1.1"]);
    let stream = h2.connect(served.at(443), "a.example").await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let mut sender = h2_over(stream).await;
    let request = Request::get("https://a.example/").body(full("")).unwrap();
    let response = within(sender.send_request(request)).await.unwrap();
    let answer = Answer::read(response).await;
    assert_eq!(
        (answer.version, &*answer.body),
        (Version::HTTP_2, "backend")
    );

    let h1 = client.offering(&["http/1.1"]);
    let stream = h1.connect(served.at(443), "a.example").await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
}

/// What comes back for a handshake's first message.
async fn answered(served: &Served, hello: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(served.at(443)).await.unwrap();
    stream.write_all(hello).await.unwrap();
    let mut answer = Vec::new();
    match within(stream.read_to_end(&mut answer)).await {
        Ok(_) => {}
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
    }
    answer
}

#[tokio::test]
async fn a_name_that_no_listener_has_is_closed_without_an_alert() {
    let identity = Authority::new("ca").server(&["a.example"]);
    let (served, _) = serve(&[https("a", "a.example", "a")], "", &[identity.secret("a")]).await;
    let client = Client::new();
    assert_eq!(answered(&served, &client.hello("b.example")).await, b"");
    // Nor has any a connection without a name, and what is no handshake is none.
    assert_eq!(answered(&served, &client.hello("127.0.0.1")).await, b"");
    let http = b"GET / HTTP/1.1\r\nhost: a.example\r\n\r\n";
    assert_eq!(answered(&served, http).await, b"");
    // It comes in pieces.
    let hello = client.hello("a.example");
    let mut stream = TcpStream::connect(served.at(443)).await.unwrap();
    for piece in hello.chunks(50) {
        stream.write_all(piece).await.unwrap();
        stream.flush().await.unwrap();
        tokio::task::yield_now().await;
    }
    let mut first = [0; 1];
    within(stream.read_exact(&mut first)).await.unwrap();
    assert_eq!(first, [22], "a handshake record");
}

#[tokio::test]
async fn hosts_of_other_listeners_are_misdirected() {
    let authority = Authority::new("ca");
    let identity = authority.server(&["a.example", "b.example", "*.wild.example"]);
    let listeners = [
        https("any", "", "s"),
        https("a", "a.example", "s"),
        https("wild", "*.wild.example", "s"),
    ];
    let (served, _) = serve(&listeners, "", &[identity.secret("s")]).await;
    for (name, host, expected) in [
        ("a.example", "a.example", 200),
        ("a.example", "x.wild.example", 421),
        ("a.example", "unknown.example", 421),
        ("x.wild.example", "y.wild.example", 200),
        ("x.wild.example", "a.example", 421),
        ("unknown.example", "other.example", 200),
        ("unknown.example", "a.example", 421),
    ] {
        let client = Client::new();
        let answer = client.get(served.at(443), name, host).await.unwrap();
        assert_eq!(answer.status, expected, "{name} {host}");
        let client = client.offering(&["h2"]);
        let answer = client.get_h2(served.at(443), name, host).await.unwrap();
        assert_eq!(answer.status, expected, "{name} {host} over HTTP/2");
    }
}

fn frontend(validation: &str) -> String {
    format!("  tls: {{frontend: {{default: {{validation: {validation}}}}}}}\n")
}

async fn status(client: Client, served: &Served, name: &str) -> Result<StatusCode, ErrorKind> {
    let answer = client.get(served.at(443), name, name).await;
    answer
        .map(|answer| answer.status)
        .map_err(|error| error.kind())
}

#[tokio::test]
async fn clients_have_to_show_a_certificate_where_it_is_asked_for() {
    let (authority, stranger) = (Authority::new("ca"), Authority::new("stranger"));
    let own = self_signed("client.example");
    let identity = authority.server(&["a.example"]);
    let bundle = config_map(
        "clients",
        &format!("{}{}", authority.pem(), own.certificate),
    );
    let objects = [identity.secret("a"), bundle];
    let reference = "{group: '', kind: ConfigMap, name: clients}";
    for (mode, without) in [
        ("AllowValidOnly", None),
        ("AllowInsecureFallback", Some(200)),
    ] {
        let validation = format!("{{mode: {mode}, caCertificateRefs: [{reference}]}}");
        let listener = https("a", "a.example", "a");
        let (served, _) = serve(&[listener], &frontend(&validation), &objects).await;
        for (shown, expected) in [
            (Some(authority.client()), Some(200)),
            (Some(own.clone()), Some(200)),
            (Some(stranger.client()), without),
            (Some(authority.server(&["client.example"])), without),
            (None, without),
        ] {
            let client = shown.iter().fold(Client::new(), Client::showing);
            let found = status(client, &served, "a.example").await;
            let found = found.ok().map(|status| status.as_u16());
            assert_eq!(found, expected, "{mode} {}", shown.is_some());
        }
    }
}

#[tokio::test]
async fn a_certificate_that_cannot_be_used_costs_its_listener_alone() {
    let authority = Authority::new("ca");
    let good = authority.server(&["good.example"]);
    let expired = authority.expired(&["expired.example"]);
    let mismatched = Identity {
        key: good.key.clone(),
        ..authority.server(&["mismatched.example"])
    };
    let malformed = Identity {
        certificate: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".to_owned(),
        ..authority.server(&["malformed.example"])
    };
    let named = [
        ("good", &good),
        ("expired", &expired),
        ("mismatched", &mismatched),
        ("malformed", &malformed),
    ];
    let listeners = named.map(|(name, _)| https(name, &format!("{name}.example"), name));
    let secrets = named.map(|(name, identity)| identity.secret(name));
    let (served, _) = serve(&listeners, "", &secrets).await;
    let answer = Client::new()
        .get(served.at(443), "good.example", "good.example")
        .await;
    assert_eq!(answer.unwrap().status, 200);
    let shown = Client::new()
        .shown_for(served.at(443), "expired.example")
        .await;
    assert_eq!(shown, expired.chain()[0]);
    for name in ["mismatched.example", "malformed.example"] {
        assert_eq!(
            answered(&served, &Client::new().hello(name)).await,
            b"",
            "{name}"
        );
    }
    let problems: Vec<_> = served
        .proxy
        .problems()
        .iter()
        .map(|found| &*found.text)
        .collect();
    for (secret, what) in [
        ("default/expired", "the certificate has expired"),
        ("default/mismatched", "the key does not fit the certificate"),
        ("default/malformed", "`tls.crt` holds no X.509 certificate"),
    ] {
        let told = |text: &&str| {
            text.contains(secret) && text.contains(what) && text.contains("test.yaml:")
        };
        assert!(problems.iter().any(told), "{secret} {what}: {problems:#?}");
    }
    assert_eq!(problems.len(), 3, "{problems:#?}");
}

#[tokio::test]
async fn an_rsa_certificate_is_shown_like_an_ecdsa_one() {
    let key = rcgen::KeyPair::from_pem(include_str!("common/rsa-key.pem")).unwrap();
    let identity = Authority::new("ca").issue_for(&key, &["a.example"], |_| {});
    let secrets = [identity.secret("a")];
    let (served, _) = serve(&[https("a", "a.example", "a")], "", &secrets).await;
    let answer = Client::new()
        .get(served.at(443), "a.example", "a.example")
        .await;
    assert_eq!(answer.unwrap().status, 200);
}

#[tokio::test]
async fn another_certificate_is_shown_to_new_connections_and_open_ones_go_on() {
    let authority = Authority::new("ca");
    let (old, new) = (
        authority.server(&["a.example"]),
        authority.server(&["a.example"]),
    );
    let (served, _) = serve(&[https("a", "a.example", "a")], "", &[old.secret("a")]).await;
    let client = Client::new();
    let open = client.clone().offering(&["h2"]);
    let mut open = h2_over(open.connect(served.at(443), "a.example").await.unwrap()).await;
    assert_eq!(
        client.shown_for(served.at(443), "a.example").await,
        old.chain()[0]
    );

    let text = served.source.get();
    served
        .source
        .set(text.replace(&old.secret("a"), &new.secret("a")));
    within(async {
        while client.shown_for(served.at(443), "a.example").await != new.chain()[0] {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
    let request = Request::get("https://a.example/").body(full("")).unwrap();
    let response = within(open.send_request(request)).await.unwrap();
    assert_eq!(response.status(), 200);
}

#[tokio::test]
async fn a_client_that_has_said_nothing_does_not_hold_up_the_end() {
    let identity = Authority::new("ca").server(&["a.example"]);
    let secrets = [identity.secret("a")];
    let (served, _) = serve(&[https("a", "a.example", "a")], "", &secrets).await;
    let client = Client::new();
    let asked = client.get(served.at(443), "a.example", "a.example").await;
    assert_eq!(asked.unwrap().status, 200);
    let _silent = TcpStream::connect(served.at(443)).await.unwrap();
    // Connections are accepted in turn.
    client.shown_for(served.at(443), "a.example").await;
    let before = std::time::Instant::now();
    assert_eq!(within(served.proxy.shutdown()).await, 0);
    assert!(
        before.elapsed() < Duration::from_secs(5),
        "{:?}",
        before.elapsed()
    );
}
