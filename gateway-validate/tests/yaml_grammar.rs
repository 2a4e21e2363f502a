//! What is YAML to Kubernetes, and where it ends. What is read and what is refused was checked against
//! `sigs.k8s.io/yaml` v1.6 (Go's yaml.v2 v2.4.3), which `kubectl` and API servers read with.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use gateway_validate::document::{self, KeyKind, Limits, SourceText};
use serde_json::{Value, json};

#[track_caller]
fn check(yaml: &str, expected: &Value) {
    let source = SourceText::new(yaml).unwrap();
    let parsed = document::parse(&source);
    assert_eq!(parsed.errors, [], "{yaml}");
    let values: Vec<Value> = parsed
        .documents
        .iter()
        .map(|document| document.root().to_json())
        .collect();
    assert_eq!(values, std::slice::from_ref(expected), "{yaml}");
}

#[track_caller]
fn check_error(yaml: &str, message: &str, position: &str) {
    let source = SourceText::new(yaml).unwrap();
    let parsed = document::parse(&source);
    let errors: Vec<String> = parsed
        .errors
        .iter()
        .map(|error| format!("{} {error}", error.position(&source)))
        .collect();
    assert_eq!(errors, [format!("{position} {message}")], "{yaml}");
}

#[test]
fn indentation_means_nothing_in_brackets() {
    check(
        "a:\n  b: [\n    1,\n  2\n]\nc: 3\n",
        &json!({ "a": { "b": [1, 2] }, "c": 3 }),
    );
    check(
        "a: {\nb: 1,\nc: {\n}}\n",
        &json!({ "a": { "b": 1, "c": {} } }),
    );
    check("a:\n- [\nb\n]\n", &json!({ "a": [["b"]] }));
    check("a: [b\nc, 'd\ne']\n", &json!({ "a": ["b c", "d e"] }));
    check("a:\n  - {\n  x: 1\n  }\n", &json!({ "a": [{ "x": 1 }] }));
    check("a: [ # c\n# d\n 1 # e\n]\n", &json!({ "a": [1] }));
    check("a: [\t1,\n\t2,\n\t]\n", &json!({ "a": [1, 2] }));
}

#[test]
fn indentation_means_nothing_in_quotes() {
    check("a:\n  b: \"x\ny\"\n", &json!({ "a": { "b": "x y" } }));
    check("a:\n  b: 'x\n\ny'\n", &json!({ "a": { "b": "x\ny" } }));
    check("a: \"x \\\n  y\\\n\n  z\"\n", &json!({ "a": "x y\nz" }));
    check("a: \"x\\  \n \t y\"\n", &json!({ "a": "x  y" }));
    check("a: 'it''s\n  here'\n", &json!({ "a": "it's here" }));
    check("- \"\n a \n\n b \n\"\n", &json!([" a\nb "]));
}

#[test]
fn plain_values_go_on_where_they_are_indented() {
    check(
        "a: b\n c\n\n  d\ne: f\n",
        &json!({ "a": "b c\nd", "e": "f" }),
    );
    check("a: b\n  - c\n", &json!({ "a": "b - c" }));
    check("a: b #c\n", &json!({ "a": "b" }));
    check("a: b#c\n", &json!({ "a": "b#c" }));
    check(
        "a: -1\nb: ?x\nc: :x\nd: a,b]\n",
        &json!({ "a": -1, "b": "?x", "c": ":x", "d": "a,b]" }),
    );
    check("a: http://x:80/?y\n", &json!({ "a": "http://x:80/?y" }));
    check_error("a: b\n c: d\n", "a value cannot start with `:` here", "2:3");
    check_error("a: b: c\n", "a value cannot start with `:` here", "1:5");
    check_error("a: b\n\n\tc\n", "a tab cannot indent", "3:1");
}

#[test]
fn keys_and_values_in_brackets_need_no_blank_between_them() {
    check("{\"a\":b, 'c':1}", &json!({ "a": "b", "c": 1 }));
    check(
        "{a:b, c: d, e}",
        &json!({ "a:b": null, "c": "d", "e": null }),
    );
    check(
        "[a: b, ? c : d, e: ]",
        &json!([{ "a": "b" }, { "c": "d" }, { "e": null }]),
    );
    check("{a: , b: \n}", &json!({ "a": null, "b": null }));
    check("[a b, c  d]", &json!(["a b", "c  d"]));
    check("[-, -]", &json!(["-", "-"]));
    check(
        "{\"a\":[1,{\"b\":null}]}",
        &json!({ "a": [1, { "b": null }] }),
    );
    check_error(
        "a: [x?y]",
        "a plain value in brackets ends before `?`",
        "1:6",
    );
    check_error("a: [- b]", "a value is missing before this", "1:5");
    check_error(
        "a: [b c: d\n e: f]",
        "`,` or `]` is missing before this",
        "2:3",
    );
    check_error(
        "a: {b: 1 2: 3}\nc: [1",
        "`,` or `}` is missing before this",
        "1:11",
    );
}

