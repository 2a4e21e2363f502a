//! The official suite's recorded requests and statuses hold for the oracle and for the engine.
//!
//! The recordings lie beside the repository; where they do not, the test says so and passes.

#![allow(clippy::print_stderr, reason = "a test that has nothing to do says so")]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use gateway_testing::conformance::{Half, Suite};
use gateway_testing::expected_failures::ExpectedFailures;
use gateway_testing::{Engine, Oracle, RouteEngine};

const RECORDINGS: &str = "../../shared/conformance";
const EXPECTED_FAILURES: &str = "../testdata/expected_failures.txt";

#[test]
fn the_recorded_suite_holds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(suite) = Suite::open(root.join(RECORDINGS)) else {
        // Past the test harness, which keeps to itself what passing tests print.
        let note =
            format!("SKIPPED: there are no recordings of the conformance suite in {RECORDINGS}\n");
        std::io::stderr().write_all(note.as_bytes()).unwrap();
        return;
    };
    let expected = std::fs::read_to_string(root.join(EXPECTED_FAILURES)).unwrap();
    let expected = ExpectedFailures::read(&expected).unwrap();
    let mut results = BTreeMap::new();
    for half in Half::ALL {
        for test in suite.tests(half).unwrap() {
            let check = format!("conformance/{}/{test}", half.name());
            for engine in [&Oracle as &dyn Engine, &RouteEngine] {
                let differences = suite
                    .run(engine, &test, half)
                    .unwrap_or_else(|error| vec![error]);
                results.insert((engine.name().to_owned(), check.clone()), differences);
            }
        }
    }
    let passed = results
        .values()
        .filter(|differences| differences.is_empty())
        .count();
    eprintln!("conformance: {passed} of {} checks hold", results.len());
    let wrong = expected.judge("conformance/", &results);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
