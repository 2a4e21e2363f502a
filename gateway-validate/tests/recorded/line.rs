//! A line of a recording: a request and its answer.

use std::fmt;

use gateway_validate::document::{self, Document, Limits, SourceText};
use serde_json::Value;

/// A recorded request with its answer.
pub(crate) struct Line<'t> {
    text: &'t str,
    line: Value,
}

/// What answers are compared in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Aspect {
    /// Accepted or not.
    Accepted,
    /// The HTTP status.
    Code,
    /// Field and reason of each cause.
    Causes,
    /// The texts of the causes.
    Messages,
    /// What is stored.
    Stored,
    UnknownFields,
    Warnings,
}

/// What the server adds by itself, whatever was sent.
const BY_THE_SERVER: [&str; 5] = [
    "uid",
    "resourceVersion",
    "creationTimestamp",
    "generation",
    "managedFields",
];

impl<'t> Line<'t> {
    pub(crate) fn read(text: &'t str) -> Result<Self, serde_json::Error> {
        let line = serde_json::from_str(text)?;
        Ok(Self { text, line })
    }

    pub(crate) fn text(&self, key: &str) -> &str {
        self.line[key].as_str().unwrap_or_default()
    }

    /// The release and the line's own name.
    pub(crate) fn id(&self) -> String {
        format!("{} {}", self.text("release"), self.text("id"))
    }

    pub(crate) fn is_raw(&self) -> bool {
        self.line.get("raw").is_some()
    }

    pub(crate) fn is_accepted(&self) -> bool {
        self.line["accepted"] == true
    }

    pub(crate) fn is_forced(&self) -> bool {
        self.line["oldForced"] == true
    }

    /// Whether the old object says that it is being deleted.
    pub(crate) fn is_of_deleted(&self) -> bool {
        let metadata = &self.line["old"]["metadata"];
        ["deletionTimestamp", "deletionGracePeriodSeconds"]
            .iter()
            .any(|field| metadata.get(field).is_some())
    }

    /// What `gapi validate` says.
    pub(crate) fn answer(&self) -> Value {
        serde_json::from_str(&gateway_validate::jsonl::answer(self.text)).unwrap_or_default()
    }

    /// Reason, field and message of each recorded cause.
    pub(crate) fn causes(&self) -> Vec<[String; 3]> {
        causes(&self.line)
    }

    /// Whether the server checked an object of the collection's own kind that was sent to its own collection.
    pub(crate) fn is_of_its_collection(&self) -> bool {
        let object = &self.line["object"];
        let namespace = object["metadata"]["namespace"]
            .as_str()
            .unwrap_or("default");
        let path = self.text("path");
        let is_checked = matches!(self.line["code"].as_u64(), Some(200 | 201 | 422));
        let of_kind = self.causes().iter().all(|[_, field, _]| field != "kind");
        let in_version = object["apiVersion"]
            .as_str()
            .is_some_and(|version| path.starts_with(&format!("/apis/{version}/")));
        let in_namespace =
            !path.contains("/namespaces/") || path.contains(&format!("/namespaces/{namespace}/"));
        is_checked && of_kind && in_version && in_namespace
    }

    /// The line, its numbers spelled as they are.
    pub(crate) fn document(&self) -> Document {
        let source = SourceText::new(self.text).unwrap();
        document::parse_json(&source, Limits::default()).unwrap()
    }

    /// In which aspects an answer is not the recorded one.
    pub(crate) fn differences(&self, answer: &Value) -> Vec<(Aspect, String)> {
        let mut found = Vec::new();
        let mut compare = |aspect, got: String, recorded: String| {
            if got != recorded {
                found.push((aspect, format!("{got}, not {recorded}")));
            }
        };
        let shown = |line: &Value, key: &str| line[key].to_string();
        for (aspect, key) in [(Aspect::Accepted, "accepted"), (Aspect::Code, "code")] {
            compare(aspect, shown(answer, key), shown(&self.line, key));
        }
        let (got, recorded) = (causes(answer), self.causes());
        let set = |causes: &[[String; 3]]| {
            let mut set: Vec<String> = causes
                .iter()
                .map(|[reason, field, _]| format!("{reason} {field}"))
                .collect();
            set.dedup();
            set.join("; ")
        };
        compare(Aspect::Causes, set(&got), set(&recorded));
        compare(
            Aspect::Messages,
            format!("{got:?}"),
            format!("{recorded:?}"),
        );
        for (aspect, key) in [
            (Aspect::UnknownFields, "unknownFields"),
            (Aspect::Warnings, "warnings"),
        ] {
            compare(aspect, texts(answer, key), texts(&self.line, key));
        }
        let (got, recorded) = (&answer["stored"], self.stored());
        if recorded.is_some_and(|recorded| !is_same(got, &recorded)) {
            found.push((Aspect::Stored, format!("{got}")));
        }
        found
    }

    /// What is stored, null of a refused object; nothing where the line does not say.
    fn stored(&self) -> Option<Value> {
        if !self.is_accepted() {
            return Some(Value::Null);
        }
        if let Some(stored) = self.line.get("stored") {
            return Some(stored.clone());
        }
        let mut object = match self.line.get("object") {
            Some(object) => object.clone(),
            None => serde_json::from_str(self.text("raw")).ok()?,
        };
        if let Some(metadata) = object.get_mut("metadata").and_then(Value::as_object_mut) {
            metadata.retain(|name, _| !BY_THE_SERVER.contains(&name.as_str()));
        }
        Some(object)
    }
}

impl fmt::Display for Aspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Accepted => "accepted",
            Self::Code => "code",
            Self::Causes => "causes",
            Self::Messages => "messages",
            Self::Stored => "stored",
            Self::UnknownFields => "unknownFields",
            Self::Warnings => "warnings",
        })
    }
}

/// Reason, field and message of each cause, sorted.
fn causes(line: &Value) -> Vec<[String; 3]> {
    let text = |cause: &Value, key: &str| cause[key].as_str().unwrap_or_default().to_owned();
    let causes = line["causes"].as_array().into_iter().flatten();
    let mut causes: Vec<_> = causes
        .map(|cause| ["reason", "field", "message"].map(|key| text(cause, key)))
        .collect();
    causes.sort_unstable();
    causes
}

/// The texts of a list, sorted.
fn texts(line: &Value, key: &str) -> String {
    let mut texts: Vec<String> = line[key]
        .as_array()
        .into_iter()
        .flatten()
        .map(Value::to_string)
        .collect();
    texts.sort_unstable();
    texts.join(", ")
}

/// Whether two values are the same, numbers compared as values.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, value)| other.get(name).is_some_and(|other| is_same(value, other)))
        }
        _ => one == other,
    }
}