#[test]
fn what_is_never_closed_is_shown_where_it_is_opened() {
    check_error("a: [b,\nc: d\n", "the bracket is never closed", "1:4");
    check_error("a: {b: [c]\n", "the bracket is never closed", "1:4");
    for text in [
        "a: [",
        "a: [b",
        "a: [b,",
        "a: [b:",
        "a: [? b",
        "a: {",
        "a: {b",
        "a: {b,",
        "a: {b:",
        "a: {b: c,",
    ] {
        for end in ["", "\n", "\n---\n", "\n...\n"] {
            check_error(
                &format!("{text}{end}"),
                "the bracket is never closed",
                "1:4",
            );
        }
    }
    check_error("a: 'b\nc: d\n", "the quotes are never closed", "1:4");
    check_error(
        "a: \"b\n...\n",
        "the quotes are still open where the next document starts",
        "1:4",
    );
}

#[test]
fn what_does_not_belong_to_the_value_before_is_refused() {
    check_error("a: \"b\" c\n", "a value ends before this", "1:8");
    check_error("a: [1] 2\n", "a value ends before this", "1:8");
    check_error("a: [b]]\n", "a value ends before this", "1:7");
    check_error("- 'a' b\n", "a value ends before this", "1:7");
    check_error(
        "[a]\nb: c\n",
        "the value of the document has ended before",
        "2:1",
    );
    check_error(
        "a:\n    b: 1\n  c: 2\n",
        "this is no key of the mapping it stands in",
        "3:3",
    );
    check_error(
        "- a\nb: c\n",
        "this is no item of the list it stands in",
        "2:1",
    );
    check_error("a: b\nc\nd: e\n", "no `:` follows this key", "2:1");
    check_error("a: - b\n", "an item of a list cannot start here", "1:4");
    check_error(
        "a: b\n- c\n",
        "this is no key of the mapping it stands in",
        "2:1",
    );
    check_error("x: &a &b c", "a value ends before this", "1:7");
}

#[test]
fn tabs_separate_and_never_indent() {
    check("a:\tb\nc: d\t# e\n", &json!({ "a": "b", "c": "d" }));
    check("a: {\tb:\tc\t}\n \n", &json!({ "a": { "b": "c" } }));
    check_error("a: [b\n\t]\n", "a tab cannot indent", "2:1");
    check_error("-\ta\n", "a tab cannot indent", "1:2");
    check_error("a:\n\tb: c\n", "a tab cannot indent", "2:1");
    check_error("a: |\n\tb\n", "a tab cannot indent", "2:1");
}

#[test]
fn blocks_are_indented_as_they_say_or_as_they_begin() {
    check("a: |2\n   b\n  c\n", &json!({ "a": " b\nc\n" }));
    check("a: |1-\n  b\n", &json!({ "a": " b" }));
    check("a: |-2\n   b\n", &json!({ "a": " b" }));
    check("a: | # c\n  b\nd: e\n", &json!({ "a": "b\n", "d": "e" }));
    check(
        "a: >-\n\n  b\n  c\n\n   d\n  e\n",
        &json!({ "a": "\nb c\n\n d\ne" }),
    );
    check(
        "a: |+\n  b\n\n\nc: d\n",
        &json!({ "a": "b\n\n\n", "c": "d" }),
    );
    check("a: |\nb: >\n", &json!({ "a": "", "b": "" }));
    check("- |\n a\n-  b\n", &json!(["a\n", "b"]));
    check("--- |\n a\n", &json!("a\n"));
    check_error("a: |0\n  b\n", "the text cannot be indented by 0", "1:4");
    check_error(
        "a: |x\n  b\n",
        "`|` and `>` start a text on the next line",
        "1:4",
    );
}

#[test]
fn keys_are_written_out_or_marked() {
    check("? a\n: b\n? c\n", &json!({ "a": "b", "c": null }));
    check("? |\n  a\n: - b\n", &json!({ "a\n": ["b"] }));
    check("a:\n- b\n- - c\n  -\n", &json!({ "a": ["b", ["c", null]] }));
    check("\"a b\" : c\n'd': e\n", &json!({ "a b": "c", "d": "e" }));
    let long = format!("{}: 1\n", "k".repeat(1024));
    check(&long, &json!({ "k".repeat(1024): 1 }));
    let long = format!("a: 1\n{}: 1\n", "é".repeat(1025));
    check_error(&long, "no `:` follows this key", "2:1");
}

