//! Prints the figures of `benches/README.md`, ours and the peers' from one run, or draws the chart of
//! the README.
//!
//! `cargo run --release -p benches --bin report -- [NAME… | --chart CHART.svg]`, NAME being a workload,
//! `explain`, `draws`, `build` or `edits`: all of them where none is named.

#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::hint::black_box;
use std::time::Instant;

use allocation_counter::measure;
use benches::chart::{Line, svg};
use benches::edit;
use benches::peers::{Matchit, SortedList};
use benches::{Draw, Request, Shape, SplitMix64, Workload, gateway, port, view, wrong_answers};
use gateway_api_types::ReferenceGrant;
use gateway_route_engine::split::Split;
use gateway_route_engine::{Compiler, Decision, Edit, Options, RoutingTable, compile, judge};

const SEED: u64 = 42;
const REQUESTS: usize = 4096;
const ROUNDS: usize = 21;

/// What is timed: a name, and what it does with a request.
type Timed<'a> = (&'static str, Box<dyn Fn(&Request) -> bool + 'a>);

fn main() -> Result<(), String> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    if let [flag, path] = &arguments[..]
        && flag == "--chart"
    {
        return std::fs::write(path, chart()?).map_err(|error| format!("{path}: {error}"));
    }
    let asked = |name: &str| arguments.is_empty() || arguments.iter().any(|one| one == name);
    let workloads = Workload::COMPARED.into_iter().chain(Workload::FURTHER);
    let workloads: Vec<_> = workloads.filter(|workload| asked(workload.name)).collect();
    if !workloads.is_empty() {
        println!(
            "| workload | hit | by name | path miss | host miss | matchit | ratio | sorted list |"
        );
        println!("|---|---|---|---|---|---|---|---|");
    }
    for workload in workloads {
        decisions(workload)?;
    }
    if asked("explain") {
        println!();
        explained()?;
    }
    if asked("draws") {
        println!();
        splits();
    }
    if asked("build") {
        println!();
        build();
    }
    if asked("edits") {
        println!();
        edits();
    }
    Ok(())
}

fn checked(workload: Workload, table: &RoutingTable, draw: Draw) -> Result<Vec<Request>, String> {
    let requests = workload.requests(draw, REQUESTS, SEED);
    match wrong_answers(table, &requests).first() {
        Some(wrong) => Err(format!("{}: {wrong:?}", workload.name)),
        None => Ok(requests),
    }
}

fn decisions(workload: Workload) -> Result<(), String> {
    let table = workload.compile().table;
    let (matchit, list) = (Matchit::new(workload), SortedList::new(workload));
    let list = list.filter(|_| workload.routes() <= 1000);
    let hits = checked(workload, &table, Draw::Hit)?;
    let mut timed = vec![engine(&table), by_name(&table)];
    if let Some(matchit) = &matchit {
        timed.push((
            "matchit",
            Box::new(|request| matchit.route(request).is_some()),
        ));
    }
    if let Some(list) = &list {
        timed.push(("list", Box::new(|request| list.route(request).is_some())));
    }
    let rounds = rounds(&timed, &hits);
    let figures = |name| timed.iter().position(|(found, _)| *found == name);
    let figures = |name| figures(name).map(|place| rounds[place].clone());
    let figure = |name| figures(name).map(median);
    let shown = |ns: Option<f64>| ns.map_or("–".to_owned(), |ns| format!("{ns:.0}"));
    let alone = |draw| -> Result<f64, String> {
        let requests = checked(workload, &table, draw)?;
        Ok(medians(&[engine(&table)], &requests)[0].1)
    };
    let hit = figure("engine").unwrap_or_default();
    // The ratio is taken within each round, for a machine changes its speed between them.
    let ratio = figures("engine")
        .zip(figures("matchit"))
        .map(|(own, peer)| {
            let ratios = own.into_iter().zip(peer).map(|(own, peer)| own / peer);
            format!("{:.2}", median(ratios.collect()))
        });
    let ratio = ratio.unwrap_or("–".to_owned());
    println!(
        "| {} | {hit:.0} | {} | {:.0} | {:.0} | {} | {ratio} | {} |",
        workload.name,
        shown(figure("by name")),
        alone(Draw::PathMiss)?,
        alone(Draw::HostMiss)?,
        shown(figure("matchit")),
        shown(figure("list")),
    );
    Ok(())
}

