//! Following changes ends where compiling the same objects ends (design.md section 5).

#![allow(clippy::panic, reason = "a test fails by a panic")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;

use gateway_testing::following::{LISTS, check};
use gateway_testing::strategy::{Mix, case};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};
use serde_json::json;

/// The strategies of cases and steps together need more room than a test has without optimisation.
fn run(policies: bool) {
    let runs = std::thread::Builder::new().stack_size(32 << 20);
    let joined = runs
        .spawn(move || run_cases(policies))
        .map(JoinHandle::join);
    assert!(matches!(joined, Ok(Ok(()))));
}

fn run_cases(policies: bool) {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let step = || (0..LISTS, 0..8_usize, prop::bool::weighted(0.4));
    let steps = prop::collection::vec(prop::collection::vec(step(), 1..4), 1..6);
    let cases = (case(Mix::MostlyValid), steps);
    // How many changes were followed without compiling all anew.
    let all = AtomicUsize::new(0);
    let result = TestRunner::new(config).run(&cases, |(case, steps)| {
        let followed = check(&case, &steps, policies).map_err(TestCaseError::fail)?;
        all.fetch_add(followed, Ordering::Relaxed);
        Ok(())
    });
    match result {
        Ok(()) => assert!(all.into_inner() > 0),
        Err(TestError::Fail(reason, (case, steps))) => {
            panic!("{reason}\n{steps:?}\n{}", json!(case.world.to_values()))
        }
        Err(TestError::Abort(reason)) => panic!("no cases: {reason}"),
    }
}

#[test]
fn following_changes_equals_compiling_anew() {
    run(false);
}

#[test]
fn following_changes_equals_compiling_anew_where_policies_are() {
    run(true);
}
