//! JSON that is compact and yet gives small diffs: what fits on a line stands on one line.

use std::fmt::Write as _;

use anyhow::Result;
use serde::Serialize;
use serde_json::Value;

const WIDTH: usize = 110;
const INDENT: usize = 1;

/// Text of a value, ending in a newline; members of objects are sorted by name.
pub(crate) fn to_string<T: Serialize>(value: &T) -> Result<String> {
    let mut out = String::new();
    write(&serde_json::to_value(value)?, 0, 0, &mut out);
    out.push('\n');
    Ok(out)
}

/// Writes a value whose first character comes after `used` others on its line.
fn write(value: &Value, depth: usize, used: usize, out: &mut String) {
    let compact = value.to_string();
    let (open, close) = match value {
        Value::Array(items) if !items.is_empty() => ('[', ']'),
        Value::Object(members) if !members.is_empty() => ('{', '}'),
        _ => return out.push_str(&compact),
    };
    if depth * INDENT + used + compact.len() <= WIDTH {
        return out.push_str(&compact);
    }
    out.push(open);
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                separate(index, depth + 1, out);
                write(item, depth + 1, 0, out);
            }
        }
        Value::Object(members) => {
            for (index, (name, member)) in members.iter().enumerate() {
                separate(index, depth + 1, out);
                let key = format!("{}: ", Value::from(name.as_str()));
                out.push_str(&key);
                write(member, depth + 1, key.len(), out);
            }
        }
        _ => {}
    }
    let _ = write!(out, "\n{:1$}{close}", "", depth * INDENT);
}

fn separate(index: usize, depth: usize, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
    let _ = write!(out, "\n{:1$}", "", depth * INDENT);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_split_only_where_it_does_not_fit() {
        let value = serde_json::json!({"b": [1, 2], "a": {"x": "y".repeat(WIDTH), "z": {}}});
        let text = to_string(&value).unwrap();
        let long = "y".repeat(WIDTH);
        assert_eq!(
            text,
            format!(
                "{{\n \"a\": {{\n  \"x\": \"{long}\",\n  \"z\": {{}}\n }},\n \"b\": [1,2]\n}}\n"
            )
        );
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
