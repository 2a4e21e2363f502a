//! A decision allocates nothing, and a table takes little: counted by the allocator itself.

use allocation_counter::measure;
use benches::peers::Matchit;
use benches::{Draw, Request, Shape, Workload, gateway, view, wrong_answers};
use gateway_route_engine::{Decision, RoutingTable};

/// Holds the requests to their answers, and then to no allocation at all.
fn check(workload: Workload, name: &str, table: &RoutingTable, requests: &[Request]) {
    let wrong = wrong_answers(table, requests);
    assert!(wrong.is_empty(), "{workload:?} {name} {:?}", wrong[0]);
    let gateway = gateway();
    let count = measure(|| {
        for request in requests {
            let decision = table.route(&view(&gateway, request), 0);
            std::hint::black_box(&decision);
        }
    });
    assert_eq!(count.count_total, 0, "{workload:?} {name}");
}

/// The requests, and the same with their hosts in capitals.
fn with_capitals(mut requests: Vec<Request>) -> Vec<Request> {
    let mut capitals = requests.clone();
    for request in &mut capitals {
        request.authority.make_ascii_uppercase();
    }
    requests.extend(capitals);
    requests
}

#[test]
fn a_decision_allocates_nothing() {
    // Of workload d a part has a test of its own.
    let compared = Workload::COMPARED.into_iter();
    let workloads = compared.filter(|workload| workload.routes() <= 1000);
    for workload in workloads.chain(Workload::FURTHER) {
        let table = workload.compile().table;
        for draw in [Draw::Hit, Draw::PathMiss, Draw::HostMiss] {
            let requests = with_capitals(workload.requests(draw, 512, 42));
            check(workload, &format!("{draw:?}"), &table, &requests);
        }
        let hostile = hostile(&workload.requests(Draw::Hit, 1, 42)[0]);
        check(workload, "hostile", &table, &with_capitals(hostile));
    }
}

/// 8 KiB of path, of host, and of both; where the host is that of a workload, no route has the path.
fn hostile(hit: &Request) -> Vec<Request> {
    let both = Workload::hostile();
    let path = Request {
        authority: hit.authority.clone(),
        headers: hit.headers.clone(),
        ..both.clone()
    };
    let host = Request {
        target: hit.target.clone(),
        ..both.clone()
    };
    // A host behind which a wildcard's suffix stands is read to its end.
    let label = Request {
        authority: format!("{}{}", both.authority, hit.authority),
        ..both.clone()
    };
    vec![both, path, host, label]
}

/// A fifth of the workload of the bench with cold caches, all of which takes long without optimisation: what is read is read
/// for the first time.
#[test]
fn the_first_decisions_of_a_large_table_allocate_nothing() {
    let workload = Workload::new("a fifth of d", 2000, 10, Shape::Prefix);
    let table = workload.compile().table;
    let requests = workload.requests(Draw::Hit, 4096, 42);
    let gateway = gateway();
    let mut forwarded = 0;
    let count = measure(|| {
        for request in &requests {
            let decision = table.route(&view(&gateway, request), 0);
            forwarded += usize::from(matches!(decision, Decision::Forward(_)));
        }
    });
    assert_eq!((count.count_total, forwarded), (0, requests.len()));
    for draw in [Draw::Hit, Draw::PathMiss, Draw::HostMiss] {
        let requests = with_capitals(workload.requests(draw, 512, 42));
        check(workload, &format!("{draw:?}"), &table, &requests);
    }
}

#[test]
fn a_table_takes_few_bytes_a_route_and_a_quarter_of_what_matchit_takes() {
    let workload = Workload::new("memory", 500, 10, Shape::Prefix);
    let table = workload.compile().table;
    let freed = measure(|| drop(table)).bytes_current;
    let a_route = freed.unsigned_abs() / workload.routes() as u64;
    assert!(a_route <= 115, "{a_route} bytes");
    let mut peer = None;
    let peers = measure(|| peer = Matchit::new(workload)).bytes_current;
    assert!(peer.is_some());
    let peers = peers.unsigned_abs() / workload.routes() as u64;
    assert!(a_route * 4 <= peers, "{a_route} bytes, matchit {peers}");
}
