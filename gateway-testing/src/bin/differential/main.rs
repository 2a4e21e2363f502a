//! Holds the oracle against the engine for as many cases as wanted, and prints one small case of
//! each class of differences as a scenario.
//!
//! `COUNT` cases (default 10,000) from `SEED` (default 1), `MIX=free` for free-form worlds, on `THREADS`
//! threads (default 1). A case is a world with its statuses and some requests, or with `REQUESTS=200`
//! so many, most of them aimed at what the routes of the world match. It says now and then how far it
//! is and how fast it goes, and exits with 1 if there was a difference.

#![allow(clippy::print_stdout, reason = "a report for a person")]

mod promises;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use gateway_testing::shrink::shrink;
use gateway_testing::strategy::{Case, DenseCases, Mix};
use gateway_testing::{Oracle, RouteEngine, differential, scenario};

/// After how many decisions the state is told.
const TELL: u64 = 200_000;
/// Room for a case, whose objects are large without optimisation.
const STACK: usize = 32 << 20;

/// What there is to do, and what came of it.
struct Run {
    seed: u64,
    count: u64,
    mix: Mix,
    requests: usize,
    started: Instant,
    next: AtomicU64,
    done: AtomicU64,
    decided: AtomicU64,
    /// How often each class of differences was seen.
    classes: Mutex<BTreeMap<String, u64>>,
}

fn main() -> ExitCode {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let requests = number("REQUESTS").and_then(|count| usize::try_from(count).ok());
    let run = Run {
        seed: number("SEED").unwrap_or(1),
        count: number("COUNT").unwrap_or(10_000),
        mix: match std::env::var("MIX").as_deref() {
            Ok("free") => Mix::FreeForm,
            _ => Mix::MostlyValid,
        },
        requests: requests.unwrap_or_default(),
        started: Instant::now(),
        next: AtomicU64::new(0),
        done: AtomicU64::new(0),
        decided: AtomicU64::new(0),
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
    run.tell();
    let done = run.done.load(Ordering::Relaxed);
    if done == run.count && run.seen(|classes| classes.is_empty()) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

impl Run {
    fn work(&self) {
        let cases = DenseCases::new(self.mix, self.requests);
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
                    println!("=== {class}, case {number}\n{}", report(&case, &class));
                }
            }
            self.done.fetch_add(1, Ordering::Relaxed);
            let decisions = case.requests.len() as u64;
            let before = self.decided.fetch_add(decisions, Ordering::Relaxed);
            if before / TELL < (before + decisions) / TELL {
                self.tell();
            }
        }
    }

    fn seen<T>(&self, look: impl FnOnce(&mut BTreeMap<String, u64>) -> T) -> T {
        let classes = self.classes.lock();
        look(&mut classes.unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    fn tell(&self) {
        let (seed, mix) = (self.seed, self.mix);
        let [worlds, decisions] =
            [&self.done, &self.decided].map(|count| count.load(Ordering::Relaxed));
        let seconds = self.started.elapsed().as_secs().max(1);
        let rate = decisions / seconds;
        self.seen(|classes| {
            let count = classes.len();
            println!(
                "{decisions} decisions in {worlds} worlds of seed {seed} ({mix:?}) in {seconds} s, \
                 {rate} a second: {count} classes of differences {classes:?}"
            );
        });
    }
}

/// The differences of a case, and the promises that the engine breaks on it, without the names and
/// numbers in them.
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
    let broken = promises::broken(case).into_iter();
    classes.extend(broken.map(str::to_owned));
    classes.sort();
    classes.dedup();
    classes
}

/// A small case of a class, as a scenario.
fn report(case: &Case, class: &str) -> String {
    let shows = |case: &Case| classes_of(case).iter().any(|found| found == class);
    let small = shrink(&with_few_requests(case, &shows), shows);
    let report = differential::report(&small, &Oracle, &RouteEngine);
    report.unwrap_or_else(|| scenario::of_case(class, &small, &Oracle).write())
}

/// The case without requests or with one alone, where that shows the same: to leave out many one by
/// one takes long.
fn with_few_requests(case: &Case, shows: &impl Fn(&Case) -> bool) -> Case {
    let with = |requests: &[_]| Case {
        requests: requests.to_vec(),
        ..case.clone()
    };
    let one_by_one = case.requests.chunks(1).map(with);
    let mut few = std::iter::once(with(&[])).chain(one_by_one);
    few.find(shows).unwrap_or_else(|| case.clone())
}