fn engine(table: &RoutingTable) -> Timed<'_> {
    let (gateway, port) = (gateway(), port(table));
    let route = move |request: &Request| {
        let decision = port
            .as_ref()
            .map(|port| port.route(&view(&gateway, request), 0));
        matches!(decision, Some(Decision::Forward(_)))
    };
    ("engine", Box::new(route))
}

/// The same where the Gateway is looked for by its name, and its port by number, each time.
fn by_name(table: &RoutingTable) -> Timed<'_> {
    let gateway = gateway();
    let route = move |request: &Request| {
        let decision = table.route(&view(&gateway, request), 0);
        matches!(decision, Decision::Forward(_))
    };
    ("by name", Box::new(route))
}

/// Nanoseconds a request: the median of many rounds.
fn medians(timed: &[Timed<'_>], requests: &[Request]) -> Vec<(&'static str, f64)> {
    let names = timed.iter().map(|(name, _)| *name);
    let rounds = rounds(timed, requests).into_iter();
    names.zip(rounds.map(median)).collect()
}

/// Nanoseconds a request of each, in many rounds, in each of which everyone has a turn. A turn starts
/// with requests that are not timed, so that nobody pays for caches which the one before has filled.
fn rounds(timed: &[Timed<'_>], requests: &[Request]) -> Vec<Vec<f64>> {
    let mut rounds = vec![Vec::with_capacity(ROUNDS); timed.len()];
    for _ in 0..ROUNDS {
        for ((_, route), figures) in timed.iter().zip(&mut rounds) {
            for request in requests {
                black_box(route(black_box(request)));
            }
            let start = Instant::now();
            for request in requests {
                black_box(route(black_box(request)));
            }
            #[expect(clippy::cast_precision_loss, reason = "there are few requests")]
            figures.push(start.elapsed().as_secs_f64() * 1e9 / requests.len() as f64);
        }
    }
    rounds
}

/// What reasons cost.
fn explained() -> Result<(), String> {
    println!("| workload | explain | times the decision |");
    println!("|---|---|---|");
    for workload in Workload::COMPARED {
        let table = workload.compile().table;
        let hits = checked(workload, &table, Draw::Hit)?;
        let gateway = gateway();
        let explain = |request: &Request| {
            let explanation = table.explain(&view(&gateway, request), 0);
            !explanation.candidates.is_empty()
        };
        let timed = [engine(&table), ("explain", Box::new(explain) as Box<_>)];
        let figures = medians(&timed, &hits[..512]);
        let (decision, explained) = (figures[0].1, figures[1].1);
        let (name, ratio) = (workload.name, explained / decision);
        println!("| {name} | {explained:.0} ns | {ratio:.0} |");
    }
    Ok(())
}

/// What drawing a backend costs.
fn splits() {
    println!("| backends | draw | keyed draw |");
    println!("|---|---|---|");
    for count in [2, 16] {
        let split = Split::new((0..count).map(|index| index + 1));
        let ns = |pick: &dyn Fn(u64) -> Option<usize>| {
            let mut random = SplitMix64::new(SEED);
            let start = Instant::now();
            for _ in 0..1_000_000 {
                black_box(pick(random.next_u64()));
            }
            start.elapsed().as_secs_f64() * 1e3
        };
        let draw = ns(&|entropy| split.pick(entropy));
        let keyed = ns(&|key| split.pick_keyed(key, |index| index as u64));
        println!("| {count} | {draw:.1} ns | {keyed:.1} ns |");
    }
}

/// Time to compile and memory of the table.
fn build() {
    println!("| routes | judge, statuses included | build the table | table | matchit |");
    println!("|---|---|---|---|---|");
    for hosts in [100, 1000, 10_000] {
        let workload = Workload::new("build", hosts, 10, Shape::Prefix);
        let (resources, options) = (workload.resources(), Options::default());
        let mut judging = Vec::new();
        let mut building = Vec::new();
        let mut table = RoutingTable::default();
        for _ in 0..3 {
            let start = Instant::now();
            let judgement = judge(&resources, &options);
            judging.push(start.elapsed().as_secs_f64() * 1e3);
            let start = Instant::now();
            let compiled = judgement.build();
            building.push(start.elapsed().as_secs_f64() * 1e3);
            table = compiled.table;
        }
        let table = measure(|| drop(table)).bytes_current.unsigned_abs();
        let mut peer = None;
        let peer_size = measure(|| peer = Matchit::new(workload))
            .bytes_current
            .unsigned_abs();
        println!(
            "| {} | {:.1} ms | {:.1} ms | {:.1} MB | {:.1} MB |",
            workload.routes(),
            median(judging),
            median(building),
            megabytes(table),
            megabytes(peer_size),
        );
    }
}

/// Time to follow a change among many routes, statuses included, while a reader holds the old table.
fn edits() {
    println!(
        "| routes | replace a route | endpoints come or go | a grant comes or goes | compile all |"
    );
    println!("|---|---|---|---|---|");
    for hosts in [100, 1000, 10_000] {
        let workload = Workload::new("edit", hosts, 10, Shape::Prefix);
        let mut resources = workload.resources();
        resources.insert(edit::route());
        if let Some(grant) = edit::grant() {
            resources.insert(grant);
        }
        let mut compiler = Compiler::new(resources, Options::default());
        let mut random = SplitMix64::new(SEED);
        let route = followed(&mut compiler, |edit, _| {
            let (host, place) = (random.below(hosts), random.below(10));
            let mut route = workload.route(host, place);
            if let Some(rules) = &mut route.spec.rules {
                rules.push(rules[0].clone());
            }
            edit.put(route);
        });
        let endpoints = followed(&mut compiler, |edit, round| {
            edit.put(edit::slice(round % 2 == 0));
        });
        let grant = followed(&mut compiler, |edit, round| match edit::grant() {
            Some(grant) if round % 2 == 0 => edit.put(grant),
            _ => edit.remove::<ReferenceGrant>(&edit::grant_name()),
        });
        let start = Instant::now();
        black_box(compile(compiler.resources(), &Options::default()));
        let all = start.elapsed().as_secs_f64() * 1e3;
        let routes = workload.routes();
        println!("| {routes} | {route:.0} µs | {endpoints:.0} µs | {grant:.0} µs | {all:.0} ms |");
    }
}

/// Microseconds to follow a change.
fn followed(compiler: &mut Compiler, mut change: impl FnMut(&mut Edit<'_>, usize)) -> f64 {
    let figures = (0..200).map(|round| {
        let reader = compiler.table().clone();
        let start = Instant::now();
        let mut edit = compiler.edit();
        change(&mut edit, round);
        let update = black_box(edit.finish());
        let elapsed = start.elapsed().as_secs_f64() * 1e6;
        drop(reader);
        if update.full { f64::INFINITY } else { elapsed }
    });
    median(figures.collect())
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "for people")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn chart() -> Result<String, String> {
    let line = |label, colour| Line {
        label,
        colour,
        points: Vec::new(),
    };
    let mut lines = [
        line("engine", "#0060c0"),
        line("matchit", "#c07000"),
        line("sorted list", "#909090"),
    ];
    for hosts in [1_u32, 10, 100, 1000, 10_000] {
        let workload = Workload::new("chart", hosts as usize, 10, Shape::Prefix);
        let table = workload.compile().table;
        let (matchit, list) = (Matchit::new(workload), SortedList::new(workload));
        let hits = checked(workload, &table, Draw::Hit)?;
        let mut timed = vec![engine(&table)];
        if let Some(matchit) = &matchit {
            timed.push((
                "matchit",
                Box::new(|request| matchit.route(request).is_some()),
            ));
        }
        let routes = f64::from(hosts) * 10.0;
        let figures = medians(&timed, &hits);
        for ((_, ns), line) in figures.into_iter().zip(&mut lines) {
            line.points.push((routes, ns));
        }
        if let Some(list) = list {
            let route: Timed<'_> = (
                "list",
                Box::new(move |request| list.route(request).is_some()),
            );
            // The list takes too long for more than a few of them.
            let few = &hits[..if hosts > 100 { 64 } else { 1024 }];
            lines[2].points.push((routes, medians(&[route], few)[0].1));
        }
    }
    Ok(svg(&lines))
}