#[test]
fn anchors_name_what_follows_even_nothing() {
    check("a: &x\nb: *x\n", &json!({ "a": null, "b": null }));
    check("a: &x !!str 1\nb: *x\n", &json!({ "a": "1", "b": "1" }));
    check(
        "a: !!str &x 1\nb: [*x, *x]\n",
        &json!({ "a": "1", "b": ["1", "1"] }),
    );
    check(
        "a: &x\n  b: 1\nc: *x\n",
        &json!({ "a": { "b": 1 }, "c": { "b": 1 } }),
    );
    check("a: &x-1_y b\n*x-1_y : c\n", &json!({ "a": "b", "b": "c" }));
    check_error(
        "a: *b\n",
        "no anchor of that name stands before the alias",
        "1:4",
    );
    check_error(
        "a: *.example.com\n",
        "`*` starts an alias, and no name follows",
        "1:4",
    );
    check_error(
        "a: &.b\n",
        "`&` starts an anchor, and no name follows",
        "1:4",
    );
    let second = "a: &x 1\n---\nb: *x\n";
    let parsed = document::parse(&SourceText::new(second).unwrap());
    assert_eq!(parsed.errors.len(), 1, "an anchor ends with its document");
}

#[test]
fn aliases_may_stand_for_most_of_a_document_but_not_for_nearly_all() {
    let bomb = |times: usize| {
        let names = |name| vec![name; times].join(", ");
        let (own, a, b) = (names("1"), names("*a"), names("*b"));
        format!("a: &a [{own}]\nb: &b [{a}]\nc: &c [{b}]\nd: [*c, *c]\n")
    };
    let errors = |times| {
        let parsed = document::parse(&SourceText::new(bomb(times)).unwrap());
        parsed
            .errors
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(errors(10), [""; 0]);
    assert_eq!(
        errors(11),
        ["aliases stand for more than 99 % of the document"]
    );
}

#[test]
fn tags_have_prefixes() {
    check(
        "%TAG ! tag:yaml.org,2002:\n---\na: !int \"1\"\n",
        &json!({ "a": 1 }),
    );
    check(
        "%TAG !e! tag:yaml.org,2002: # c\n---\na: !e!int '1'\n",
        &json!({ "a": 1 }),
    );
    check("a: !<tag:yaml.org,2002:int> \"1\"\n", &json!({ "a": 1 }));
    check("a: !!%69nt \"1\"\n", &json!({ "a": 1 }));
    check(
        "a: !!str\nb: !!map {c: d}\n",
        &json!({ "a": "", "b": { "c": "d" } }),
    );
    check("a: !!binary 4oA=\n", &json!({ "a": "\u{fffd}\u{fffd}" }));
    check_error("a: !e!int 1\n", "the tag's prefix is not defined", "1:4");
    check_error("a: !<b 1\n", "`!` starts a tag, and this is none", "1:4");
    check_error("a: !{b} 1\n", "`!` starts a tag, and this is none", "1:4");
}

#[test]
fn directives_are_those_of_yaml_1_1() {
    check("%YAML 1.1 # c\n--- # d\na: 1\n", &json!({ "a": 1 }));
    check_error(
        "%YAML 1.2\n---\na: 1\n",
        "Kubernetes reads YAML 1.1 and no other version",
        "1:1",
    );
    check_error(
        "%YAML 1.1\n%YAML 1.1\n---\na: 1\n",
        "the directive is given twice",
        "2:1",
    );
    check_error(
        "%YAML 1\n---\na: 1\n",
        "the directive is not complete",
        "1:1",
    );
    check_error(
        "%FOO\n---\na: 1\n",
        "a line that starts with `%` is a directive, and this is none",
        "1:1",
    );
    check_error("a: %b\n", "a value cannot start with this character", "1:4");
}

#[test]
fn escapes_are_those_of_yaml_1_1() {
    check(
        r#"a: "\x41\u00e9\U0001F600\0\a\b\t\n\v\f\r\e\ \"\'\\\N\_\L\P""#,
        &json!({ "a": "Aé😀\0\u{7}\u{8}\t\n\u{b}\u{c}\r\u{1b} \"'\\\u{85}\u{a0}\u{2028}\u{2029}" }),
    );
    check_error(r#"a: "\d""#, "no such escape", "1:5");
    check_error(r#"a: "\/""#, "no such escape", "1:5");
    check_error(r#"a: "\u12g4""#, "hexadecimal digits are missing", "1:5");
    check_error(r#"a: "\ud83d\ude00""#, "no such character", "1:5");
    check(r"a: '\d\u0041'", &json!({ "a": r"\d\u0041" }));
}

#[test]
fn lines_end_in_more_ways_than_one() {
    check(
        "a: b\rc: d\r\ne: f\n",
        &json!({ "a": "b", "c": "d", "e": "f" }),
    );
    check(
        "a: b\u{85}c: d\u{2028}e: f\u{2029}",
        &json!({ "a": "b", "c": "d", "e": "f" }),
    );
    check(
        "a: |\n  b\u{85}  c\u{2028}  d\n",
        &json!({ "a": "b\nc\u{2028}d\n" }),
    );
    check("a: 'b\u{2028}c'\n", &json!({ "a": "b\u{2028}c" }));
}

#[test]
fn control_characters_are_no_yaml() {
    for bad in [
        '\0', '\u{1}', '\u{1b}', '\u{7f}', '\u{80}', '\u{9f}', '\u{fffe}', '\u{ffff}',
    ] {
        check_error(
            &format!("a: b\nc: '{bad}'\n"),
            "the text holds a control character",
            "2:5",
        );
    }
    check(
        "a: '\u{85}\u{a0}\u{fffd}\u{10ffff}\u{feff}'\n",
        &json!({ "a": " \u{a0}\u{fffd}\u{10ffff}\u{feff}" }),
    );
}

#[test]
fn byte_order_marks_start_texts() {
    check("\u{feff}a: 1\n", &json!({ "a": 1 }));
    check("---\n\u{feff}a: 1\n", &json!({ "a": 1 }));
    check(
        "a: b\n\u{feff}c: d\n",
        &json!({ "a": "b", "\u{feff}c": "d" }),
    );
    let marks = "\u{feff}".repeat(100_000);
    document::parse(&SourceText::new(marks).unwrap());
}

#[test]
fn keys_of_one_text_are_one_only_to_json() {
    let yaml = "1: a\n'1': b\n1: c\n0x1: d\ntrue: e\ny: f\n'true': g\n1.0: h\n";
    let source = SourceText::new(yaml).unwrap();
    let parsed = document::parse(&source);
    let document = &parsed.documents[0];
    assert_eq!(document.root().to_json(), json!({ "1": "h", "true": "g" }));
    let found: Vec<_> = document
        .duplicates
        .iter()
        .map(|key| (source.line_of(key.second.start), key.kind, key.repeats))
        .collect();
    assert_eq!(
        found,
        [
            (2, KeyKind::Text, false),
            (3, KeyKind::Int, true),
            (4, KeyKind::Int, true),
            (6, KeyKind::Bool, true),
            (7, KeyKind::Text, false),
            (8, KeyKind::Float, false),
        ]
    );
}

#[test]
fn floats_as_keys_have_the_digits_of_32_bits() {
    check("1.23456789: a\n", &json!({ "1.2345679": "a" }));
    check(
        "1e6: a\n-1e-7: b\n",
        &json!({ "1e+06": "a", "-1e-07": "b" }),
    );
    check(
        "123456.0: a\n0.1: b\n",
        &json!({ "123456": "a", "0.1": "b" }),
    );
    check(
        ".inf: a\n-.Inf: b\n.NaN: c\n",
        &json!({ ".inf": "a", "-.inf": "b", ".nan": "c" }),
    );
    check_error(
        "18446744073709551615: a\n",
        "a list, a mapping or null cannot be a key",
        "1:1",
    );
}

#[test]
fn a_server_reads_the_first_document_and_no_further() {
    let first = |text: &str| {
        let source = SourceText::new(text).unwrap();
        document::parse_first_yaml(&source, Limits::default())
            .map(|document| document.root().to_json())
            .map_err(|error| error.to_string())
    };
    assert_eq!(first("a: 1\n---\nb: [\n"), Ok(json!({ "a": 1 })));
    assert_eq!(first("[a]\nb: 'c\n"), Ok(json!(["a"])));
    assert_eq!(first("{a: 1}}"), Ok(json!({ "a": 1 })));
    assert_eq!(first("---\n---\na: 1\n"), Ok(Value::Null));
    assert_eq!(first("# nothing\n"), Ok(Value::Null));
    assert_eq!(first("{\"a\": 80.0}"), Ok(json!({ "a": 80 })));
    assert_eq!(
        first("a: 1\n---\n\u{1}"),
        Err("the text holds a control character".into())
    );
    let far = format!("a: 1\n---\n{}\u{1}", " ".repeat(600));
    assert_eq!(first(&far), Ok(json!({ "a": 1 })));
    assert!(first("...\na: 1\n").is_err());
}
