//! The oracle and the engine give the same answers, whatever the objects and the requests are.
//!
//! 1,000 cases of each mix, or as many as `PROPTEST_CASES` says, of a seed that `SEED` may give: the same
//! ones for everybody, while the program `differential` goes on with others. A failure prints a small
//! case that fails as a scenario for `testdata`.

#![allow(clippy::panic, reason = "a test fails by a panic")]

use gateway_testing::shrink::shrink;
use gateway_testing::strategy::{Cases, Mix};
use gateway_testing::{Oracle, RouteEngine, differential};

/// A number out of the environment.
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn check(mix: Mix) {
    let (cases, seed) = (Cases::new(mix), number("SEED").unwrap_or(0));
    let report = |case: &_| differential::report(case, &Oracle, &RouteEngine);
    for index in 0..number("PROPTEST_CASES").unwrap_or(1000) {
        let case = cases.get(seed, index);
        if report(&case).is_some() {
            let small = shrink(&case, |case| report(case).is_some());
            panic!("case {index}: {}", report(&small).unwrap_or_default());
        }
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
