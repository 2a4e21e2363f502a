//! Bytes as objects and requests: the oracle and the engine give the same answers. A difference
//! prints itself as a scenario for `testdata`.

#![no_main]

use gateway_testing::strategy::{Mix, case};
use gateway_testing::{Oracle, RouteEngine, differential};
use libfuzzer_sys::fuzz_target;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let mix = if first % 2 == 0 { Mix::MostlyValid } else { Mix::FreeForm };
    let random = TestRng::from_seed(RngAlgorithm::PassThrough, rest);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let Ok(tree) = case(mix).new_tree(&mut runner) else {
        return;
    };
    if let Some(report) = differential::report(&tree.current(), &Oracle, &RouteEngine) {
        panic!("{report}");
    }
});
