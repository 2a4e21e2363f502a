//! Holds the oracle against the engine for as many cases as wanted, and prints one small case of
//! each class of differences as a scenario.
//!
//! `COUNT` cases (default 10,000) from `SEED` (default 1), `MIX=free` for free-form worlds, on `THREADS`
//! threads (default 1). It says now and then how far it is, and exits with 1 if there was a
//! difference.

#![allow(clippy::print_stdout, reason = "a report for a person")]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use gateway_testing::shrink::shrink;
use gateway_testing::strategy::{Case, Cases, Mix};
use gateway_testing::{Oracle, RouteEngine, differential};

/// How often the state is told.
const TELL: u64 = 10_000;
/// Room for a case, whose objects are large without optimisation.
const STACK: usize = 32 << 20;

/// What there is to do, and what came of it.
struct Run {
    seed: u64,
    count: u64,
    mix: Mix,
    next: AtomicU64,
    done: AtomicU64,
    /// How often each class of differences was seen.
    classes: Mutex<BTreeMap<String, u64>>,
}

fn main() -> ExitCode {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let run = Run {
        seed: number("SEED").unwrap_or(1),
        count: number("COUNT").unwrap_or(10_000),
        mix: match std::env::var("MIX").as_deref() {
            Ok("free") => Mix::FreeForm,
            _ => Mix::MostlyValid,
        },
        next: AtomicU64::new(0),
        done: AtomicU64::new(0),
        classes: Mutex::default(),
    };
    let threads = number("THREADS").unwrap_or(1);
    thread::scope(|scope| {
        for _ in 0..threads {
            let thread = thread::Builder::new().stack_size(STACK);
            if let Err(error) = thread.spawn_scoped(scope, || run.work()) {
                println!("a thread does not start: {error}");
            }
        }
    });
    let done = run.done.load(Ordering::Relaxed);
    run.tell(done);
    if done == run.count && run.seen(|classes| classes.is_empty()) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

impl Run {
    fn work(&self) {
        let cases = Cases::new(self.mix);
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= self.count {
                return;
            }
            let case = cases.get(self.seed, number);
            for class in classes_of(&case) {
                let times = self.seen(|classes| {
                    let times = classes.entry(class.clone()).or_default();
                    *times += 1;
                    *times
                });
                if times == 1 {
                    let small = shrink(&case, |case| classes_of(case).contains(&class));
                    let report = differential::report(&small, &Oracle, &RouteEngine);
                    println!("=== {class}, case {number}\n{}", report.unwrap_or_default());
                }
            }
            let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(TELL) {
                self.tell(done);
            }
        }
    }

    fn seen<T>(&self, look: impl FnOnce(&mut BTreeMap<String, u64>) -> T) -> T {
        let classes = self.classes.lock();
        look(&mut classes.unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    fn tell(&self, done: u64) {
        let (seed, mix) = (self.seed, self.mix);
        self.seen(|classes| {
            let count = classes.len();
            println!(
                "{done} cases of seed {seed} ({mix:?}): {count} classes of differences {classes:?}"
            );
        });
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
