//! Every numbered statement of the specification has a scenario, or a reason why none can show it.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use gateway_testing::Scenario;

const SPECIFICATION: &str = "../../shared/spec/semantics.md";
const SECTIONS: std::ops::RangeInclusive<u32> = 2..=8;

/// A statement's number: `4.4.2` is the second of section 4.4.
type Number = Vec<u32>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn number(text: &str) -> Option<Number> {
    let parts: Vec<_> = text
        .split('.')
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    (parts.len() == 3 && SECTIONS.contains(&parts[0])).then_some(parts)
}

fn written(number: &[u32]) -> String {
    let parts: Vec<_> = number.iter().map(u32::to_string).collect();
    parts.join(".")
}

/// The statements, each with the reason why no scenario shows it, if there is one.
fn statements() -> BTreeMap<Number, Option<String>> {
    let text = fs::read_to_string(root().join("../testdata/statements.txt")).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (id, reason) = line.split_once(' ').unwrap_or((line, ""));
            let id = number(id);
            assert!(id.is_some(), "`{line}` is no statement");
            (id.unwrap(), (!reason.is_empty()).then(|| reason.to_owned()))
        })
        .collect()
}

/// Where each statement is shown: `file: name of the scenario`.
fn shown() -> BTreeMap<Number, BTreeSet<String>> {
    let mut shown: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for entry in fs::read_dir(root().join("../testdata/engine")).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        for scenario in Scenario::read(&fs::read_to_string(&path).unwrap()).unwrap() {
            for id in scenario.spec.iter().filter_map(|id| number(id)) {
                let place = format!("`{file}`: {}", scenario.name);
                shown.entry(id).or_default().insert(place);
            }
        }
    }
    shown
}

#[test]
fn every_statement_has_a_scenario_or_a_reason() {
    let (statements, shown) = (statements(), shown());
    let mut wrong = Vec::new();
    for (id, reason) in &statements {
        match (reason, shown.get(id)) {
            (None, None) => wrong.push(format!("{} has no scenario", written(id))),
            (Some(_), Some(_)) => wrong.push(format!(
                "{} has a scenario: strike off its reason",
                written(id)
            )),
            _ => {}
        }
    }
    for id in shown.keys().filter(|id| !statements.contains_key(*id)) {
        wrong.push(format!("{} is no statement", written(id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_the_readme_is_true() {
    const START: &str = "<!-- statements -->\n";
    const END: &str = "<!-- end -->";
    let path = root().join("../testdata/README.md");
    let text = fs::read_to_string(&path).unwrap();
    let start = text.find(START).unwrap() + START.len();
    let end = text.find(END).unwrap();
    let shown = shown();
    let mut table = "\n| statement | scenarios |\n|---|---|\n".to_owned();
    for (id, reason) in statements() {
        let places = shown.get(&id).map(|places| {
            let places: Vec<_> = places
                .iter()
                .map(|place| place.replace('|', "\\|"))
                .collect();
            places.join("; ")
        });
        let cell = places
            .or_else(|| reason.map(|reason| format!("none: {reason}")))
            .unwrap_or_default();
        writeln!(table, "| {} | {cell} |", written(&id)).unwrap();
    }
    table.push('\n');
    if std::env::var_os("UPDATE").is_some() {
        let updated = [&text[..start], &table, &text[end..]].concat();
        fs::write(&path, updated).unwrap();
    } else {
        assert!(
            text[start..end] == table,
            "the table is out of date: UPDATE=1 cargo test -p gateway-testing --test statements"
        );
    }
}

#[test]
fn the_statements_are_those_of_the_specification() {
    let Ok(text) = fs::read_to_string(root().join(SPECIFICATION)) else {
        let note = format!("SKIPPED: there is no specification in {SPECIFICATION}\n");
        std::io::stderr().write_all(note.as_bytes()).unwrap();
        return;
    };
    let specified: BTreeSet<_> = text
        .lines()
        .filter_map(|line| number(line.strip_prefix("- ")?.split(' ').next()?))
        .collect();
    let listed: BTreeSet<_> = statements().into_keys().collect();
    assert_eq!(specified, listed);
}
