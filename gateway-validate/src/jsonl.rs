//! Requests and answers as lines of JSON, for machines.
//!
//! A line in has the keys `id`, `release`, `channel`, `op` (`create`, `update` or `status`; without it
//! `update` if there is an `old`, else `create`), `path`, `object` or `raw` with `contentType`, `old` and
//! `oldForced`. A line out has `id`, `accepted`, `code`, `causes`, `unknownFields`, `warnings` and `stored`;
//! of a line that is no request it has `id` and `error`.
//!
//! ```
//! let line = r#"{"id":1,"object":{"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","metadata":{"name":"a"}}}"#;
//! let answer: serde_json::Value = serde_json::from_str(&gateway_validate::jsonl::answer(line))?;
//! assert_eq!(answer["causes"][1]["field"], "spec");
//! # Ok::<(), serde_json::Error>(())
//! ```

use serde_json::{Value, json};

use crate::document::{self, Limits, Node, SourceText};
use crate::json::{Json, View};
use crate::release::{Channel, Release};
use crate::server::{self, Answer, Body, Operation, Request, Stored};

/// Lines hold objects that a server would refuse for their depth.
const LIMITS: Limits = Limits {
    depth: 10_010,
    alias_values: 0,
};

/// Answers one line.
pub fn answer(line: &str) -> String {
    let (id, answer) = match read(line) {
        Ok(document) => {
            let root = document.root();
            let id = root.get("id").map(|id| as_written(line, id));
            (id, request(root).map(|request| shown(&request)))
        }
        Err(error) => (None, Err(error)),
    };
    let id = id.unwrap_or_else(|| "null".to_owned());
    let rest = match answer {
        Ok(answer) => written(&answer),
        Err(error) => json!({ "error": error }),
    };
    let rest = rest.to_string();
    let rest = rest.strip_prefix('{').unwrap_or_default();
    format!("{{\"id\":{id},{rest}")
}

/// A value as it stands in the line: a long number keeps its digits.
fn as_written(line: &str, node: Node<'_>) -> String {
    match line.get(node.span().range()) {
        // An answer is one line.
        Some(text) if !text.contains(['\n', '\r']) => text.to_owned(),
        _ => node.to_json().to_string(),
    }
}

fn read(line: &str) -> Result<document::Document, String> {
    let source = SourceText::new(line).map_err(|error| error.to_string())?;
    document::parse_json(&source, LIMITS)
        .map_err(|error| format!("{error} at column {}", error.position(&source).column))
}

fn request(line: Node<'_>) -> Result<Request<'_>, String> {
    if line.as_map().is_none() {
        return Err("a line is a JSON object".to_owned());
    }
    let release = text(line, "release")?
        .map(str::parse::<Release>)
        .transpose()
        .map_err(|error| error.to_string())?;
    let channel = text(line, "channel")?
        .map(str::parse::<Channel>)
        .transpose()
        .map_err(|error| error.to_string())?;
    let old = line
        .get("old")
        .filter(|old| !matches!(old.view(), View::Null));
    let stored = old.map(|object| Stored {
        object,
        forced: matches!(
            line.get("oldForced").map(Json::view),
            Some(View::Bool(true))
        ),
    });
    let operation = match (text(line, "op")?, stored) {
        (Some("create"), _) | (None, None) => Operation::Create,
        (Some("update") | None, Some(stored)) => Operation::Update(stored),
        (Some("status"), Some(stored)) => Operation::Status(stored),
        (Some(op @ ("update" | "status")), None) => {
            return Err(format!("the operation `{op}` needs `old`"));
        }
        (Some(op), _) => {
            return Err(format!(
                "the operation `{op}` is not known; write `create`, `update` or `status`"
            ));
        }
    };
    let body = match (line.get("object"), text(line, "raw")?) {
        (Some(object), _) => Body::Json(object),
        (None, Some(text_of_body)) => Body::Text {
            text: text_of_body,
            content_type: text(line, "contentType")?,
        },
        (None, None) => return Err("a line has an `object`, or its text as `raw`".to_owned()),
    };
    Ok(Request {
        release: release.unwrap_or_default(),
        channel: channel.unwrap_or_default(),
        operation,
        path: text(line, "path")?,
        body,
    })
}

/// The answer to a request. A name that the request does not show in JSON is not shown in the stored object,
/// no more than one that the server generates.
fn shown(request: &Request<'_>) -> Answer {
    let mut answer = server::answer(request);
    if let Body::Text { text, .. } = request.body
        && read(text).is_err()
        && let Some(metadata) = answer
            .stored
            .as_mut()
            .and_then(|stored| stored.get_mut("metadata")?.as_object_mut())
    {
        metadata.remove("name");
        metadata.remove("namespace");
    }
    answer
}

fn text<'t>(line: Node<'t>, key: &str) -> Result<Option<&'t str>, String> {
    match line.get(key).map(Json::view) {
        None | Some(View::Null) => Ok(None),
        Some(View::Text(text)) => Ok(Some(text)),
        Some(_) => Err(format!("`{key}` must be a text")),
    }
}

fn written(answer: &Answer) -> Value {
    let causes: Vec<Value> = answer
        .causes
        .iter()
        .map(|cause| json!({ "reason": cause.reason.as_str(), "field": cause.field, "message": cause.message }))
        .collect();
    json!({
        "accepted": answer.is_accepted(),
        "code": answer.code,
        "causes": causes,
        "unknownFields": answer.unknown_fields,
        "warnings": answer.warnings,
        "stored": answer.stored,
    })
}

#[cfg(test)]
mod tests {
    use super::answer;

    #[track_caller]
    fn check_id(id: &str) {
        for object in ["{}", "1"] {
            let line = format!("{{ \"id\" : {id} , \"object\": {object} }}");
            let answer = answer(&line);
            let begin = format!("{{\"id\":{id},");
            assert!(answer.starts_with(&begin), "{line}: {answer}");
        }
        let without_object = answer(&format!("{{\"id\":{id}}}"));
        let error = format!("{{\"id\":{id},\"error\":");
        assert!(without_object.starts_with(&error), "{without_object}");
    }

    #[test]
    fn an_id_comes_back_as_it_was_written() {
        check_id("null");
        check_id("-0");
        check_id("1.0");
        check_id("123456789012345678901234567890.000000000001");
        check_id("\"\\u00e9 \\/ ä\"");
        check_id("[1, {\"a\": 12345678901234567890123}]");
        assert!(answer("{\"id\":[1,\n2]}").starts_with("{\"id\":[1,2],"));
        assert!(answer("{\"object\":{}}").starts_with("{\"id\":null,"));
        assert!(answer("nothing").starts_with("{\"id\":null,\"error\":"));
    }
}
