//! Sessions, endpoints that fail, retry budgets, and backends outside of Services.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::BTreeSet;
use std::time::Duration;

use common::{Backend, Manifest, Served, closed_port, full};
use http::{Request, Response};

async fn backends() -> [Backend; 3] {
    [
        Backend::named("a").await,
        Backend::named("b").await,
        Backend::named("c").await,
    ]
}

/// The bodies of so many answers.
async fn asked(served: &Served, times: usize, headers: &[(&str, &str)]) -> BTreeSet<String> {
    let mut bodies = BTreeSet::new();
    for _ in 0..times {
        let answer = served.get("/", headers).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        bodies.insert(answer.body);
    }
    bodies
}

#[tokio::test]
async fn a_cookie_keeps_a_client_at_its_endpoint_until_that_is_gone() {
    let three = backends().await;
    let rules = "[{sessionPersistence: {cookie: {name: sid, path: /shop}}, retry: {attempts: 2},
                   backendRefs: [{name: backend, port: 80}]}]";
    let served = Manifest::new()
        .route("sticky", rules)
        .service("backend", &three.each_ref().map(|backend| backend.address))
        .serve()
        .await;
    assert_eq!(
        asked(&served, 6, &[]).await.len(),
        3,
        "each without a cookie begins a session"
    );
    let first = served.get("/", &[]).await;
    let set = first.header("set-cookie").to_owned();
    let (cookie, attributes) = set.split_once("; ").unwrap();
    assert!(cookie.starts_with("sid="), "{set}");
    assert_eq!(attributes, "Path=/shop; HttpOnly; SameSite=Strict");
    for backend in &three {
        assert!(!set.contains(&backend.address.to_string()));
    }
    let both = format!("other=1; {cookie}");
    assert_eq!(
        asked(&served, 10, &[("cookie", &both)]).await,
        [first.body.clone()].into()
    );
    assert_eq!(
        served
            .get("/", &[("cookie", &both)])
            .await
            .header("set-cookie"),
        ""
    );
    // Changed by the client, it is none.
    let changed = cookie.replace(|letter: char| letter.is_ascii_digit(), "0");
    assert_ne!(
        served
            .get("/", &[("cookie", &changed)])
            .await
            .header("set-cookie"),
        ""
    );
    let gone = three
        .iter()
        .zip(["a", "b", "c"])
        .find(|(_, name)| **name == first.body)
        .unwrap();
    gone.0.stop.cancel();
    let second = served.get("/", &[("cookie", cookie)]).await;
    assert_eq!(second.status, 200);
    assert_ne!(second.body, first.body);
    assert_ne!(second.header("set-cookie"), "");
}

#[tokio::test]
async fn a_session_that_has_lasted_its_time_ends() {
    let three = backends().await;
    let rules = "[{sessionPersistence: {absoluteTimeout: 1s, cookie: {lifetimeType: Permanent}},
                   backendRefs: [{name: backend, port: 80}]}]";
    let served = Manifest::new()
        .route("sticky", rules)
        .service("backend", &three.each_ref().map(|backend| backend.address))
        .serve()
        .await;
    let first = served.get("/", &[]).await;
    let (cookie, attributes) = first.header("set-cookie").split_once("; ").unwrap();
    assert!(
        cookie.starts_with("session-") && attributes.contains("Max-Age=1;"),
        "{cookie}; {attributes}"
    );
    tokio::time::sleep(Duration::from_millis(2100)).await;
    assert_ne!(
        served
            .get("/", &[("cookie", cookie)])
            .await
            .header("set-cookie"),
        ""
    );
}

/// An XBackend that selects pods at two addresses, and one outside the cluster.
fn x_backends(port: u16) -> String {
    format!(
        "apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {{name: pods}}
spec:
  type: EndpointSelector
  endpointSelector: {{matchLabels: {{app: x}}}}
  port: {{number: {port}}}
  sessionPersistence: {{type: Header, header: {{name: X-Session}}}}
---
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {{name: outside}}
spec:
  type: ExternalHostname
  externalHostname: {{hostname: localhost}}
  port: {{number: {port}}}
---
apiVersion: v1
kind: Pod
metadata: {{name: one, labels: {{app: x}}}}
status: {{podIP: 127.0.0.1}}
---
apiVersion: v1
kind: Pod
metadata: {{name: two, labels: {{app: x}}}}
status: {{podIP: 127.0.0.2}}
"
    )
}

