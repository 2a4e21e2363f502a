//! Field paths: the server's spelling, read and written.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use gateway_validate::field_path::{FieldPath, InvalidFieldPath, Segment};

#[track_caller]
fn check(text: &str, segments: &[&str], printed: &str) {
    let path: FieldPath = text.parse().unwrap();
    let found: Vec<String> = path
        .segments()
        .iter()
        .map(|segment| match segment {
            Segment::Field(name) => name.clone(),
            Segment::Index(index) => format!("#{index}"),
        })
        .collect();
    assert_eq!(found, segments, "{text}");
    assert_eq!(path.to_string(), printed, "{text}");
}

#[test]
fn the_servers_spelling_is_read_and_written() {
    check("", &[], "");
    check("spec", &["spec"], "spec");
    check(
        "spec.rules[0].matches[12].path.value",
        &["spec", "rules", "#0", "matches", "#12", "path", "value"],
        "spec.rules[0].matches[12].path.value",
    );
    check("[0][1].a", &["#0", "#1", "a"], "[0][1].a");
    check(
        "metadata.labels[a/b]",
        &["metadata", "labels", "a/b"],
        "metadata.labels.a/b",
    );
}

#[test]
fn texts_that_are_no_path_are_refused() {
    let parse = |text: &str| text.parse::<FieldPath>();
    assert_eq!(
        parse("a..b"),
        Err(InvalidFieldPath::EmptyField("a..b".to_owned()))
    );
    assert_eq!(
        parse("a."),
        Err(InvalidFieldPath::EmptyField("a.".to_owned()))
    );
    assert_eq!(
        parse(".a"),
        Err(InvalidFieldPath::EmptyField(".a".to_owned()))
    );
    assert_eq!(parse("a[0"), Err(InvalidFieldPath::Index("a[0".to_owned())));
    assert_eq!(parse("a[]"), Err(InvalidFieldPath::Index("a[]".to_owned())));
    assert_eq!(
        parse("a[0]b"),
        Err(InvalidFieldPath::Index("a[0]b".to_owned()))
    );
}

#[test]
fn paths_grow_and_shrink() {
    let path = FieldPath::root().field("spec").field("rules").index(3);
    assert_eq!(path.to_string(), "spec.rules[3]");
    assert_eq!(
        path.parent().map(|parent| parent.to_string()).as_deref(),
        Some("spec.rules")
    );
    assert_eq!(FieldPath::root().parent(), None);
    assert!(FieldPath::root().is_root());
}
