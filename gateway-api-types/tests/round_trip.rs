//! Every valid object under `../shared` is read and written back as the same JSON value.
#![cfg(feature = "experimental")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails loudly, and says what it leaves out"
)]

mod common;

use std::fs;

use common::{difference, files, shared, verdicts};
use gateway_api_types::Object;
use serde_json::Value;

/// Tallies objects of our kinds and collects what goes wrong with them.
#[derive(Default)]
struct Tally {
    ours: usize,
    /// Whether no value is to break its rule.
    nothing_invalid: bool,
    failures: Vec<String>,
}

impl Tally {
    fn check(&mut self, label: &str, value: &Value) {
        match Object::from_value(value.clone()) {
            Err(error) => self.failures.push(format!("{label}: {error}")),
            Ok(object) => {
                if self.nothing_invalid {
                    let invalid = object.invalid_values();
                    self.failures
                        .extend(invalid.iter().map(|error| format!("{label}: {error}")));
                }
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

#[test]
fn objects_that_an_api_server_stored() {
    let Some(shared) = shared() else { return };
    let mut tally = Tally::default();
    for line in verdicts(&shared.join("validation")) {
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
        // v1.6.1 had other rules for some values.
        tally.nothing_invalid = line["release"] == "v1.7.0";
        tally.check(line["id"].as_str().unwrap(), &object);
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
