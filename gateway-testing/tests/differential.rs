//! The oracle and the engine give the same answers, whatever the objects and the requests are.
//!
//! 256 cases of each mix, or as many as `PROPTEST_CASES` says, of a seed that `SEED` may give: the same
//! ones for everybody, while the program `differential` goes on with others. A failure prints its
//! smallest case as a scenario for `testdata`.

#![allow(clippy::panic, reason = "a test fails by a panic")]

use gateway_testing::strategy::{Mix, case};
use gateway_testing::{Oracle, RouteEngine, differential};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

/// A number out of the environment.
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn runner() -> TestRunner {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number("SEED").unwrap_or(0).to_le_bytes());
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
}

fn check(mix: Mix) {
    let result = runner().run(&case(mix), |case| {
        match differential::report(&case, &Oracle, &RouteEngine) {
            None => Ok(()),
            Some(report) => Err(TestCaseError::fail(report)),
        }
    });
    match result {
        Ok(()) => {}
        // The report says more than the objects would.
        Err(TestError::Fail(report, _)) => panic!("{report}"),
        Err(TestError::Abort(reason)) => panic!("no cases: {reason}"),
    }
}

#[test]
fn oracle_and_engine_agree_on_worlds_that_are_mostly_valid() {
    check(Mix::MostlyValid);
}

#[test]
fn oracle_and_engine_agree_on_free_form_worlds() {
    check(Mix::FreeForm);
}
