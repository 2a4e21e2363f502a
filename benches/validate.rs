//! Time to validate an object that is parsed, beside kube-cel, which interprets the same rules from a compiled schema;
//! time of the longest objects; and time to read and validate a file of 20,000 documents.

#![allow(clippy::panic, reason = "a wrong answer must not be timed")]
#![allow(missing_docs, reason = "criterion's macros declare items without any")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use gateway_api_types::crds;
use gateway_validate::document::{self, SourceText};
use gateway_validate::{Channel, Release, Validator};
use kube_cel::{CompiledSchema, compile_schema};
use serde_json::{Value, json};

const VALIDATOR: Validator = Validator::new(Release::V1_7_0, Channel::Standard);
const DOCUMENTS: usize = 20_000;

/// An HTTPRoute of about 700 bytes, as people write them.
fn http_route() -> Value {
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1",
        "kind": "HTTPRoute",
        "metadata": { "name": "shop", "namespace": "shop", "labels": { "app": "shop" } },
        "spec": {
            "parentRefs": [{ "name": "edge", "namespace": "infra", "sectionName": "https" }],
            "hostnames": ["shop.example.com", "www.shop.example.com"],
            "rules": [
                {
                    "matches": [{ "path": { "type": "PathPrefix", "value": "/cart" }, "method": "GET" }],
                    "filters": [{
                        "type": "RequestHeaderModifier",
                        "requestHeaderModifier": { "set": [{ "name": "x-shop", "value": "cart" }] },
                    }],
                    "timeouts": { "request": "10s", "backendRequest": "2s" },
                    "backendRefs": [{ "name": "cart", "port": 8080, "weight": 90 }, { "name": "cart-next", "port": 8080, "weight": 10 }],
                },
                { "backendRefs": [{ "name": "shop", "port": 8080 }] },
            ],
        },
    })
}

fn gateway() -> Value {
    let listener = |name: &str, port: u16, protocol: &str, tls: Option<Value>| {
        let mut listener = json!({
            "name": name, "port": port, "protocol": protocol, "hostname": "*.example.com",
            "allowedRoutes": { "namespaces": { "from": "All" } },
        });
        if let (Some(tls), Some(members)) = (tls, listener.as_object_mut()) {
            members.insert("tls".to_owned(), tls);
        }
        listener
    };
    let tls = json!({ "mode": "Terminate", "certificateRefs": [{ "name": "example-com" }] });
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1",
        "kind": "Gateway",
        "metadata": { "name": "edge", "namespace": "infra" },
        "spec": {
            "gatewayClassName": "edge",
            "addresses": [{ "type": "IPAddress", "value": "192.0.2.1" }, { "type": "Hostname", "value": "edge.example.com" }],
            "listeners": [listener("http", 80, "HTTP", None), listener("https", 443, "HTTPS", Some(tls))],
        },
    })
}

/// An object that fails three rules: a Service without port, a filter without its member, a path that ends in `/..`.
fn broken_route() -> Value {
    let mut route = http_route();
    route["spec"]["rules"] = json!([{
        "matches": [{ "path": { "type": "PathPrefix", "value": "/a/.." } }],
        "filters": [{ "type": "RequestHeaderModifier" }],
        "backendRefs": [{ "name": "shop" }],
    }]);
    route
}

/// Rules, matches and headers; the API allows 16, 64 (128 in all) and 16.
fn large_route(rules: usize, matches: usize, headers: usize) -> Value {
    let header = |index: usize| json!({ "name": format!("x-header-{index}"), "value": format!("value-{index}") });
    let headers: Vec<Value> = (0..headers).map(header).collect();
    let one = |index: usize| json!({ "path": { "type": "PathPrefix", "value": format!("/{index}") }, "headers": headers });
    let matches: Vec<Value> = (0..matches).map(one).collect();
    let rule = |index: usize| {
        json!({
            "name": format!("rule-{index}"),
            "matches": matches,
            "backendRefs": [{ "name": "shop", "port": 8080 }],
        })
    };
    let mut route = http_route();
    route["spec"]["rules"] = (0..rules).map(rule).collect();
    route
}

