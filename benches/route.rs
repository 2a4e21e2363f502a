//! Time of one decision, over workloads, for requests that hit and that miss, beside the peers.

#![allow(clippy::panic, reason = "a wrong answer must not be timed")]
#![allow(missing_docs, reason = "criterion's macros declare items without any")]

use std::hint::black_box;

use benches::peers::{Matchit, SortedList, number_of};
use benches::{Draw, Request, SplitMix64, Workload, gateway, port, view, wrong_answers};
use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, criterion_group, criterion_main};
use gateway_route_engine::split::Split;
use gateway_route_engine::{Decision, RoutingTable};

const SEED: u64 = 42;
const REQUESTS: usize = 4096;
/// More than the caches of most machines hold.
const EVICTED: usize = 64 << 20;

fn engine(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    table: &RoutingTable,
    requests: &[Request],
) {
    let wrong = wrong_answers(table, requests);
    assert!(wrong.is_empty(), "{name}: {:?}", wrong[0]);
    let (gateway, port) = (gateway(), port(table));
    let mut next = requests.iter().cycle();
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            let decision = port
                .as_ref()
                .zip(next.next())
                .map(|(port, request)| port.route(&view(&gateway, request), 0));
            matches!(black_box(decision), Some(Decision::Forward(_)))
        });
    });
}

fn peer(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    requests: &[Request],
    route: impl Fn(&Request) -> Option<u32>,
) {
    for request in requests {
        assert_eq!(route(request), number_of(request), "{name}: {request:?}");
    }
    let mut next = requests.iter().cycle();
    group.bench_function(name, |bencher| {
        bencher.iter(|| black_box(next.next().and_then(&route)));
    });
}

fn compared(criterion: &mut Criterion) {
    for workload in Workload::COMPARED {
        let mut group = criterion.benchmark_group(workload.name);
        let table = workload.compile().table;
        for (name, draw) in [
            ("hit", Draw::Hit),
            ("path miss", Draw::PathMiss),
            ("host miss", Draw::HostMiss),
        ] {
            let requests = workload.requests(draw, REQUESTS, SEED);
            engine(&mut group, name, &table, &requests);
        }
        let hits = workload.requests(Draw::Hit, REQUESTS, SEED);
        if let Some(matchit) = Matchit::new(workload) {
            peer(&mut group, "hit, matchit", &hits, |request| {
                matchit.route(request)
            });
        }
        // A scan of the largest one takes minutes to say what the others say.
        if let Some(list) = SortedList::new(workload).filter(|_| workload.routes() <= 1000) {
            peer(&mut group, "hit, sorted list", &hits, |request| {
                list.route(request)
            });
        }
        group.finish();
    }
}

fn further(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("further");
    for workload in Workload::FURTHER {
        let table = workload.compile().table;
        let hits = workload.requests(Draw::Hit, REQUESTS, SEED);
        engine(&mut group, workload.name, &table, &hits);
    }
    let table = Workload::COMPARED[1].compile().table;
    let hostile = [Workload::hostile()];
    engine(&mut group, "8 KiB of path and host", &table, &hostile);
    group.finish();
}

/// Each decision finds the caches full of something else.
fn cold(criterion: &mut Criterion) {
    let workload = Workload::COMPARED[3];
    let table = workload.compile().table;
    let (gateway, requests) = (gateway(), workload.requests(Draw::Hit, REQUESTS, SEED));
    let port = port(&table);
    let wrong = wrong_answers(&table, &requests);
    assert!(wrong.is_empty(), "{:?}", wrong[0]);
    let mut other = vec![0_u8; EVICTED];
    let mut next = requests.iter().cycle();
    criterion.bench_function("d, cold caches", |bencher| {
        bencher.iter_batched(
            || {
                other
                    .iter_mut()
                    .step_by(64)
                    .for_each(|byte| *byte = byte.wrapping_add(1));
                next.next()
            },
            |request| {
                let decision = port
                    .as_ref()
                    .zip(request)
                    .map(|(port, request)| port.route(&view(&gateway, request), 0));
                matches!(black_box(decision), Some(Decision::Forward(_)))
            },
            BatchSize::PerIteration,
        );
    });
}

fn split(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("split");
    for count in [2, 16] {
        let split = Split::new((0..count).map(|index| index + 1));
        let mut random = SplitMix64::new(SEED);
        group.bench_function(format!("{count} backends"), |bencher| {
            bencher.iter(|| split.pick(black_box(random.next_u64())));
        });
        group.bench_function(format!("{count} backends, keyed"), |bencher| {
            bencher.iter(|| split.pick_keyed(black_box(random.next_u64()), |index| index as u64));
        });
    }
    group.finish();
}

criterion_group!(benches, compared, further, cold, split);
criterion_main!(benches);
