//! The examples of the README, run as they stand.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::path::Path;
use std::process::Command;

/// Runs a command line in a shell that finds `gapi`, and compares all that it prints.
#[track_caller]
fn check(line: &str, expected: &str) {
    let folder = Path::new(env!("CARGO_BIN_EXE_gapi")).parent().unwrap();
    let path = format!(
        "{}:{}",
        folder.display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let output = Command::new("sh")
        .args(["-c", line])
        .env("PATH", path)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{line}");
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        expected,
        "{line}"
    );
}

#[test]
fn the_examples_print_what_the_readme_shows() {
    let readme = include_str!("../README.md");
    let blocks = readme
        .split("```console\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    let examples: Vec<&str> = blocks
        .flat_map(|block| block.split("$ ").filter(|example| !example.is_empty()))
        .collect();
    assert!(examples.len() >= 5, "{examples:#?}");
    for example in examples {
        let (line, expected) = example.split_once('\n').unwrap();
        check(line, expected);
    }
}
