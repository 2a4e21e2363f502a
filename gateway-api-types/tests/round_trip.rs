//! Every valid object under `../shared` is read and written back as the same JSON value.
#![cfg(feature = "experimental")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails loudly, and says what it leaves out"
)]

use std::fs;
use std::path::{Path, PathBuf};

use gateway_api_types::{Object, Time};
use serde_json::Value;

/// Material for development; it is not part of the repository.
fn shared() -> Option<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    if !dir.is_dir() {
        println!("SKIPPED: {} is absent, so nothing was read", dir.display());
        return None;
    }
    Some(dir)
}

/// Path at which two values differ; numbers are compared as values, and times to the second, which
/// is what Kubernetes keeps of them.
fn difference(path: &str, read: &Value, written: &Value) -> Option<String> {
    let differs = || Some(format!("{path}: {read} is written as {written}"));
    match (read, written) {
        (Value::Object(a), Value::Object(b)) => {
            let gone = |key: &&String| !b.contains_key(*key);
            let new = |key: &&String| !a.contains_key(*key);
            if let Some(key) = a.keys().find(gone).or(b.keys().find(new)) {
                return Some(format!("{path}.{key} is in one of them only"));
            }
            let mut common = a.iter().filter(|(key, _)| b.contains_key(*key));
            common.find_map(|(key, value)| difference(&format!("{path}.{key}"), value, &b[key]))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let mut items = a.iter().zip(b).enumerate();
            items.find_map(|(i, (a, b))| difference(&format!("{path}[{i}]"), a, b))
        }
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => None,
        (a, b) if a == b => None,
        (Value::String(_), Value::String(_)) if path.ends_with(".lastTransitionTime") => {
            let second = |value: &Value| {
                serde_json::from_value::<Time>(value.clone())
                    .unwrap()
                    .0
                    .as_second()
            };
            if second(read) == second(written) {
                None
            } else {
                differs()
            }
        }
        _ => differs(),
    }
}

/// Tallies objects of our kinds and collects what goes wrong with them.
#[derive(Default)]
struct Tally {
    ours: usize,
    failures: Vec<String>,
}

impl Tally {
    fn check(&mut self, label: &str, value: &Value) {
        match Object::from_value(value.clone()) {
            Err(error) => self.failures.push(format!("{label}: {error}")),
            Ok(object) => {
                self.ours += usize::from(object.kind().is_some());
                let written = serde_json::to_value(&object).unwrap();
                let difference = difference("", value, &written);
                self.failures
                    .extend(difference.map(|text| format!("{label}: {text}")));
            }
        }
    }

    /// Fails unless every object went well, and enough of them were seen.
    fn finish(self, at_least: usize) {
        println!("{} objects of our kinds", self.ours);
        assert!(self.failures.is_empty(), "{}", self.failures.join("\n"));
        assert!(
            self.ours >= at_least,
            "only {} objects were found",
            self.ours
        );
    }
}

fn files(dir: &Path, extension: &str) -> Vec<PathBuf> {
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

#[test]
fn objects_that_an_api_server_stored() {
    let Some(shared) = shared() else { return };
    let mut tally = Tally::default();
    for path in files(&shared.join("validation"), "jsonl") {
        for line in fs::read_to_string(&path).unwrap().lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            // What was forced into storage before an update need not be valid, then or after it.
            if line["accepted"] != true || line["oldForced"] == true {
                continue;
            }
            let stored = line.get("stored").filter(|stored| !stored.is_null());
            let Some(object) = stored.or_else(|| line.get("object")) else {
                continue;
            };
            let mut object = object.clone();
            if line["release"] == "v1.6.1" {
                remove_gone(&mut object);
            }
            tally.check(line["id"].as_str().unwrap(), &object);
        }
    }
    tally.finish(7_500);
}

/// Removes what v1.6.1 had and v1.7.0 has under another name or with a bound (CHANGES-1.7).
fn remove_gone(value: &mut Value) {
    let wide = |size: &Value| {
        size.as_i64()
            .is_some_and(|size| i32::try_from(size).is_err())
    };
    match value {
        Value::Array(items) => items.iter_mut().for_each(remove_gone),
        Value::Object(members) => {
            if members.get("maxSize").is_some_and(wide) {
                members.insert("maxSize".to_owned(), 0.into());
            }
            for (parent, names) in [
                ("sessionPersistence", ["cookieConfig", "sessionName"]),
                ("port", ["port", "name"]),
            ] {
                if let Some(Value::Object(inner)) = members.get_mut(parent) {
                    inner.retain(|name, _| !names.contains(&name.as_str()));
                }
            }
            members.values_mut().for_each(remove_gone);
        }
        _ => {}
    }
}

#[test]
fn manifests_of_the_conformance_suite() {
    let Some(shared) = shared() else { return };
    let mut tally = Tally::default();
    for path in files(&shared.join("conformance/manifests"), "yaml") {
        let text = fs::read_to_string(&path).unwrap();
        let documents: Vec<Value> = serde_saphyr::from_multiple(&text).unwrap();
        for (index, document) in documents.iter().enumerate() {
            tally.check(&format!("{}#{index}", path.display()), document);
        }
    }
    tally.finish(200);
}

/// Removes fields of v1alpha1 that some manifests have for the linter to find.
fn remove_unknown(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(remove_unknown),
        Value::Object(members) => {
            members.retain(|name, _| name != "certificateRef" && name != "forwardTo");
            members.values_mut().for_each(remove_unknown);
        }
        _ => {}
    }
}

#[test]
fn manifests_of_the_articles_that_can_be_read() {
    let Some(shared) = shared() else { return };
    let mut tally = Tally::default();
    for path in files(&shared.join("manifests"), "yaml") {
        let text = fs::read_to_string(&path).unwrap();
        let documents: Vec<Value> = serde_saphyr::from_multiple(&text).unwrap();
        for (index, document) in documents.iter().enumerate() {
            let label = format!("{}#{index}", path.file_name().unwrap().display());
            match Object::from_value(document.clone()) {
                Ok(_) => {
                    let mut document = document.clone();
                    remove_unknown(&mut document);
                    tally.check(&label, &document);
                }
                Err(error) => println!("not an object of today's API: {label}: {error}"),
            }
        }
    }
    tally.finish(20);
}
