//! Bytes as objects and requests: the oracle and the engine give the same answers. A difference
//! and a panic print themselves as a scenario for `testdata`.

#![no_main]

use gateway_fuzz::reported;
use gateway_testing::strategy::{Mix, case_from};
use gateway_testing::{Oracle, RouteEngine, differential};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let mix = if first % 2 == 0 { Mix::MostlyValid } else { Mix::FreeForm };
    let case = case_from(rest, mix);
    let printed = case.clone();
    let report = reported(
        move || gateway_fuzz::case("panics", &printed),
        || differential::report(&case, &Oracle, &RouteEngine),
    );
    // A difference has its scenario in the report.
    if let Some(report) = report {
        panic!("{report}");
    }
});
