//! The rules against cases: each rule's own example, and the manifests of `testdata/lint`.
//!
//! In those a line with a finding ends with `# ~ rule-id` (several ids where there are several findings).
//! Every finding of the file must be marked, and every mark must be met. A document that starts with
//! `# standard` or `# v1.6.1` is held against that channel or release.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use gateway_validate::document::{self, SourceText};
use gateway_validate::rules::{self, Context, Explained, Finding, Level};
use gateway_validate::{Channel, Release, Validator};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The findings of every object of a text.
fn findings(source: &SourceText, context: &Context) -> Vec<Finding> {
    let parsed = document::parse(source);
    assert!(
        parsed.errors.is_empty(),
        "{:?}\n{}",
        parsed.errors,
        source.text()
    );
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

fn context_of(text: &str) -> Context {
    let head: Vec<_> = text
        .lines()
        .take_while(|line| line.starts_with('#'))
        .collect();
    let says = |word: &str| {
        head.iter()
            .any(|line| line.trim_start_matches(['#', ' ']) == word)
    };
    Context {
        channel: if says("standard") {
            Channel::Standard
        } else {
            Channel::Experimental
        },
        release: if says("v1.6.1") {
            Release::V1_6_1
        } else {
            Release::V1_7_0
        },
        ..Context::default()
    }
}

/// Lines with the rules that speak up about them.
type Marks = Vec<(usize, String)>;

/// What a text marks, and what is found in it: pairs of line and rule.
fn expected_and_found(text: &str) -> (Marks, Marks) {
    let mut expected = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Some((_, ids)) = line.split_once("# ~ ") {
            expected.extend(ids.split_whitespace().map(|id| (index + 1, id.to_owned())));
        }
    }
    let source = SourceText::new(text).unwrap();
    let mut found: Vec<_> = findings(&source, &context_of(text))
        .iter()
        .map(|finding| {
            let line = source.position(finding.span.unwrap().start).line;
            (line, finding.rule.id.to_owned())
        })
        .collect();
    found.sort();
    expected.sort();
    (expected, found)
}

/// The documents of a file, each with its own head.
fn cases(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let mut cases = vec![String::new()];
    for line in text.lines() {
        if line == "---" {
            cases.push(String::new());
        } else if let Some(case) = cases.last_mut() {
            case.push_str(line);
            case.push('\n');
        }
    }
    cases
}

fn lint_files() -> Vec<PathBuf> {
    let folder = root().join("testdata/lint");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    files.sort();
    files
}

