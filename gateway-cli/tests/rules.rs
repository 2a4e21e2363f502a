//! `gapi rules`: the list of what is looked for, and what is said of one.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

mod support;

use serde_json::Value;

#[test]
fn all_rules_are_listed_with_level_and_title() {
    let run = support::gapi("rules", "");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    for line in [
        "document: what keeps files and objects from being read",
        "server: why an API server refuses an object",
        "habit: what no server checks, of one object",
        "engine: what becomes of the objects together",
    ] {
        assert!(run.stdout.contains(line), "{line}");
    }
    for id in [
        "duplicate-key",
        "path-not-absolute",
        "forward-to",
        "no-weight",
    ] {
        let lines: Vec<&str> = run
            .stdout
            .lines()
            .filter(|line| line.split_whitespace().next() == Some(id))
            .collect();
        assert_eq!(lines.len(), 1, "{id}");
        assert!(lines[0].split_whitespace().count() > 3, "{}", lines[0]);
    }
}

#[test]
fn a_habit_is_explained_with_its_example() {
    let text = support::gapi("rules forward-to", "").stdout;
    for part in [
        "forward-to (error, habit)",
        "\nWhy\n",
        "\nExample\n  apiVersion: ",
        "\nUse instead\n",
        "\nSource\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn a_rule_of_the_server_is_explained_with_its_text_and_places() {
    let text = support::gapi("rules path-not-absolute", "").stdout;
    for part in [
        "\nRule\n  (self.type in ['Exact','PathPrefix'])",
        "\nMessage\n  value must be an absolute path",
        "\nHelp\n  start the path with `/`",
        "\nPlaces\n  HTTPRoute spec.rules[].matches[].path (v1 v1beta1; standard experimental; v1.6.1 v1.7.0)",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn programs_read_the_same_as_json() {
    let all: Vec<Value> = serde_json::from_str(&support::gapi("rules -o json", "").stdout).unwrap();
    assert!(all.len() > 200, "{}", all.len());
    let keys: Vec<&String> = all[0].as_object().unwrap().keys().collect();
    for rule in &all {
        assert_eq!(rule.as_object().unwrap().keys().collect::<Vec<_>>(), keys);
        assert!(["error", "warning", "info"].contains(&rule["level"].as_str().unwrap()));
        let id = rule["id"].as_str().unwrap();
        assert!(!rule["title"].as_str().unwrap().is_empty(), "{id}");
    }
    let one: Value =
        serde_json::from_str(&support::gapi("rules path-not-absolute -o json", "").stdout).unwrap();
    assert!(one["expression"].as_str().unwrap().contains("startsWith"));
    assert_eq!(one["places"].as_array().unwrap().len(), 8);
}

#[test]
fn an_unknown_rule_leads_to_the_one_that_is_meant() {
    for arguments in ["rules no-wieght", "rules no-wieght -o json"] {
        let run = support::gapi(arguments, "");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert_eq!(
            run.stderr,
            "error: there is no rule `no-wieght`; did you mean `no-weight`?\n"
        );
    }
}
