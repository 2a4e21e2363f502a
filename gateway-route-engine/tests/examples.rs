//! The examples run.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

#[path = "../examples/apply_decision.rs"]
mod apply_decision;
#[path = "../examples/write_statuses.rs"]
mod write_statuses;

#[test]
fn a_controller_writes_what_changed_and_then_nothing() {
    write_statuses::main().unwrap();
}

#[test]
fn a_data_plane_applies_decisions() {
    apply_decision::main().unwrap();
}
