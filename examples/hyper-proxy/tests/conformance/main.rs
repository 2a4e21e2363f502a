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
mod echo;
mod grpc;
mod pod;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;

use gateway_testing::conformance::{Half, Suite};
use serde_json::Value;

use cluster::{Cluster, Gateways};

const RECORDINGS: &str = "../../../shared/conformance";

/// What is not sent yet, by the request's protocol, with the reason.
const PROTOCOLS_NOT_RUN: [(&str, &str); 5] = [
    ("HTTPS", "the proxy does not end TLS yet"),
    ("H2", "the proxy does not end TLS yet"),
    ("TLS-connect", "the proxy has no TLSRoutes yet"),
    ("TCP", "the proxy has no TCPRoutes and TLSRoutes yet"),
    ("UDP", "the proxy has no UDPRoutes yet"),
];

/// Tests that are not run, with the reason.
const TESTS_NOT_RUN: [(&str, &str); 5] = [
    (
        "BackendTLSPolicy",
        "the proxy reaches no backend over TLS yet",
    ),
    (
        "BackendTLSPolicyConflictResolution",
        "the proxy reaches no backend over TLS yet",
    ),
    (
        "BackendTLSPolicyGRPCRoute",
        "the proxy reaches no backend over TLS yet",
    ),
    (
        "BackendTLSPolicySANValidation",
        "the proxy reaches no backend over TLS yet",
    ),
    (
        "GatewayTLSBackendClientCertificate",
        "the proxy reaches no backend over TLS yet",
    ),
];

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
    let mut cluster = Cluster::default();
    let (mut wrong, mut sent) = (Vec::new(), 0);
    let mut not_run: BTreeMap<&str, usize> = BTreeMap::new();
    for test in suite.tests(Half::Requests).unwrap() {
        if !test.starts_with(&only) {
            continue;
        }
        let phases = suite.objects(&test).unwrap();
        let requests = suite.requests(&test).unwrap();
        let (requests, skipped): (Vec<Value>, Vec<Value>) = requests
            .into_iter()
            .filter(|item| item["mesh"].is_null())
            .partition(|item| reason_not_to_run(&test, item).is_none());
        for item in &skipped {
            *not_run
                .entry(reason_not_to_run(&test, item).unwrap())
                .or_default() += 1;
        }
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
        "conformance over sockets: {sent} requests are answered as recorded, not sent: {not_run:?}"
    ));
    assert!(sent > 0, "nothing was sent");
    assert!(
        wrong.is_empty(),
        "{} differences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn reason_not_to_run(test: &str, item: &Value) -> Option<&'static str> {
    let protocol = item["request"]["protocol"].as_str().unwrap();
    let of = |list: &[(&str, &'static str)], key: &str| {
        list.iter()
            .find(|(name, _)| *name == key)
            .map(|(_, reason)| *reason)
    };
    of(&TESTS_NOT_RUN, test).or_else(|| of(&PROTOCOLS_NOT_RUN, protocol))
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
