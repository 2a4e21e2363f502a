//! Time of one decision on a request that hits, over the number of hosts and of routes on a host.

#![allow(clippy::panic, reason = "a wrong answer must not be timed")]
#![allow(missing_docs, reason = "criterion's macros declare items without any")]

use std::hint::black_box;

use benches::{Request, Workload, browser_headers, gateway};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use gateway_api_types::NamespacedName;
use gateway_route_engine::{
    ClientCertificate, Decision, Frontend, Protocol, RequestView, RoutingTable,
};
use http::HeaderMap;

/// The workloads by name: hosts, routes a host.
const WORKLOADS: [(&str, Workload); 3] = [
    (
        "a: 1 host x 10 routes",
        Workload {
            hosts: 1,
            per_host: 10,
        },
    ),
    (
        "b: 100 hosts x 10 routes",
        Workload {
            hosts: 100,
            per_host: 10,
        },
    ),
    (
        "c: 1 host x 1000 routes",
        Workload {
            hosts: 1,
            per_host: 1000,
        },
    ),
];
const SEED: u64 = 42;
const REQUESTS: usize = 4096;

fn view<'a>(
    gateway: &'a NamespacedName,
    request: &'a Request,
    headers: &'a HeaderMap,
) -> RequestView<'a> {
    RequestView {
        frontend: Frontend::Gateway(gateway),
        port: 80,
        protocol: Protocol::Http,
        sni: None,
        client_certificate: ClientCertificate::Absent,
        method: "GET",
        authority: Some(&request.authority),
        target: &request.target,
        headers,
    }
}

/// The answers are checked before anything is timed.
fn verify(
    table: &RoutingTable,
    gateway: &NamespacedName,
    requests: &[Request],
    headers: &HeaderMap,
) {
    for request in requests {
        let decision = table.route(&view(gateway, request, headers), 0);
        let Decision::Forward(forward) = &decision else {
            panic!("{request:?} is not forwarded: {decision:?}");
        };
        assert_eq!(
            forward.matched.rule.route.name.name, request.winner,
            "{request:?}"
        );
    }
}

fn route(criterion: &mut Criterion) {
    let (gateway, headers) = (gateway(), browser_headers());
    let mut group = criterion.benchmark_group("route");
    for (name, workload) in WORKLOADS {
        let table = workload.compile().table;
        let requests = workload.requests(REQUESTS, SEED);
        verify(&table, &gateway, &requests, &headers);
        let mut next = requests.iter().cycle();
        group.bench_function(name, |bencher| {
            bencher.iter_batched(
                || next.next(),
                |request| {
                    request.map(|request| {
                        let view = view(&gateway, request, &headers);
                        matches!(black_box(table.route(&view, 0)), Decision::Forward(_))
                    })
                },
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

fn build(criterion: &mut Criterion) {
    let workload = Workload {
        hosts: 100,
        per_host: 10,
    };
    let resources = workload.resources();
    let options = gateway_route_engine::Options::default();
    criterion.bench_function("compile: 1000 routes, statuses included", |bencher| {
        bencher.iter(|| gateway_route_engine::compile(black_box(&resources), &options));
    });
}

criterion_group!(benches, route, build);
criterion_main!(benches);
