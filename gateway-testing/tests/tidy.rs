//! What this project has promised itself of its sources: files that a person can read in one sitting.

#![allow(
    clippy::unwrap_used,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test may fail loudly, and our files end in lower case"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The most lines of a hand-written file.
const MAX_LINES: usize = 500;
/// Longer files, each with the reason why it stays in one piece.
const EXCEPTIONS: [(&str, &str); 0] = [];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The hand-written Rust files below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            if !name.starts_with('.') && name != "target" && name != "generated" {
                sources(&path, found);
            }
        } else if name.ends_with(".rs") {
            found.push(path);
        }
    }
}

#[test]
fn hand_written_files_stay_under_500_lines() {
    let root = root().canonicalize().unwrap();
    let mut found = Vec::new();
    sources(&root, &mut found);
    assert!(found.len() > 50, "the sources are where this test looks");
    let mut long: Vec<_> = found
        .iter()
        .map(|path| {
            (
                path.strip_prefix(&root).unwrap(),
                fs::read_to_string(path).unwrap().lines().count(),
            )
        })
        .filter(|(_, lines)| *lines > MAX_LINES)
        .map(|(path, lines)| (path.to_string_lossy().into_owned(), lines))
        .collect();
    for (path, reason) in EXCEPTIONS {
        let place = long.iter().position(|(long, _)| long == path);
        assert!(
            place.is_some(),
            "{path} is short now; remove the exception ({reason})"
        );
        long.remove(place.unwrap());
    }
    assert!(long.is_empty(), "split these files: {long:?}");
}

/// The most lines of the proxy, tests aside: what it would need more for belongs into the engine or among the parts.
const MAX_PROXY_LINES: usize = 4000;

#[test]
fn the_proxy_stays_small() {
    let mut found = Vec::new();
    sources(&root().join("examples/hyper-proxy/src"), &mut found);
    let lines = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let end = text.find("#[cfg(test)]\nmod tests {");
        text[..end.unwrap_or(text.len())].lines().count()
    };
    let total: usize = found.iter().map(lines).sum();
    assert!(total > 1000, "the proxy is where this test looks");
    assert!(total < MAX_PROXY_LINES, "the proxy has {total} lines");
}
