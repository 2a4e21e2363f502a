//! Rules for people and for programs.

use std::collections::BTreeMap;
use std::io::{self, Write};

use gateway_validate::{Check, Place};
use serde_json::{Value, json};

use super::catalog::{Catalog, Entry, Group};

/// Prints all rules, a line each, by who says them.
pub(crate) fn list(catalog: &Catalog, output: &mut impl Write) -> io::Result<()> {
    let width = catalog.entries().map(|entry| entry.id.len()).max();
    let width = width.unwrap_or_default();
    for (position, group) in [Group::Document, Group::Server, Group::Habit, Group::Engine]
        .into_iter()
        .enumerate()
    {
        if position > 0 {
            writeln!(output)?;
        }
        writeln!(output, "{}: {}", group.as_str(), group.about())?;
        for entry in catalog.entries().filter(|entry| entry.group == group) {
            let (id, level) = (entry.id, entry.level.to_string());
            writeln!(
                output,
                "  {id:width$}  {level:7}  {}",
                one_line(&entry.title)
            )?;
        }
    }
    Ok(())
}

/// Explains one rule.
pub(crate) fn one(entry: &Entry, output: &mut impl Write) -> io::Result<()> {
    writeln!(
        output,
        "{} ({}, {})",
        entry.id,
        entry.level,
        entry.group.as_str()
    )?;
    writeln!(output, "{}", entry.title)?;
    if let Some(rule) = entry.habit {
        for (heading, text) in [
            ("What it does", rule.what_it_does),
            ("Why", rule.why),
            ("Example", rule.example),
            ("Use instead", rule.use_instead),
            ("Source", rule.source),
        ] {
            writeln!(output, "\n{heading}\n{}", indented(text))?;
        }
    }
    let engine = entry.diagnostic.filter(|_| entry.habit.is_none());
    if let Some(rule) = engine {
        for (heading, text) in [("Why", rule.why), ("Example", rule.example)] {
            writeln!(output, "\n{heading}\n{}", indented(text))?;
        }
    }
    match &entry.check {
        Some(check) => check_text(check, output),
        None if entry.habit.is_some() || engine.is_some() => Ok(()),
        None => writeln!(output, "\nIt is one of: {}.", entry.group.about()),
    }
}

/// A rule for programs. Keys that a rule has nothing for are null or empty.
pub(crate) fn json(entry: &Entry) -> Value {
    let (habit, check) = (entry.habit, entry.check.as_ref());
    let engine = entry.diagnostic.as_ref();
    let places = check.map(|check| check.places.iter().map(place));
    json!({
        "id": entry.id,
        "group": entry.group.as_str(),
        "level": entry.level.to_string(),
        "title": entry.title,
        "what": habit.map(|rule| rule.what_it_does).or(engine.map(|rule| rule.what)),
        "why": habit.map(|rule| rule.why).or(engine.map(|rule| rule.why)),
        "example": habit.map(|rule| rule.example).or(engine.map(|rule| rule.example)),
        "useInstead": habit.map(|rule| rule.use_instead),
        "source": habit.map(|rule| rule.source),
        "messages": check.map(|check| check.messages.clone()).unwrap_or_default(),
        "expression": check.and_then(|check| check.expression),
        "help": check.and_then(|check| check.help),
        "places": places.into_iter().flatten().collect::<Vec<_>>(),
    })
}

/// Prints a value so that people can read it, too.
pub(crate) fn print_json(value: &Value, output: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *output, value)?;
    writeln!(output)
}

fn check_text(check: &Check, output: &mut impl Write) -> io::Result<()> {
    if let Some(expression) = check.expression {
        writeln!(output, "\nRule\n{}", indented(expression))?;
        writeln!(
            output,
            "\nMessage\n{}",
            indented(&check.messages.join("\n"))
        )?;
    }
    if let Some(help) = check.help {
        writeln!(output, "\nHelp\n{}", indented(help))?;
    }
    let Some(places) = places(check) else {
        return writeln!(
            output,
            "\nIt applies wherever a field's schema asks for it."
        );
    };
    writeln!(output, "\nPlaces\n{}", indented(&places.join("\n")))
}

/// Places of a rule, those that differ in version, channel or release alone in one line.
fn places(check: &Check) -> Option<Vec<String>> {
    let mut places: BTreeMap<(&str, &str), [Vec<String>; 3]> = BTreeMap::new();
    for place in &check.places {
        let entry = places.entry((place.kind, &place.path)).or_default();
        let facts = [
            place.version.to_owned(),
            place.channel.to_string(),
            place.release.to_string(),
        ];
        for (known, fact) in entry.iter_mut().zip(facts) {
            if !known.contains(&fact) {
                known.push(fact);
            }
        }
    }
    let line = |((kind, path), facts): (&(&str, &str), &[Vec<String>; 3])| {
        let facts: Vec<String> = facts.iter().map(|known| known.join(" ")).collect();
        let path = if path.is_empty() {
            "the object itself"
        } else {
            path
        };
        format!("{kind} {path} ({})", facts.join("; "))
    };
    (!places.is_empty()).then(|| places.iter().map(line).collect())
}

fn place(place: &Place) -> Value {
    json!({
        "release": place.release.as_str(),
        "channel": place.channel.as_str(),
        "kind": place.kind,
        "version": place.version,
        "path": place.path,
    })
}

fn indented(text: &str) -> String {
    let lines: Vec<String> = text
        .trim_end()
        .lines()
        .map(|line| format!("  {line}").trim_end().to_owned())
        .collect();
    lines.join("\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
