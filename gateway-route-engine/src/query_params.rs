//! Query-parameter match (spec 4.3.5, 12.70).

use std::borrow::Cow;

use crate::normalize::escape;
use crate::value::ValueMatch;

/// The condition on one query parameter: its name, case-sensitive, and the value of its first
/// occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryParamMatch {
    /// The parameter's name, decoded.
    pub name: Box<str>,
    /// What its value has to be.
    pub value: ValueMatch,
}

/// The decoded value of the first parameter of this name, empty for a parameter without `=`; `None`
/// when there is none.
pub fn first_value<'q>(query: &'q str, name: &str) -> Option<Cow<'q, str>> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(key) == name).then(|| decode(value))
    })
}

/// Decodes escapes and turns `+` into a space. Escapes that are none, or that give no UTF-8, stay
/// as they are written.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains(['%', '+']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if escape(rest.as_bytes()).is_some() {
            rest = decode_run(rest, &mut out);
        } else {
            out.push(if character == '+' { ' ' } else { character });
            rest = &rest[character.len_utf8()..];
        }
    }
    Cow::Owned(out)
}

/// Decodes the escapes that follow each other at the start of `text`, and returns what comes behind
/// them.
fn decode_run<'a>(text: &'a str, out: &mut String) -> &'a str {
    let mut bytes = Vec::new();
    while let Some(byte) = escape(&text.as_bytes()[bytes.len() * 3..]) {
        bytes.push(byte);
    }
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        at += chunk.valid().len();
        let end = at + chunk.invalid().len();
        out.push_str(&text[at * 3..end * 3]);
        at = end;
    }
    &text[bytes.len() * 3..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_read_as_spec_12_70_says() {
        for (query, name, expected) in [
            ("a=1", "a", Some("1")),
            ("a=1&a=2", "a", Some("1")),
            ("a=1&b=2", "b", Some("2")),
            ("A=1", "a", None),
            ("a", "a", Some("")),
            ("a=", "a", Some("")),
            ("a=b=c", "a", Some("b=c")),
            ("&&a=1", "a", Some("1")),
            ("a%20b=c+d", "a b", Some("c d")),
            ("a=%C3%A9", "a", Some("é")),
            ("a=%c3", "a", Some("%c3")),
            ("a=%c3%28", "a", Some("%c3(")),
            ("a=%zz%4", "a", Some("%zz%4")),
            ("a=é%41", "a", Some("éA")),
            ("", "a", None),
        ] {
            assert_eq!(
                first_value(query, name).as_deref(),
                expected,
                "{query} {name}"
            );
        }
    }
}
