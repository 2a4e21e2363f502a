//! Bytes as objects and requests: the oracle and the engine give the same answers. A difference
//! prints itself as a scenario for `testdata`.

#![no_main]

use gateway_testing::strategy::{Mix, case_from};
use gateway_testing::{Oracle, RouteEngine, differential};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let mix = if first % 2 == 0 { Mix::MostlyValid } else { Mix::FreeForm };
    let case = case_from(rest, mix);
    if let Some(report) = differential::report(&case, &Oracle, &RouteEngine) {
        panic!("{report}");
    }
});
