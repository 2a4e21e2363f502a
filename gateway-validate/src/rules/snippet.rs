//! Snippets: values as one writes them on one line of YAML, for help texts.

use std::fmt::Write;

use crate::document::{Node, Number, Value};

/// Longer values are cut short: a help text is to be read.
const MAX_LENGTH: usize = 160;

/// A value on one line.
pub(super) fn of(node: Node<'_>) -> String {
    let mut out = String::new();
    write(node, &mut out);
    out
}

/// A text, in quotes where it needs them.
pub(super) fn text(text: &str) -> String {
    let mut out = String::new();
    write_text(text, &mut out);
    out
}

/// A list of values on one line, the first few of many.
pub(super) fn list(values: impl IntoIterator<Item = String>) -> String {
    const MOST: usize = 8;
    let mut values = values.into_iter();
    let mut shown: Vec<_> = values.by_ref().take(MOST).collect();
    if values.next().is_some() {
        shown.push("…".to_owned());
    }
    format!("[{}]", shown.join(", "))
}

/// A mapping of some fields on one line.
pub(super) fn map<'a>(fields: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let fields: Vec<_> = fields
        .into_iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    format!("{{{}}}", fields.join(", "))
}

fn write(node: Node<'_>, out: &mut String) {
    if out.len() > MAX_LENGTH {
        out.push('…');
        return;
    }
    match node.value() {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => {
            let _ = write!(out, "{value}");
        }
        Value::Number(Number::Int(value)) => {
            let _ = write!(out, "{value}");
        }
        Value::Number(Number::Float(value)) => {
            let _ = write!(out, "{value}");
        }
        Value::String(text) => write_text(text, out),
        Value::List(list) => {
            out.push('[');
            for (index, item) in list.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                if out.len() > MAX_LENGTH {
                    out.push('…');
                    break;
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Map(map) => {
            out.push('{');
            for (index, member) in map.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                if out.len() > MAX_LENGTH {
                    out.push('…');
                    break;
                }
                write_text(member.key, out);
                out.push_str(": ");
                write(member.node, out);
            }
            out.push('}');
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    if is_plain(text) {
        out.push_str(text);
    } else {
        let _ = write!(out, "{text:?}");
    }
}

/// Whether YAML reads the text as itself without quotes, also between braces.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", ".inf", ".nan",
    ];
    let safe = |c: char| c.is_ascii_alphanumeric() || "-._/+@$".contains(c);
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    starts && text.chars().all(safe) && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}
