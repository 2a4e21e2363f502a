//! YAML: JSON values written so that every YAML reader gets the same values back.
//!
//! Block style throughout. A string stands plain only where YAML 1.1 and 1.2 both read it as that
//! string; all others are in double quotes, whose escapes are those of JSON.

use std::io::{self, Write};

use serde_json::Value;

/// Words that some reader takes for a boolean, null or number, in lower case.
const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// Writes a value as one document.
pub(crate) fn write(out: &mut impl Write, value: &Value) -> io::Result<()> {
    if is_block(value) {
        return write_block(out, value, 0);
    }
    write_scalar(out, value)?;
    writeln!(out)
}

/// Writes the lines of a mapping or list. The first one stands where the writer is, the others at
/// the given depth.
fn write_block(out: &mut impl Write, value: &Value, depth: usize) -> io::Result<()> {
    let mut first = true;
    let mut start_line = |out: &mut _| {
        if std::mem::take(&mut first) {
            Ok(())
        } else {
            write_spaces(out, depth)
        }
    };
    match value {
        Value::Object(map) => map.iter().try_for_each(|(key, value)| {
            start_line(out)?;
            write_member(out, key, value, depth)
        }),
        Value::Array(list) => list.iter().try_for_each(|value| {
            start_line(out)?;
            write!(out, "- ")?;
            if is_block(value) {
                return write_block(out, value, depth + 1);
            }
            write_scalar(out, value)?;
            writeln!(out)
        }),
        scalar => write_scalar(out, scalar),
    }
}

fn write_member(out: &mut impl Write, key: &str, value: &Value, depth: usize) -> io::Result<()> {
    write_string(out, key)?;
    if is_block(value) {
        // A list stands as far to the left as its key, as kubectl writes it.
        let depth = if value.is_array() { depth } else { depth + 1 };
        writeln!(out, ":")?;
        write_spaces(out, depth)?;
        return write_block(out, value, depth);
    }
    write!(out, ": ")?;
    write_scalar(out, value)?;
    writeln!(out)
}

fn is_block(value: &Value) -> bool {
    match value {
        Value::Object(map) => !map.is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => false,
    }
}

fn write_spaces(out: &mut impl Write, depth: usize) -> io::Result<()> {
    (0..depth).try_for_each(|_| out.write_all(b"  "))
}

fn write_scalar(out: &mut impl Write, value: &Value) -> io::Result<()> {
    match value {
        Value::String(text) => write_string(out, text),
        // Numbers, booleans, null, `[]` and `{}` are written as in JSON.
        other => write!(out, "{other}"),
    }
}

fn write_string(out: &mut impl Write, text: &str) -> io::Result<()> {
    if is_plain(text) {
        return out.write_all(text.as_bytes());
    }
    // JSON's strings are YAML's, but for the control characters that JSON writes as they are.
    for character in Value::from(text).to_string().chars() {
        match character {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                write!(out, "\\u{:04x}", u32::from(character))?;
            }
            other => write!(out, "{other}")?,
        }
    }
    Ok(())
}

/// Whether a string needs no quotes: it starts like a name or a path, and is no word of its own.
fn is_plain(text: &str) -> bool {
    let starts =
        text.starts_with(|first: char| first.is_ascii_alphabetic() || "/_".contains(first));
    let inner = |c: char| c.is_ascii_alphanumeric() || "/_.-".contains(c);
    // `: ` and a last `:` would make a key, ` #` a comment: neither character is plain here.
    let spaced = text
        .split(' ')
        .all(|word| !word.is_empty() && word.chars().all(inner));
    starts && spaced && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(value: &Value, expected: &str) {
        let mut out = Vec::new();
        write(&mut out, value).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn blocks_are_indented_as_kubectl_does() {
        let value = json!({"a": {"b": [1, {"c": null, "d": []}, [true, "x"]], "e": {}}, "f": ""});
        check(
            &value,
            "a:\n  b:\n  - 1\n  - c: null\n    d: []\n  - - true\n    - x\n  e: {}\nf: \"\"\n",
        );
        check(&json!([{"a": [[1]]}]), "- a:\n  - - 1\n");
        check(&json!("x"), "x\n");
    }

    #[test]
    fn strings_that_a_reader_could_take_for_something_else_are_quoted() {
        for (text, expected) in [
            (
                "gateway.networking.k8s.io/v1",
                "gateway.networking.k8s.io/v1",
            ),
            ("/v2/users", "/v2/users"),
            ("two words", "two words"),
            ("yes", "\"yes\""),
            ("On", "\"On\""),
            ("null", "\"null\""),
            ("80", "\"80\""),
            ("1e3", "\"1e3\""),
            ("1970-01-01T00:00:00Z", "\"1970-01-01T00:00:00Z\""),
            ("*.example.com", "\"*.example.com\""),
            ("a: b", "\"a: b\""),
            ("a #b", "\"a #b\""),
            ("two  spaces", "\"two  spaces\""),
            ("end ", "\"end \""),
            ("a\nb", "\"a\\nb\""),
            ("del\u{7f}\u{85}", "\"del\\u007f\\u0085\""),
            ("größe", "\"größe\""),
        ] {
            check(&json!(text), &format!("{expected}\n"));
        }
    }
}
