//! Texts with several documents: what is read, where it stands, and what a bad one costs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use gateway_validate::document::{self, DocumentErrorKind, Limits, SourceText};
use gateway_validate::field_path::FieldPath;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Checks the documents of a text, and the errors as `document line:column message`.
#[track_caller]
fn check(text: &str, documents: &[Value], errors: &[&str]) {
    let source = SourceText::new(text).unwrap();
    let parsed = document::parse(&source);
    let values: Vec<Value> = parsed
        .documents
        .iter()
        .map(|document| document.root().to_json())
        .collect();
    assert_eq!(values, documents, "{text}");
    let messages: Vec<String> = parsed
        .errors
        .iter()
        .map(|error| format!("{} {} {error}", error.document, error.position(&source)))
        .collect();
    assert_eq!(messages, errors, "{text}");
}

/// Checks the text at a path, and its position; for what is not there, that of the closest ancestor.
#[track_caller]
fn check_place(text: &str, path: &str, slice: &str, position: &str) {
    let source = SourceText::new(text).unwrap();
    let parsed = document::parse(&source);
    let path: FieldPath = path.parse().unwrap();
    let document = parsed
        .documents
        .first()
        .unwrap_or_else(|| panic!("{:?}", parsed.errors));
    let span = document.root().place_of(&path).node.span();
    assert_eq!(source.slice(span), slice, "{path} in {text}");
    assert_eq!(
        source.position(span.start).to_string(),
        position,
        "{path} in {text}"
    );
}

#[test]
fn documents_stand_between_lines_of_dashes() {
    check(
        "a: 1\n---\nb: 2\n",
        &[json!({ "a": 1 }), json!({ "b": 2 })],
        &[],
    );
    check(
        "---\na: 1\n--- # next\nb: 2",
        &[json!({ "a": 1 }), json!({ "b": 2 })],
        &[],
    );
    check(
        "---\r\na: 1\r\n---\r\nb: 2\r\n",
        &[json!({ "a": 1 }), json!({ "b": 2 })],
        &[],
    );
    check(
        "--- {a: 1}\n--- [2]\n",
        &[json!({ "a": 1 }), json!([2])],
        &[],
    );
    check("a: |\n  ---\n  b\n", &[json!({ "a": "---\nb\n" })], &[]);
    check("a: ---b\n", &[json!({ "a": "---b" })], &[]);
    check(
        "a: 1\n...\n---\nb: 2\n",
        &[json!({ "a": 1 }), json!({ "b": 2 })],
        &[],
    );
    check("%YAML 1.1\n---\na: 1\n", &[json!({ "a": 1 })], &[]);
}

#[test]
fn empty_documents_are_skipped() {
    check("", &[], &[]);
    check(
        "\n\n# nothing\n---\n---\n# more\n---\na: 1\n---\n",
        &[json!({ "a": 1 })],
        &[],
    );
    check("null\n---\n~\n---\na: 1\n", &[json!({ "a": 1 })], &[]);
}

#[test]
fn a_bad_document_leaves_its_neighbours_alone() {
    check(
        "a: 1\n---\nb: [*]\n---\nc: 3\n",
        &[json!({ "a": 1 }), json!({ "c": 3 })],
        &["1 3:5 `*` starts an alias, and no name follows"],
    );
    check(
        "a: 'x\n---\nb: 2\n",
        &[json!({ "b": 2 })],
        &["0 1:4 the quotes are never closed"],
    );
    check(
        "{\"a\": 1\n---\n{\"b\": 2}\n",
        &[json!({ "b": 2 })],
        &["0 2:1 unexpected end of JSON input"],
    );
    check(
        "a: !!int x\n---\nb: 2\n",
        &[json!({ "b": 2 })],
        &["0 1:4 the value `x` does not fit its tag `!!int`"],
    );
}

#[test]
fn json_values_may_follow_one_another() {
    check(
        "{\"a\":1}{\"b\":2}\n{\"c\":3}",
        &[json!({ "a": 1 }), json!({ "b": 2 }), json!({ "c": 3 })],
        &[],
    );
    check(
        "{\"a\":1}\n---\n{\"b\":2}",
        &[json!({ "a": 1 }), json!({ "b": 2 })],
        &[],
    );
    check(
        "---\n{\"a\":1}\n---\nb: 2",
        &[json!({ "a": 1 }), json!({ "b": 2 })],
        &[],
    );
}

