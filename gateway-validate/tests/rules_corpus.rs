//! The rules over manifests that others wrote, where they lie beside the project: what an API server
//! accepts gives no error, but for what `testdata/lint/corpus.txt` lists with its reason.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use gateway_validate::document::{self, SourceText};
use gateway_validate::rules::{self, Context, Finding, Level};
use gateway_validate::{Channel, Release};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn shared(path: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    // Past the harness, which keeps the output of tests that pass to itself.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {} is not here", path.display());
    None
}

fn findings(text: &str, context: &Context) -> Vec<Finding> {
    let parsed = document::parse(&SourceText::new(text).unwrap());
    let objects = parsed
        .documents
        .iter()
        .flat_map(document::Document::objects);
    objects
        .flat_map(|object| {
            rules::check_as(
                object.node,
                object.api_version.unwrap_or_default(),
                object.kind.unwrap_or_default(),
                context,
            )
        })
        .collect()
}

/// The listed exceptions: pairs of rule and place, the latter `file: path`.
fn exceptions() -> BTreeSet<(String, String)> {
    let text = fs::read_to_string(root().join("testdata/lint/corpus.txt")).unwrap();
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let (rule, place) = line.split_once(' ').unwrap();
            (rule.to_owned(), place.to_owned())
        })
        .collect()
}

/// Every accepted object of the recorded examples, as `(name, context, text)`.
fn accepted() -> Vec<(String, Context, String)> {
    let mut objects = Vec::new();
    for (release, folder) in [(Release::V1_6_1, "v1.6.1"), (Release::V1_7_0, "v1.7.0")] {
        let Some(file) = shared(&format!("validation/{folder}/examples.jsonl")) else {
            continue;
        };
        for line in fs::read_to_string(file).unwrap().lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            if case["accepted"] != true || case["object"].is_null() {
                continue;
            }
            let channel = case["channel"]
                .as_str()
                .unwrap()
                .parse::<Channel>()
                .unwrap();
            let context = Context {
                release,
                channel,
                ..Context::default()
            };
            let id = case["id"]
                .as_str()
                .unwrap()
                .replace("/exp/", "/")
                .replace("/sta/", "/");
            // The articles have a test of their own.
            if id.starts_with("articles/") {
                continue;
            }
            objects.push((id, context, case["object"].to_string()));
        }
    }
    objects
}

#[test]
fn what_a_server_accepts_gives_no_error_but_for_the_listed_ones() {
    let exceptions = exceptions();
    let mut met = BTreeSet::new();
    let mut wrong = BTreeSet::new();
    let objects = accepted();
    for (id, context, text) in &objects {
        for finding in findings(text, context) {
            let place = (
                finding.rule.id.to_owned(),
                format!("{id}: {}", finding.path),
            );
            if exceptions.contains(&place) {
                met.insert(place);
            } else if finding.rule.level > Level::Info {
                wrong.insert(format!(
                    "{} {} {} ({})",
                    finding.rule.level, place.0, place.1, finding.message
                ));
            }
        }
    }
    let wrong: Vec<_> = wrong.into_iter().collect();
    assert!(
        wrong.is_empty(),
        "{} more:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    if !objects.is_empty() {
        let unmet: Vec<_> = exceptions.difference(&met).collect();
        assert!(unmet.is_empty(), "no longer found: {unmet:#?}");
    }
}

/// Objects that a generator has bent and broken: rules may say what they like, and come to an end.
#[test]
fn broken_objects_do_no_harm() {
    for folder in ["v1.6.1", "v1.7.0"] {
        let Some(file) = shared(&format!("validation/{folder}/mutations-a.jsonl")) else {
            return;
        };
        for line in fs::read_to_string(file).unwrap().lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            let text = case["raw"]
                .as_str()
                .map_or_else(|| case["object"].to_string(), str::to_owned);
            for finding in findings(&text, &Context::default()) {
                let span = finding.span.unwrap();
                assert!(
                    span.start <= span.end && text.get(span.range()).is_some(),
                    "{line}"
                );
            }
        }
    }
}

/// What `gapi lint` finds in each of the articles' manifests, as listed.
fn articles() -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(root().join("testdata/lint/articles.txt")).unwrap();
    let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut file = String::new();
    for line in text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        if let Some(finding) = line.strip_prefix("  ") {
            let findings = expected.entry(file.clone()).or_default();
            findings.push(finding.to_owned());
        } else {
            line.clone_into(&mut file);
            expected.entry(file.clone()).or_default();
        }
    }
    expected
}

/// What the comments of the articles' manifests name, as far as one object shows it, and nothing else above `info`.
#[test]
fn the_articles_give_what_their_comments_name() {
    let Some(folder) = shared("manifests/articles") else {
        return;
    };
    let is_habit = |line: &String| {
        rules::all()
            .iter()
            .any(|rule| line.split(' ').nth(2) == Some(rule.id))
    };
    let mut expected = articles();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap();
        if path.extension().is_none_or(|end| end != "yaml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let source = SourceText::new(text.as_str()).unwrap();
        let found: Vec<_> = findings(&text, &Context::default())
            .iter()
            .map(|finding| {
                let position = source.position(finding.span.unwrap().start);
                format!(
                    "{position} {} {} {}",
                    finding.rule.level, finding.rule.id, finding.path
                )
            })
            .collect();
        let mut listed = expected.remove(file);
        if let Some(listed) = &mut listed {
            listed.retain(is_habit);
        }
        assert_eq!(Some(found), listed, "{file}");
    }
    assert!(expected.is_empty(), "no such files: {expected:?}");
}
