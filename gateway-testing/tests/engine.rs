//! The scenarios of `testdata/engine` hold for the engine and for the oracle.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gateway_testing::expected_failures::ExpectedFailures;
use gateway_testing::{Engine, Oracle, RouteEngine, Scenario};

const SCENARIOS: &str = "../testdata/engine";
const EXPECTED_FAILURES: &str = "../testdata/expected_failures.txt";

#[test]
fn the_scenarios_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let expected = std::fs::read_to_string(root.join(EXPECTED_FAILURES)).unwrap();
    let expected = ExpectedFailures::read(&expected).unwrap();
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    let mut results = BTreeMap::new();
    for entry in std::fs::read_dir(root.join(SCENARIOS)).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let scenarios = Scenario::read(&text).unwrap_or_else(|error| {
            wrong.push(format!("{file}: {error}"));
            Vec::new()
        });
        for scenario in scenarios {
            let place = format!("{file}: {}", scenario.name);
            let check = format!("engine/{file}/{}", scenario.name.replace(": ", " - "));
            for engine in [&RouteEngine as &dyn Engine, &Oracle] {
                let differences = scenario.differences(engine);
                let found = differences.unwrap_or_else(|error| vec![error]);
                results.insert((engine.name().to_owned(), check.clone()), found);
            }
            if !names.insert(scenario.name) {
                wrong.push(format!("{place}: the name is taken"));
            }
        }
    }
    assert!(!names.is_empty(), "there are no scenarios");
    wrong.extend(expected.judge("engine/", &results));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
