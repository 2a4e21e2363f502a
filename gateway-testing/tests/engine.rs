//! The scenarios of `testdata/engine` hold for the engine and for the oracle.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::collections::BTreeSet;
use std::path::Path;

use gateway_testing::{Engine, Oracle, RouteEngine, Scenario};

const SCENARIOS: &str = "../testdata/engine";

#[test]
fn the_scenarios_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(SCENARIOS);
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let scenarios = Scenario::read(&text).unwrap_or_else(|error| {
            wrong.push(format!("{file}: {error}"));
            Vec::new()
        });
        for scenario in scenarios {
            let place = format!("{file}: {}", scenario.name);
            for engine in [&RouteEngine as &dyn Engine, &Oracle] {
                let differences = scenario.differences(engine);
                let found = differences.unwrap_or_else(|error| vec![error]);
                let lines = found.into_iter();
                wrong.extend(lines.map(|line| format!("{}: {place}: {line}", engine.name())));
            }
            if !names.insert(scenario.name) {
                wrong.push(format!("{place}: the name is taken"));
            }
        }
    }
    assert!(!names.is_empty(), "there are no scenarios");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
