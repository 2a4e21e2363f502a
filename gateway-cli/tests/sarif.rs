//! `gapi lint -o sarif` is valid by the schema of SARIF 2.1.0, as far as what is written can break it.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

mod support;

use serde_json::{Map, Value};

fn object<'v>(value: &'v Value, known: &[&str], required: &[&str]) -> &'v Map<String, Value> {
    let object = value.as_object().unwrap();
    for key in object.keys() {
        assert!(known.contains(&key.as_str()), "{key} in {value}");
    }
    for key in required {
        assert!(object.contains_key(*key), "no {key} in {value}");
    }
    object
}

fn text(value: &Value) -> &str {
    object(value, &["text"], &["text"]);
    value["text"].as_str().unwrap()
}

fn check_rule(rule: &Value) {
    let known = ["id", "shortDescription", "defaultConfiguration"];
    object(rule, &known, &["id"]);
    assert!(!text(&rule["shortDescription"]).is_empty());
    let configuration = &rule["defaultConfiguration"];
    object(configuration, &["level"], &["level"]);
    check_level(&configuration["level"]);
}

fn check_level(level: &Value) {
    assert!(["error", "warning", "note", "none"].contains(&level.as_str().unwrap()));
}

fn check_location(location: &Value) {
    object(
        location,
        &["physicalLocation", "logicalLocations"],
        &["physicalLocation"],
    );
    let physical = &location["physicalLocation"];
    object(
        physical,
        &["artifactLocation", "region"],
        &["artifactLocation"],
    );
    let artifact = object(&physical["artifactLocation"], &["uri"], &["uri"]);
    let uri = artifact["uri"].as_str().unwrap();
    assert!(
        uri.bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\'),
        "{uri}"
    );
    if let Some(region) = physical.get("region") {
        let keys = ["startLine", "startColumn", "endLine", "endColumn"];
        let region = object(region, &keys, &keys);
        let number = |key: &str| region[key].as_u64().unwrap();
        assert!(keys.iter().all(|key| number(key) >= 1), "{region:?}");
        let (start, end) = (
            (number("startLine"), number("startColumn")),
            (number("endLine"), number("endColumn")),
        );
        assert!(start <= end, "{region:?}");
    }
    for logical in location["logicalLocations"]
        .as_array()
        .into_iter()
        .flatten()
    {
        object(logical, &["name", "fullyQualifiedName", "kind"], &["name"]);
        assert!(logical["fullyQualifiedName"].is_string());
    }
}

/// Checks a log and returns its results.
fn results(arguments: &str) -> Vec<Value> {
    let run = support::gapi(&format!("lint -o sarif {arguments}"), "");
    assert!(run.stderr.is_empty() && run.code <= 2, "{run:?}");
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    object(&log, &["$schema", "version", "runs"], &["version", "runs"]);
    assert_eq!(log["version"], "2.1.0");
    let runs = log["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 1);
    let run = &runs[0];
    object(
        run,
        &["tool", "columnKind", "invocations", "results"],
        &["tool"],
    );
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let driver = &object(&run["tool"], &["driver"], &["driver"])["driver"];
    object(
        driver,
        &["name", "version", "semanticVersion", "rules"],
        &["name"],
    );
    let rules = driver["rules"].as_array().unwrap();
    rules.iter().for_each(check_rule);
    let results = run["results"].as_array().unwrap();
    for result in results {
        let keys = ["ruleId", "ruleIndex", "level", "message", "locations"];
        object(result, &keys, &keys);
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        check_level(&result["level"]);
        assert!(!text(&result["message"]).is_empty());
        result["locations"]
            .as_array()
            .unwrap()
            .iter()
            .for_each(check_location);
    }
    for invocation in run["invocations"].as_array().unwrap() {
        object(
            invocation,
            &["executionSuccessful"],
            &["executionSuccessful"],
        );
    }
    results.clone()
}

#[test]
fn logs_are_valid_whatever_is_wrong() {
    for arguments in [
        "-f lint/shop.yaml",
        "-f lint/clean.yaml",
        "-f lint/empty.yaml",
        "-f lint/binary.yaml",
        "-f lint/laughs.yaml",
        "-f lint/none.yaml",
        "-f wrong -R",
    ] {
        results(arguments);
    }
}

#[test]
fn columns_count_utf16_code_units() {
    let region = |result: &Value| {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        (region["startColumn"].as_u64(), region["endColumn"].as_u64())
    };
    let results = results("-f lint/crlf.yaml");
    let of_hostnames: Vec<_> = results
        .iter()
        .filter(|result| result["ruleId"] == "pattern")
        .map(region)
        .collect();
    // `😀` is one character and two code units; the byte order mark is in no column.
    assert_eq!(of_hostnames, [(Some(15), Some(31)), (Some(33), Some(39))]);
}
