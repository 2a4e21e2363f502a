//! Bytes as objects, requests and edits: following the edits ends where compiling anew ends.

#![no_main]

use gateway_testing::following::{Step, check};
use gateway_testing::strategy::{Mix, case_from};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

/// How many bytes at the start are edits; objects and requests are drawn from the rest.
const EDITS: usize = 24;

fuzz_target!(|bytes: &[u8]| {
    let (edits, rest) = bytes.split_at(bytes.len().min(EDITS));
    let steps = edits.chunks_exact(2);
    let steps = steps.map(|step| (step[0], usize::from(step[1] >> 1), step[1] & 1 == 1));
    let steps: Vec<Step> = steps.collect();
    let groups: Vec<_> = steps.chunks(3).map(<[Step]>::to_vec).collect();
    let case = case_from(rest, Mix::MostlyValid);
    if let Err(difference) = check(&case, &groups, bytes.len() % 2 == 0) {
        panic!("{difference}\n{groups:?}\n{}", json!(case.world.to_values()));
    }
});