#[tokio::test]
async fn x_backends_lead_to_pods_and_to_names() {
    let one = Backend::named("one").await;
    let address = ([127, 0, 0, 2], one.address.port()).into();
    let _two = Backend::at(address, |_| async { Response::new(full("two")) }).await;
    let reference = |name| {
        format!(
            "backendRefs: [{{group: gateway.networking.x-k8s.io, kind: XBackend, name: {name}}}]"
        )
    };
    let rules = format!(
        "[{{matches: [{{path: {{value: /outside}}}}], {}}}, {{{}}}]",
        reference("outside"),
        reference("pods")
    );
    let manifest = || {
        Manifest::new()
            .route("x", &rules)
            .text(&x_backends(one.address.port()))
    };
    let served = manifest().serve().await;
    assert_eq!(asked(&served, 6, &[]).await.len(), 2);
    let answer = served.get("/", &[]).await;
    let session = answer.header("x-session");
    assert_eq!(
        asked(&served, 6, &[("x-session", session)]).await,
        [answer.body.clone()].into()
    );
    // Names of the outside do not lead to this machine unless that is wanted.
    assert_eq!(served.get("/outside", &[]).await.status, 503);
    let served = manifest()
        .serve_with(|config| config.limits.external_loopback = true)
        .await;
    let answer = served.get("/outside", &[]).await;
    assert_eq!((answer.status.as_u16(), &*answer.body), (200, "one"));
}

#[tokio::test]
async fn an_endpoint_that_fails_again_and_again_is_avoided() {
    let works = Backend::named("works").await;
    let served = Manifest::new()
        .route("all", "[{backendRefs: [{name: backend, port: 80}]}]")
        .service("backend", &[closed_port().await, works.address])
        .serve_with(|config| config.limits.failures = 3)
        .await;
    let mut failed = 0;
    for _ in 0..40 {
        failed += usize::from(served.get("/", &[]).await.status != 200);
    }
    assert_eq!(failed, 3);
}

#[tokio::test]
async fn retries_beyond_the_budget_are_answered_by_the_gateway() {
    let broken = Backend::new(|_| async {
        Response::builder()
            .status(500)
            .body(full("the backend's"))
            .unwrap()
    })
    .await;
    let served = Manifest::new()
        .route(
            "all",
            "[{retry: {codes: [500], attempts: 1, backoff: 1ms}, backendRefs: [{name: backend, port: 80}]}]",
        )
        .service("backend", &[broken.address])
        .text(
            "apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackendTrafficPolicy
metadata: {name: budget}
spec:
  targetRefs: [{group: '', kind: Service, name: backend}]
  retryConstraint: {budget: {percent: 0, interval: 60s}, minRetryRate: {count: 2, interval: 60s}}
",
        )
        .serve()
        .await;
    for (status, body) in [
        (500, "the backend's"),
        (500, "the backend's"),
        (503, "retry budget"),
    ] {
        let answer = served.get("/", &[]).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        assert!(answer.body.contains(body), "{}", answer.body);
    }
    assert_eq!(broken.seen().len(), 5);
}

/// Whether they are endpoints of one backend, or backends of one rule.
#[tokio::test(flavor = "multi_thread")]
async fn a_backend_that_is_killed_under_load_costs_no_idempotent_request() {
    for services in [["both", "both"], ["victim", "survivor"]] {
        let slow = |name: &'static str| {
            Backend::new(move |_| async move {
                tokio::time::sleep(Duration::from_millis(3)).await;
                Response::new(full(name))
            })
        };
        let (victim, survivor) = (slow("victim").await, slow("survivor").await);
        let (first, second) = (victim.address, survivor.address);
        let references: BTreeSet<_> = services
            .map(|name| format!("{{name: {name}, port: 80}}"))
            .into();
        let references = references.into_iter().collect::<Vec<_>>().join(", ");
        let manifest = Manifest::new()
            .route("all", &format!("[{{retry: {{codes: [502], attempts: 2, backoff: 1ms}}, backendRefs: [{references}]}}]"));
        let served = if services[0] == services[1] {
            manifest.service(services[0], &[first, second])
        } else {
            manifest
                .service(services[0], &[first])
                .service(services[1], &[second])
        };
        killed_under_load(&served.serve().await, &victim).await;
        assert!(victim.seen().len() + survivor.seen().len() >= 1600);
    }
}

/// Asks on many connections, and kills a backend in the middle.
async fn killed_under_load(served: &Served, victim: &Backend) {
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let mut sender = common::connect(served.address).await;
        clients.spawn(async move {
            for _ in 0..100 {
                let request = Request::get("/")
                    .header("host", "a")
                    .body(full(""))
                    .unwrap();
                sender.ready().await.unwrap();
                let answer =
                    common::Answer::read(sender.send_request(request).await.unwrap()).await;
                assert_eq!(answer.status, 200, "{}", answer.body);
            }
        });
    }
    victim.wait_for(200).await;
    victim.stop.cancel();
    while let Some(ended) = clients.join_next().await {
        ended.unwrap();
    }
}
