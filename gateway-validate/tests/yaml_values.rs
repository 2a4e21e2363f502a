//! What YAML means to Kubernetes, value by value. The expectations were checked against
//! `sigs.k8s.io/yaml` v1.6 and `k8s.io/apimachinery` v0.36.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use gateway_validate::document::{self, Limits, SourceText};
use serde_json::{Value, json};

#[track_caller]
fn check(yaml: &str, expected: &Value) {
    let source = SourceText::new(yaml).unwrap();
    let parsed = document::parse(&source);
    assert_eq!(parsed.errors, [], "{yaml}");
    let actual = parsed
        .documents
        .first()
        .map(|document| document.root().to_json());
    // `Value` compares integers and floats as different, which is the point here.
    assert_eq!(actual.as_ref(), Some(expected), "{yaml}");
}

#[track_caller]
fn check_plain(plain: &str, expected: &Value) {
    check(&format!("a: {plain}\n"), &json!({ "a": expected }));
}

#[track_caller]
fn check_error(yaml: &str, message: &str, position: &str) {
    let source = SourceText::new(yaml).unwrap();
    let parsed = document::parse(&source);
    let error = parsed
        .errors
        .first()
        .unwrap_or_else(|| panic!("`{yaml}` is read without error"));
    assert_eq!(error.to_string(), message, "{yaml}");
    assert_eq!(error.position(&source).to_string(), position, "{yaml}");
}

#[track_caller]
fn check_json_error(json: &str, message: &str, position: &str) {
    let source = SourceText::new(json).unwrap();
    let error = document::parse_json(&source, Limits::default()).unwrap_err();
    assert_eq!(error.to_string(), message, "{json}");
    assert_eq!(error.position(&source).to_string(), position, "{json}");
}

#[test]
fn booleans_have_the_spellings_of_yaml_1_1() {
    for yes in [
        "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON",
    ] {
        check_plain(yes, &json!(true));
    }
    for no in [
        "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF",
    ] {
        check_plain(no, &json!(false));
    }
    check_plain("yEs", &json!("yEs"));
    check_plain("'y'", &json!("y"));
    check_plain("\"on\"", &json!("on"));
}

#[test]
fn integers_have_the_spellings_of_go() {
    check_plain("80", &json!(80));
    check_plain("+80", &json!(80));
    check_plain("-1", &json!(-1));
    check_plain("-0", &json!(0));
    check_plain("010", &json!(8));
    check_plain("0o17", &json!(15));
    check_plain("0O17", &json!(15));
    check_plain("0x50", &json!(80));
    check_plain("-0x10", &json!(-16));
    check_plain("0b1010000", &json!(80));
    check_plain("-0b11", &json!(-3));
    check_plain("1_000", &json!(1000));
    check_plain("1__0_", &json!(10));
    check_plain("9223372036854775807", &json!(9_223_372_036_854_775_807_i64));
    check_plain("-9223372036854775808", &json!(i64::MIN));
}

#[test]
fn octals_that_are_none_are_decimal() {
    check_plain("080", &json!(80));
    check_plain("0888", &json!(888));
    check_plain("0777", &json!(511));
}

#[test]
fn whole_floats_of_yaml_become_integers_on_their_way_through_json() {
    check_plain("80.0", &json!(80));
    check_plain("80.", &json!(80));
    check_plain("8.0e+1", &json!(80));
    check_plain("1e3", &json!(1000));
    check_plain("-0.0", &json!(0));
    check_plain(
        "1.2345678901234567e18",
        &json!(1_234_567_890_123_456_800_i64),
    );
    check_plain("0.5", &json!(0.5));
    check_plain(".5", &json!(0.5));
    check_plain("-.5", &json!(-0.5));
    check_plain("1E-7", &json!(1e-7));
    check_plain("1e21", &json!(1e21));
    check_plain("9223372036854775808", &json!(9.223_372_036_854_776e18));
    check_plain("18446744073709551616", &json!(1.844_674_407_370_955_2e19));
}

#[test]
fn what_looks_like_a_number_and_is_none_is_text() {
    for text in [
        "12:30",
        "190:20:30",
        "2026-01-02",
        "2026-1-2T3:4:5Z",
        "1e400",
        "0x",
        "0b",
        "0x-1",
        "+-1",
        "--1",
        "_1",
        "1.2.3.4",
        "10s",
        "1,000",
        "+",
        ".",
        "..",
        "0o8",
        "-9223372036854775809x",
        "1e",
        "<<",
        "=",
    ] {
        check_plain(text, &json!(text));
    }
}

#[test]
fn null_has_four_spellings() {
    for null in ["", "~", "null", "Null", "NULL"] {
        check_plain(null, &Value::Null);
    }
    check_plain("nULL", &json!("nULL"));
}

#[test]
fn tags_decide_against_the_form() {
    check_plain("!!str 1", &json!("1"));
    check_plain("!!int '5'", &json!(5));
    check_plain("!!float 5", &json!(5));
    check_plain("!!bool yes", &json!(true));
    check_plain("!!null ''", &Value::Null);
    check_plain("!!timestamp 2026-01-02", &json!("2026-01-02"));
    check_plain("!!binary aGVsbG8=", &json!("hello"));
    check_plain("!mine 5", &json!("5"));
    check_plain("! 7", &json!("7"));
    check_plain("!mine [b]", &json!(["b"]));
    check_error(
        "a: !!int x",
        "the value `x` does not fit its tag `!!int`",
        "1:4",
    );
    check_error(
        "a: !!timestamp 2026-02-30",
        "the value `2026-02-30` does not fit its tag `!!timestamp`",
        "1:4",
    );
    check_error(
        "a: !!binary '#'",
        "the value `#` does not fit its tag `!!binary`",
        "1:4",
    );
}

