//! What a collector gets of the requests that an XTelemetryPolicy wants to be recorded.
#![cfg(feature = "otlp")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use common::pki::{Authority, SecureBackend};
use common::{Answer, Backend, Manifest, Served, closed_port, full, send, within};
use http::{Request, Response};
use http_body_util::BodyExt as _;
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTraceServiceRequest, ExportTraceServiceResponse,
};
use opentelemetry_proto::tonic::common::v1::KeyValue;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::trace::v1::Span;
use opentelemetry_proto::tonic::trace::v1::span::SpanKind;
use prost::Message as _;

const ROUTES: &str = "[{name: good, matches: [{path: {value: /good}}], backendRefs: [{name: backend, port: 80}]}, \
                      {matches: [{path: {type: Exact, value: /retried}}], retry: {codes: [503], attempts: 1, backoff: 1ms}, \
                       backendRefs: [{name: busy, port: 80}]}, \
                      {matches: [{path: {value: /down}}], backendRefs: [{name: down, port: 80}]}]";

const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";

/// A collector that keeps what it is sent.
struct Collector {
    backend: Backend,
    got: Arc<Mutex<Vec<ExportTraceServiceRequest>>>,
}

impl Collector {
    /// One that answers the first requests with these statuses.
    async fn new(failures: &'static [u16]) -> Self {
        let got: Arc<Mutex<Vec<_>>> = Arc::default();
        let (kept, asked) = (Arc::clone(&got), Arc::new(AtomicUsize::new(0)));
        let backend = Backend::new(move |request: Request<hyper::body::Incoming>| {
            let (kept, asked) = (Arc::clone(&kept), Arc::clone(&asked));
            async move {
                let (head, body) = request.into_parts();
                let mut bytes = body.collect().await.unwrap().to_bytes();
                if let Some(status) = failures.get(asked.fetch_add(1, Ordering::SeqCst)) {
                    let answer = Response::builder().status(*status);
                    return answer.body(full("no")).unwrap();
                }
                let answer = ExportTraceServiceResponse::default().encode_to_vec();
                if head.headers["content-type"] != "application/grpc" {
                    assert_eq!(head.uri.path(), "/v1/traces");
                    kept.lock().unwrap().push(decode(bytes));
                    return Response::new(full(answer));
                }
                assert_eq!(
                    head.uri.path(),
                    "/opentelemetry.proto.collector.trace.v1.TraceService/Export"
                );
                let message = bytes.split_off(5);
                assert_eq!(
                    bytes[1..],
                    u32::try_from(message.len()).unwrap().to_be_bytes()
                );
                kept.lock().unwrap().push(decode(message));
                let mut frame = vec![0, 0, 0, 0, u8::try_from(answer.len()).unwrap()];
                frame.extend(answer);
                let answer = Response::builder().header("grpc-status", "0");
                answer.body(full(frame)).unwrap()
            }
        });
        let backend = backend.await;
        Self { backend, got }
    }

    fn spans(&self) -> Vec<Span> {
        let got = self.got.lock().unwrap();
        let scopes = got.iter().flat_map(|request| &request.resource_spans);
        let scopes = scopes.flat_map(|resource| &resource.scope_spans);
        scopes.flat_map(|scope| scope.spans.clone()).collect()
    }
}

fn decode(bytes: Bytes) -> ExportTraceServiceRequest {
    ExportTraceServiceRequest::decode(bytes).unwrap()
}

/// The policy of the Gateway, whose collector is port 80 of a Service of that name.
fn policy(members: &str) -> String {
    format!(
        "apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XTelemetryPolicy
metadata: {{name: traces}}
spec:
  targetRefs: [{{group: gateway.networking.k8s.io, kind: Gateway, name: edge}}]
  tracing: {{mode: Enabled, provider: {{backendRef: {{name: collector, port: 80}}, headers: [{{name: x-key, value: secret}}]}}{members}}}
"
    )
}

async fn manifest(backend: &Backend, members: &str) -> Manifest {
    let busy = Arc::new(AtomicUsize::new(0));
    let busy = Backend::new(move |_| {
        let status = if busy.fetch_add(1, Ordering::SeqCst) == 0 {
            503
        } else {
            200
        };
        async move { Response::builder().status(status).body(full("")).unwrap() }
    });
    Manifest::new()
        .route("a", ROUTES)
        .service("backend", &[backend.address])
        .service("busy", &[busy.await.address])
        .service("down", &[closed_port().await])
        .text(&policy(members))
}