#[test]
fn a_byte_order_mark_belongs_to_no_value() {
    check("\u{feff}a: 1\n", &[json!({ "a": 1 })], &[]);
    check("\u{feff}{\"a\": 1}\n", &[json!({ "a": 1 })], &[]);
    check_place("\u{feff}a: 1\n", "a", "1", "1:4");
}

#[test]
fn duplicate_keys_are_kept_with_both_places() {
    let source = SourceText::new(
        "spec:\n  hostnames: [a]\n  rules:\n  - {name: a, name: b}\n  hostnames: [c]\n",
    )
    .unwrap();
    let parsed = document::parse(&source);
    let document = &parsed.documents[0];
    let found: Vec<String> = document
        .duplicates
        .iter()
        .map(|key| {
            format!(
                "{} {} {}",
                key.path,
                source.position(key.first.start),
                source.position(key.second.start)
            )
        })
        .collect();
    assert_eq!(
        found,
        ["spec.rules[0].name 4:6 4:15", "spec.hostnames 2:3 5:3"]
    );
    let expected = json!({ "spec": { "rules": [{ "name": "b" }], "hostnames": ["c"] } });
    assert_eq!(document.root().to_json(), expected, "the last one counts");
}

#[test]
fn duplicates_in_nested_lists_and_large_mappings_have_their_path() {
    let mut text = String::from("a:\n- [[], [{b: 1, b: 2}]]\nc:\n");
    for number in 0..40 {
        writeln!(text, "  k{number}: {number}").unwrap();
    }
    text.push_str("  k7: again\n");
    let parsed = document::parse(&SourceText::new(text).unwrap());
    let paths: Vec<String> = parsed.documents[0]
        .duplicates
        .iter()
        .map(|key| key.path.to_string())
        .collect();
    assert_eq!(paths, ["a[0][1][0].b", "c.k7"]);
    let value = parsed.documents[0]
        .root()
        .at(&"c.k7".parse().unwrap())
        .and_then(document::Node::as_str);
    assert_eq!(value, Some("again"));
}

#[test]
fn overriding_a_merged_member_is_marked_as_such() {
    let parsed = document::parse(&SourceText::new("- &b {n: a}\n- <<: *b\n  n: c\n").unwrap());
    assert!(parsed.documents[0].duplicates.iter().all(|key| key.merged));
    assert_eq!(parsed.documents[0].duplicates.len(), 1);
}

#[test]
fn values_know_their_place() {
    let text = "metadata:\n  annotations:\n    example.com/a.b: \"x y\"\nspec:\n  rules:\n  - name: a\n    port:\n  - {name: 'b', list: [1, 22]}\n  text: |\n    one\n    two\n\n  last: ä€😀 # c\n  more: é\n";
    check_place(
        text,
        "metadata.annotations.example.com/a.b",
        "\"x y\"",
        "3:22",
    );
    check_place(text, "spec.rules[0].name", "a", "6:11");
    check_place(text, "spec.rules[0]", "name: a\n    port:", "6:5");
    check_place(text, "spec.rules[0].port", "", "7:10");
    check_place(text, "spec.rules[1]", "{name: 'b', list: [1, 22]}", "8:5");
    check_place(text, "spec.rules[1].list[1]", "22", "8:27");
    check_place(text, "spec.text", "|\n    one\n    two", "9:9");
    check_place(text, "spec.last", "ä€😀", "13:9");
    check_place(text, "spec.more", "é", "14:9");
}

#[test]
fn a_missing_value_is_shown_at_its_closest_ancestor() {
    let text = "spec:\n  rules:\n  - name: a\n";
    check_place(text, "spec.rules[0].matches[1].path", "name: a", "3:5");
    check_place(text, "spec.rules[4]", "- name: a", "3:3");
    check_place(
        text,
        "status.parents",
        "spec:\n  rules:\n  - name: a",
        "1:1",
    );
}

