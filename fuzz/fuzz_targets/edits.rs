//! Bytes as objects, requests and edits: following the edits ends where compiling anew ends.
//! What fails prints itself as a scenario for `testdata`, and the edits behind it.

#![no_main]

use gateway_fuzz::reported;
use gateway_testing::following::{Step, check};
use gateway_testing::strategy::{Mix, case_from};
use libfuzzer_sys::fuzz_target;

/// How many bytes at the start are edits; objects and requests are drawn from the rest.
const EDITS: usize = 24;

fuzz_target!(|bytes: &[u8]| {
    let (edits, rest) = bytes.split_at(bytes.len().min(EDITS));
    let steps = edits.chunks_exact(2);
    let steps = steps.map(|step| (step[0], usize::from(step[1] >> 1), step[1] & 1 == 1));
    let steps: Vec<Step> = steps.collect();
    let groups: Vec<_> = steps.chunks(3).map(<[Step]>::to_vec).collect();
    let case = case_from(rest, Mix::MostlyValid);
    let policies = bytes.len() % 2 == 0;
    let (printed, edits) = (case.clone(), groups.clone());
    let report = move || {
        let scenario = gateway_fuzz::case("edits go wrong", &printed);
        format!("{scenario}\n# edits: {edits:?}\n# with policies: {policies}")
    };
    reported(report, || {
        if let Err(difference) = check(&case, &groups, policies) {
            panic!("{difference}");
        }
    });
});
