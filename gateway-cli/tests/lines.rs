//! `gapi eval`, line by line: a line out for every line in, at once, whatever it holds.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

#[path = "support/requests.rs"]
mod requests;
mod support;

use requests::to;
use serde_json::Value;

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

/// Checks the answer to a line that is no request, and that the next line is answered all the same.
#[track_caller]
fn check(line: &str, id: &str, error: &str) {
    let lines = format!("{line}\n{}\n", to("shop.example.com", "/", ""));
    let run = support::gapi("eval -f shop.yaml", &lines);
    let (first, second) = run.stdout.split_once('\n').unwrap();
    assert_eq!(
        first,
        format!("{{\"id\":{id},\"error\":{}}}", Value::from(error)),
        "{line}"
    );
    assert!(
        second.contains("\"outcome\":\"forward\""),
        "{line}\n{second}"
    );
    assert_eq!(run.code, 0, "{line}");
}

#[test]
fn a_line_that_is_not_an_object_says_what_it_is() {
    check("", "null", "the line is empty");
    check("[]", "null", "the line is not an object");
    check(
        "not json",
        "null",
        "the line is not JSON: expected ident at column 2",
    );
    check(
        r#"{"id":1"#,
        "null",
        "the line is not JSON: EOF while parsing an object at column 7",
    );
    check("{}", "null", "missing field `gateway`");
    check(
        "{} {}",
        "null",
        "the line is not JSON: trailing characters at column 4",
    );
    let twice = r#"{"id":1,"gateway":{"name":"edge"}} {}"#;
    check(
        twice,
        "null",
        "the line is not JSON: trailing characters at column 36",
    );
}

#[test]
fn a_header_of_three_parts_is_json_and_no_header() {
    check(
        r#"{"id":1,"gateway":{"name":"edge"},"headers":[["a","b","c"]]}"#,
        "1",
        "`headers[0]`: there is more than is expected",
    );
}

#[test]
fn a_gateway_that_is_missing_or_unknown_is_an_error() {
    let unknown = "there is no Gateway `shop/edge` in the input";
    check(
        r#"{"id":[2],"gateway":{"namespace":"shop","name":"edge"}}"#,
        "[2]",
        unknown,
    );
    check(r#"{"id":1}"#, "1", "missing field `gateway`");
    let text =
        "`gateway`: invalid type: string \"edge\", expected an object with `namespace` and `name`";
    check(r#"{"id":1,"gateway":"edge"}"#, "1", text);
}

#[test]
fn a_value_that_no_request_can_have_is_named() {
    let variants = "expected one of `HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP`";
    let entropy = "it is a whole number from 0 to 18446744073709551615";
    let encode = "`path` holds a space or a control character; percent-encode it";
    for (key, error) in [
        (
            r#""protocol":"http""#,
            &*format!("`protocol`: unknown variant `http`, {variants}"),
        ),
        (
            r#""protocol":"TCP""#,
            "`port` is missing, and TCP and UDP have no default",
        ),
        (r#""port":0"#, "`port` is 0; ports are 1 to 65535"),
        (r#""port":70000"#, "`port` is 70000; ports are 1 to 65535"),
        (r#""entropy":-1"#, &*format!("`entropy` is -1; {entropy}")),
        (r#""entropy":0.5"#, &*format!("`entropy` is 0.5; {entropy}")),
        (
            r#""headers":[["a"]]"#,
            "`headers[0]`: invalid length 1, expected a pair of name and value",
        ),
        (r#""headers":[["a b","c"]]"#, "`a b` is no header name"),
        (
            r#""headers":[["a","b\n"]]"#,
            "header `a`: the value holds a control character",
        ),
        (r#""path":"a""#, "`path` has to start with `/`, and is `a`"),
        (r#""path":"/a b""#, encode),
        (r#""method":"G T""#, "`G T` is no method"),
        (
            r#""authority":"a b""#,
            "`authority` holds a space or a control character",
        ),
    ] {
        check(
            &format!(r#"{{"id":1,"gateway":{{"name":"edge"}},{key}}}"#),
            "1",
            error,
        );
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
