//! `codegen crds` prints the published CRDs, apart from descriptions.
#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Removes every description: in a schema, one is a string, and a property of that name is not.
fn without_descriptions(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|key, value| key != "description" || !value.is_string());
            members.values_mut().for_each(without_descriptions);
        }
        Value::Array(items) => items.iter_mut().for_each(without_descriptions),
        _ => {}
    }
}

#[test]
fn printed_crds_are_the_published_ones() {
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/api/v1.7.0/crds");
    if !published.is_dir() {
        // Past the test harness, which keeps to itself what passing tests print.
        let _unheard = writeln!(
            io::stderr(),
            "SKIPPED: {} is absent, so no CRD was compared",
            published.display()
        );
        return;
    }
    for (channel, count) in [("standard", 10), ("experimental", 14)] {
        let mut codegen = Command::new(env!("CARGO_BIN_EXE_codegen"));
        let output = codegen
            .args(["crds", "--channel", channel])
            .output()
            .unwrap();
        assert!(output.status.success());
        let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut printed = printed["items"].as_array().unwrap().iter();
        let dir = fs::read_dir(published.join(channel)).unwrap();
        let mut files: Vec<_> = dir.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let mut compared = 0;
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            for mut crd in serde_saphyr::from_multiple::<Value>(&text).unwrap() {
                if crd["kind"] == "CustomResourceDefinition" {
                    without_descriptions(&mut crd);
                    assert_eq!(printed.next(), Some(&crd), "{}", file.display());
                    compared += 1;
                }
            }
        }
        assert_eq!((compared, printed.next()), (count, None), "{channel}");
    }
}
