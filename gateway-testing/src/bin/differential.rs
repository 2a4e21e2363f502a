//! Holds the oracle against the engine for as many cases as wanted, and prints one small case of
//! each class of differences as a scenario.
//!
//! `COUNT` cases (default 10,000) from `SEED` (default 1), `MIX=free` for free-form worlds. It says
//! now and then how far it is, and exits with 1 if there was a difference.

#![allow(clippy::print_stdout, reason = "a report for a person")]

use std::collections::BTreeMap;
use std::process::ExitCode;

use gateway_testing::strategy::{Case, Mix, case};
use gateway_testing::{Oracle, RouteEngine, differential};
use proptest::strategy::{Strategy as _, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// How many simplifications are tried on a case.
const SIMPLIFICATIONS: u32 = 1_500;
/// How often the state is told.
const TELL: u64 = 10_000;

fn main() -> ExitCode {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let seed = number("SEED").unwrap_or(1);
    let count = number("COUNT").unwrap_or(10_000);
    let mix = match std::env::var("MIX").as_deref() {
        Ok("free") => Mix::FreeForm,
        _ => Mix::MostlyValid,
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = case(mix);
    let mut classes: BTreeMap<String, u64> = BTreeMap::new();
    for done in 1..=count {
        let Ok(mut tree) = strategy.new_tree(&mut runner) else {
            println!("no case {done}");
            return ExitCode::FAILURE;
        };
        for class in classes_of(&tree.current()) {
            let times = classes.entry(class.clone()).or_default();
            *times += 1;
            if *times == 1 {
                simplify(&mut tree, &class);
                let report = differential::report(&tree.current(), &Oracle, &RouteEngine);
                println!("=== {class}\n{}", report.unwrap_or_default());
            }
        }
        if done % TELL == 0 || done == count {
            println!(
                "{done} cases of seed {seed} ({mix:?}): {} classes of differences {classes:?}",
                classes.len()
            );
        }
    }
    if classes.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The differences of a case without the names and numbers in them.
fn classes_of(case: &Case) -> Vec<String> {
    let differences = differential::differences(case, &Oracle, &RouteEngine);
    let class = |line: &str| {
        let (place, rest) = line.split_once(": ").unwrap_or((line, ""));
        let kind = place.split(' ').next().unwrap_or_default();
        let member = rest.split(':').next().unwrap_or_default();
        let member = if member.len() < 24 { member } else { "whole" };
        format!("{kind} {member}")
    };
    // Of several members of an answer the first tells enough.
    let mut classes: Vec<_> = differences.iter().map(|found| class(found)).collect();
    classes.sort();
    classes.dedup();
    classes
}

/// Makes a case as small as it gets while its differences are of a class.
fn simplify(tree: &mut impl ValueTree<Value = Case>, class: &String) {
    let mut left = SIMPLIFICATIONS;
    let mut smaller = tree.simplify();
    while smaller && left > 0 {
        left -= 1;
        smaller = if classes_of(&tree.current()).contains(class) {
            tree.simplify()
        } else {
            tree.complicate()
        };
    }
    // Whatever is left has to be of the class.
    while !classes_of(&tree.current()).contains(class) && tree.complicate() {}
}