/// What kube-cel takes: the compiled schema of a kind's version v1.
fn compiled(kind: &str) -> CompiledSchema {
    let mut crds =
        crds(gateway_api_types::Channel::Standard).filter_map(|crd| serde_json::to_value(crd).ok());
    let Some(crd) = crds.find(|crd| crd["spec"]["names"]["kind"] == kind) else {
        panic!("there is no CRD of {kind}");
    };
    let versions = crd["spec"]["versions"].as_array();
    let Some(version) =
        versions.and_then(|versions| versions.iter().find(|version| version["name"] == "v1"))
    else {
        panic!("{kind} has no version v1");
    };
    compile_schema(&version["schema"]["openAPIV3Schema"])
}

fn beside_kube_cel(criterion: &mut Criterion) {
    let interpreter = kube_cel::Validator::new();
    for (name, object, failing) in [
        ("HTTPRoute of 700 bytes", http_route(), 0),
        ("Gateway", gateway(), 0),
        ("HTTPRoute that fails three rules", broken_route(), 3),
    ] {
        let kind = object["kind"].as_str().unwrap_or_default().to_owned();
        let schema = compiled(&kind);
        let ours = VALIDATOR.validate(&object).violations;
        let theirs = interpreter.validate_compiled(&schema, &object, None).err();
        let theirs = theirs.map_or(0, |errors| errors.len());
        assert_eq!((ours.len(), theirs), (failing, failing), "{name}: {ours:?}");
        let mut group = criterion.benchmark_group(format!(
            "validate/{name}, {} bytes",
            object.to_string().len()
        ));
        group.bench_function("gateway-validate", |bencher| {
            bencher.iter(|| VALIDATOR.validate(black_box(&object)));
        });
        group.bench_function("kube-cel, rules alone", |bencher| {
            bencher.iter(|| {
                interpreter.validate_compiled(black_box(&schema), black_box(&object), None)
            });
        });
        group.finish();
    }
}

fn largest(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("validate/largest");
    for (rules, matches, headers) in [(16, 8, 16), (100, 64, 16)] {
        let object = large_route(rules, matches, headers);
        let report = VALIDATOR.validate(&object);
        let too_many = report
            .violations
            .iter()
            .filter(|violation| violation.rule == "max-items")
            .count();
        assert_eq!(too_many, usize::from(rules > 16), "{:?}", report.violations);
        group.bench_function(
            format!("{rules} rules x {matches} matches x {headers} headers"),
            |bencher| {
                bencher.iter(|| VALIDATOR.validate(black_box(&object)));
            },
        );
    }
    group.finish();
}

/// A file of many routes, in YAML.
fn file() -> String {
    let mut text = String::new();
    for index in 0..DOCUMENTS {
        let _ = write!(
            text,
            "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: route-{index}\n  namespace: shop\nspec:\n  \
             parentRefs:\n  - name: edge\n  hostnames:\n  - host-{index}.example.com\n  rules:\n  - matches:\n    - path:\n        \
             type: PathPrefix\n        value: /api\n    backendRefs:\n    - name: shop\n      port: 8080\n---\n"
        );
    }
    text
}

fn many_documents(criterion: &mut Criterion) {
    let text = file();
    let violations = |text: &str| {
        let Ok(source) = SourceText::new(text) else {
            panic!("the file can be read");
        };
        let parsed = document::parse(&source);
        let reports = parsed
            .documents
            .iter()
            .map(|document| VALIDATOR.validate_node(document.root()));
        let accepted = reports
            .filter(gateway_validate::Report::is_accepted)
            .count();
        (accepted, parsed.errors.len())
    };
    assert_eq!(violations(&text), (DOCUMENTS, 0));
    let mut group = criterion.benchmark_group("file");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(10));
    group.bench_function(
        format!("read and validate {DOCUMENTS} documents"),
        |bencher| {
            bencher.iter(|| violations(black_box(&text)));
        },
    );
    group.finish();
}

criterion_group!(validation, beside_kube_cel, largest, many_documents);
criterion_main!(validation);