async fn serve(manifest: Manifest) -> Served {
    let admin: SocketAddr = ([127, 0, 0, 1], 0).into();
    manifest
        .serve_with(|config| config.admin = Some(admin))
        .await
}

async fn metric(served: &Served, series: &str) -> Option<f64> {
    let request = Request::get("/metrics").header("host", "admin");
    let request = request.body(full("")).unwrap();
    let answer = send(served.proxy.admin().unwrap(), request).await;
    let text = Answer::read(answer).await.body;
    let mut lines = text.lines();
    lines.find_map(|line| line.strip_prefix(series)?.trim().parse().ok())
}

async fn becomes(served: &Served, series: &str, expected: f64) {
    within(async {
        while metric(served, series).await != Some(expected) {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    })
    .await;
}

fn attributes(list: &[KeyValue]) -> BTreeMap<&str, String> {
    let text = |value: &Value| match value {
        Value::StringValue(text) => text.clone(),
        Value::IntValue(number) => number.to_string(),
        Value::ArrayValue(list) => {
            let values = list.values.iter().map(|value| format!("{:?}", value.value));
            values.collect::<Vec<_>>().join(" ")
        }
        other => panic!("{other:?}"),
    };
    let pairs = list.iter().map(|pair| {
        let value = pair.value.as_ref().and_then(|value| value.value.as_ref());
        (&*pair.key, text(value.unwrap()))
    });
    let found: BTreeMap<_, _> = pairs.collect();
    assert_eq!(found.len(), list.len(), "a key stands twice: {list:?}");
    found
}

fn check(span: &Span, expected: &[(&str, &str)]) {
    let found = attributes(&span.attributes);
    for (key, value) in expected {
        let found = found.get(key).map(String::as_str);
        assert_eq!(
            found,
            (!value.is_empty()).then_some(*value),
            "{key} of {}",
            span.name
        );
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

/// The span of a request and those of its attempts.
fn of_request(spans: &[Span], path: &str) -> (Span, Vec<Span>) {
    let has_path = |span: &&Span| {
        attributes(&span.attributes)
            .get("url.path")
            .map(String::as_str)
            == Some(path)
    };
    let root = spans
        .iter()
        .find(has_path)
        .unwrap_or_else(|| panic!("{path}: {spans:?}"));
    let attempts = spans
        .iter()
        .filter(|span| span.parent_span_id == root.span_id);
    (root.clone(), attempts.cloned().collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_and_its_attempts_are_spans() {
    let (backend, collector) = (Backend::named("good").await, Collector::new(&[]).await);
    let members = ", serviceName: shop.edge, attributes: [{name: team, sourceType: Literal, literalValue: blue}, \
                   {name: tenant, sourceType: Header, headerName: X-Tenant}, {name: absent, sourceType: Header, headerName: x-absent}, \
                   {name: agent, sourceType: Attribute, attributeKey: user_agent.original}, \
                   {name: type, sourceType: Attribute, attributeKey: http.response.header.content-type}, \
                   {name: asked, sourceType: Attribute, attributeKey: http.request.header.x-tenant}, \
                   {name: full, sourceType: Attribute, attributeKey: url.full}]";
    let manifest = manifest(&backend, members).await;
    let manifest = manifest.service("collector", &[collector.backend.address]);
    let served = serve(manifest).await;
    let parent = format!("00-{TRACE}-b7ad6b7169203331-01");
    let headers = [
        ("traceparent", &*parent),
        ("tracestate", "a=b"),
        ("x-tenant", "one"),
        ("user-agent", "me/1"),
    ];
    served.get("/good/x?q=1", &headers).await;
    let told = backend.last();
    served.proxy.shutdown().await;

    let spans = collector.spans();
    assert_eq!(spans.len(), 2, "{spans:?}");
    let (root, attempts) = of_request(&spans, "/good/x");
    assert_eq!(
        (root.name.as_str(), root.kind()),
        ("GET /good", SpanKind::Server)
    );
    assert_eq!(hex(&root.trace_id), TRACE);
    assert_eq!(hex(&root.parent_span_id), "b7ad6b7169203331");
    assert_eq!(
        (root.trace_state.as_str(), root.status.as_ref()),
        ("a=b", None)
    );
    assert_eq!(root.flags, 0x301, "sampled, with a parent elsewhere");
    assert!(root.end_time_unix_nano > root.start_time_unix_nano);
    let port = backend.address.port().to_string();
    check(
        &root,
        &[
            ("http.request.method", "GET"),
            ("url.scheme", "http"),
            ("url.query", "q=1"),
            ("server.address", "test.example"),
            ("server.port", "80"),
            ("client.address", "127.0.0.1"),
            ("network.protocol.version", "1.1"),
            ("user_agent.original", "me/1"),
            ("http.route", "/good"),
            ("http.response.status_code", "200"),
            ("error.type", ""),
            ("http.request.method_original", ""),
            ("gateway.name", "default/edge"),
            ("gateway.route", "HTTPRoute/default/a"),
            ("gateway.rule", "0"),
            ("team", "blue"),
            ("tenant", "one"),
            ("absent", ""),
            ("agent", "me/1"),
            ("type", ""),
            ("asked", "Some(StringValue(\"one\"))"),
            ("full", "http://test.example/good/x?q=1"),
        ],
    );
    let [attempt] = &attempts[..] else {
        panic!("{attempts:?}");
    };
    assert_eq!(
        (attempt.name.as_str(), attempt.kind()),
        ("GET", SpanKind::Client)
    );
    assert_eq!((attempt.flags, attempt.status.as_ref()), (0x101, None));
    check(
        attempt,
        &[
            ("http.request.method", "GET"),
            ("url.full", "http://test.example/good/x?q=1"),
            ("server.address", "127.0.0.1"),
            ("server.port", &port),
            ("http.response.status_code", "200"),
            ("http.request.resend_count", ""),
            ("gateway.backend", "default/backend:80"),
            ("team", "blue"),
            ("tenant", "one"),
        ],
    );
    // The backend is told the span of the attempt.
    let expected = format!("00-{TRACE}-{}-01", hex(&attempt.span_id));
    assert_eq!(told.header("traceparent"), expected);
    assert_eq!(told.header("tracestate"), "a=b");

    let got = collector.got.lock().unwrap();
    let resource = got[0].resource_spans[0].resource.as_ref().unwrap();
    let resource = attributes(&resource.attributes);
    assert_eq!(
        (&*resource["service.name"], &*resource["service.namespace"]),
        ("shop.edge", "default")
    );
    assert_eq!(collector.backend.last().header("x-key"), "secret");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_wrong_is_in_the_spans() {
    let (backend, collector) = (Backend::named("good").await, Collector::new(&[]).await);
    let manifest = manifest(&backend, "").await;
    let manifest = manifest.service("collector", &[collector.backend.address]);
    let served = serve(manifest).await;
    served.get("/retried", &[]).await;
    served.get("/down", &[]).await;
    served.ask("WHATEVER", "/nowhere", &[], full("")).await;
    served.proxy.shutdown().await;
    let spans = collector.spans();
    assert_eq!(spans.len(), 6, "{spans:?}");
    let (root, attempts) = of_request(&spans, "/retried");
    assert!(root.parent_span_id.is_empty() && root.status.is_none());
    assert_eq!((root.flags, attempts.len()), (0x101, 2));
    check(
        &attempts[0],
        &[("http.response.status_code", "503"), ("error.type", "503")],
    );
    check(
        &attempts[1],
        &[
            ("http.response.status_code", "200"),
            ("http.request.resend_count", "1"),
        ],
    );
    assert_eq!(attempts[0].status.as_ref().unwrap().code, 2);

    let (root, attempts) = of_request(&spans, "/down");
    let why = [("error.type", "connect_failed")];
    check(&root, &[("http.response.status_code", "502"), why[0]]);
    check(&attempts[0], &why);
    let status = root.status.unwrap();
    assert_eq!(
        (status.code, status.message.as_str()),
        (2, "connect_failed")
    );

    let (root, attempts) = of_request(&spans, "/nowhere");
    assert_eq!((root.name.as_str(), attempts.len()), ("HTTP", 0));
    assert!(root.status.is_none(), "it is the client who is wrong");
    check(
        &root,
        &[
            ("http.request.method", "_OTHER"),
            ("http.request.method_original", "WHATEVER"),
            ("http.response.status_code", "404"),
            ("http.route", ""),
        ],
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_that_speaks_http2_gets_grpc() {
    let (backend, collector) = (Backend::named("good").await, Collector::new(&[]).await);
    let manifest = manifest(&backend, ", spanName: the edge").await;
    let manifest = manifest.service_h2c("collector", &[collector.backend.address]);
    let served = serve(manifest).await;
    served.get("/good", &[]).await;
    // It does not take the end of the proxy.
    becomes(&served, "gateway_spans_exported_total", 2.0).await;
    let (root, attempts) = of_request(&collector.spans(), "/good");
    assert_eq!(
        (root.name.as_str(), attempts[0].name.as_str()),
        ("the edge", "GET")
    );
    let got = collector.got.lock().unwrap();
    let resource = got[0].resource_spans[0].resource.as_ref().unwrap();
    assert_eq!(
        attributes(&resource.attributes)["service.name"],
        "edge.default"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_sampled_is_not_sent() {
    let unsampled = format!("00-{TRACE}-b7ad6b7169203331-00");
    let sampled = unsampled.replace("-00", "-01").replacen("01-", "00-", 1);
    for (members, parent, expected) in [
        ("", Some(&unsampled), 0),
        (", samplingRate: {numerator: 0}", None, 0),
        (", samplingRate: {numerator: 0}", Some(&sampled), 2),
        (
            ", parentBasedSampling: {mode: Disabled}",
            Some(&unsampled),
            2,
        ),
        (
            ", parentBasedSampling: {mode: Enabled, samplingRate: {numerator: 0}}",
            Some(&sampled),
            0,
        ),
    ] {
        let (backend, collector) = (Backend::named("good").await, Collector::new(&[]).await);
        let manifest = manifest(&backend, members).await;
        let manifest = manifest.service("collector", &[collector.backend.address]);
        let served = serve(manifest).await;
        let headers: Vec<_> = parent
            .iter()
            .map(|parent| ("traceparent", parent.as_str()))
            .collect();
        served.get("/good", &headers).await;
        let flags = if expected > 0 { "-01" } else { "-00" };
        assert!(
            backend.last().header("traceparent").ends_with(flags),
            "{members}"
        );
        served.proxy.shutdown().await;
        assert_eq!(collector.spans().len(), expected, "{members} {parent:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_sent_again_where_that_helps_and_counted_where_it_is_lost() {
    let backend = Backend::named("good").await;
    for (failures, name, series) in [
        (&[503][..], "collector", "gateway_spans_exported_total"),
        (
            &[400],
            "collector",
            "gateway_spans_dropped_total{reason=\"refused\"}",
        ),
        (
            &[],
            "elsewhere",
            "gateway_spans_dropped_total{reason=\"unusable_provider\"}",
        ),
    ] {
        let collector = Collector::new(failures).await;
        let manifest = manifest(&backend, "").await;
        let manifest = manifest.service(name, &[collector.backend.address]);
        let served = serve(manifest).await;
        assert_eq!(served.get("/good", &[]).await.status, 200);
        becomes(&served, series, 2.0).await;
        let expected = if failures == [503] { 2 } else { 0 };
        assert_eq!(collector.spans().len(), expected, "{series}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_is_reached_over_tls_where_a_policy_says_so() {
    let (backend, authority) = (Backend::named("good").await, Authority::new("ca"));
    let collector =
        SecureBackend::new("collector", &authority.server(&["collector.example"]), None).await;
    let tls = "apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: collector}
spec:
  targetRefs: [{group: '', kind: Service, name: collector}]
  validation: {hostname: collector.example, caCertificateRefs: [{group: '', kind: ConfigMap, name: ca}]}
";
    let manifest = manifest(&backend, "").await;
    let manifest = manifest
        .service("collector", &[collector.address])
        .text(tls);
    let served = serve(manifest.text(&authority.config_map("ca"))).await;
    served.get("/good", &[]).await;
    becomes(&served, "gateway_spans_exported_total", 2.0).await;
}
