//! Bytes as a file: whatever they are, they are read, validated and held against every rule without a panic, and what is
//! found has its place in the text. What fails prints itself, and the commands that read it.

#![no_main]

use gateway_fuzz::reported;
use gateway_validate::document::{self, Document, Limits, SourceText, Span};
use gateway_validate::rules::{self, Context};
use gateway_validate::{Channel, Release, Validator, server};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

/// A place that can be shown.
fn check_place(source: &SourceText, span: Option<Span>) {
    let Some(span) = span else { return };
    assert!(span.start <= span.end && span.end as usize <= source.text().len(), "{span:?}");
    assert!(source.text().is_char_boundary(span.start as usize) && source.text().is_char_boundary(span.end as usize));
    let (position, utf16) = (source.position(span.start), source.position_utf16(span.start));
    assert_eq!(position.line, utf16.line);
    assert!(position.column <= utf16.column);
}

fn lint(source: &SourceText, document: &Document) {
    for key in &document.duplicates {
        check_place(source, Some(key.first));
        check_place(source, Some(key.second));
    }
    for object in document.objects() {
        let node = object.node;
        for release in Release::ALL {
            for channel in Channel::ALL {
                let report = Validator::new(release, channel).validate_node(node);
                for violation in report.violations.iter().chain(&report.forgiven) {
                    check_place(source, violation.span);
                }
                let context = Context { release, channel, ..Context::default() };
                for finding in rules::check(node, &context) {
                    check_place(source, finding.span);
                    assert!(!finding.message.is_empty(), "{}", finding.rule.id);
                }
            }
        }
    }
}

/// The text as the body of a request.
fn answer(text: &str, content_type: &'static str) {
    let request = server::Request {
        release: Release::default(),
        channel: Channel::default(),
        operation: server::Operation::Create,
        path: None,
        body: server::Body::Text { text, content_type: Some(content_type) },
    };
    let answer = server::answer(&request);
    assert_eq!(answer.is_accepted(), answer.stored.is_some());
}

fn check(bytes: &[u8]) {
    let Ok(source) = SourceText::from_bytes(bytes.to_vec()) else { return };
    let parsed = document::parse(&source);
    for error in &parsed.errors {
        check_place(&source, Some(error.span));
        assert!(error.position(&source).line > 0);
    }
    for document in &parsed.documents {
        lint(&source, document);
    }
    if let Ok(document) = document::parse_json(&source, Limits::default()) {
        lint(&source, &document);
    }
    answer(source.text(), "application/json");
    answer(source.text(), "application/yaml");
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let report = move || {
        let body = |kind: &str| json!({ "raw": text, "contentType": format!("application/{kind}") });
        let commands = format!(
            "gapi lint FILE\ngapi validate, with the lines\n{}\n{}",
            body("json"),
            body("yaml")
        );
        gateway_fuzz::document(&text, &commands)
    };
    reported(report, || check(bytes));
});
