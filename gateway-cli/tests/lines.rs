//! `gapi eval`, line by line: a line out for every line in, at once, whatever it holds.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

#[path = "support/requests.rs"]
mod requests;
mod support;

use requests::to;
use serde_json::{Value, json};

#[test]
fn an_id_comes_back_as_it_was_written() {
    let ids = [
        "null",
        "true",
        "1.50",
        "123456789012345678901234567890",
        "\"x\\u00e4\"",
        "[1, {\"a\": null}]",
        "{\"b\":1,\"a\":2}",
    ];
    let lines: String = ids
        .iter()
        .map(|id| to("shop.example.com", "/", &format!(",\"id\":{id}")) + "\n")
        .collect();
    let run = support::gapi("eval -f shop.yaml", &lines);
    let answers: Vec<_> = run.stdout.lines().collect();
    assert_eq!(answers.len(), ids.len());
    for (answer, id) in answers.iter().zip(ids) {
        assert!(
            answer.starts_with(&format!("{{\"id\":{id},\"outcome\":\"forward\"")),
            "{answer}"
        );
    }
}

#[test]
fn a_line_that_is_no_request_says_why_and_the_next_one_is_answered() {
    let gateway = r#""gateway":{"name":"edge"}"#;
    for (line, expected) in [
        ("", json!({"id": null, "error": "the line is empty"})),
        (
            r#"{"id":1"#,
            json!({"id": null, "error": "the line is not JSON: EOF while parsing an object at column 7"}),
        ),
        (
            r#"{"id":1}"#,
            json!({"id": 1, "error": "missing field `gateway`"}),
        ),
        (
            "not json",
            json!({"id": null, "error": "the line is not JSON: expected ident at column 2"}),
        ),
        (
            r#"{"id":0,"gateway":"edge"}"#,
            json!({"id": 0, "error": "`gateway`: invalid type: string \"edge\", expected an object with `namespace` and `name`"}),
        ),
        (
            "[]",
            json!({"id": null, "error": "the line is not an object"}),
        ),
        (
            r#"{"id":[2],"gateway":{"namespace":"shop","name":"edge"}}"#,
            json!({"id": [2], "error": "there is no Gateway `shop/edge` in the input"}),
        ),
        (
            &format!(r#"{{"id":3,{gateway},"protocol":"http"}}"#),
            json!({"id": 3, "error": "`protocol`: unknown variant `http`, expected one of `HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP`"}),
        ),
        (
            &format!(r#"{{"id":4,{gateway},"port":70000}}"#),
            json!({"id": 4, "error": "`port` is 70000; ports are 1 to 65535"}),
        ),
        (
            &format!(r#"{{"id":5,{gateway},"port":0}}"#),
            json!({"id": 5, "error": "`port` is 0; ports are 1 to 65535"}),
        ),
        (
            &format!(r#"{{"id":6,{gateway},"protocol":"TCP"}}"#),
            json!({"id": 6, "error": "`port` is missing, and TCP and UDP have no default"}),
        ),
        (
            &format!(r#"{{"id":7,{gateway},"entropy":-1}}"#),
            json!({"id": 7, "error": "`entropy` is -1; it is a whole number from 0 to 18446744073709551615"}),
        ),
        (
            &format!(r#"{{"id":8,{gateway},"headers":[["a","b"],["c"]]}}"#),
            json!({"id": 8, "error": "`headers[1]`: invalid length 1, expected a pair of name and value"}),
        ),
        (
            &format!(r#"{{"id":9,{gateway},"headers":[["a b","c"]]}}"#),
            json!({"id": 9, "error": "`a b` is no header name"}),
        ),
        (
            &format!(r#"{{"id":10,{gateway},"headers":[["a","b\n"]]}}"#),
            json!({"id": 10, "error": "header `a`: the value holds a control character"}),
        ),
        (
            &format!(r#"{{"id":11,{gateway},"path":"a"}}"#),
            json!({"id": 11, "error": "`path` has to start with `/`, and is `a`"}),
        ),
        (
            &format!(r#"{{"id":12,{gateway},"path":"/a b"}}"#),
            json!({"id": 12, "error": "`path` holds a space or a control character; percent-encode it"}),
        ),
        (
            &format!(r#"{{"id":13,{gateway},"method":"G T"}}"#),
            json!({"id": 13, "error": "`G T` is no method"}),
        ),
        (
            &format!(r#"{{"id":14,{gateway}}} {{}}"#),
            json!({"id": null, "error": "the line is not JSON: trailing characters at column 37"}),
        ),
    ] {
        let lines = format!("{line}\n{}\n", to("shop.example.com", "/", ""));
        let run = support::gapi("eval -f shop.yaml", &lines);
        let answers: Vec<Value> = run
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(answers.len(), 2, "{line}");
        assert_eq!(answers[0], expected, "{line}");
        assert_eq!(answers[1]["outcome"], "forward", "{line}");
        assert_eq!(run.code, 0);
    }
}

#[test]
fn requests_and_manifests_cannot_share_standard_input() {
    let run = support::gapi("eval -f -", "");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr.contains("write a file in place of `-f -`"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/shop.yaml");
    let mut gapi = Command::new(env!("CARGO_BIN_EXE_gapi"))
        .args(["status", "-f", data])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(gapi.stdout.take());
    let output = gapi.wait_with_output().unwrap();
    assert_eq!(
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stderr).as_ref()
        ),
        (Some(0), "")
    );
}

#[test]
fn an_answer_comes_before_the_next_request() {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::process::{Command, Stdio};
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/shop.yaml");
    let mut gapi = Command::new(env!("CARGO_BIN_EXE_gapi"))
        .args(["eval", "-f", data])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut requests = gapi.stdin.take().unwrap();
    let mut answers = BufReader::new(gapi.stdout.take().unwrap());
    for id in 1..=3 {
        writeln!(
            requests,
            "{}",
            to("shop.example.com", "/", &format!(",\"id\":{id}"))
        )
        .unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
    }
    drop(requests);
    assert_eq!(gapi.wait().unwrap().code(), Some(0));
}