#[test]
fn json_values_know_their_place() {
    let text = "{\n  \"spec\": {\"list\": [1, \"ab\"], \"o\": {}}\n}\n";
    check_place(text, "spec.list[1]", "\"ab\"", "2:24");
    check_place(text, "spec.list", "[1, \"ab\"]", "2:20");
    check_place(text, "spec.o", "{}", "2:36");
    check_place(text, "", text.trim_end(), "1:1");
}

#[test]
fn an_aliased_value_stands_where_it_is_named_and_its_parts_where_they_are_written() {
    let text = "a: &x {b: 1}\nc: *x\n";
    check_place(text, "c", "*x", "2:4");
    check_place(text, "c.b", "1", "1:11");
}

#[test]
fn columns_are_characters_or_utf16_units() {
    let source = SourceText::new("a: 😀é\r\nb: 1").unwrap();
    let end = u32::try_from("a: 😀é".len()).unwrap();
    assert_eq!(source.position(end).to_string(), "1:6");
    assert_eq!(source.position_utf16(end).to_string(), "1:7");
    assert_eq!(source.line_text(1), "a: 😀é");
    assert_eq!(source.line_text(2), "b: 1");
    assert_eq!(source.line_text(3), "");
    let long = SourceText::new("é".repeat(100_000)).unwrap();
    assert_eq!(long.position(199_998).to_string(), "1:100000");
}

#[test]
fn bytes_that_are_not_utf8_are_an_error_with_their_offset() {
    let error = SourceText::from_bytes(b"a: 1\nb: \xff\n".to_vec()).unwrap_err();
    assert_eq!(error.to_string(), "the byte at offset 8 is not UTF-8");
    assert!(
        matches!(error.kind, DocumentErrorKind::NotUtf8 { position } if position.to_string() == "2:4")
    );
}

#[test]
fn utf16_is_read_where_a_mark_says_so() {
    let text = "\u{feff}a: é😀\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [&little, &big] {
        let source = SourceText::from_bytes(bytes.clone()).unwrap();
        let parsed = document::parse(&source);
        assert_eq!(parsed.documents[0].root().to_json(), json!({ "a": "é😀" }));
    }
    for bad in [
        &little[2..],
        &little[..little.len() - 1],
        b"\xff\xfe\x3d\xd8a\0",
    ] {
        assert!(SourceText::from_bytes(bad.to_vec()).map_or(true, |source| {
            !document::parse(&source).errors.is_empty()
        }));
    }
}

#[test]
fn lists_stand_for_their_items() {
    let text = "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: a/v1, kind: A}\n- kind: BList\n  apiVersion: b/v1\n  items:\n  - {metadata: {name: x}}\n  - {kind: C}\n- {kind: WishList}\n";
    let parsed = document::parse(&SourceText::new(text).unwrap());
    let found: Vec<_> = parsed.documents[0]
        .objects()
        .map(|object| (object.api_version, object.kind))
        .collect();
    assert_eq!(
        found,
        [
            (Some("a/v1"), Some("A")),
            (Some("b/v1"), Some("B")),
            (Some("b/v1"), Some("C")),
            (None, Some("WishList")),
        ]
    );
}

#[test]
fn a_list_without_items_is_a_list_of_nothing() {
    for (text, expected) in [
        ("apiVersion: v1\nkind: List\n", 0),
        ("apiVersion: v1\nkind: List\nitems:\n", 0),
        ("apiVersion: v1\nkind: List\nitems: []\n", 0),
        ("apiVersion: a/v1\nkind: WishList\n", 1),
    ] {
        let parsed = document::parse(&SourceText::new(text).unwrap());
        assert_eq!(parsed.documents[0].objects().count(), expected, "{text}");
    }
}