#[test]
fn infinities_have_no_json() {
    check_error(
        "a: .inf",
        "the number `.inf` cannot be written in JSON",
        "1:4",
    );
    check_error(
        "a: -.Inf",
        "the number `-.Inf` cannot be written in JSON",
        "1:4",
    );
    check_error(
        "a: .NaN",
        "the number `.NaN` cannot be written in JSON",
        "1:4",
    );
}

#[test]
fn keys_become_text() {
    check("1: a", &json!({ "1": "a" }));
    check("y: a", &json!({ "true": "a" }));
    check("off: a", &json!({ "false": "a" }));
    check("1.5: a", &json!({ "1.5": "a" }));
    check("0x10: a", &json!({ "16": "a" }));
    check("2026-01-01: a", &json!({ "2026-01-01": "a" }));
    check("'<<': a", &json!({ "<<": "a" }));
    check_error("[a]: b", "a list, a mapping or null cannot be a key", "1:1");
    check_error(
        "{a: b}: c",
        "a list, a mapping or null cannot be a key",
        "1:1",
    );
    check_error("~: c", "a list, a mapping or null cannot be a key", "1:1");
}

#[test]
fn block_scalars_end_as_they_are_written() {
    check("a: |\n  b\n  c\n", &json!({ "a": "b\nc\n" }));
    check("a: |-\n  b\n", &json!({ "a": "b" }));
    check("a: >\n  b\n  c\n", &json!({ "a": "b c\n" }));
    // Without a line end at the end of the file there is none in the value.
    check("a: |\n  b", &json!({ "a": "b" }));
    check("a: |\r\n  b\r\n", &json!({ "a": "b\n" }));
}

#[test]
fn aliases_repeat_their_anchor() {
    check("a: &x [1, 2]\nb: *x", &json!({ "a": [1, 2], "b": [1, 2] }));
    check("a: &x b\n*x : c", &json!({ "a": "b", "b": "c" }));
    check("&k a: 1\nb: *k", &json!({ "a": 1, "b": "a" }));
    check(
        "a: &x 1\nb: &x 2\nc: *x",
        &json!({ "a": 1, "b": 2, "c": 2 }),
    );
    check_error(
        "a: &x [*x]",
        "the value of an anchor contains itself",
        "1:8",
    );
}

#[test]
fn merge_keys_are_taken_in_the_order_of_the_text() {
    check(
        "- &b {m: a, p: 80}\n- <<: *b\n  m: c\n",
        &json!([{ "m": "a", "p": 80 }, { "m": "c", "p": 80 }]),
    );
    // Go's yaml.v2 lets a merge key override what stands above it.
    check(
        "- &b {m: a}\n- m: c\n  <<: *b\n",
        &json!([{ "m": "a" }, { "m": "a" }]),
    );
    check(
        "- &x {a: 1, b: 1}\n- &y {b: 2, c: 2}\n- <<: [*x, *y]\n",
        &json!([{ "a": 1, "b": 1 }, { "b": 2, "c": 2 }, { "a": 1, "b": 1, "c": 2 }]),
    );
    check("<<: {a: 1}\nb: 2", &json!({ "a": 1, "b": 2 }));
    check_error(
        "<<: a",
        "the merge key `<<` wants a mapping or a list of mappings",
        "1:1",
    );
    check_error(
        "<<: [a]",
        "the merge key `<<` wants a mapping or a list of mappings",
        "1:1",
    );
}

#[test]
fn json_is_read_as_json() {
    check(
        r#"{"a": 80.0, "b": 80, "c": -0, "d": 8e1}"#,
        &json!({ "a": 80.0, "b": 80, "c": 0, "d": 80.0 }),
    );
    check(
        r#"["\ud83d\ude00", "\ud83d", "\/", "\u00e9"]"#,
        &json!(["😀", "\u{fffd}", "/", "é"]),
    );
    check("{\"a\": \"y\"}\n", &json!({ "a": "y" }));
    check_error("{\"a\":", "unexpected end of JSON input", "1:6");
}

#[test]
fn strict_json_is_what_an_api_server_takes() {
    check_json_error("{\"a\": 080}", "unexpected character `8`", "1:8");
    check_json_error("{\"a\": [1,]}", "unexpected character `]`", "1:10");
    check_json_error("{\"a\": \"b\nc\"}", "unexpected character `\\n`", "1:9");
    check_json_error("{\"a\": 1e400}", "the number is too large", "1:7");
    check_json_error("{\"a\":", "unexpected end of JSON input", "1:6");
    check_json_error("{\"a\": \"\\q\"}", "unexpected character `\\`", "1:8");
    check_json_error("{} {}", "unexpected character `{`", "1:4");
    check_json_error("{a: 1}", "unexpected character `a`", "1:2");
    check_json_error("{\"a\" 1}", "unexpected character `1`", "1:6");
    check_json_error("{\"a\": tru}", "unexpected character `t`", "1:7");
    check_json_error("{\"a\": \"\\u00g0\"}", "unexpected character `\\`", "1:8");
    check_json_error("{\"a\": 2.}", "unexpected character `}`", "1:9");
    check_json_error("{\"a\": +2}", "unexpected character `+`", "1:7");
    check_json_error("[1 2]", "unexpected character `2`", "1:4");
}

#[test]
fn flow_style_that_is_no_json_is_yaml() {
    check("{a: yes, b: [010]}", &json!({ "a": true, "b": [8] }));
    check("{\"a\": yes}", &json!({ "a": true }));
    check("[a, 'b',]", &json!(["a", "b"]));
}
