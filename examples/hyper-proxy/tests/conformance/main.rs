//! The official suite's recorded requests, sent over real sockets through a proxy that serves the suite's manifests, to
//! backends that answer as the suite's do.
//!
//! The recordings lie beside the repository; where they do not, the test says so and passes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod checks;
mod client;
mod cluster;
#[path = "../common/mod.rs"]
mod common;
mod credentials;
mod echo;
mod grpc;
mod plain;
mod pod;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use gateway_testing::conformance::{Half, Suite};
use serde_json::Value;

use cluster::{Cluster, Gateways};
use credentials::Credentials;

const RECORDINGS: &str = "../../../shared/conformance";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_recorded_requests_are_answered_over_sockets() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(suite) = Suite::open(root.join(RECORDINGS)) else {
        say(&format!(
            "SKIPPED: there are no recordings of the conformance suite in {RECORDINGS}"
        ));
        return;
    };
    // For the one who looks for an error: `CONFORMANCE=HTTPRouteRetry` runs the tests whose names begin like this.
    let only = std::env::var("CONFORMANCE").unwrap_or_default();
    let credentials = Credentials::new(&suite.certificates().unwrap());
    let mut cluster = Cluster::new(credentials);
    let (mut wrong, mut sent) = (Vec::new(), 0);
    for test in suite.tests(Half::Requests).unwrap() {
        if !test.starts_with(&only) {
            continue;
        }
        let phases = suite.objects(&test).unwrap();
        let requests = suite.requests(&test).unwrap();
        let requests: Vec<Value> = requests
            .into_iter()
            .filter(|item| item["mesh"].is_null())
            .collect();
        let used: BTreeSet<_> = requests.iter().map(phase).collect();
        for at in used {
            let gateways = Gateways::serve(&mut cluster, &phases[at]).await;
            for item in requests.iter().filter(|item| phase(item) == at) {
                sent += 1;
                let found = checks::differences(&cluster, &gateways, item).await;
                let case = item["case"].as_str().unwrap_or_default();
                wrong.extend(
                    found
                        .into_iter()
                        .map(|wrong| format!("{test} {case} phase {at}: {wrong}")),
                );
            }
            gateways.shutdown().await;
        }
    }
    say(&format!(
        "conformance over sockets: {sent} recorded requests, {} differences",
        wrong.len()
    ));
    assert!(sent > 0, "nothing was sent");
    assert!(
        wrong.is_empty(),
        "{} differences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn phase(item: &Value) -> usize {
    usize::try_from(item["phase"].as_u64().unwrap_or(0)).unwrap()
}

/// Past the test harness, which keeps to itself what passing tests print.
fn say(line: &str) {
    std::io::stderr()
        .write_all(format!("{line}\n").as_bytes())
        .unwrap();
}
