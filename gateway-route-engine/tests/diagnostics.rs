//! Every id that the engine's source gives a diagnostic is registered, and no other.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]
#![allow(clippy::disallowed_methods, reason = "the source is read from files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gateway_route_engine::compile::diagnostics;

/// Texts in the source of compile that look like an id and are none.
const OTHERS: [&str; 0] = [];

/// Adds the texts of a folder's files that look like an id.
fn collect(folder: &Path, ids: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "diagnostics") {
            collect(&path, ids);
        } else if path.is_file() {
            let source = fs::read_to_string(&path).unwrap();
            let source = source.split("#[cfg(test)]").next().unwrap_or_default();
            ids.extend(
                source
                    .split('"')
                    .filter(|text| is_id(text))
                    .map(str::to_owned),
            );
        }
    }
}

fn is_id(text: &str) -> bool {
    text.contains('-')
        && text
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

#[test]
fn every_id_is_registered() {
    let mut used = BTreeSet::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/compile"),
        &mut used,
    );
    used.retain(|id| !OTHERS.contains(&id.as_str()));
    let registered: BTreeSet<_> = diagnostics::all()
        .iter()
        .map(|rule| rule.id.to_owned())
        .collect();
    assert_eq!(used, registered);
}

#[test]
fn rules_are_sorted_told_apart_and_written_out() {
    let all = diagnostics::all();
    assert!(all.windows(2).all(|pair| pair[0].id < pair[1].id));
    for rule in all {
        assert!(is_id(rule.id), "{}", rule.id);
        assert!(
            rule.what.ends_with('.') && rule.why.ends_with('.'),
            "{}",
            rule.id
        );
        assert!(rule.why.contains("(spec "), "{}", rule.id);
        assert!(!rule.example.is_empty(), "{}", rule.id);
    }
}
