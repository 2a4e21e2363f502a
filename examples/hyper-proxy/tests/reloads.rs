//! Another configuration while the proxy runs: what is served changes, and nobody notices the change.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use common::process::{Process, folder, free_port, get, offset, text};
use common::{Answer, Backend, Manifest, Served, connect, full, within};
use http::Request;
use hyper_proxy::{Addresses, Config, ManifestText, Pool};
use serde_json::Value;

/// A configuration whose route `a` serves this path.
fn serving(path: &str, backend: &Backend) -> String {
    let rules = format!(
        "[{{matches: [{{path: {{value: {path}}}}}], backendRefs: [{{name: backend, port: 80}}]}}]"
    );
    Manifest::new()
        .route("a", &rules)
        .service("backend", &[backend.address])
        .into_text()
}

/// Asks until the answer is what it has to become.
async fn becomes(address: SocketAddr, path: &str, status: u16) {
    within(async {
        while get(address, path).await.status != status {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
}

async fn start(manifest: String, addresses: Addresses) -> Served {
    let source = Arc::new(ManifestText::new("test.yaml", manifest));
    let proxy = hyper_proxy::start(source.clone(), Config::new(addresses))
        .await
        .unwrap();
    let address = proxy.listening()[0].address;
    Served {
        proxy,
        address,
        source,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_reloads_under_load_fail_no_request() {
    let backend = Backend::named("here").await;
    let route = |round: usize| {
        let rules = format!(
            "[{{matches: [{{path: {{value: /}}}}], filters: [{{type: ResponseHeaderModifier, responseHeaderModifier: \
             {{set: [{{name: x-round, value: '{round}'}}]}}}}], backendRefs: [{{name: backend, port: 80}}]}}]"
        );
        Manifest::new()
            .route("a", &rules)
            .service("backend", &[backend.address])
    };
    let served = route(0).serve().await;
    let (stop, answered) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicUsize::new(0)),
    );
    let clients: Vec<_> = (0..8)
        .map(|client| {
            let (address, stop, answered) =
                (served.address, Arc::clone(&stop), Arc::clone(&answered));
            tokio::spawn(async move {
                let mut sender = connect(address).await;
                while !stop.load(Ordering::Relaxed) {
                    if client % 2 == 0 {
                        sender = connect(address).await;
                    }
                    sender.ready().await.unwrap();
                    let request = Request::get("/")
                        .header("host", "a")
                        .body(full(""))
                        .unwrap();
                    let answer = Answer::read(sender.send_request(request).await.unwrap()).await;
                    assert_eq!(
                        (answer.status.as_u16(), answer.body.as_str()),
                        (200, "here")
                    );
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for round in 1..=100 {
        served.source.set(route(round).into_text());
        within(async {
            while served.get("/", &[]).await.header("x-round") != round.to_string() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        })
        .await;
    }
    stop.store(true, Ordering::Relaxed);
    for client in clients {
        within(client).await.unwrap();
    }
    assert!(answered.load(Ordering::Relaxed) > 100);
    assert_eq!(served.proxy.shutdown().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn listeners_come_and_go_and_the_others_stay() {
    let slow = Backend::new(|request| async move {
        if request.uri().path() == "/slow" {
            tokio::time::sleep(Duration::from_millis(700)).await;
        }
        http::Response::new(full("here"))
    })
    .await;
    let port = free_port();
    let listeners =
        |list: &str| serving("/", &slow).replace("[{name: http, protocol: HTTP, port: 80}]", list);
    let one = format!("{{name: one, protocol: HTTP, port: {port}}}");
    let two = format!("{{name: two, protocol: HTTP, port: {}}}", port + 1);
    let at = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let served = start(
        listeners(&format!("[{one}]")),
        Addresses::Offset(Ipv4Addr::LOCALHOST.into(), 0),
    )
    .await;
    let mut kept = connect(at(port)).await;
    served.source.set(listeners(&format!("[{one}, {two}]")));
    within(async {
        while tokio::net::TcpStream::connect(at(port + 1)).await.is_err() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    assert_eq!(get(at(port + 1), "/").await.body, "here");
    let finishing = tokio::spawn(get(at(port + 1), "/slow"));
    slow.wait_for(2).await;
    served.source.set(listeners(&format!("[{one}]")));
    within(async {
        while tokio::net::TcpStream::connect(at(port + 1)).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    assert_eq!(finishing.await.unwrap().body, "here");
    let request = Request::get("/")
        .header("host", "a")
        .body(full(""))
        .unwrap();
    assert_eq!(
        Answer::read(kept.send_request(request).await.unwrap())
            .await
            .body,
        "here"
    );
    assert_eq!(served.proxy.listening().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_to_serve_changes_nothing() {
    let backend = Backend::named("here").await;
    let served = start(
        serving("/a", &backend),
        Addresses::AnyPort(Ipv4Addr::LOCALHOST.into()),
    )
    .await;
    for text in [
        "",
        "{",
        "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n",
    ] {
        served.source.set(text);
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(served.get("/a", &[]).await.status, 200, "{text}");
    }
    served.source.set(serving("/b", &backend));
    becomes(served.address, "/b", 200).await;
    assert_eq!(served.get("/a", &[]).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_gateway_has_its_address() {
    let backend = Backend::named("here").await;
    let port = free_port();
    let gateway = |name: &str, addresses: &str| {
        format!(
            "---\napiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {{name: {name}}}\nspec: {{gatewayClassName: test, \
             addresses: [{addresses}], listeners: [{{name: http, protocol: HTTP, port: 80}}]}}\n"
        )
    };
    let more = [
        gateway("own", "{value: 127.0.0.77}"),
        gateway("other", "{value: 192.0.2.1}"),
    ]
    .concat();
    let manifest = format!("{}{more}", serving("/", &backend));
    let pool = Pool {
        first: [127, 0, 0, 70].into(),
        last: [127, 0, 0, 79].into(),
    };
    let served = start(manifest, Addresses::Pool(pool, port - 80)).await;
    let listening = served.proxy.listening();
    let addresses: Vec<_> = listening
        .iter()
        .map(|one| (one.listener.gateway.name.as_str(), one.address))
        .collect();
    let at = |last| SocketAddr::from(([127, 0, 0, last], port));
    assert_eq!(
        addresses,
        [("edge", at(70)), ("other", at(71)), ("own", at(77))]
    );
    for (address, status) in [(at(70), 200), (at(71), 404), (at(77), 404)] {
        assert_eq!(get(address, "/").await.status, status, "{address}");
    }
}

/// Starts the binary with a manifest in a folder.
fn process(files: &Path) -> Process {
    Process::start(&["-f", text(files), "--port-offset", &offset()])
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_followed_however_they_are_replaced() {
    let backend = Backend::named("here").await;
    let files = folder(&[("a.yaml", &serving("/0", &backend))]);
    let file = files.path().join("a.yaml");
    let mut process = process(files.path());
    let address = process.address();
    assert_eq!(get(address, "/0").await.status, 200);
    // Written in place.
    std::fs::write(&file, serving("/1", &backend)).unwrap();
    becomes(address, "/1", 200).await;
    process.wait_for("reloaded: HTTPRoute `default/a` changed");
    // Renamed into place, as editors do.
    std::fs::write(files.path().join(".new"), serving("/2", &backend)).unwrap();
    std::fs::rename(files.path().join(".new"), &file).unwrap();
    becomes(address, "/2", 200).await;
    // An error costs nothing that was there, and what else changes is served.
    let other = Manifest::new().route(
        "b",
        "[{matches: [{path: {value: /b}}], backendRefs: [{name: backend, port: 80}]}]",
    );
    let other = other.into_text();
    let other = other.rsplit_once("---\n").unwrap().1;
    std::fs::write(&file, "apiVersion: v1\nkind: [").unwrap();
    std::fs::write(files.path().join("b.yaml"), other).unwrap();
    becomes(address, "/b", 200).await;
    assert_eq!(get(address, "/2").await.status, 200);
    process.wait_for("a.yaml: its last version without an error stays in use");
    std::fs::write(&file, serving("/3", &backend)).unwrap();
    becomes(address, "/3", 200).await;
    // Folders come and go.
    std::fs::create_dir(files.path().join("more")).unwrap();
    std::fs::rename(
        files.path().join("b.yaml"),
        files.path().join("more/b.yaml"),
    )
    .unwrap();
    std::fs::write(
        files.path().join("more/b.yaml"),
        other.replace("/b}", "/c}"),
    )
    .unwrap();
    becomes(address, "/c", 200).await;
    std::fs::write(
        files.path().join("more/b.yaml"),
        other.replace("/b}", "/d}"),
    )
    .unwrap();
    becomes(address, "/d", 200).await;
    std::fs::remove_dir_all(files.path().join("more")).unwrap();
    becomes(address, "/d", 404).await;
    process.terminate();
    assert_eq!(process.end().0, Some(0));
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn links_are_followed_as_a_mounted_configmap_has_them() {
    use std::os::unix::fs::symlink;
    let backend = Backend::named("here").await;
    let files = folder(&[]);
    let version = |number: usize| {
        let name = files.path().join(format!("..{number}"));
        std::fs::create_dir(&name).unwrap();
        std::fs::write(
            name.join("a.yaml"),
            serving(&format!("/{number}"), &backend),
        )
        .unwrap();
        symlink(format!("..{number}"), files.path().join("..data_tmp")).unwrap();
        std::fs::rename(files.path().join("..data_tmp"), files.path().join("..data")).unwrap();
    };
    version(0);
    let file = files.path().join("a.yaml");
    symlink("..data/a.yaml", &file).unwrap();
    // Named as a folder, and as a file.
    for (named, first) in [(files.path(), 1), (&*file, 3)] {
        let mut process = process(named);
        let address = process.address();
        for number in first..first + 2 {
            version(number);
            becomes(address, &format!("/{number}"), 200).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hangup_binds_what_was_in_use_and_writes_statuses() {
    let backend = Backend::named("here").await;
    let port = free_port();
    let manifest = serving("/", &backend).replace(
        "[{name: http, protocol: HTTP, port: 80}]",
        "[{name: http, protocol: HTTP, port: 80}, {name: taken, protocol: HTTP, port: 81}]",
    );
    let files = folder(&[("a.yaml", &manifest)]);
    let status = folder(&[]);
    let status = status.path().join("status.json");
    let taken = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port + 1))
        .await
        .unwrap();
    let offset = (port - 80).to_string();
    let mut process = Process::start(&[
        "-f",
        text(files.path()),
        "--port-offset",
        &offset,
        "--status-file",
        text(&status),
    ]);
    process.wait_for("the port is in use");
    process.address();
    drop(taken);
    process.hang_up();
    process.wait_for("reloaded: nothing has changed");
    assert_eq!(
        get((Ipv4Addr::LOCALHOST, port + 1).into(), "/").await.body,
        "here"
    );
    let list: Value = serde_json::from_slice(&std::fs::read(status).unwrap()).unwrap();
    let items = list["items"].as_array().unwrap();
    let kinds: Vec<_> = items
        .iter()
        .map(|item| item["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        (list["kind"].as_str(), kinds),
        (Some("List"), vec!["GatewayClass", "Gateway", "HTTPRoute"])
    );
    assert_eq!(items[1]["status"]["addresses"][0]["value"], "127.0.0.1");
    let condition = &items[1]["status"]["conditions"][0];
    assert_eq!(
        (&condition["type"], &condition["status"]),
        (&"Accepted".into(), &"True".into())
    );
    assert!(
        condition["lastTransitionTime"].as_str().unwrap() > "2020",
        "{condition}"
    );
}
