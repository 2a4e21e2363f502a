//! What several tests need: the material for development, and the comparison of objects.
#![allow(
    dead_code,
    reason = "every test that includes this file uses a part of it"
)]

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use gateway_api_types::Time;
use serde_json::Value;

/// Material for development; it is not part of the repository.
pub(crate) fn shared() -> Option<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    if !dir.is_dir() {
        // Past the test harness, which keeps to itself what passing tests print.
        let _unheard = writeln!(
            io::stderr(),
            "SKIPPED: {} is absent, so nothing was read",
            dir.display()
        );
        return None;
    }
    Some(dir)
}

/// Files with an extension, at any depth.
pub(crate) fn files(dir: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|other| other == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Verdicts of an API server, from every file of the folder.
pub(crate) fn verdicts(dir: &Path) -> impl Iterator<Item = Value> {
    let lines = |path: PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
        lines.collect::<Vec<Value>>()
    };
    files(dir, "jsonl").into_iter().flat_map(lines)
}

/// Path at which two values differ; numbers are compared as values, and times to the second, which
/// is what Kubernetes keeps of them.
pub(crate) fn difference(path: &str, read: &Value, written: &Value) -> Option<String> {
    let differs = || Some(format!("{path}: {read} is written as {written}"));
    match (read, written) {
        (Value::Object(a), Value::Object(b)) => {
            let gone = a.keys().find(|key| !b.contains_key(*key));
            let new = b.keys().find(|key| !a.contains_key(*key));
            if let Some(key) = gone.or(new) {
                return Some(format!("{path}.{key} is in one of them only"));
            }
            a.iter()
                .find_map(|(key, value)| difference(&format!("{path}.{key}"), value, &b[key]))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let mut items = a.iter().zip(b).enumerate();
            items.find_map(|(i, (a, b))| difference(&format!("{path}[{i}]"), a, b))
        }
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => None,
        (a, b) if a == b => None,
        (Value::String(a), Value::String(b)) if path.ends_with(".lastTransitionTime") => {
            let second = |text: &str| {
                let time: Time = serde_json::from_value(text.into()).unwrap();
                time.0.as_second()
            };
            if second(a) == second(b) {
                None
            } else {
                differs()
            }
        }
        _ => differs(),
    }
}