#[test]
fn cases_find_exactly_what_their_lines_are_marked_with() {
    let mut wrong = Vec::new();
    for file in lint_files() {
        for (number, case) in cases(&file).iter().enumerate() {
            let (expected, found) = expected_and_found(case);
            if expected != found {
                let name = file.file_name().unwrap().to_string_lossy().into_owned();
                wrong.push(format!(
                    "{name}, document {number}: marked {expected:?}, found {found:?}\n{case}"
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// A near miss is a document of the file of a rule's name without a mark of that rule.
#[test]
fn every_rule_has_a_case_and_a_near_miss() {
    let mut marked = BTreeSet::new();
    let mut missed = BTreeSet::new();
    for file in lint_files() {
        for case in cases(&file) {
            let (expected, _) = expected_and_found(&case);
            let near: Vec<_> = case
                .lines()
                .filter_map(|line| line.strip_prefix("# not "))
                .flat_map(str::split_whitespace)
                .collect();
            for id in near {
                assert!(rules::find(id).is_some(), "no rule is called `{id}`");
                assert!(
                    expected.iter().all(|(_, found)| found != id),
                    "`{id}` is found and not:\n{case}"
                );
                missed.insert(id.to_owned());
            }
            marked.extend(expected.into_iter().map(|(_, id)| id));
        }
    }
    let without = |known: &BTreeSet<String>| -> Vec<_> {
        rules::all()
            .iter()
            .map(|rule| rule.id)
            .filter(|id| !known.contains(*id))
            .collect()
    };
    let (cases, near_misses) = (without(&marked), without(&missed));
    assert!(
        cases.is_empty() && near_misses.is_empty(),
        "without a case: {cases:?}\nwithout a near miss: {near_misses:?}"
    );
}

#[test]
fn each_example_shows_its_rule_and_what_to_use_instead_does_not() {
    for rule in rules::all() {
        let found = |text: &str| {
            let source = SourceText::new(text).unwrap();
            findings(&source, &context_of(text))
        };
        let ids = |findings: &[Finding]| -> Vec<&str> {
            findings.iter().map(|finding| finding.rule.id).collect()
        };
        let example = found(rule.example);
        assert!(
            ids(&example).contains(&rule.id),
            "the example of `{}` gives {:?}",
            rule.id,
            ids(&example)
        );
        let instead = found(rule.use_instead);
        assert!(
            instead
                .iter()
                .all(|finding| finding.rule.level == Level::Info && finding.rule.id != rule.id),
            "what to use instead of `{}` gives {:?}",
            rule.id,
            ids(&instead)
        );
    }
}

#[test]
fn rules_are_sorted_and_have_good_names() {
    let ids: Vec<_> = rules::all().iter().map(|rule| rule.id).collect();
    assert!(ids.is_sorted_by(|one, other| one < other), "{ids:?}");
    for rule in rules::all() {
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(rule.id.chars().all(kebab), "{}", rule.id);
        assert_eq!(rules::find(rule.id).map(|found| found.id), Some(rule.id));
        assert!(rule.source.contains("spec "), "{} has no source", rule.id);
        for text in [rule.title, rule.what_it_does, rule.why] {
            assert!(!text.is_empty(), "{}", rule.id);
        }
        assert!(
            rule.what_it_does.ends_with('.') && rule.why.ends_with('.'),
            "{}",
            rule.id
        );
        assert!(!rule.title.ends_with('.'), "{}", rule.id);
    }
}

#[test]
fn a_rule_that_is_switched_off_is_silent() {
    let source = SourceText::new(rules::find("forward-to").unwrap().example).unwrap();
    let mut context = Context::default();
    let before = findings(&source, &context).len();
    context.disabled.insert("forward-to".to_owned());
    assert_eq!(findings(&source, &context).len(), before - 1);
}

/// The wording of every finding, for people to read: `UPDATE=1` writes it anew.
#[test]
fn messages_and_helps_are_those_of_the_list() {
    let mut text = String::from(
        "# What the cases of this folder give, in words. Written by `UPDATE=1 cargo test -p gateway-validate --test rules`.\n",
    );
    for file in lint_files() {
        let _ = writeln!(text, "\n{}", file.file_name().unwrap().to_string_lossy());
        let mut line = 0;
        for case in cases(&file) {
            let source = SourceText::new(case.as_str()).unwrap();
            for finding in findings(&source, &context_of(&case)) {
                let position = source.position(finding.span.unwrap().start);
                let (at, column) = (line + position.line, position.column);
                let help = finding.help.unwrap_or_default();
                let _ = writeln!(
                    text,
                    "  {at}:{column} {}: {}: {}\n    {help}",
                    finding.rule.id, finding.path, finding.message
                );
            }
            line += case.lines().count() + 1;
        }
    }
    let list = root().join("testdata/lint/findings.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&list, &text).unwrap();
    }
    let expected = fs::read_to_string(&list).unwrap_or_default();
    for (expected, found) in expected.lines().zip(text.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(text.lines().count(), expected.lines().count());
}

/// What the server says of an example for the same cause is marked as explained, and nothing else.
#[test]
fn a_violation_of_the_same_cause_is_explained() {
    for (rule, explained) in [
        ("missing-port", &["service-without-port"][..]),
        ("service-name", &["required"]),
        ("certificate-ref", &["terminating-without-certificate"]),
        ("former-match-type", &["enum"]),
        ("scalar-path", &["type"]),
        (
            "filter-member",
            &[
                "request-mirror-filter-without-member",
                "request-redirect-member-of-other-filter",
            ],
        ),
        (
            "prefix-replacement",
            &["rewrite-prefix-without-prefix-match"],
        ),
        ("unnamed-listener", &["required"]),
        ("forward-to", &[]),
    ] {
        let source = SourceText::new(rules::find(rule).unwrap().example).unwrap();
        let parsed = document::parse(&source);
        let root = parsed.documents[0].root();
        let found = rules::check(root, &Context::default());
        let report = Validator::new(Release::V1_7_0, Channel::Experimental).validate_node(root);
        let explained_by = Explained::by(&found);
        let mut ids: Vec<_> = report
            .violations
            .iter()
            .filter(|violation| explained_by.has(violation))
            .map(|violation| violation.rule)
            .collect();
        ids.sort_unstable();
        assert_eq!(ids, explained, "{rule}: {:?}", report.violations);
    }
    // Another field that is missing is not explained.
    let text = rules::find("service-name")
        .unwrap()
        .example
        .replace("kind: HTTPRoute", "kind: TLSRoute");
    let source = SourceText::new(text).unwrap();
    let parsed = document::parse(&source);
    let root = parsed.documents[0].root();
    let found = rules::check(root, &Context::default());
    let report = Validator::default().validate_node(root);
    let explained = Explained::by(&found);
    let left = report
        .violations
        .iter()
        .filter(|violation| !explained.has(violation));
    let left: Vec<_> = left.map(|violation| violation.field.as_str()).collect();
    assert!(left.contains(&"spec.hostnames"), "{left:?}");
}
