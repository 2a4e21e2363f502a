//! Time of compile, statuses included, over the number of routes.

#![allow(missing_docs, reason = "criterion's macros declare items without any")]

use std::hint::black_box;

use benches::{Shape, Workload};
use criterion::{Criterion, criterion_group, criterion_main};
use gateway_route_engine::{Options, compile};

fn build(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("compile");
    group.sample_size(10);
    for hosts in [100, 1000, 10_000] {
        let workload = Workload::new("compile", hosts, 10, Shape::Prefix);
        let (resources, options) = (workload.resources(), Options::default());
        group.bench_function(format!("{} routes", workload.routes()), |bencher| {
            bencher.iter(|| compile(black_box(&resources), &options));
        });
    }
    group.finish();
}

criterion_group!(benches, build);
criterion_main!(benches);
