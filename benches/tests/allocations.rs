//! A decision allocates nothing, and a table takes little: counted by the allocator itself.

use allocation_counter::measure;
use benches::peers::Matchit;
use benches::{Draw, Shape, Workload, gateway, view, wrong_answers};

#[test]
fn a_decision_allocates_nothing() {
    // Workload d has the shape of b and a hundred times its size, which takes long without
    // optimisation.
    let compared = Workload::COMPARED.into_iter();
    let workloads = compared.filter(|workload| workload.routes() <= 1000);
    for workload in workloads.chain(Workload::FURTHER) {
        let table = workload.compile().table;
        let gateway = gateway();
        for draw in [Draw::Hit, Draw::PathMiss, Draw::HostMiss] {
            let mut requests = workload.requests(draw, 512, 42);
            let wrong = wrong_answers(&table, &requests);
            assert!(wrong.is_empty(), "{workload:?} {draw:?} {:?}", wrong[0]);
            let mut capitals = requests.clone();
            for request in &mut capitals {
                request.authority.make_ascii_uppercase();
            }
            requests.extend(capitals);
            let count = measure(|| {
                for request in &requests {
                    let decision = table.route(&view(&gateway, request), 0);
                    std::hint::black_box(&decision);
                }
            });
            assert_eq!(count.count_total, 0, "{workload:?} {draw:?}");
        }
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