/// Reads a hostile text and expects the error, soon.
#[track_caller]
fn check_hostile(text: String, message: &str) {
    let start = Instant::now();
    let source = SourceText::new(text).unwrap();
    let parsed = document::parse(&source);
    let error = parsed.errors.first().expect("a hostile text is refused");
    assert!(error.to_string().contains(message), "{error}");
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn hostile_texts_cost_little() {
    let mut laughs = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..30 {
        let alias = format!("*a{}, ", level - 1).repeat(9);
        writeln!(laughs, "a{level}: &a{level} [{alias}]").unwrap();
    }
    check_hostile(laughs, "aliases stand for more than");
    check_hostile("[".repeat(100_000), "nested deeper than");
    check_hostile(format!("a: {}", "[".repeat(100_000)), "nested deeper than");
    check_hostile("{\"a\":".repeat(100_000), "nested deeper than");
    check_hostile("- ".repeat(100_000), "nested deeper than");
    check_hostile("? ".repeat(100_000), "cannot be a key");
    let merges = "<<: [*a, *a, *a, *a, *a, *a, *a, *a, *a]
"
    .repeat(20_000);
    let many = (0..1000).fold(String::new(), |many, key| format!("{many}k{key}: 1, "));
    check_hostile(format!("x: &a {{{many}}}\ny: {merges}"), "");
}

#[test]
fn many_small_bombs_share_one_budget() {
    let bomb = "a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n---\n";
    check_hostile(bomb.repeat(200), "aliases stand for more than");
}

#[test]
fn depth_is_a_limit_of_the_caller() {
    let deep = format!("{}{}", "[".repeat(2000), "]".repeat(2000));
    let source = SourceText::new(deep).unwrap();
    let parsed = document::parse_within(
        &source,
        Limits {
            depth: 10_000,
            ..Limits::default()
        },
    );
    assert_eq!(parsed.errors, []);
    assert_eq!(parsed.documents.len(), 1);
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("JSON has no infinities", |value| value.is_finite())
            .prop_map(Value::from),
        "[ -~é😀\\n\\t:#'\"]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[ -~é]{1,8}", inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Block style, every text in double quotes.
fn write_yaml(value: &Value, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                write!(out, "\n{pad}{}:", quoted(key)).unwrap();
                write_yaml(value, indent + 2, out);
            }
        }
        Value::Array(list) if !list.is_empty() => {
            for item in list {
                write!(out, "\n{pad}-").unwrap();
                write_yaml(item, indent + 2, out);
            }
        }
        Value::String(text) => write!(out, " {}", quoted(text)).unwrap(),
        scalar => write!(out, " {scalar}").unwrap(),
    }
}

fn quoted(text: &str) -> String {
    // YAML has no surrogate pairs; everything else of JSON's escapes is the same.
    Value::from(text).to_string()
}

/// YAML's way through JSON turns whole floats into integers.
fn through_yaml(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            let float = number.as_f64().unwrap_or_default();
            match float.to_string().parse::<i64>() {
                Ok(whole) if float.fract() == 0.0 && float.abs() < 1e21 => whole.into(),
                _ => number.into(),
            }
        }
        Value::Array(list) => list.into_iter().map(through_yaml).collect(),
        Value::Object(map) => map
            .into_iter()
            .map(|(key, value)| (key, through_yaml(value)))
            .collect(),
        other => other,
    }
}

proptest! {
    #[test]
    fn json_that_is_written_is_read_back(value in json_value()) {
        let source = SourceText::new(json!([value]).to_string()).unwrap();
        let parsed = document::parse(&source);
        prop_assert_eq!(&parsed.errors, &[]);
        prop_assert_eq!(parsed.documents[0].root().to_json(), json!([value]));
    }

    #[test]
    fn yaml_that_is_written_is_read_back(value in json_value()) {
        let mut text = String::from("root:");
        write_yaml(&value, 2, &mut text);
        let source = SourceText::new(text).unwrap();
        let parsed = document::parse(&source);
        prop_assert_eq!(&parsed.errors, &[]);
        let read = parsed.documents[0].root().to_json();
        prop_assert_eq!(read, json!({ "root": through_yaml(value) }));
    }

    #[test]
    fn no_bytes_make_the_parser_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(source) = SourceText::from_bytes(bytes) {
            let parsed = document::parse(&source);
            for document in &parsed.documents {
                document.root().to_json();
            }
        }
    }

    #[test]
    fn no_yaml_like_text_makes_the_parser_panic(text in "[-?:,\\[\\]{}#&*!|>'\"%@` \\n\\tab1é\u{feff}<]{0,80}") {
        let source = SourceText::new(text).unwrap();
        let parsed = document::parse(&source);
        for document in &parsed.documents {
            let root = document.root();
            source.slice(root.span());
            root.to_json();
        }
        for error in &parsed.errors {
            error.position(&source);
        }
    }
}
