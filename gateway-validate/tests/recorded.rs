//! The recorded answers of a real API server hold: accepted or not, the code, every cause, warning and unknown
//! field, and what is stored.
//!
//! Most recordings lie beside the repository; where they do not, the test says so and passes. Our own cases are
//! in `testdata/validation`.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may fail loudly, and one that has nothing to do says so"
)]

#[path = "recorded/differences.rs"]
mod differences;
#[path = "recorded/line.rs"]
mod line;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use differences::Differences;
use gateway_validate::{Channel, Release, Report, Validator, checks};
use line::{Aspect, Line};

const RECORDINGS: &str = "../../shared/validation";
const OUR_CASES: &str = "../testdata/validation";
const DIFFERENCES: &str = "../testdata/validation_differences.txt";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of lines in a folder and the folders in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|end| end == "jsonl") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The recordings beside the repository, if they are there.
fn recordings() -> Option<Vec<PathBuf>> {
    let found = files(&root().join(RECORDINGS));
    if found.is_empty() {
        // Past the test harness, which keeps to itself what passing tests print.
        let note = format!("SKIPPED: there are no recorded answers of a server in {RECORDINGS}\n");
        std::io::stderr().write_all(note.as_bytes()).unwrap();
        return None;
    }
    Some(found)
}

/// Calls a function for each line of the files.
fn each_line(files: &[PathBuf], mut look: impl FnMut(&Line<'_>)) {
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        for (number, text) in text.lines().enumerate() {
            let line = Line::read(text)
                .unwrap_or_else(|error| panic!("{}:{}: {error}", file.display(), number + 1));
            look(&line);
        }
    }
}

/// Answers every line, and compares.
fn compare(files: &[PathBuf]) -> Differences {
    let mut differences = Differences::default();
    each_line(files, |line| {
        differences.add(line, line.differences(&line.answer()));
    });
    differences
}

#[test]
fn the_recorded_answers_hold() {
    let Some(files) = recordings() else { return };
    let differences = compare(&files);
    eprintln!("{}", differences.figures());
    let listed = std::fs::read_to_string(root().join(DIFFERENCES)).unwrap();
    let wrong = differences.judge(&listed).unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn our_cases_hold() {
    let files = files(&root().join(OUR_CASES));
    assert!(!files.is_empty(), "our cases are where this test looks");
    let wrong = compare(&files).judge("").unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The library says of an object what the server's answer says, and what to write instead.
#[test]
fn reports_have_the_causes_of_the_answers() {
    let mut files = files(&root().join(OUR_CASES));
    files.extend(recordings().unwrap_or_default());
    let known: BTreeSet<&str> = checks().iter().map(|check| check.id).collect();
    let (mut compared, mut wrong) = (0, Vec::new());
    each_line(&files, |line| {
        let Some(report) = report(line) else { return };
        compared += 1;
        for violation in &report.violations {
            let of = format!("{}: {violation}", line.id());
            assert!(
                known.contains(violation.rule),
                "{of} is of an unknown check"
            );
            assert!(violation.help.is_some(), "{of} has no help");
        }
        let mut causes: Vec<[String; 3]> = report
            .violations
            .iter()
            .map(|violation| {
                let reason = violation.reason.to_string();
                [reason, violation.field.clone(), violation.message.clone()]
            })
            .collect();
        causes.sort_unstable();
        let recorded = line.causes();
        if causes != recorded {
            wrong.push(format!("{}: {causes:?}, not {recorded:?}", line.id()));
        }
    });
    assert!(compared > 0, "there are lines to compare");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the library says of a line's object, where it is asked the same question as the server: one of the
/// object's own collection.
fn report(line: &Line<'_>) -> Option<Report> {
    if !line.is_of_its_collection() {
        return None;
    }
    let release: Release = line.text("release").parse().unwrap();
    let channel: Channel = line.text("channel").parse().unwrap();
    let validator = Validator::new(release, channel);
    let document = line.document();
    let object = document.root().get("object")?;
    match (line.text("op"), document.root().get("old")) {
        ("create", _) => Some(validator.validate(object)),
        // What is stored is not what was sent to be, where that says when it is deleted.
        ("update", Some(old)) if !line.is_forced() && !line.is_of_deleted() => {
            Some(validator.validate_update(old, object))
        }
        _ => None,
    }
}

#[test]
fn a_listed_difference_that_is_gone_or_unknown_fails() {
    let lines = [r#"{"id":"x","release":"v1.7.0","object":{},"accepted":true,"code":201}"#];
    let mut differences = Differences::default();
    for line in lines.map(|line| Line::read(line).unwrap()) {
        differences.add(&line, vec![(Aspect::Code, "400, not 201".to_owned())]);
    }
    let judged = |listed: &str| differences.judge(listed).unwrap();
    assert_eq!(judged("v1.7.0 x code: a known gap"), [""; 0]);
    assert_eq!(judged(""), ["v1.7.0 x code: 400, not 201"]);
    let gone = "v1.7.0 x stored is listed and does not differ: strike it off";
    assert_eq!(judged("v1.7.0 x code: a\nv1.7.0 x stored: b"), [gone]);
    assert!(differences.judge("v1.7.0 x code").is_err());
}
