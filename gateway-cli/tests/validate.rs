//! `gapi validate`: an API server's answers, line by line.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

mod support;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

const RECORDINGS: &str = "../../shared/validation";

fn answers(input: &str) -> Vec<Value> {
    let run = support::gapi("validate", input);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn route(spec: &Value) -> Value {
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1",
        "kind": "HTTPRoute",
        "metadata": { "name": "a", "namespace": "b" },
        "spec": spec,
    })
}

#[test]
fn an_answer_has_all_keys_of_the_contract() {
    let line = json!({ "id": "one", "object": route(&json!({})) }).to_string();
    let answer = &answers(&line)[0];
    let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
    let mut expected = [
        "id",
        "accepted",
        "code",
        "causes",
        "unknownFields",
        "warnings",
        "stored",
    ];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!(answer["accepted"], true);
    assert_eq!(
        answer["stored"]["spec"]["rules"][0]["matches"][0]["path"]["value"],
        "/"
    );
}

#[test]
fn a_refusal_lists_causes_and_what_was_dropped() {
    let spec = json!({ "rules": [{ "forwardTo": [] }], "hostnames": ["*"] });
    let answer = &answers(&json!({ "object": route(&spec) }).to_string())[0];
    assert_eq!(
        (&answer["accepted"], &answer["code"]),
        (&json!(false), &json!(422))
    );
    assert_eq!(answer["causes"][0]["field"], "spec.hostnames[0]");
    assert_eq!(answer["causes"][0]["reason"], "FieldValueInvalid");
    assert_eq!(answer["unknownFields"], json!(["spec.rules[0].forwardTo"]));
    assert_eq!(answer["stored"], Value::Null);
}

#[test]
fn release_and_channel_are_part_of_the_question() {
    let object = route(&json!({ "rules": [{ "retry": { "attempts": 1 } }] }));
    let ask = |release: &str, channel: &str| {
        let line = json!({ "release": release, "channel": channel, "object": object });
        answers(&line.to_string())[0]["unknownFields"].clone()
    };
    assert_eq!(ask("v1.7.0", "standard"), json!([]));
    assert_eq!(ask("v1.6.1", "standard"), json!(["spec.rules[0].retry"]));
    assert_eq!(ask("v1.6.1", "experimental"), json!([]));
}

#[test]
fn a_bad_line_is_answered_with_an_error_and_harms_no_other() {
    let good = json!({ "id": 7, "object": route(&json!({})) }).to_string();
    let bad = [
        "",
        "nonsense",
        "[]",
        "{\"id\":\"x\"}",
        "{\"id\":1,\"object\":{}",
        "{\"id\":2,\"object\":{},\"release\":\"v0\"}",
        "{\"id\":3,\"object\":{},\"channel\":\"beta\"}",
        "{\"id\":4,\"object\":{},\"op\":\"patch\"}",
        "{\"id\":5,\"object\":{},\"op\":\"update\"}",
        "\u{0}\u{1}",
    ];
    let input = bad.map(|line| format!("{line}\n{good}\n"));
    let answers = answers(&input.concat());
    assert_eq!(answers.len(), 2 * bad.len());
    for (pair, line) in answers.chunks(2).zip(bad) {
        assert!(pair[0]["error"].is_string(), "{line}: {}", pair[0]);
        assert_eq!(pair[1]["id"], 7, "{line}");
        assert_eq!(pair[1]["accepted"], true, "{line}");
    }
    assert_eq!(answers[6]["id"], "x");
}

#[test]
fn long_and_deep_lines_are_answered() {
    let long = json!({ "id": 1, "object": route(&json!({ "x": "y".repeat(10 << 20) })) });
    let depth = 100_000;
    let deep = format!(
        "{{\"id\":2,\"object\":{}{}}}",
        "[".repeat(depth),
        "]".repeat(depth)
    );
    let raw = json!({ "id": 3, "raw": "[".repeat(depth) }).to_string();
    let nested = format!(
        "{{\"id\":4,\"object\":{{\"apiVersion\":\"gateway.networking.k8s.io/v1\",\"kind\":\"HTTPRoute\",\"metadata\":{{\"name\":\"a\"}},\"spec\":{{\"x\":{}{}}}}}}}",
        "[".repeat(9_990),
        "]".repeat(9_990)
    );
    let answers = answers(&format!("{long}\n{deep}\n{raw}\n{nested}\n"));
    assert_eq!(answers[0]["unknownFields"], json!(["spec.x"]));
    assert!(answers[1]["error"].is_string(), "{}", answers[1]);
    assert_eq!(answers[2]["accepted"], false);
    assert_eq!(answers[3]["unknownFields"], json!(["spec.x"]));
}

/// Every recorded request is answered as the server did. What few answers differ are the validator's own to list; here it
/// counts that each line is a request, and that verdicts hold.
#[test]
fn recorded_lines_are_answered_as_the_server_did() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(RECORDINGS);
    let files = recordings(&root);
    if files.is_empty() {
        let note = format!("SKIPPED: there are no recorded verdicts in {RECORDINGS}\n");
        std::io::stderr().write_all(note.as_bytes()).unwrap();
        return;
    }
    let (mut lines, mut wrong) = (0, Vec::new());
    for file in files {
        let input = std::fs::read_to_string(&file).unwrap();
        let answers = answers(&input);
        assert_eq!(answers.len(), input.lines().count());
        for (line, answer) in input.lines().zip(answers) {
            let recorded: Value = serde_json::from_str(line).unwrap();
            lines += 1;
            assert_eq!(answer["error"], Value::Null, "{}", recorded["id"]);
            let same = ["id", "accepted", "code"]
                .iter()
                .all(|key| answer[key] == recorded[key]);
            if !same {
                wrong.push(recorded["id"].clone());
            }
        }
    }
    assert!(
        wrong.len() * 1000 <= lines,
        "{} of {lines}: {wrong:?}",
        wrong.len()
    );
}

fn recordings(root: &Path) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(root).into_iter().flatten().flatten();
    let files = folders.flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten());
    let mut files: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "jsonl")
    });
    files.sort();
    files
}
